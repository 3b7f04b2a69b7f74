"""A letter that a body sends: one input in a period of its own, open for nobody else, with a day for the reply."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from commonbeat.frame.text import Words
from commonbeat.matters.actions.inputs import hold_for, put_words
from commonbeat.matters.models import Input, Matter, Text, Window
from commonbeat.people.actor import Actor
from commonbeat.people.models import Giver, Organization


def letter_from(
    organization: Organization,
    matter: Matter,
    *,
    by: Actor,
    words: Words,
    at: datetime,
    given_on: date,
    replies_due: date,
) -> tuple[Window, Input]:
    """What a body says on one topic, once; entered later where the day it was given is over."""
    window = Window(
        matter=matter,
        text=Text.objects.published().get(matter=matter),
        opens_at=at,
        closes_at=at + timedelta(microseconds=1),
        replies_due=replies_due,
        on_passages=False,
        on_whole=False,
        questions=False,
        paper_days=0,
        checked_by=organization,
    )
    window.full_clean()
    window.save()
    given = Input(matter=matter, window=window, giver=_giver(organization, matter, words.language), given_on=given_on)
    if given_on < matter.agency.today():
        given.entered_by, given.entered_on = by.hat, matter.agency.today()
    put_words(given, words, hold_for(words.text, window))
    given.full_clean()
    given.save()
    return window, given


def _giver(organization: Organization, matter: Matter, language: str) -> Giver:
    """A body is one giver in a topic."""
    known = Giver.objects.filter(topic=matter.pk, organization=organization).first()
    giver = known or Giver(topic=matter.pk, organization=organization, language=language)
    if known is None:
        giver.full_clean()
        giver.save()
    return giver
