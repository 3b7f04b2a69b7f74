"""No line of a page begins with the dot that parts two things."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import get_template

from commonbeat.frame.typesetting import Loader

pytestmark = pytest.mark.sqlite


def test_the_dot_stays_beside_what_stands_before_it(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    said = "{% blocktranslate trimmed %}No. {{ n }} · {{ day }}{% endblocktranslate %}"
    (folder / "it.html").write_text(f'<p>{{{{ a }}}} · {{{{ b|join:" · " }}}} · {said} · {{% translate "x · y" %}}</p>')
    loader = Loader(engines["django"].engine)
    loader.get_dirs = lambda: [folder]
    (origin, *_rest) = loader.get_template_sources("it.html")
    kept = "\N{NO-BREAK SPACE}· "
    assert loader.get_contents(origin) == (
        f'<p>{{{{ a }}}}{kept}{{{{ b|join:"{kept}" }}}}{kept}{said}{kept}{{% translate "x · y" %}}</p>'
    )


def test_the_pages_of_the_house_are_set_so() -> None:
    made = get_template("frame/base.html").template.source
    assert "\N{NO-BREAK SPACE}· {{ house.name }}" in made and " · " not in made
