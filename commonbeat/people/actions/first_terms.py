"""Draw first terms by lot, where a charter staggers them so."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _

from commonbeat.frame import clock
from commonbeat.frame.action import action
from commonbeat.frame.rules import Refused
from commonbeat.measures.lots import first_terms
from commonbeat.people.actor import Actor
from commonbeat.people.charter import Rules, drawn_by_lot, term_end
from commonbeat.people.models import Charter, Organization, Seat, TermLot


@action("people.seal_first_terms", facts=["in_pool"])
def seal_first_terms(organization: Organization, *, by: Actor) -> TermLot:
    """Seal who draws and which terms there are, before anybody knows the seed. Members with a term of their own kind
    do not draw."""
    charter = Charter.objects.of(organization)
    terms = drawn_by_lot(charter.read) if charter else []
    if charter is None or not terms:
        raise Refused(_("The charter does not say that first terms are drawn by lot."))
    if TermLot.objects.filter(organization=organization).exists():
        raise Refused(_("The first terms of this body are sealed already."))
    members = sorted(seat.pk for seat in charter.voting() if not _own_term(charter.read, seat))
    if not 0 < len(members) <= len(terms):
        sentence = _("The charter writes first terms for %(terms)s members, and %(members)s sit.")
        raise Refused(sentence % {"terms": len(terms), "members": len(members)})
    lot = TermLot(organization=organization, members=members, terms=terms)
    lot.full_clean()
    lot.save()
    return lot


def _own_term(rules: Rules, seat: Seat) -> bool:
    kind = rules.kind(seat.kind)
    return kind is not None and kind.years is not None


@action("people.draw_first_terms", facts=["seed"])
def draw_first_terms(lot: TermLot, *, by: Actor, seed: str, seed_from: str) -> TermLot:
    """Draw who gets which first term, with a seed that nobody could choose. Once. A term runs from its seat's day."""
    if lot.drawn_on:
        raise Refused(_("The lot has been drawn already."))
    charter = Charter.objects.of(lot.organization)
    lot.drawn = first_terms(lot.members, lot.terms, seed)
    lot.seed, lot.seed_from, lot.drawn_on = seed, seed_from, clock.today()
    for member, years in lot.drawn:
        seat = Seat.objects.get(pk=member)
        seat.term_ends = term_end(charter.read if charter else Rules(), seat.kind, seat.since, Fraction(years))
        seat.full_clean()
        seat.save()
    lot.full_clean()
    lot.save()
    return lot
