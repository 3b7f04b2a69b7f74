"""The report: one HTML file that needs nothing else, sentences first, then the map, then every number behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from commonbeat.measures.opinions import sentences
from commonbeat.measures.opinions.findings import Answers, Findings, letter
from commonbeat.measures.opinions.picture import SHAPES, svg

STYLE = """:root{color-scheme:light dark}body{font:1.05rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;
padding:0 1rem}h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}.map{width:100%;height:auto;border:1px solid}
.map circle,.map polygon{fill:currentColor;fill-opacity:.35;stroke:currentColor}.map .g1{fill-opacity:.75}
.map .g2{fill-opacity:0}.map .g3{fill-opacity:.5}.map .g4{fill-opacity:.9}.letter{font:bold 28px system-ui,sans-serif;
fill:currentColor;paint-order:stroke;stroke:Canvas;stroke-width:6px}table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid;padding:.3rem;text-align:start;vertical-align:top}.wide{overflow-x:auto}"""


def page(found: Findings, words: Mapping[int, str], left_out: Mapping[str, int], title: str) -> str:
    """The whole file as text."""
    parts = [
        f"<p><strong>{escape(sentences.headline(found))}</strong></p>",
        _list("", sentences.cautions(found)),
        _list("What is shared" if not found.sizes else "What all groups share", sentences.shared(found, words)),
        *(
            _list(f"What sets Group {letter(g)} apart", sentences.differs(found, g, words))
            for g in range(len(found.sizes))
        ),
        _list("What splits people", sentences.dividing(found, words)),
        _list("What nobody has voted on", [line for line in [sentences.unheard(found)] if line]),
        _map(found),
        _numbers(found, words),
        _list("What was left out", sentences.left_out(left_out)),
        _list("How this was computed", how(found)),
    ]
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{STYLE}</style></head>'
        f"<body><main><h1>{escape(title)}</h1>{''.join(parts)}</main></body></html>\n"
    )


def how(found: Findings) -> list[str]:
    """Method and evidence, for those who want to check."""
    told = ["The published Polis method (Small et al. 2021), with the differences of Commonbeat's decision 11."]
    if found.evidence.pattern is not None:
        told.append(f"Votes dealt by chance show as much of a pattern with probability {found.evidence.pattern:.3f}.")
    if found.evidence.apart is not None:
        told.append(
            f"An even cloud without gaps shows groups as far apart with probability {found.evidence.apart:.3f}."
        )
    if found.stability is not None:
        numbers = ", ".join(f"{number}: {share:.0%}" for number, share in found.stability.numbers.items())
        low, high = found.stability.agreement_range
        told.append(f"Drawing people anew {found.stability.rounds} times, the best number of groups was {numbers}.")
        told.append(
            f"Each time the groups agreed with these by {found.stability.agreement:.2f} on average "
            f"(adjusted Rand index; middle nine in ten {low:.2f} to {high:.2f})."
        )
    return [*told, "Counts of one to four people are withheld, and those from which they could be told."]


def _list(title: str, lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    heading = f"<h2>{escape(title)}</h2>" if title else ""
    return f"{heading}<ul>{items}</ul>" if items else ""


def _map(found: Findings) -> str:
    drawn = svg(found)
    if not drawn:
        return ""
    shapes = ", ".join(f"Group {letter(group)} {SHAPES[group]}s" for group in range(len(found.sizes)))
    rows = "".join(
        f"<tr><td>{letter(group)}</td><td>{people}</td><td>{x:.2f}</td><td>{y:.2f}</td></tr>"
        for group, places in enumerate(found.dots)
        for x, y, people in places
    )
    return (
        f"<h2>The map</h2><p>{escape(shapes)}. Each shape stands for five people or more; those near each other voted "
        f"alike. The directions have no meaning of their own.</p>{drawn}<details><summary>The map as a table</summary>"
        f"<table><tr><th>Group</th><th>People</th><th>Across</th><th>Up</th></tr>{rows}</table></details>"
    )


def _numbers(found: Findings, words: Mapping[int, str]) -> str:
    heads = "".join(f"<th>Group {letter(group)}</th>" for group in range(len(found.sizes)))
    rows = "".join(
        f'<tr><td>{number}</td><td dir="auto">{escape(words.get(number, ""))}</td>'
        f"<td>{sentences.share(line.everybody)}</td>"
        + "".join(f"<td>{sentences.share(one)}</td>" for one in line.groups)
        + "</tr>"
        for number, line in found.lines.items()
    )
    return (
        "<h2>Every opinion</h2><div class='wide'><table><tr><th>Number</th><th>Opinion</th><th>Everybody</th>"
        f"{heads}</tr>{rows}</table></div>"
    )


def as_json(
    found: Findings, people: Mapping[int, int | None], words: Mapping[int, str], left_out: Mapping[str, int]
) -> Any:
    """The same for machines: people with their group or None, groups, opinions, and how sure all of it is."""
    return {
        "outcome": found.outcome.value,
        "people": {str(person): None if group is None else letter(group) for person, group in people.items()},
        "groups": [_group(found, group) for group in range(len(found.sizes))],
        "opinions": [
            {"id": number, "text": words.get(number, ""), **_answers(line.everybody),
             "groups": {letter(group): _answers(one) for group, one in enumerate(line.groups)}}
            for number, line in found.lines.items()
        ],
        "shared": [{"id": one.opinion, "agrees": one.agrees} for one in found.shared],
        "dividing": list(found.dividing),
        "unheard": list(found.unheard),
        "voters": found.voters,
        "in_no_group": found.in_no_group,
        "evidence": {"pattern": found.evidence.pattern, "apart": found.evidence.apart},
        "stability": None if found.stability is None else {
            "adjusted_rand": found.stability.agreement,
            "range": list(found.stability.agreement_range),
            "numbers_of_groups": {str(number): share for number, share in found.stability.numbers.items()},
        },
        "left_out": dict(left_out),
        "said": [sentences.headline(found), *sentences.cautions(found)],
    }  # fmt: skip


def _group(found: Findings, group: int) -> dict[str, Any]:
    return {
        "name": letter(group),
        "people": found.sizes[group],
        "steady": None if found.steady is None else found.steady[group],
        "differs": [{"id": one.opinion, "agrees": one.agrees} for one in found.differs[group]],
    }


def _answers(one: Answers) -> dict[str, Any]:
    leading = None if one.leading is None else {1: "agree", 0: "unsure", -1: "disagree"}[one.leading]
    return {
        "voted": one.voted,
        "agree": one.agree,
        "disagree": one.disagree,
        "unsure": one.unsure,
        "leading": leading,
        "agree_interval": None if one.interval is None else list(one.interval),
    }
