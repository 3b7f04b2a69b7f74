"""Words: one translated field type, sealed words with their nonce, one safe-Markdown filter."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import nh3
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext as _, pgettext
from markdown_it import MarkdownIt

from commonbeat.ledger import record

PERSON, MACHINE = "person", "machine"
#: a space at which no line ends
BOUND = "\u00a0"
_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
_TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "h3", "h4", "h5", "code", "pre", "a", "table"}
_TAGS |= {"thead", "tbody", "tr", "th", "td", "hr"}


@dataclass(frozen=True)
class Words:
    """What somebody wrote, in the language they wrote it, and its translations, each with who made it."""

    text: str = ""
    language: str = "en"
    others: dict[str, dict[str, str]] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    def read(self, language: str | None = None) -> tuple[str, str, str]:
        """(text, its language, who translated it: "" for the original) for a reader of the language."""
        wanted = (language or get_language() or self.language).split("-")[0]
        other = self.others.get(wanted)
        if wanted == self.language or other is None:
            return self.text, self.language, ""
        return other["text"], wanted, other["by"]

    def translated(self, language: str, text: str, by: str = PERSON) -> Words:
        """These words with one more translation."""
        return Words(self.text, self.language, self.others | {language: {"text": text, "by": by}})


class WordsField(models.JSONField):
    """Content in the language of its writer, with translations marked as made by a person or a machine."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", Words)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Words:
        loaded = super().from_db_value(value, expression, connection)
        return self.to_python(loaded)

    def to_python(self, value: Any) -> Words:
        if isinstance(value, Words):
            return value
        if isinstance(value, str) or value is None:
            return Words(value or "")
        return Words(value["text"], value["language"], value.get("others", {}))

    def get_prep_value(self, value: Any) -> Any:
        words = self.to_python(value)
        return super().get_prep_value({"text": words.text, "language": words.language, "others": words.others})

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, Words | str):
            value = self.get_prep_value(value)
        return super().get_db_prep_value(value, connection, prepared)

    def validate(self, value: Any, model_instance: Any) -> None:
        if not self.to_python(value) and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")

    def value_to_string(self, obj: Any) -> str:
        return self.value_from_object(obj).text


class Sealed(models.Model):
    """A thing with words that the ledger commits to: HMAC under a nonce that lies beside the words.

    With nonce and words anyone can prove what was written; erasing the nonce ends that for good.
    """

    nonce = models.BinaryField(default=record.new_nonce, editable=False)
    #: what became public together with this thing, each sealed in an entry of its own; the act that publishes says so
    publishes: Sequence[Sealed] = ()
    #: the act has thrown it away, a draft that nobody outside has seen: from now on nothing is committed to
    is_gone = False

    class Meta:
        abstract = True

    @property
    def is_open_to_change(self) -> bool:
        """Whether its words may differ from what was sealed: a draft that nobody outside has seen, or erased by law."""
        return False

    @property
    def came_in_bulk(self) -> bool:
        """Whether it was taken in with many others under one entry, and so has none of its own at first."""
        return False

    def content_to_seal(self) -> dict[str, Any]:
        """Its words as given, whatever is shown of them now, and what must not be parted from them."""
        raise NotImplementedError

    def words_to_seal(self) -> str:
        """The one spelling of its words: JSON with sorted names, so that no two readings fit one seal."""
        content = self.content_to_seal()
        return json.dumps(content, default=_spelled, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def sealed_words(self) -> str | None:
        """What the ledger holds of the words; None once the nonce is erased."""
        return record.commitment(bytes(self.nonce), self.words_to_seal()) if self.nonce else None


def _spelled(value: Any) -> Any:
    """Words with their translations, dates and moments as the seal spells them."""
    if isinstance(value, Words):
        return asdict(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be sealed.")


def markdown(text: str) -> SafeString:
    """Safe HTML for what staff write: paragraphs, lists, links; nothing that runs, no pictures."""
    html = _markdown.render(text).replace("<h1>", "<h3>").replace("</h1>", "</h3>")
    html = html.replace("<h2>", "<h4>").replace("</h2>", "</h4>")
    return mark_safe(nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, link_rel="nofollow noopener"))


def day(when: date | None) -> str:
    """A date as the reader writes it, with its day and its month never on two lines; "" where there is none."""
    if not when:
        return ""
    written = date_format(when, "DATE_FORMAT").split(" ")
    return f"{BOUND.join(written[:-1])} {written[-1]}" if len(written) > 1 else written[0]


def brief(when: date | None) -> str:
    """A date where there is little room, on one line, in which no day can be taken for a month: "Feb. 22, 2026"."""
    if not when:
        return ""
    return date_format(when, pgettext("a short date, in Django's letters", "N j, Y")).replace(" ", BOUND)


def hour(when: datetime) -> str:
    """The time of day in the zone in which the moment is handed over; "11:59 p.m." stays on one line."""
    return date_format(when, "TIME_FORMAT").replace(" ", BOUND)


def moment(local: datetime) -> str:
    """A moment in the zone in which it is handed over, with the zone's name: "3 May, 23:59 (EDT)"."""
    return _("%(day)s, %(time)s (%(zone)s)") % {"day": day(local), "time": hour(local), "zone": local.tzname()}
