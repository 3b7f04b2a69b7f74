"""Open the topic in which what is said and promised in one body's meetings goes the way of every other input."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import translation
from django.utils.translation import gettext as _

from commonbeat.frame.action import action
from commonbeat.frame.text import Words
from commonbeat.gatherings.models import Docket
from commonbeat.matters.actions.dockets import new_docket
from commonbeat.matters.models import Matter
from commonbeat.people.actor import Actor
from commonbeat.people.models import Agency, Organization


@action("gatherings.open_docket")
def open_docket(organization: Organization, *, by: Actor) -> Docket:
    """Open a body's standing topic, in every language that the agency offers; once for each body, and in its name.

    Whoever happens to be the first to need it is not named: an officer who records an activity with a promise may be.
    """
    agency = Agency.objects.select_related("organization").get()
    named = {"body": organization}
    title = in_all_languages(agency, lambda: _("Meetings of %(body)s") % named)
    about = in_all_languages(agency, lambda: _("What is asked and promised in the meetings of %(body)s.") % named)
    matter, text = new_docket(agency, title, about)
    docket = Docket(organization=organization, matter=matter)
    docket.full_clean()
    docket.save()
    docket.publishes = [matter, text]
    for one in (matter, text, docket):
        one.in_the_name_of = organization
    return docket


def in_all_languages(agency: Agency, told: Callable[[], str]) -> Words:
    """A sentence of the house's own as content, in each language that the agency offers; the first is the original."""
    said = {}
    for language in agency.languages:
        with translation.override(language):
            said[language] = told()
    first = agency.tongue
    words = Words(said.pop(first), first)
    for language, text in said.items():
        words = words.translated(language, text)
    return words


def docket_of(organization: Organization, *, by: Actor) -> Matter:
    """The standing topic of a body's meetings; opened now where there is none."""
    found = Docket.objects.filter(organization=organization).select_related("matter__agency__organization").first()
    return (found or open_docket(organization, by=by)).matter
