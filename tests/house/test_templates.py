"""Pages carry no script, no style and nothing of third parties; forms are guarded; every text can be translated."""

import re

import pytest
from django.template.loader import get_template

from tests.house import tree

HTML = [(path, text) for path, text in tree.templates() if path.suffix == ".html"]
#: what a strict content security policy would refuse, or a reader without scripts would miss
REFUSED = {
    "inline script": r"<script(?![^>]*\bsrc=)[^>]*>",
    "inline style": r"<style\b|\sstyle\s*=",
    "inline handler": r"\son[a-z]+\s*=\s*[\"']|\bhx-on\b|javascript:",
    "third party": r"<(?:script|link|img|iframe|source)[^>]+(?:src|href)=[\"']?(?:https?:)?//",
    "unescaped text": r"\|\s*safe\b(?!_)|{%\s*autoescape off",
    "untold picture": r"<img(?![^>]*\balt=)[^>]*>",
    "a region that only a mouse scrolls": r"<\w+ class=\"scroll\"(?![^>]*\btabindex=\"0\")[^>]*>",
}
#: template → why it may hold what is refused
MAY = {}


@pytest.mark.parametrize("fault", REFUSED)
def test_templates_hold_no(fault):
    found = [tree.name(p) for p, text in HTML if re.search(REFUSED[fault], text, re.IGNORECASE)]
    assert [name for name in found if name not in MAY] == []


def test_every_template_can_be_read():
    for path, _text in tree.templates():
        get_template(path.relative_to(next(p for p in path.parents if p.name == "templates")).as_posix())


def test_every_posting_form_carries_its_token():
    form = re.compile(r"(<form\b[^>]*method=[\"']?post[^>]*>)(.*?)</form>", re.IGNORECASE | re.DOTALL)
    bare = [(tree.name(p), tag) for p, text in HTML for tag, body in form.findall(text) if "csrf_token" not in body]
    # which changes nothing but the language shown, and stands on pages that are kept for all (decision 12)
    assert [name for name, tag in bare if "'set_language'" not in tag] == []


def test_every_text_can_be_translated():
    marked = r"{%\s*block(?:translate|trans)\b.*?endblock(?:translate|trans)\s*%}|{%\s*(?:comment).*?endcomment\s*%}"
    silent = r"<(script|style|code)\b.*?</\1>|{#.*?#}|{%.*?%}|{{.*?}}|<!--.*?-->|<[^>]*>|&\w+;"
    found = []
    for path, text in HTML:
        rest = re.sub(silent, " ", re.sub(marked, " ", text, flags=re.DOTALL), flags=re.DOTALL)
        words = re.findall(r"[A-Za-z]{3,}", rest)
        if words:
            found.append(f"{tree.name(path)}: {' '.join(words[:6])}")
    assert found == []


def test_styles_mirror_for_right_to_left():
    physical = re.compile(
        r"(?:margin|padding|border)-(?:left|right)\b|text-align:\s*(?:left|right)|float:\s*(?:left|right)"
    )
    sheets = [p for p in tree.PACKAGE.glob("**/static/**/*.css") if "vendor" not in p.parts]
    assert [p.name for p in sheets if physical.search(p.read_text())] == []
    assert [p.name for p in sheets if re.search(r"url\(\s*[\"']?(?:https?:)?//|@import", p.read_text())] == []
