"""Count: heads, what people tap about themselves, and what they answer on their way out. Counts, and nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from django.db.models import F
from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.gatherings import questions
from commonbeat.gatherings.models import Coming, Gathering, Tally
from commonbeat.people.actor import Actor

#: the most answers on paper that are entered at once
MOST_ON_PAPER = 2000


@action("gatherings.count_heads", facts=["people"])
def count_heads(gathering: Gathering, *, by: Actor, people: int) -> Gathering:
    """Say how many people came. It can be said anew; the log keeps each number."""
    gathering.head_count = people
    gathering.full_clean()
    gathering.save()
    return gathering


@action("gatherings.tap")
def tap(gathering: Gathering, *, by: Actor, answers: Mapping[str, str]) -> Gathering:
    """One person's taps about themselves: each answer is counted once more, and nothing ties one to another."""
    return _counted(gathering, answers, {one.code for one in questions.ABOUT_PEOPLE})


@action("gatherings.answer_poll")
def answer_poll(gathering: Gathering, *, by: Actor, answers: Mapping[str, str]) -> Gathering:
    """One person's answers on the way out: each is counted once more, and nothing ties one to another."""
    return _counted(gathering, answers, {one.code for one in questions.ON_THE_WAY_OUT})


def _counted(gathering: Gathering, answers: Mapping[str, str], asked: set[str]) -> Gathering:
    for code, answer in answers.items():
        if code not in asked or answer not in questions.BY_CODE[code].answers:
            raise Refused(_("This is no answer to this question."))
        _add(gathering, code, answer, 1)
    return gathering


def _add(gathering: Gathering, code: str, answer: str, count: int) -> None:
    row, _is_new = Tally.objects.get_or_create(gathering=gathering, question=code, answer=answer)
    Tally.objects.filter(pk=row.pk).update(count=F("count") + count)


@action("gatherings.enter_poll", facts=["count"])
def enter_poll(gathering: Gathering, *, by: Actor, answers: Mapping[tuple[str, str], int], count: int) -> Gathering:
    """Enter the sums of answers on paper slips, ``count`` slips in all."""
    for (code, answer), number in answers.items():
        if code not in questions.BY_CODE or answer not in questions.BY_CODE[code].answers or number > count:
            raise Refused(_("No question has more answers than there are slips."))
        _add(gathering, code, answer, number)
    return gathering


@action("gatherings.seal_counts", facts=["counts_digest"])
def seal_counts(gathering: Gathering, *, by: Actor) -> Gathering:
    """Three days after a meeting: what was counted is sealed in sums and shown, and who said they come is forgotten."""
    _keep_needs(gathering)
    Coming.objects.filter(gathering=gathering).delete()
    gathering.counts_digest = _digest_of(gathering)
    gathering.counts_sealed_on = gathering.agency.today()
    gathering.full_clean()
    gathering.save()
    return gathering


def _keep_needs(gathering: Gathering) -> None:
    """What those who come asked for, in sums: childcare by children, access by forms."""
    for one in Coming.objects.standing().filter(gathering=gathering):
        for answer, number in [("childcare", one.children), *((need, 1) for need in one.access)]:
            if number:
                _add(gathering, questions.NEEDS.code, answer, number)


def _digest_of(gathering: Gathering) -> str:
    """SHA-256 of all sums of a meeting."""
    rows = list(Tally.objects.filter(gathering=gathering).values_list("question", "answer", "count"))
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()
