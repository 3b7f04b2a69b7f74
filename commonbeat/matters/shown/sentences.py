"""What votes show, in sentences: whole ones that translators can order, with opinions quoted as they were given.

A group has a letter and nothing else: no sentence says what a group "is". An opinion whose words are not shown any
more is in no sentence from that moment on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import get_text_list
from django.utils.translation import gettext as _, ngettext

from commonbeat.matters.models import Input, Window
from commonbeat.matters.shown.opinions import GROUPS, NO_GROUPS, Answers, Result
from commonbeat.measures.opinions.told import LETTERS, Told

Shown = Mapping[int, Input]
#: opinions that are named where many have no votes
NAMED = 12
#: share of a group's people who must stay in it, for groups that are called clear
CLEAR = 0.5


def said(sentence: str, **values: Any) -> SafeString:
    """A sentence with its values put in, safe for a page."""
    return mark_safe(conditional_escape(sentence) % {name: conditional_escape(one) for name, one in values.items()})


def quoted(given: Input) -> SafeString:
    """An opinion's words in the reader's language where there is a translation, with the way to its thread."""
    words, language, by = given.words.read()
    values = {
        "words": format_html('<q class="words" lang="{}" dir="auto">{}</q>', language, words),
        "opinion": format_html('<a href="{}">{}</a>', given.get_absolute_url(), given),
    }
    return said(_("%(words)s (%(opinion)s, translated)") if by else _("%(words)s (%(opinion)s)"), **values)


def headline(found: Result) -> str:
    """What was found, in a sentence."""
    if found.outcome == GROUPS:
        n = len(found.sizes)
        sentence = ngettext("People who voted alike form %(n)s group.", "People who voted alike form %(n)s groups.", n)
        if not are_clear(found):
            sentence = ngettext(
                "The groups are not clear: votes part into %(n)s group, but others’ votes could part them anew.",
                "The groups are not clear: votes part into %(n)s groups, but others’ votes could part them anew.",
                n,
            )
        return sentence % {"n": n}
    if found.outcome == NO_GROUPS:
        return _(
            "There are no groups: people differ, but not in camps. Chance alone would make the votes look like this."
        )
    return _(
        "Too few have voted to say how views lie. That takes at least ten people who voted on seven opinions each."
    )


def are_clear(found: Result) -> bool:
    """Whether a gap lies between groups and at least half of each group's people stay in it when drawn anew."""
    return found.distinct and all(share is None or share >= CLEAR for share in found.steady)


def voted(found: Result, window: Window, *, imported: bool, confirmed: bool) -> str:
    """How many voted and through which door, with the sum of their votes where that is told."""
    n = found.people
    if confirmed:
        sentence = ngettext(
            "%(n)s person voted whom a code on paper or a confirmed address vouches for.",
            "%(n)s people voted whom a code on paper or a confirmed address vouches for.",
            n,
        )
    elif imported:
        sentence = ngettext(
            "%(n)s person voted in a conversation held elsewhere.",
            "%(n)s people voted in a conversation held elsewhere.",
            n,
        )
    else:
        sentence = _through(window.voting, n)
    told = sentence % {"n": n}
    if not found.votes:
        return told
    cast = ngettext("They cast %(n)s vote.", "They cast %(n)s votes.", found.votes) % {"n": found.votes}
    return f"{told} {cast}"


def _through(door: str, n: int) -> str:
    """That so many people voted through a door, still without their number."""
    if door == Window.Voting.CODES:
        return ngettext(
            "%(n)s person voted with a code printed on paper.", "%(n)s people voted with codes printed on paper.", n
        )
    if door == Window.Voting.EMAIL:
        return ngettext(
            "%(n)s person voted, asked for an e-mail address to confirm.",
            "%(n)s people voted, each asked for an e-mail address to confirm.",
            n,
        )
    return ngettext(
        "%(n)s person voted through the open link, which anybody can pass on.",
        "%(n)s people voted through the open link, which anybody can pass on.",
        n,
    )


def shared(found: Result, shown: Shown) -> list[SafeString]:
    """What all groups think; without groups, most people."""
    n, told = len(found.sizes), [one for one in found.shared if one.opinion in shown]
    if not n:
        return [of_them(one, found.lines[one.opinion].everybody, shown) for one in told]
    agree = _("Both groups agree: %(opinion)s")
    disagree = _("Both groups disagree: %(opinion)s")
    if n > 2:
        agree = ngettext("%(n)s group agrees: %(opinion)s", "All %(n)s groups agree: %(opinion)s", n)
        disagree = ngettext("%(n)s group disagrees: %(opinion)s", "All %(n)s groups disagree: %(opinion)s", n)
    return [said(agree if one.agrees else disagree, n=n, opinion=quoted(shown[one.opinion])) for one in told]


def of_them(one: Told, answers: Answers, shown: Shown) -> SafeString:
    """How many of those who voted on an opinion agree, or disagree; most of them where numbers are withheld."""
    n = answers.agree if one.agrees else answers.disagree
    opinion = quoted(shown[one.opinion])
    if n is None:
        return said(_("Most agree: %(opinion)s") if one.agrees else _("Most disagree: %(opinion)s"), opinion=opinion)
    agree = ngettext(
        "%(n)s of the %(voted)s who voted on it agrees: %(opinion)s",
        "%(n)s of the %(voted)s who voted on it agree: %(opinion)s",
        n,
    )
    disagree = ngettext(
        "%(n)s of the %(voted)s who voted on it disagrees: %(opinion)s",
        "%(n)s of the %(voted)s who voted on it disagree: %(opinion)s",
        n,
    )
    return said(agree if one.agrees else disagree, n=n, voted=answers.voted, opinion=opinion)


