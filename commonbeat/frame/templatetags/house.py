"""Template words of the house, loaded everywhere."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.conf.locale import LANG_INFO
from django.template.context import Context
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, gettext as _

from commonbeat.frame import clock, rules, text, twice
from commonbeat.ledger import record

register = template.Library()


@register.filter
def words(value: text.Words) -> SafeString:
    """Translated content in the reader's language, with its language marked and who translated it."""
    shown, language, by = value.read()
    if not by:
        return format_html('<span lang="{}" dir="auto">{}</span>', language, shown)
    original = language_named(value.language, "name_local")
    made = _("translated by the agency from %(language)s") if by == text.PERSON else _("translated by a machine")
    note = made % {"language": original} if by == text.PERSON else made
    return format_html(
        '<span lang="{}" dir="auto">{}</span> <details class="original"><summary>{}</summary>'
        '<span lang="{}" dir="auto">{}</span></details>',
        language,
        shown,
        note,
        value.language,
        value.text,
    )


@register.filter
def plain(value: text.Words) -> str:
    """Translated content as bare text, for titles and attributes."""
    return value.read()[0]


@register.filter
def tongue(value: text.Words) -> str:
    """The language in which the reader gets it."""
    return value.read()[1]


@register.filter
def markdown(value: Any) -> SafeString:
    """Safe HTML of what staff wrote in Markdown, with its language marked."""
    if not isinstance(value, text.Words):
        return text.markdown(str(value))
    shown, language, _by = value.read()
    return format_html('<div lang="{}" dir="auto">{}</div>', language, text.markdown(shown))


@register.filter
def day(value: Any) -> str:
    """A date as the reader writes it."""
    return text.day(value)


@register.filter
def brief(value: Any) -> str:
    """A date as the reader writes it, short."""
    return text.brief(value)


@register.filter
def iso(value: date | datetime) -> str:
    """A moment as machines read it, in the time zone in which it was handed over (Django's own filter changes it)."""
    return value.isoformat()


@register.filter
def weekday(value: date | datetime) -> str:
    """The day of the week, in the time zone in which the moment was handed over."""
    return date_format(value, "l")


@register.filter
def hour(value: datetime) -> str:
    """The time of day, in the time zone in which the moment was handed over; "11:59 p.m." stays on one line."""
    return text.hour(value)


@register.filter
def days_late(value: date | None) -> int:
    """Whole days since something was due; 0 while it is not late."""
    return clock.days_late(value) if value else 0


@register.simple_tag(takes_context=True)
def moment(context: Context, value: datetime) -> str:
    """A moment in the agency's time zone, with the zone's name: "3 May, 23:59, Eastern"."""
    return text.moment(context["house"].agency.local(value))


@register.simple_tag(takes_context=True)
def only_in(context: Context, *values: Any, language: str = "", what: str = "") -> SafeString | str:
    """Where one of these cannot be read in the reader's language: a line that says so, once for all of them.

    What is no translated content is in the language named, else in the one that the agency itself writes. ``what``
    names the part of the page that is meant, where the line does not stand in it.
    """
    own = language or context["house"].tongue
    languages = {value.read()[1] if isinstance(value, text.Words) else own for value in values if value}
    named = ", ".join(language_named(one) for one in sorted(languages - {_reader()}))
    if not named:
        return ""
    said = named if _reader() == "en" else named.lower()  # only English writes a language large within a sentence
    told = _("Only in %(language)s so far.") % {"language": said}
    return format_html('<p class="meta">{}</p>', f"{what}: {told}" if what else told)


def language_named(code: str, how: str = "name_translated") -> str:
    """A language by its name; by its code where nobody here knows it, as words from elsewhere may have any."""
    if code not in LANG_INFO:
        return {"zh": _("Chinese")}.get(code, code)
    return str(get_language_info(code)[how])


def _reader() -> str:
    """The reader's language, without its country."""
    return (get_language() or "en").split("-")[0]


@register.simple_tag(takes_context=True)
def may(context: Context, name: str, subject: Any = None) -> bool:
    """Whether the reader may do or see this: ``{% may "matters.answer" topic as can_answer %}``."""
    return rules.may(name, context["actor"], subject)


@register.simple_tag
def form_key() -> SafeString:
    """The hidden field that makes a second click harmless, in each form that makes something."""
    return twice.field()


@register.inclusion_tag("frame/log_head.html")
def log_head() -> dict[str, Any]:
    """On what is printed: where the public log stood, so that the paper is a witness."""
    return {"head": record.head()}
