"""What there is to show: one small function for each piece of evidence, from what the rooms below have recorded.

Every share comes with its numerator, denominator and 95 % interval; what still waits is counted in; groups of fewer
than five people are withheld. A function returns None where nothing is recorded yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.db.models.fields.json import KT
from django.utils.translation import gettext as _, ngettext

from commonbeat.frame import clock
from commonbeat.matters.models import Change, Check, Commitment, Decision, Input, Matter, Text, Window
from commonbeat.matters.models.input import Appeal, State
from commonbeat.matters.models.matter import Stage
from commonbeat.measures.intervals import Interval, share
from commonbeat.measures.survival import Curve, kaplan_meier
from commonbeat.people.models import Agency

#: no count of a group of fewer people is shown
LEAST = 5


@dataclass(frozen=True)
class Share:
    """Part of a whole, with what is said of it and the interval of the true share."""

    label: str
    part: int
    whole: int

    @property
    def interval(self) -> Interval:
        return share(self.part, self.whole)

    @property
    def percents(self) -> tuple[int, int]:
        """The interval in whole percents."""
        return round(100 * self.interval.low), round(100 * self.interval.high)


@dataclass(frozen=True)
class Evidence:
    """One thing to show: its title, a sentence, its shares and counts, and when it was last alive."""

    name: str
    title: str
    sentence: str
    how: str
    last: date | None
    shares: list[Share] = field(default_factory=list)
    counts: list[tuple[str, int | None]] = field(default_factory=list)
    curve: Curve | None = None


def _topics(actor: Any, kinds: Iterable[str]) -> QuerySet[Matter]:
    rows = Matter.objects.visible_to(actor).exclude(stage=Stage.DRAFT)
    return rows.filter(kind__in=kinds) if kinds else rows


def _newest(rows: QuerySet, column: str) -> date | None:
    found = rows.aggregate(last=Max(column))["last"]
    return found.date() if hasattr(found, "date") else found


def topics_with_period(agency: Agency, actor: Any, kinds: tuple[str, ...]) -> Evidence | None:
    """Of the decided topics: how many had a comment period before they were decided."""
    topics = _topics(actor, kinds)
    decided = topics.filter(stage__in=[Stage.DECIDED, Stage.RETIRED])
    periods = Window.objects.filter(matter__in=topics)
    total, asked = decided.count(), decided.filter(Exists(Window.objects.filter(matter=OuterRef("pk")))).count()
    begun = periods.values("matter").distinct().count()
    if not begun and not total:
        return None
    return Evidence(
        name="topics_with_period",
        title=_("Asked before it was decided"),
        sentence=ngettext("%(n)s topic was put before the public.", "%(n)s topics were put before the public.", begun)
        % {"n": begun},
        how=_("Topics with at least one comment period; of those decided, how many had one before the decision."),
        last=_newest(periods, "opens_at"),
        shares=[Share(_("decided after a comment period"), asked, total)] if total else [],
    )


def _owed(actor: Any, kinds: tuple[str, ...]) -> QuerySet[Input]:
    return Input.objects.visible_to(actor).answerable().filter(matter__in=_topics(actor, kinds))


def replies_in_time(agency: Agency, actor: Any, kinds: tuple[str, ...]) -> Evidence | None:
    """Of the comments whose reply was due: how many had one by then."""
    today = agency.today()
    due = _owed(actor, kinds).filter(window__replies_due__lt=today)
    rows = list(due.values_list("window__replies_due", "answer__published_on"))
    if not rows:
        return None
    in_time = sum(on is not None and on <= by for by, on in rows)
    return Evidence(
        name="replies_in_time",
        title=_("Replies in time"),
        sentence=_("%(part)s of %(whole)s replies came by the day they were due.")
        % {"part": in_time, "whole": len(rows)},
        how=_("Comments shown at the end of their period, without withdrawn, hidden and folded ones. Due days past."),
        last=_newest(due.answered(), "answer__published_on"),
        shares=[Share(_("replied in time"), in_time, len(rows))],
    )


def time_to_reply(agency: Agency, actor: Any, kinds: tuple[str, ...]) -> Evidence | None:
    """Days from a comment to its reply, with those that still wait counted in."""
    today = agency.today()
    rows = list(_owed(actor, kinds).values_list("given_on", "answer__published_on"))
    if len(rows) < LEAST:
        return None
    curve = kaplan_meier((max(0, ((on or today) - given).days), on is not None) for given, on in rows)
    if curve.median is None:
        sentence = _("Fewer than half of %(n)s comments have a reply so far.") % {"n": curve.cases}
    else:
        sentence = _("Half of %(n)s comments had a reply within %(days)s days.") % {
            "n": curve.cases,
            "days": int(curve.median),
        }
    return Evidence(
        name="time_to_reply",
        title=_("How long a reply takes"),
        sentence=sentence,
        how=_("Kaplan–Meier: comments that still wait count until today, so leaving hard ones lying does not help."),
        last=_newest(_owed(actor, kinds).answered(), "answer__published_on"),
        curve=curve,
    )


def loops_closed(agency: Agency, actor: Any, kinds: tuple[str, ...]) -> Evidence | None:
    """Of the topics whose period is over: how many have every reply and a decision."""
    over = _topics(actor, kinds).filter(Exists(Window.objects.filter(matter=OuterRef("pk"), closes_at__lt=clock.now())))
    total = over.count()
    if not total:
        return None
    closed = over.exclude(stage=Stage.PUBLISHED).exclude(Exists(Input.objects.waiting().filter(matter=OuterRef("pk"))))
    return Evidence(
        name="loops_closed",
        title=_("Loops closed"),
        sentence=_("%(part)s of %(whole)s topics went all the way: asked, replied, decided.")
        % {"part": closed.count(), "whole": total},
        how=_("Topics whose comment period is over; closed means decided or withdrawn, with no reply owed."),
        last=_newest(Decision.objects.filter(matter__in=over), "decided_on"),
        shares=[Share(_("closed"), closed.count(), total)],
    )


def promises(agency: Agency, actor: Any, kinds: tuple[str, ...]) -> Evidence | None:
    """Promises made, reported done, and checked by somebody outside."""
    rows = Commitment.objects.visible_to(actor).filter(matter__in=_topics(actor, kinds))
    by_state = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    total = sum(by_state.values())
    if not total:
        return None
    checked = by_state.get(Commitment.State.CHECKED, 0)
    return Evidence(
        name="promises",
        title=_("Promises"),
        sentence=_("%(part)s of %(whole)s promises were checked as kept by somebody outside.")
        % {"part": checked, "whole": total},
        how=_("“Reported done” is the agency's own word; “checked” is that of a seat outside it."),
        last=_newest(Check.objects.filter(report__commitment__in=rows), "on") or _newest(rows, "made_on"),
        shares=[Share(_("checked as kept"), checked, total)],
        counts=[(str(Commitment.State(state).label), n) for state, n in sorted(by_state.items())],
    )


def reach(agency: Agency, actor: Any, kinds: tuple[str, ...]) -> Evidence | None:
    """Through which channels and in which languages people were heard."""
    rows = Input.objects.visible_to(actor).shown().filter(matter__in=_topics(actor, kinds))
    channels = dict(rows.order_by().values_list("channel").annotate(n=Count("pk")))
    languages = dict(rows.order_by().values_list(KT("words__language")).annotate(n=Count("pk")))
    total = sum(channels.values())
    if not total:
        return None
    names = dict(settings.LANGUAGES)
    return Evidence(
        name="reach",
        title=_("Channels and languages"),
        sentence=ngettext("%(n)s comment was heard.", "%(n)s comments were heard.", total) % {"n": total},
        how=_("Who took part is not known, and this is no survey of the population. Counts below five are withheld."),
        last=_newest(rows, "given_on"),
        counts=[
            *withheld({str(Input.Channel(name).label): n for name, n in channels.items()}),
            *withheld({str(names.get(code, code)): n for code, n in languages.items()}),
        ],
    )


def withheld(counts: dict[str, int]) -> list[tuple[str, int | None]]:
    """Counts by name, largest first; those below five become None, and with a single one the next smallest as well.

    Otherwise the total would give away the one that is withheld.
    """
    rows = sorted(counts.items(), key=lambda row: -row[1])
    small = sum(0 < n < LEAST for _name, n in rows)
    hidden = 0 if not small else max(small, 2)
    keep = len(rows) - hidden
    return [(name, n if at < keep else None) for at, (name, n) in enumerate(rows)]


def moderation(agency: Agency, actor: Any, kinds: tuple[str, ...]) -> Evidence | None:
    """How many comments were hidden, and how appeals against it ended."""
    rows = Input.objects.visible_to(actor).filter(matter__in=_topics(actor, kinds))
    total, hidden = rows.count(), rows.filter(state=State.HIDDEN).count()
    if not total:
        return None
    appeals = Appeal.objects.filter(input__in=rows)
    restored = appeals.filter(restored=True).count()
    return Evidence(
        name="moderation",
        title=_("Hidden comments"),
        sentence=_("%(part)s of %(whole)s comments are hidden; %(n)s came back after an appeal.")
        % {"part": hidden, "whole": total, "n": restored},
        how=_("Words are hidden for fixed reasons that do not look at the opinion. The reasons stand on each topic."),
        last=_newest(rows, "given_on"),
        shares=[Share(_("hidden"), hidden, total)],
    )


def text_changes(agency: Agency, actor: Any, kinds: tuple[str, ...]) -> Evidence | None:
    """Of the passages that a new version changed: how many name the comments that moved them."""
    texts = Text.objects.visible_to(actor).published().filter(matter__in=_topics(actor, kinds), version__gt=1)
    changes = Change.objects.filter(text__in=texts)
    total, by_none = changes.count(), changes.filter(by_none=True).count()
    if not total:
        return None
    return Evidence(
        name="text_changes",
        title=_("Words that changed"),
        sentence=_("%(part)s of %(whole)s changed passages were moved by what people said.")
        % {"part": total - by_none, "whole": total},
        how=_("Every change names the comments that moved it, or says that none did and why."),
        last=_newest(texts, "published_on"),
        shares=[Share(_("moved by comments"), total - by_none, total)],
    )


#: name in standards.toml → function
EVIDENCE: dict[str, Callable[[Agency, Any, tuple[str, ...]], Evidence | None]] = {
    one.__name__: one
    for one in (
        topics_with_period,
        replies_in_time,
        time_to_reply,
        loops_closed,
        promises,
        reach,
        moderation,
        text_changes,
    )
}