def sizes(found: Result) -> str:
    """How many people are in each group."""
    told = []
    for letter, size in zip(found.letters, found.sizes, strict=True):
        sentence = ngettext("Group %(group)s: %(n)s person.", "Group %(group)s: %(n)s people.", size or 0)
        if size is None:
            sentence = _("Group %(group)s: its size is withheld.")
        told.append(sentence % {"group": letter, "n": size})
    return " ".join(told)


def group_differs(found: Result, group: int, window: Window, *, imported: bool, confirmed: bool) -> str:
    """The sentence that begins what sets a group apart, with its size and through which door people came."""
    size, values = found.sizes[group], {"group": LETTERS[group], "n": found.sizes[group], "whole": found.people}
    if size is None:
        return _("Group %(group)s (its size is withheld) differs from the rest:") % values
    if confirmed or imported or window.voting == Window.Voting.EMAIL:
        return _("Group %(group)s (%(n)s of the %(whole)s who voted) differs from the rest:") % values
    if window.voting == Window.Voting.CODES:
        return _("Group %(group)s (%(n)s of the %(whole)s who voted with a code) differs from the rest:") % values
    return _("Group %(group)s (%(n)s of the %(whole)s who voted through the open link) differs from the rest:") % values


def differs(found: Result, group: int, shown: Shown) -> list[SafeString]:
    """What sets a group apart."""
    told = [one for one in found.differs[group] if one.opinion in shown]
    return [of_them(one, found.lines[one.opinion].groups[group], shown) for one in told]


def dividing(found: Result, shown: Shown) -> list[SafeString]:
    """What splits people."""
    told = [_divides(found, number, shown[number]) for number in found.dividing if number in shown]
    return [one for one in told if one]


def _divides(found: Result, number: int, given: Input) -> SafeString:
    """How people are divided on one opinion; nothing where that is withheld."""
    line = found.lines[number]
    if not found.sizes:
        if line.everybody.agree is None:
            return SafeString()
        values = {"agree": line.everybody.agree, "disagree": line.everybody.disagree, "opinion": quoted(given)}
        return said(_("%(agree)s agree and %(disagree)s disagree: %(opinion)s"), **values)
    sides = {lead: [LETTERS[at] for at, one in enumerate(line.groups) if one.leading == lead] for lead in (1, -1)}
    agree, disagree = (get_text_list(sides[lead], _("and")) for lead in (1, -1))
    if not (agree and disagree):
        return SafeString()
    if len(found.sizes) == 2:
        sentence = _("Most in Group %(agree)s agree, most in Group %(disagree)s disagree: %(opinion)s")
    else:
        sentence = _("Groups that mostly agree: %(agree)s. Groups that mostly disagree: %(disagree)s. %(opinion)s")
    return said(sentence, agree=agree, disagree=disagree, opinion=quoted(given))


def unheard(found: Result, shown: Shown, *, confirmed: bool) -> SafeString | str:
    """What nobody has voted on yet; among confirmed voters alone, what has no vote of theirs."""
    left = [shown[number] for number in found.unheard if number in shown]
    if not left:
        return ""
    links = [format_html('<a href="{}">{}</a>', one.get_absolute_url(), one.pk) for one in left[:NAMED]]
    named = mark_safe(", ".join(links) + (" …" if len(left) > NAMED else ""))
    sentence = ngettext(
        "Nobody has voted yet on %(n)s opinion: number %(named)s.",
        "Nobody has voted yet on %(n)s opinions: numbers %(named)s.",
        len(left),
    )
    if confirmed:
        sentence = ngettext(
            "No confirmed vote stands on %(n)s opinion: number %(named)s.",
            "No confirmed vote stands on %(n)s opinions: numbers %(named)s.",
            len(left),
        )
    return said(sentence, n=len(left), named=named)


def cautions(found: Result) -> list[str]:
    """How sure the groups are, in plain words."""
    if found.outcome != GROUPS:
        return []
    told = [
        _("There is a gap between the groups: few people stand between them.")
        if found.distinct
        else _("There is no gap between the groups: views shade into each other, and the border cuts through a crowd.")
    ]
    for letter, share in zip(found.letters, found.steady, strict=False):
        if share is not None:
            n = round(10 * share)
            sentence = _("If others like them had voted, about %(n)s of 10 in Group %(group)s would be in it again.")
            if n == 10:
                sentence = _("If others like them had voted, nearly all in Group %(group)s would be in it again.")
            told.append(sentence % {"n": n, "group": letter})
    return [*told, *in_none(found)]


def in_none(found: Result) -> Sequence[str]:
    """How many are in no group, and why."""
    if found.in_no_group is None:
        return [_("Fewer than five people are in no group, so the size of the last group is withheld as well.")]
    if not found.in_no_group:
        return []
    sentence = ngettext(
        "%(n)s person is in no group: they voted too little, or too few voted as they did.",
        "%(n)s people are in no group: they voted too little, or too few voted as they did.",
        found.in_no_group,
    )
    return [sentence % {"n": found.in_no_group}]
