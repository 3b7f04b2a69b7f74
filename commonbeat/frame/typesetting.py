"""How the words of templates are set: the dot that parts two things stays on the line of the first."""

from __future__ import annotations

import re

from django.template import Origin
from django.template.loaders import app_directories

#: what is no text of the page: a tag, and words that are looked up in another language as they stand
_NO_TEXT = re.compile(r"({%\s*blocktranslate\b.*?{%\s*endblocktranslate\s*%}|{%.*?%})", re.DOTALL)
_DOT, _KEPT_DOT = " · ", "\N{NO-BREAK SPACE}· "


class Loader(app_directories.Loader):
    """Finds the rooms' templates, and no line of a page that is made of them begins with a dot."""

    def get_contents(self, origin: Origin) -> str:
        parts = _NO_TEXT.split(super().get_contents(origin))
        parts[::2] = [text.replace(_DOT, _KEPT_DOT) for text in parts[::2]]
        return "".join(parts)
