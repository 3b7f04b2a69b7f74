"""Strike a private person's details from words: each place becomes a mark that says what stood there, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.utils import translation
from django.utils.translation import gettext, gettext_lazy as _

from commonbeat.matters.texts import screening

#: kinds of private details, as people call them
KINDS = {
    "e-mail address": _("e-mail address"),
    "telephone number": _("telephone number"),
    "street address": _("street address"),
}
#: from where to where, in characters
Span = tuple[int, int]


def struck(words: str, spans: Sequence[Span], language: str) -> str:
    """The words with these spans struck, marked in the language of the words. Raises ValueError at a span not there."""
    kinds = {(one.start, one.end): one.kind for one in screening.personal_data(words)}
    kept, at = [], 0
    with translation.override(language):
        for start, end in sorted(spans):
            if not at <= start < end <= len(words):
                raise ValueError(f"no span from {start} to {end}")
            kind = kinds.get((start, end))
            mark = gettext("[held back: %(kind)s]") % {"kind": KINDS[kind]} if kind else gettext("[held back]")
            kept += [words[at:start], mark]
            at = end
    return "".join([*kept, words[at:]])


def places_of(phrase: str, words: str) -> list[Span]:
    """Where a phrase stands in the words, whole and not as a part of longer words."""
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(phrase)}(?!\w)", words)]


def apart(spans: Iterable[Span]) -> list[Span]:
    """Spans in order; those that overlap become one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def private(words: str) -> list[Span]:
    """The spans of all that looks private."""
    return [(one.start, one.end) for one in screening.personal_data(words)]
