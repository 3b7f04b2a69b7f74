"""Riverton's papers, the rule that its clerk confirmed, and the attestation with what the board's checker said."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from commonbeat.laws.quota import rule_with
from commonbeat.matters import actions
from commonbeat.matters.models import Attestation
from commonbeat.matters.shown.attestations import words_for
from commonbeat.people.models import Agency

STORY = Path(__file__).parent / "papers.toml"


def steps(town: Any) -> Iterator[tuple[float, Callable[[], Any]]]:
    """Everything that happens with papers in the year, each with its day."""
    story = tomllib.loads(STORY.read_text("utf-8"))
    yield story["confirmed"]["day"], lambda: confirm(town, story["confirmed"])
    for one in story["paper"]:
        yield one["day"], lambda one=one: lay_open(town, one)
    yield story["attested"]["day"], lambda: attest(town, story["attested"])
    for one in story["signed"]:
        yield one["day"], lambda one=one: sign(town, one)


def confirm(town: Any, one: dict[str, Any]) -> None:
    read_on = town.date(one["day"])
    given = {"rule": rule_with(one["rule"]), "office": one["office"], "read_on": read_on}
    actions.confirm_rule(town.agency, by=town.actor(one["by"]), **given)


def lay_open(town: Any, one: dict[str, Any]) -> None:
    given = {"kind": one["kind"], "title": one["title"], "words": one["words"].strip()}
    since = town.date(one["since"])
    actions.lay_open_paper(town.agency, by=town.actor("coordinator"), in_use_since=since, **given)


def attest(town: Any, one: dict[str, Any]) -> None:
    agency = Agency.objects.select_related("organization").get()
    actions.attest(agency, by=town.actor(one["by"]), words=words_for(agency))


def sign(town: Any, one: dict[str, Any]) -> None:
    newest = Attestation.objects.select_related("agency__organization").get()
    actions.countersign(newest, by=town.actor(one["by"]), signs=one["signs"], because=one["because"])
