"""Public minutes as lines of plain text, for paper: what their page says, word for word, and nothing less."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from commonbeat.frame.text import day, moment
from commonbeat.gatherings.models import AgendaItem, Gathering, Motion, RollVote, Undertaking
from commonbeat.gatherings.shown import meeting as shown, quorums

Part = dict[str, Any]


def parts(gathering: Gathering, actor: Any) -> list[Part]:
    """When it was, who was here, what the chair stated, then item after item: each a ``title`` with its ``lines``."""
    opening = {"title": "", "lines": list(_opening(gathering, actor))}
    spells = [f"{seat.name}: {_spells(lines)}" for seat, lines in shown.Story(gathering).rows()]
    here = {"title": _("Who was here"), "lines": spells}
    found = [item for item in shown.items(gathering, actor) if item.minuted_on]
    items = [{"title": f"{item.number}. {item}", "lines": list(_item(item))} for item in found]
    return [opening, *([here] if spells else []), *items]


def _opening(gathering: Gathering, actor: Any) -> Iterator[str]:
    sitting, local = gathering.sitting, gathering.agency.local
    yield f"{_('Opened')}: {moment(local(sitting.opened_at))}"
    yield f"{_('Ended')}: {moment(local(sitting.adjourned_at))}"
    yield from (f"{_('Quorum')}: {kept.sentence()}" for kept in quorums.kept([gathering], actor))
    if sitting.presiding:
        yield f"{_('Presiding at the end')}: {sitting.presiding.name}"
    for one in shown.rulings(gathering):
        stated = _("Stated by %(who)s; the charter does not say it.") % {"who": one.by_seat.name}
        yield f"{one.get_question_display()} {one.words}. {stated} {one.because}".rstrip()


def _spells(spells: list[shown.Spell]) -> str:
    return ", ".join(f"{spell.label} {spell.time}" for spell in spells) or _("nothing noted")


def _item(item: AgendaItem) -> Iterator[str]:
    if item.closed_because:
        yield f"{_('Closed to the public because:')} {item.closed_because}"
    if item.notes:
        yield item.notes.read()[0]
    elif not item.taken_up_at:
        yield _("Not taken up")
    for recusal in item.recusals:
        sentence = _("%(who)s is recused from this item.") % {"who": recusal.seat.name}
        yield f"{sentence} {recusal.because}".rstrip()
    for motion in item.motions:
        yield from _motion(motion)
    yield from (line for said in item.undertakings for line in _promised(said))
    for one in item.corrections:
        head = _("Corrected on %(day)s by %(who)s") % {"day": day(one.on), "who": one.by_seat.name}
        yield f"{head}: {one.because} {_('It said before:')} {one.before.read()[0]}"


def _motion(motion: Motion) -> Iterator[str]:
    """Its words, who moved it, what came of it with the counts, what does not agree, and what each seat said."""
    yield f"“{motion}”"
    by = [_("Moved by %(who)s") % {"who": motion.moved_by.name}]
    by += [_("seconded by %(who)s") % {"who": motion.seconded_by.name}] if motion.seconded_by else []
    yield ", ".join(by)
    came = [str(motion.get_state_display())]
    came += [_("Elected: %(who)s") % {"who": motion.elected.name}] if motion.elected else []
    if motion.decided_at:
        counts = {name: getattr(motion, name) for name in ("yes", "no", "abstained", "recused")}
        if motion.kind == Motion.Kind.MOTION:
            came.append(_("Yes %(yes)s, no %(no)s, abstained %(abstained)s, recused %(recused)s") % counts)
        else:
            came.append(_("Abstained %(abstained)s, recused %(recused)s") % counts)
    yield " · ".join(came)
    yield from (f"{_('The record does not agree:')} {doubt}" for doubt in motion.doubts)
    yield from (_said(vote) for vote in motion.roll)


def _said(vote: RollVote) -> str:
    said = f"{vote.seat.name}: {vote.nominee.name if vote.nominee else vote.get_said_display()}"
    return f"{said} “{vote.dissent}”" if vote.dissent else said


def _promised(said: Undertaking) -> Iterator[str]:
    if said.commitment_id:
        due = _("due %(day)s") % {"day": day(said.due)}
        yield f"{_('Promised:')} {said.words} · {said.owner} · {due}"
    elif said.let_go_because:
        yield f"“{said.words}”: {_('no promise, because')} {said.let_go_because}"
