"""The packet: what a meeting takes up in one printable, tagged PDF, with the head of the public log on each page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext as _

from commonbeat.frame.text import day
from commonbeat.gatherings.models import AgendaItem, Gathering
from commonbeat.gatherings.shown import meeting as shown
from commonbeat.gatherings.shown.as_lines import parts
from commonbeat.gatherings.shown.notice import Notice
from commonbeat.ledger import record
from commonbeat.matters.models import Commitment

TEMPLATE = Path(__file__).with_name("packet.typ")


def pdf(gathering: Gathering, actor: Any, notice: Notice) -> bytes:
    """The packet in the reader's language, as PDF/UA: its structure is tagged, so that it can be read aloud."""
    import typst  # a compiler with its own fonts, in memory only where somebody prints

    data = json.dumps(contents(gathering, actor, notice), ensure_ascii=False)
    return typst.compile(str(TEMPLATE), sys_inputs={"data": data}, pdf_standards="ua-1")


def contents(gathering: Gathering, actor: Any, notice: Notice) -> dict[str, Any]:
    """Everything that the packet says, as plain text."""
    items = [item for item in shown.items(gathering, actor) if item.posted_at]
    head = record.head()
    log = {"number": head.number if head else 0, "digest": head.digest[:16] if head else ""}
    return {
        "lang": (get_language() or "en").split("-")[0],
        "body": str(gathering.organization),
        "title": gathering.title.read()[0],
        "when": f"{day(gathering.day)}, {date_format(gathering.starts, 'TIME_FORMAT')}",
        "where": gathering.location,
        "notice": _posted(gathering, notice),
        "labels": {
            "agenda": _("Agenda"),
            "nothing": _("Nothing that was promised in earlier meetings is open."),
            "promised": [_("Promise"), _("Who answers for it"), _("Due"), _("State")],
        },
        "items": [_item(item) for item in items],
        "promised": [_promise(one) for one in shown.promised_before(gathering, actor)],
        "papers": [_minutes(before, actor) for before in shown.to_approve(gathering)] + _topics(items),
        "head": _("Public log, entry %(number)s, seal %(digest)s…") % log,
    }


def _posted(gathering: Gathering, notice: Notice) -> list[str]:
    if notice.first is None:
        return [_("The agenda has not been posted yet.")]
    at = gathering.agency.local(notice.first.posted_at)
    said = {"day": day(at.date()), "time": date_format(at, "TIME_FORMAT"), "told": notice.sentence()}
    return [_("Posted on %(day)s, %(time)s: %(told)s") % said]


def _item(item: AgendaItem) -> dict[str, Any]:
    lines = [str(item.get_kind_display())]
    if item.minutes_planned:
        lines[0] += f", {item.minutes_planned} min"
    if item.closed_because:
        lines.append(_("Closed to the public because: %(why)s") % {"why": item.closed_because})
    if item.proposal and item.proposal.is_shown:
        lines.append(_("Proposed: “%(words)s”") % {"words": item.proposal.words.read()[0]})
    return {"number": item.number, "title": str(item), "lines": lines, "reports_back": item.reports_back}


def _promise(one: Commitment) -> list[str]:
    state = _("Overdue") if one.is_overdue else str(one.get_state_display())
    return [one.words.read()[0], str(one.owner), day(one.due), state]


def _minutes(before: Gathering, actor: Any) -> dict[str, Any]:
    """Minutes that wait for approval, as their page has them."""
    return {"title": _("Minutes to approve: %(day)s") % {"day": day(before.day)}, "parts": parts(before, actor)}


def _topics(items: list[AgendaItem]) -> list[dict[str, Any]]:
    """The topics that items are about, each with its question and summary."""
    matters = {item.matter_id: item.matter for item in items if item.matter and not item.proposal_id}
    told = [
        {"title": str(matter), "lines": [words.read()[0] for words in (matter.question, matter.summary) if words]}
        for matter in matters.values()
    ]
    return [{"title": _("Topics"), "parts": told}] if told else []
