"""Which words of an entry a reader can prove: official words everybody, a giver's own words the giver alone.

An official word's nonce is public with it. A giver's stays private, so that a lawful erasure can end what it opens.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from commonbeat.frame import proof
from commonbeat.gatherings.models import (
    AgendaItem,
    Attendance,
    Correction,
    Gathering,
    Motion,
    Posting,
    Recommendation,
    Recusal,
    Ruling,
    Sitting,
)
from commonbeat.ledger.models import Entry
from commonbeat.matters.models import (
    Answer,
    Attestation,
    Check,
    CheckerKey,
    Commitment,
    Confirmation,
    Countersignature,
    Decision,
    Drawing,
    Exclusion,
    Input,
    Paper,
    Reading,
    Report,
    Text,
)
from commonbeat.people.models import Appointment, Call, Charter, Composition, Lot, Population, TermLot

#: papers in use, and what is stated of them
OF_PAPERS = (Attestation, Confirmation, Paper, Reading)
#: what is sealed of boards, and public
OF_BOARDS = (Appointment, Call, Charter, Composition, Population, Recommendation, TermLot)


def _readable(actor: Any) -> dict[str, QuerySet]:
    """Word of the public log for a thing → those things whose words this reader can prove."""
    promises = Commitment.objects.visible_to(actor)
    bodies = Q(giver__organization__isnull=False)  # what a body says is as official as a reply
    rows = [
        Input.objects.visible_to(actor).given_by(actor),
        *(model.objects.visible_to(actor) for model in (Answer, Text, Decision, Drawing, Exclusion, Gathering)),
        Input.objects.visible_to(actor).filter(bodies | Q(giver__in=actor.giver_ids)),
        *(model.objects.visible_to(actor) for model in (Answer, Text, Decision, Drawing, Exclusion, Gathering)),
        *(model.objects.visible_to(actor) for model in OF_BOARDS),
        *(model.objects.visible_to(actor) for model in OF_PAPERS),
        Countersignature.objects.filter(attestation__in=Attestation.objects.visible_to(actor)),
        CheckerKey.objects.visible_to(actor),
        Lot.objects.open_to(actor),
        promises,
        Report.objects.filter(commitment__in=promises),
        Check.objects.filter(report__commitment__in=promises),
        # the room
        *(
            model.objects.visible_to(actor)
            for model in (AgendaItem, Attendance, Correction, Gathering, Motion, Posting, Recusal, Ruling)
        ),
        Sitting.objects.filter(pk__in=Gathering.objects.visible_to(actor).values("sitting")),
    ]
    return {str(one.model._meta.verbose_name): one for one in rows}


def of_entry(entry: Entry, actor: Any) -> proof.Proof | None:
    """The proof of the words that this entry commits to; None where the reader does not see them, or they changed."""
    said = entry.said
    if "commitment" not in said:
        return None
    things = _readable(actor)
    for name in (said.get("made", ""), said["subject"]):
        word, _space, number = name.rpartition(" ")
        thing = things[word].filter(pk=int(number)).first() if word in things else None
        if thing is not None and thing.sealed_words() == said["commitment"]:
            return proof.by(entry.number, said["commitment"], thing)
    return None
