"""How anybody repeats a finding: the files by their digests, the settings, and one line for a terminal."""

from __future__ import annotations

import shlex
from collections.abc import Mapping as Pairs, Sequence
from typing import Any

from commonbeat.measures.catalogue import CATALOGUE
from commonbeat.records.models import Dataset, Finding, Mapping


def command(finding: Finding, datasets: Sequence[Dataset]) -> str:
    """The line that computes it again, from the agency's own files and the mapping by which they were read.

    Where the files of one kind were read by several mappings, from the accepted tables, which need none.
    """
    said = ["commonbeat", "compute", finding.measure]
    for name, some in by_role(finding, datasets).items():
        way = read_alike(some)
        files = [one.name if way else f"{one.digest}.parquet" for one in some]
        said += [f"--{name}", *files] if name and files else files
        if way:
            said += [f"--{name}-mapping" if name else "--mapping", way.file_name]
    return shlex.join([*said, "--settings", "settings.toml", "--json"])


def by_role(finding: Finding, datasets: Sequence[Dataset]) -> dict[str, list[Dataset]]:
    """The files by what they are to the measure, as the command names it."""
    roles: dict[str, list[Dataset]] = {}
    for one in datasets:
        roles.setdefault(CATALOGUE[finding.measure].role(one.schema), []).append(one)
    return roles


def read_alike(some: Sequence[Dataset]) -> Mapping | None:
    """The one mapping by which files were read; None where they were read by several."""
    ways = {one.mapping for one in some}
    return ways.pop() if len(ways) == 1 else None


def beside(finding: Finding, datasets: Sequence[Dataset]) -> dict[str, Any]:
    """What a page says beside the line: the mappings that it names, and whether it names accepted tables."""
    ways = [read_alike(some) for some in by_role(finding, datasets).values()]
    return {"mappings": [way for way in ways if way], "names_tables": None in ways}


def as_record(finding: Finding, datasets: Sequence[Dataset]) -> Pairs[str, Any]:
    """A finding for machines: the result to the letter, and all that is needed to compute it again."""
    return {
        "measure": finding.measure,
        "standard": CATALOGUE[finding.measure].standard,
        "number": finding.pk,
        "computed_at": finding.computed_at.isoformat(),
        "commonbeat": finding.program,
        "digest": finding.digest,
        "settings": finding.settings,
        "datasets": [
            {
                "number": one.pk,
                "records": one.schema,
                "file": one.name,
                "sha256_of_file": one.source_digest,
                "sha256_of_accepted_table": one.digest,
                "state": one.state,
            }
            for one in datasets
        ],
        "command": command(finding, datasets),
        "result": finding.result,
    }
