"""Template words that say the same on every page, said once in each language: a fixed sentence, a fixed address.

``{% translate "Sign in" %}`` and ``{% url 'matters.topics' %}`` stand dozens of times on a page. Written in these plain
forms they are Django's own, kept for the life of the process; in every other form they are Django's own as ever.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.base import Node, Parser, Token
from django.template.defaulttags import url as django_url
from django.templatetags.i18n import do_translate
from django.utils.translation import get_language

register = template.Library()


class Constant(Node):
    """What another node says, by language, and by whether it is written for HTML or for plain text."""

    child_nodelists = ()

    def __init__(self, node: Node) -> None:
        self.node = node
        self.said: dict[tuple[str | None, bool], str] = {}

    def render(self, context: Any) -> str:
        where = (get_language(), context.autoescape)
        if where not in self.said:
            self.said[where] = self.node.render(context)
        return self.said[where]


def is_literal(part: str) -> bool:
    """Whether a tag's part is words in quotes and nothing else: no variable, no filter."""
    return len(part) > 2 and part[0] in "\"'" and part[0] == part[-1] and part[0] not in part[1:-1]


@register.tag("translate")
def translate(parser: Parser, token: Token) -> Node:
    node, parts = do_translate(parser, token), token.split_contents()
    return Constant(node) if len(parts) == 2 and is_literal(parts[1]) else node


@register.tag("url")
def url(parser: Parser, token: Token) -> Node:
    node, parts = django_url(parser, token), token.split_contents()
    return Constant(node) if len(parts) == 2 and is_literal(parts[1]) else node
