"""What pages show of attestations: who states what, who outside signed or why not, and whether it holds today."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _, gettext_lazy

from commonbeat.frame.text import day
from commonbeat.laws.quota import Criterion, Forbidden, rules_of
from commonbeat.matters.models import Attestation, Countersignature
from commonbeat.matters.models.paper import YEAR
from commonbeat.people.actor import who_may
from commonbeat.people.models import Agency, Person, Seat

#: what a law forbids → what the chief states in its order
STATED = {
    Forbidden.REQUIRED_NUMBER: gettext_lazy("no officer was required to reach a number of %(acts)s"),
    Forbidden.SUGGEST: gettext_lazy("no such number was suggested to anybody"),
    Forbidden.PERCENTAGE: gettext_lazy("no share of these was required"),
    Forbidden.PROPORTION: gettext_lazy("no number was required relative to other officers"),
    Forbidden.COMPARE: gettext_lazy("no officer was compared with another by these"),
    Forbidden.INCENTIVE: gettext_lazy("nothing was given or promised for a number of these"),
}
DECIDES = {
    Criterion.SOLE: gettext_lazy("counts of these alone decided about no officer"),
    Criterion.SOLE_OR_PRIMARY: gettext_lazy(
        "counts of these were neither the sole nor the first ground for a decision"
    ),
    Criterion.QUOTA_ONLY: gettext_lazy("no evaluation, post or pay rested on such a number"),
    Criterion.ANY: gettext_lazy("counts of these were used in no evaluation and in no decision about an officer"),
}
ACTS = {
    "citation": gettext_lazy("citations"),
    "traffic_citation": gettext_lazy("traffic citations"),
    "parking": gettext_lazy("parking citations"),
    "warning": gettext_lazy("warnings"),
    "arrest": gettext_lazy("arrests"),
    "stop": gettext_lazy("stops"),
}
#: state of an attestation as data → its class, and how people read it
STATES = {
    "lapsed": ("overdue", gettext_lazy("Lapsed on %(day)s")),
    "not signed": ("owed", gettext_lazy("Attested; somebody outside says why they do not sign")),
    "signed": ("kept", gettext_lazy("Attested and countersigned")),
    "waits": ("unknown", gettext_lazy("Attested; nobody outside has countersigned")),
}


def words_for(agency: Agency) -> str:
    """What a chief of this state can attest, by what its law forbids; no law that was read gives words of its own."""
    with translation.override(agency.tongue):
        rules = rules_of(agency.state)
        acts = sorted({act.value for rule in rules for act in rule.acts}) or ["citation", "arrest", "stop"]
        forbidden = {one for rule in rules for one in rule.forbids} or set(STATED)
        named = {"acts": _in_a_row([str(ACTS[act]) for act in acts if act in ACTS])}
        stated = [str(sentence) % named for one, sentence in STATED.items() if one in forbidden]
        stated += [str(DECIDES[one]) for one in DECIDES if any(rule.criterion == one for rule in rules)]
        since = day(agency.today() - YEAR)
        opening = _("I state for %(agency)s: since %(day)s, by plan or by custom, in writing or by word of mouth,")
        ending = _("The law: %(law)s.") % {"law": "; ".join(rule.citation for rule in rules)} if rules else ""
        return "\n".join([opening % {"agency": agency, "day": since}, *(f"– {one}" for one in stated), ending]).strip()


def _in_a_row(words: list[str]) -> str:
    """Words with commas between and "or" before the last."""
    first, last = ", ".join(words[:-1]), words[-1]
    return _("%(first)s or %(last)s") % {"first": first, "last": last} if first else last


def may_sign(one: Attestation) -> list[Person]:
    """Who may sign an attestation or say why not, in bodies that have not said it yet."""
    said = Countersignature.objects.filter(attestation=one).values("body")
    return who_may("matters.countersign", one, Seat.objects.held().outside().exclude(organization__in=said))


def attestations(actor: Any) -> list[Attestation]:
    """Every attestation, the newest first, with what was said to it from outside."""
    listed = list(Attestation.objects.visible_to(actor).select_related("agency", "by_seat__organization"))
    said = Countersignature.objects.filter(attestation__in=listed).select_related("by_seat__organization")
    for one in listed:
        one.answers = [each for each in said if each.attestation_id == one.pk]
        one.signed = [each for each in one.answers if each.signs]
        one.refused = [each for each in one.answers if not each.signs]
        one.state = _state(one)
        one.means, word = STATES[one.state]
        one.word = str(word) % {"day": day(one.lapses_on)}
    return listed


def _state(one: Attestation) -> str:
    """Its state as data. What was refused outside is never covered by another's signature."""
    if one.has_lapsed:
        return "lapsed"
    if one.refused:
        return "not signed"
    return "signed" if one.signed else "waits"
