"""Letters that acts leave for later. Each recipient gets one letter for one occasion, with links and no contents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy

from commonbeat.frame import clock, notify
from commonbeat.frame.models import Task
from commonbeat.matters import posts
from commonbeat.matters.models import Answer, Appeal, Check, Decision, Input, Matter, Report, Slip, Text, Voter, Window
from commonbeat.matters.shown.promises import checkers
from commonbeat.people.models import Giver, Person, Seat


def _link(thing: object) -> str:
    return notify.absolute(thing.get_absolute_url())


def _givers_of(inputs: QuerySet) -> QuerySet:
    """The givers of these inputs who confirmed an address."""
    return posts.reachable(Giver.objects.filter(pk__in=inputs.values("giver")))


def _everybody_in(matter: int) -> QuerySet:
    return posts.reachable(Giver.objects.filter(topic=matter))


def tell_replies(answer: int) -> None:
    """A reply was published. One letter to each giver about all their replies of which they were not told, copies too.

    The letter's occasion is the newest of them, so that the later task for that one writes no second letter.
    """
    reply = Answer.objects.get(pk=answer)
    waiting = Task.objects.filter(name="matters.tell_replies", done_at=None).values("subject")
    untold = Answer.objects.filter(matter=reply.matter_id).filter(Q(pk__in=waiting) | Q(pk=answer))
    replied = Input.objects.filter(Q(answer__in=untold) | Q(same_as__answer__in=untold)).exclude(giver=None)
    own: dict[int, list[Input]] = defaultdict(list)
    for given in replied.select_related("same_as").order_by("pk"):
        own[given.giver_id].append(given)
    for giver in posts.reachable(Giver.objects.filter(pk__in=own)):
        theirs = {(given.same_as or given).answer_id for given in own[giver.pk]}
        if answer in theirs:
            _tell_replied(giver, own[giver.pk], f"replies up to {max(theirs)}")


def tell_givers(answer: int) -> None:
    """A reply was corrected, or a comment handed over: tell those whom this one reply serves."""
    replied = Input.objects.filter(Q(answer=answer) | Q(same_as__answer=answer)).exclude(giver=None).order_by("pk")
    for giver in _givers_of(replied):
        _tell_replied(giver, [given for given in replied if given.giver_id == giver.pk], f"reply {answer}")


def _tell_replied(giver: Giver, replied: list[Input], occasion: str) -> None:
    posts.write(
        occasion,
        [giver],
        gettext_lazy("A reply to your comment"),
        gettext_lazy("We have replied to what you said. Read the reply here:\n\n%(links)s"),
        links="\n".join(map(_link, replied)),
    )


def _tell_one(number: int, occasion: str, subject: object, body: object) -> None:
    given = Input.objects.get(pk=number)
    giver = _givers_of(Input.objects.filter(pk=number))
    posts.write(f"{occasion} {number} {clock.today()}", giver, subject, body, link=_link(given))


def tell_kept_back(number: int) -> None:
    """A comment is held or hidden; why, and what its giver can do, stands on its page."""
    given = Input.objects.get(pk=number)
    _tell_one(
        number,
        given.state,
        gettext_lazy("Your comment is not shown at the moment"),
        gettext_lazy("Your comment is not shown at the moment. Why, and what you can do, stands here:\n\n%(link)s"),
    )


def tell_shown(number: int) -> None:
    """A comment that was held or hidden is shown, whole or with some details struck."""
    if Input.objects.get(pk=number).is_struck:
        body = gettext_lazy(
            "Everybody can read your comment now. Some private details were taken out. Which, and how you can ask "
            "somebody outside the agency to look again, stands here:\n\n%(link)s"
        )
    else:
        body = gettext_lazy("Everybody can read your comment now:\n\n%(link)s")
    _tell_one(number, "shown", gettext_lazy("Your comment is shown"), body)


def tell_new_version(number: int) -> None:
    """A new version of a text is published."""
    text = Text.objects.get(pk=number)
    posts.write(
        f"text {number}",
        _everybody_in(text.matter_id),
        gettext_lazy("A new version of the text"),
        gettext_lazy("There is a new version of the text that you commented on. It says what moved it:\n\n%(link)s"),
        link=f"{_link(text)}compare/",
    )


def tell_slip(number: int) -> None:
    """A slip of the pen was corrected in a text that people are asked about."""
    slip = Slip.objects.select_related("passage__text").get(pk=number)
    posts.write(
        f"slip {number}",
        _everybody_in(slip.passage.text.matter_id),
        gettext_lazy("A slip was corrected in the text"),
        gettext_lazy("A slip was corrected in the text that you commented on. The old and the new words:\n\n%(link)s"),
        link=_link(slip.passage),
    )


def tell_extended(number: int) -> None:
    """A comment period became longer."""
    window = Window.objects.select_related("matter").get(pk=number)
    posts.write(
        f"period {number} until {window.closes_at:%Y-%m-%d}",
        _everybody_in(window.matter_id),
        gettext_lazy("More time to comment"),
        gettext_lazy("The comment period is longer now. Until when, and why, stands here:\n\n%(link)s"),
        link=_link(window.matter),
    )


def tell_decided(number: int) -> None:
    """A topic was decided, or an interim order was given."""
    decision = Decision.objects.select_related("matter").get(pk=number)
    posts.write(
        f"decision {number}",
        _everybody_in(decision.matter_id),
        gettext_lazy("There is a decision"),
        gettext_lazy("There is a decision on the topic that you commented on. Read it with its reasons:\n\n%(link)s"),
        link=f"{_link(decision.matter)}#decision",
    )


def tell_withdrawn(number: int) -> None:
    """A topic was withdrawn; why stands on its page, and replies stay owed."""
    matter = Matter.objects.get(pk=number)
    posts.write(
        f"withdrawn topic {number}",
        _everybody_in(number),
        gettext_lazy("A topic was withdrawn"),
        gettext_lazy(
            "The topic that you commented on was withdrawn. The reasons stand here. "
            "If your comment has no reply yet, we still owe you one:\n\n%(link)s"
        ),
        link=_link(matter),
    )


def tell_appeal_settled(number: int) -> None:
    """Somebody outside the agency looked at a hiding again."""
    _tell_one(
        Appeal.objects.get(pk=number).input_id,
        "second look at",
        gettext_lazy("Somebody outside the agency looked at your comment"),
        gettext_lazy("Somebody outside the agency looked at your comment again. What they found:\n\n%(link)s"),
    )


def confirm_address(number: int) -> None:
    """Ask whoever reads this address to confirm it; such letters alone go to unconfirmed ones."""
    body = gettext_lazy("To get letters about your comment, open this link and press the button:\n\n%(link)s\n\n")
    posts.ask_to_confirm(
        Input.objects.select_related("giver").get(pk=number).giver, gettext_lazy("Is this your address?"), body
    )


def confirm_votes(number: int) -> None:
    """Ask whoever reads this address whether the votes with which it was left are theirs."""
    body = gettext_lazy("To count your votes as confirmed, open this link and press the button:\n\n%(link)s\n\n")
    posts.ask_to_confirm(
        Voter.objects.select_related("giver").get(pk=number).giver, gettext_lazy("Are these your votes?"), body
    )


def _tell_people(occasion: str, people: Iterable[Person], subject: object, body: object, link: str) -> None:
    """One letter to each person, in their language."""
    for person in people:
        with translation.override(person.language):
            notify.letter(
                f"{occasion} person {person.pk}",
                to=person.email,
                subject=str(subject),
                body=str(body) % {"link": link},
                language=person.language,
            )


def _holding(seats: QuerySet) -> QuerySet:
    """The people in these seats."""
    return Person.objects.filter(pk__in=seats.exclude(person=None).values("person"))


def tell_outside_seats(number: int) -> None:
    """A giver asks for a second look: tell the seats outside the agency."""
    _tell_people(
        f"appeal {number}",
        _holding(Seat.objects.held().outside()),
        gettext_lazy("Somebody asks for a second look"),
        gettext_lazy("Somebody asks you to look again at words that the agency hid or changed:\n\n%(link)s\n"),
        _link(Appeal.objects.select_related("input").get(pk=number).input),
    )


def tell_checkers(number: int) -> None:
    """A promise is reported done: tell those who may check it."""
    promise = Report.objects.select_related("commitment__owner").get(pk=number).commitment
    _tell_people(
        f"report {number}",
        checkers(promise),
        gettext_lazy("A promise waits for your check"),
        gettext_lazy("The agency says that it kept a promise. You can check it here:\n\n%(link)s\n"),
        _link(promise),
    )


def tell_checked(number: int) -> None:
    """A promise was checked: tell its owner, and those whose comments it answers."""
    check = Check.objects.select_related("report__commitment").get(pk=number)
    promise = check.report.commitment
    subject = gettext_lazy("A promise was checked")
    body = gettext_lazy("Somebody outside the agency looked at a promise. What they found:\n\n%(link)s\n")
    _tell_people(f"check {number}", _holding(Seat.objects.filter(pk=promise.owner_id)), subject, body, _link(promise))
    if promise.answer_id:
        served = Input.objects.filter(Q(answer=promise.answer_id) | Q(same_as__answer=promise.answer_id))
        posts.write(f"check {number}", _givers_of(served), subject, body, link=_link(promise))
