"""Atom feeds of all that is public, and of one topic."""

from __future__ import annotations

import re
from datetime import datetime, time

from django.contrib.syndication.views import add_domain
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language, gettext as _

from commonbeat.frame.page import page
from commonbeat.front import news
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


def atom(request: HttpRequest, title: str, address: str, items: list[news.Item]) -> HttpResponse:
    """Items as Atom (RFC 4287); an item's id stays the same whatever its words become.

    Summaries are escaped: a reader takes them for HTML. An item is dated at the first moment of its day, so that no
    item of today lies in the future.
    """
    host = request.get_host()

    def absolute(path: str) -> str:
        return add_domain(host, path, request.is_secure())

    made = Atom1Feed(
        title=clean(title),
        link=absolute(address),
        description=_("What was asked, replied, changed, decided, promised and checked."),
        language=get_language(),
        feed_url=absolute(request.path),
        author_name=clean(request.house.name or "Commonbeat"),
    )
    for item in items:
        at = datetime.combine(item.on, time(), request.house.agency.zone)
        made.add_item(
            title=clean(item.title),
            link=absolute(item.url),
            description=escape(clean(item.sentence)),
            unique_id=f"tag:{host.split(':')[0]},2026:{item.kind}:{item.number}",
            updateddate=at,
            pubdate=at,
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def clean(words: str) -> str:
    """Words without the control characters that would break the feed."""
    return _CONTROL.sub("", words)
