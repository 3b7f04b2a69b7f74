"""Atom feeds of all that is public, and of one topic."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

from django.contrib.syndication.views import add_domain
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language, gettext as _

from commonbeat.frame.page import page
from commonbeat.front import news
from commonbeat.front.news_item import Item
from commonbeat.matters.models import Matter

#: what XML cannot hold
_CONTROL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@page("front.feed")
def feed(request: HttpRequest) -> HttpResponse:
    """Everything public, newest first."""
    return atom(request, request.house.name, "/", news.everything(request.actor))


@page("front.topic_feed", Matter)
def topic_feed(request: HttpRequest, matter: Matter) -> HttpResponse:
    """What happens in one topic."""
    return atom(request, str(matter), matter.get_absolute_url(), news.everything(request.actor, matter))


@page("front.owed_feed")
def owed_feed(request: HttpRequest) -> HttpResponse:
    """What is promised, reported, checked, and late."""
    return atom(request, _("What we owe you"), "/owed/", news.of_promises(request.actor, request.house.agency))


def atom(request: HttpRequest, title: str, address: str, items: list[Item]) -> HttpResponse:
    """Items as Atom (RFC 4287); an item's id stays the same whatever its words become.

    Summaries are escaped: a reader takes them for HTML. Only days are known: an item is dated at the first minute of
    its day at the agency, which is never ahead and the same whenever somebody asks.
    """
    host, agency = request.get_host(), request.house.agency

    def absolute(path: str) -> str:
        return add_domain(host, path, request.is_secure())

    made = Atom1Feed(
        title=clean(title),
        link=absolute(address),
        description=_("What was asked, replied, changed, decided, promised and checked, and which meetings there are."),
        language=get_language(),
        feed_url=absolute(request.path),
        author_name=clean(request.house.name or "Commonbeat"),
    )
    for item in items:
        at = datetime.combine(item.on, time(), agency.zone if agency else UTC)
        made.add_item(
            title=clean(item.title),
            link=absolute(item.url),
            description=escape(clean(item.told)),
            unique_id=f"tag:{host.split(':')[0]},2026:{item.kind}:{item.number}",
            updateddate=at,
            pubdate=at,
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def clean(words: str) -> str:
    """Words without the control characters that would break the feed."""
    return _CONTROL.sub("", words)
