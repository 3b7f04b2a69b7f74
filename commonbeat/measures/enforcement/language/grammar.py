"""What a sentence says about counting, from the order of its tags: one grammar for all languages.

A sign is a pattern (rows.py says how patterns are read) with what must and must not stand in the same thought.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from commonbeat.laws.quota import Act
from commonbeat.measures.enforcement.language.rows import GONE, holds, masked, pattern, tied
from commonbeat.measures.enforcement.language.tags import LETTERS, Tagged, tagged


class Says(StrEnum):
    """What a sentence does with a count of acts. The last four are no more than a reason to ask."""

    NUMBER = "a number is required"
    HINT = "a number is suggested"
    SHARE = "a share of acts is required"
    MORE = "more is demanded, or enough"
    COMPARED = "officers are compared or ranked by counts"
    RELATIVE = "a number is required relative to other officers"
    REWARDED = "something is given or taken for counts"
    POINTS = "points are given for counts"
    ALONE = "counts alone decide in an evaluation or about a benefit"
    CRITERION = "counts decide in an evaluation or about a benefit"
    QUOTA = "a quota is in use"
    NOT_ALONE = "counts may decide together with other things"
    COUNTED = "counts are kept per officer, and no use is named"
    ENCOURAGED = "enforcement is evaluated, demanded or encouraged, without a number"
    UNNAMED = "something is counted or expected, and not said what"


@dataclass(frozen=True)
class Claim:
    """One thing that a sentence says, the acts it is about (none: it names none), and the words that say so."""

    says: Says
    acts: frozenset[Act]
    words: str


#: a sentence without any of these says nothing about counting
SUBJECTS = "act acting acted violation quota activity enforcement enforcing target write"
#: a line with no more tags than this and without a verb is a heading or a line of a form
FRAGMENT = 9


@dataclass(frozen=True)
class Sign:
    """A thought in which the pattern is found makes the claim.

    One of ``along`` must stand in it (of each of its groups, parted by "&"), and none of ``unless``.
    """

    says: Says
    said: str
    along: str = ""
    unless: str = ""

    def stands_in(self, thought: str) -> bool:
        """Whether what must stand beside the pattern does, and what must not does not."""
        return all(holds(thought, one) for one in self.along.split(" & ") if one) and not holds(thought, self.unless)


#: what makes of enforcement or activity more than a subject
_URGED = "evaluate demand hint more low reward target grade base"
SIGNS = (
    Sign(Says.POINTS, "points", "act counted", "other"),
    Sign(Says.POINTS, "number|counted each ~2 act"),
    Sign(Says.RELATIVE, "floor|demand ~2 measured ~4 compare|peers", "act", "past"),
    Sign(Says.RELATIVE, "grade|meet|floor|low ~3 peers", "act", "past"),
    Sign(Says.RELATIVE, "fail ~4 measured ~6 compare|peers", "act"),
    Sign(Says.RELATIVE, "compare|peers ~ demand|reward|fail|will|few", "act", "object"),
    Sign(Says.COMPARED, "compare|peers ~ officer|you", "act", "past object"),
    Sign(Says.COMPARED, "officer|you ~ compare|peers", "act", "past object"),
    Sign(Says.COMPARED, "few|rise|low|amount|act ~6 peers", "", "past did"),
    Sign(Says.COMPARED, "most", "reward & act", "past object passive"),
    Sign(Says.COMPARED, "compare ~3 most", "act", "object"),
    Sign(Says.COMPARED, "amount ~ most ~2 officer", "reward evaluate", "past"),
    Sign(Says.COMPARED, "amount ~ officer ~3 most", "reward evaluate", "past"),
    Sign(Says.COMPARED, "officer|if|you ~2 write ~1 most", "reward"),
    Sign(Says.COMPARED, "peak", "reward evaluate demand compare peers base"),
    Sign(Says.COMPARED, "peak", "officer you if", "past passive statistic did"),
    Sign(Says.COMPARED, "you ~ most ~6 act", "", "past passive"),
    Sign(Says.REWARDED, "counted|rise|few|peak", "reward", "past object"),
    Sign(Says.REWARDED, "officer|you ~ counted|rise|few|peak", "reward", "past"),
    Sign(Says.REWARDED, "fail ~6 act", "reward", "record manner"),
    Sign(Says.REWARDED, "act ~ fail ~2 reward"),
    Sign(Says.REWARDED, "reward ~2 of ~3 amount ~1 past|low|reduce", "officer"),
    Sign(Says.REWARDED, "if ~3 reward|evaluate ~2 demand ~2 write ~2 act"),
    Sign(Says.REWARDED, "officer|if ~1 record ~4 listed", "reward"),
    Sign(Says.REWARDED, "if ~4 reward ~ write|demand ~2 act"),
    Sign(Says.REWARDED, "until|if ~4 act|amount ~3 more|low", "reward"),
    Sign(Says.REWARDED, "reward ~3 each ~3 act|rise|counted"),
    Sign(Says.SHARE, "shared", "demand target"),
    Sign(Says.NUMBER, "counted", "demand target grade fail", "object"),
    Sign(Says.NUMBER, "officer|you|demand ~ counted", "demand target grade fail"),
    Sign(Says.NUMBER, "counted", "floor set tour", "past passive statistic hint would object"),
    Sign(Says.NUMBER, "counted ~6 floor", "told", "statistic"),
    Sign(Says.NUMBER, "demand ~2 reward ~5 until ~ act"),
    Sign(Says.NUMBER, "floor ~1 act", "", "past passive statistic hint would object"),
    Sign(Says.NUMBER, "officer|you ~4 will ~ counted"),
    Sign(Says.NUMBER, "^ ~1 write ~2 counted"),
    Sign(Says.NUMBER, "tour|period ~1 fail ~1 act", "demand reward explain"),
    Sign(Says.NUMBER, "demand|target|grade ~4 amount", "", "compare peers reduce"),
    Sign(Says.NUMBER, "amount ~5 demand|target"),
    Sign(Says.NUMBER, "meet ~4 amount", "", "statistic"),
    Sign(Says.NUMBER, "demand ~3 write ~2 act period|tour"),
    Sign(Says.NUMBER, "target ~1 act"),
    Sign(Says.NUMBER, "act target"),
    Sign(Says.NUMBER, "number ~1 tour|period ~2 grade", "act"),
    Sign(Says.NUMBER, "target|grade ~2 period ~2 act"),
    Sign(Says.QUOTA, "meet|hold|impose|demand|fail|reward|period|write|counted ~6 quota", "", "define"),
    Sign(Says.QUOTA, "low ~2 quota"),
    Sign(Says.QUOTA, "act quota ~2 number"),
    Sign(Says.QUOTA, "quota", "fail", "define"),
    Sign(Says.QUOTA, "quota ~6 meet|hold|impose|demand|fail|reward|period|counted", "", "define"),
    Sign(Says.HINT, "counted", "hint"),
    Sign(Says.HINT, "officer|you ~ counted ~4 period", "", "past passive statistic"),
    Sign(Says.HINT, "counted ~4 period ~ officer|you", "", "past passive statistic"),
    Sign(Says.HINT, "^ counted ~4 period", "", "past passive statistic did"),
    Sign(Says.HINT, "counted ~6 period|tour", "would"),
    Sign(Says.HINT, "counted ~3 would", "officer you told", "statistic"),
    Sign(Says.HINT, "would ~ counted", "officer you period tour floor"),
    Sign(Says.ALONE, "amount ~ sole", "evaluate reward base"),
    Sign(Says.ALONE, "base ~3 sole", "amount"),
    Sign(Says.ALONE, "sole ~3 base", "amount"),
    Sign(Says.CRITERION, "amount", "evaluate reward", "past together reduce"),
    Sign(Says.CRITERION, "evaluate|reward ~8 base|compare ~4 act", "", "together manner"),
    Sign(Says.CRITERION, "act ~2 base ~4 evaluate", "", "together manner may"),
    Sign(Says.CRITERION, "base ~ act ~1 measured"),
    Sign(Says.CRITERION, "judged ~5 act|amount", "", "together manner"),
    Sign(Says.MORE, "demand ~ rise", "", "past statistic"),
    Sign(Says.MORE, "explain ~ few", "officer you tour period"),
    Sign(Says.MORE, "fail ~3 rise"),
    Sign(Says.MORE, "amount ~ demand ~2 more"),
    Sign(Says.MORE, "act ~4 low ~ demand ~4 more|up"),
    Sign(Says.MORE, "rise", "demand hint you target", "past passive statistic reduce"),
    Sign(Says.MORE, "^ ~2 rise", "", "past passive"),
    Sign(Says.MORE, "few", "demand you", "past passive"),
    Sign(Says.MORE, "few", "evaluate reward", "object"),
    Sign(Says.MORE, "if ~3 write ~1 few", "", "object"),
    Sign(Says.MORE, "act ~3 more|low", "demand hint you", "past passive"),
    Sign(Says.MORE, "act ~3 low", "reward evaluate", "object"),
    Sign(Says.MORE, "amount ~6 low", "reward evaluate", "object"),
    Sign(Says.NOT_ALONE, "together", "act activity"),
    Sign(Says.NOT_ALONE, "base ~ act ~ base"),
    Sign(Says.NOT_ALONE, "unforbidden", "act activity quota"),
    Sign(Says.COUNTED, "amount|counted|listed", "officer you", "past passive"),
    Sign(Says.COUNTED, "counted ~4 tour", "", "past passive statistic"),
    Sign(Says.COUNTED, "quantity", "act", "past passive object"),
    Sign(Says.COUNTED, "activity ~ act comma act"),
    Sign(Says.COUNTED, "record ~2 act ~3 write ~3 officer"),
    Sign(Says.COUNTED, "record ~ officer ~ act", "", "demand past passive may will if"),
    Sign(Says.ENCOURAGED, "demand|hint ~3 write|demand ~3 act"),
    Sign(Says.ENCOURAGED, "officer|you ~3 demand ~2 acting"),
    Sign(Says.ENCOURAGED, "officer|you ~3 will ~2 write ~3 act"),
    Sign(Says.ENCOURAGED, "hint|evaluate|value ~4 act", "", "past passive"),
    Sign(Says.ENCOURAGED, "enforcement", f"{_URGED} quantity value officer you reduce"),
    Sign(Says.ENCOURAGED, "officer|you ~3 will ~2 enforcement"),
    Sign(Says.ENCOURAGED, "enforcement ~1 will"),
    Sign(Says.ENCOURAGED, "focus ~3 violation"),
    Sign(Says.ENCOURAGED, "enforcing"),
    Sign(Says.UNNAMED, "meet ~2 target", "officer you demand reward"),
    Sign(Says.UNNAMED, "target ~2 officer"),
    Sign(Says.UNNAMED, "target", "compare peers"),
    Sign(Says.UNNAMED, "activity", f"{_URGED} value compare peers officer you impose"),
    Sign(Says.UNNAMED, "quota", "", "define may record"),
)
#: in a heading or a line of a form, which is no sentence
FRAGMENTS = (
    Sign(Says.ENCOURAGED, "enforcement"),
    Sign(Says.UNNAMED, "activity"),
    Sign(Says.UNNAMED, "^ ~ target ~1 $"),
    Sign(Says.COUNTED, "officer ~2 act", "", "write few rise"),
    Sign(Says.COUNTED, "act", "quantity period"),
)


def claims(sentence: str) -> list[Claim]:
    """All that the sentence says about counting, strongest first."""
    found = tagged(sentence)
    if not holds(found.row, SUBJECTS):
        return []
    signs = SIGNS + (FRAGMENTS if _is_fragment(found.row) else ())
    if sentence.rstrip("\"'”’) ").endswith("?"):
        signs = tuple(sign for sign in signs if sign.says != Says.QUOTA)  # to ask for a quota is not to have one
    row = masked(tied(found.row, names_acts=bool(found.acts)))
    return [claim for start, thought in _thoughts(row) for claim in _made(found, start, thought, signs)]


def _is_fragment(row: str) -> bool:
    return len(row) <= FRAGMENT and not holds(row, "demand ordering will past did not none prohibit may")


def _thoughts(row: str) -> Iterator[tuple[int, str]]:
    """Each thought with the place at which it begins."""
    start = 0
    for thought in row.split(LETTERS["part"]):
        yield start, thought
        start += len(thought) + 1


def _made(found: Tagged, start: int, thought: str, signs: tuple[Sign, ...]) -> Iterator[Claim]:
    """The claims of one thought, each once, about the acts that are in sight in it."""
    here = {at - start: act for at, act in found.acts.items()}
    acts = frozenset(act for at, act in here.items() if 0 <= at < len(thought) and thought[at] != GONE)
    said = set()
    for sign in signs:
        seen = sign.says not in said and sign.stands_in(thought) and pattern(sign.said).search(thought)
        if seen:
            said.add(sign.says)
            yield Claim(sign.says, acts, " ".join(found.words[start + seen.start() : start + seen.end()]))
