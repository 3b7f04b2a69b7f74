"""Fixed sentences and addresses: Django's own, in each language, and only where nothing in them can change."""

from __future__ import annotations

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.urls import NoReverseMatch
from django.utils import translation

from commonbeat.frame.templatetags.constant import Constant


def said(template: str, **context: object) -> str:
    return Template(template).render(Context(context))


@pytest.mark.parametrize(
    ("template", "fixed"),
    [
        ('{% translate "Agree" %}', True),
        ("{% translate 'Agree' %}", True),
        ("{% url 'front.home' %}", True),
        ('{% translate "Agree"|upper %}', False),
        ("{% translate word %}", False),
        ('{% translate "Agree" as agree %}', False),
        ("{% url 'matters.topic' 1 %}", False),
        ("{% url name %}", False),
        ("{% url 'front.home' as home %}", False),
    ],
)
def test_what_is_fixed(template: str, fixed: bool) -> None:
    assert [isinstance(node, Constant) for node in Template(template).nodelist] == [fixed]


def test_each_reader_gets_their_own_language_from_one_template() -> None:
    template = Template('{% translate "Agree" %}')
    seen = []
    for language in ("en", "es", "en", "es"):
        with translation.override(language):
            seen.append((template.render(Context()), translation.gettext("Agree")))
    assert [one for one, _own in seen] == [own for _one, own in seen]
    assert len({one for one, _own in seen}) == 2


def test_addresses_are_right_and_wrong_ones_fail_each_time() -> None:
    assert said("{% url 'front.home' %} {% url 'matters.topics' %}") == "/ /topics/"
    template = Template("{% url 'nowhere' %}")
    for _twice in range(2):
        with pytest.raises(NoReverseMatch):
            template.render(Context())
    with pytest.raises(TemplateSyntaxError):
        Template("{% url %}")
