"""How anybody repeats a finding: the files by their digests, the settings, and one line for a terminal."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from commonbeat.measures.catalogue import CATALOGUE
from commonbeat.records.models import Dataset, Finding


def command(finding: Finding, datasets: Sequence[Dataset]) -> str:
    """The line that computes it again, from the agency's own files and the mapping by which they were read.

    Where the files of one kind were read by several mappings, from the accepted tables, which need none.
    """
    said, roles = ["commonbeat", "compute", finding.measure], dict[str, list[Dataset]]()
    for one in datasets:
        roles.setdefault(CATALOGUE[finding.measure].role(one.schema), []).append(one)
    for name, some in roles.items():
        mappings = {one.mapping for one in some}
        files = [one.name if len(mappings) == 1 else f"{one.digest}.parquet" for one in some]
        said += [f"--{name}", *files] if name and files else files
        if len(mappings) == 1:
            said += [f"--{name}-mapping" if name else "--mapping", f"{some[0].schema}-{mappings.pop().number}.toml"]
    return shlex.join([*said, "--settings", "settings.toml", "--json"])


def as_record(finding: Finding, datasets: Sequence[Dataset]) -> Mapping[str, Any]:
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
