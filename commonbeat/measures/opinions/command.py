"""`commonbeat opinions VOTES.csv`: from a file of votes to a report, for somebody with a terminal."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

from commonbeat.measures.opinions import polis, report, sentences
from commonbeat.measures.opinions.findings import Findings, findings
from commonbeat.measures.opinions.mapping import OpinionMap, opinion_map
from commonbeat.measures.opinions.stability import stability
from commonbeat.measures.opinions.vote_files import read_ballots


def answer(asked: argparse.Namespace) -> str:
    """Read, compute, write what was asked for; returns what goes to standard output. Raises ValueError and OSError."""
    opinions = polis.read_opinions(asked.comments) if asked.comments else ()
    conversation = polis.gathered(opinions, read_ballots(asked.votes))
    ballots = conversation.ballots
    if not len(ballots.votes):
        raise ValueError(f"{asked.votes}: none of the votes is on an opinion of {asked.comments}")
    found = opinion_map(
        ballots.people, ballots.statements, ballots.votes, seed=asked.seed, moderated_out=conversation.moderated_out
    )
    told = findings(found, _open(conversation), stability(found, seed=asked.seed))
    words = {opinion.number: opinion.text for opinion in opinions}
    if asked.polis:
        polis.write(with_groups(conversation, found), asked.polis)
    if asked.json and not asked.html:
        return _json(conversation, found, told, words)
    page = report.page(told, words, conversation.left_out, "How views lie")
    path = asked.html or Path("opinions.html")
    path.write_text(page, encoding="utf-8")
    if asked.json:
        return _json(conversation, found, told, words)
    print("\n".join(sentences.left_out(conversation.left_out)), file=sys.stderr)
    return f"{sentences.headline(told)}\nThe report is in {path}."


def _open(conversation: polis.Conversation) -> list[int]:
    """The numbers of the opinions that take part."""
    return sorted({opinion.number for opinion in conversation.opinions} - set(conversation.moderated_out))


def _json(conversation: polis.Conversation, found: OpinionMap, told: Findings, words: dict[int, str]) -> str:
    people = {int(person): None for person in conversation.people} | found.people_in
    return json.dumps(report.as_json(told, people, words, conversation.left_out), ensure_ascii=False)


def with_groups(conversation: polis.Conversation, found: OpinionMap) -> polis.Conversation:
    """The conversation with these groups in place of published ones."""
    published = {int(person): found.people_in.get(int(person)) for person in conversation.people}
    return replace(conversation, ballots=replace(conversation.ballots, published=published), summary=())
