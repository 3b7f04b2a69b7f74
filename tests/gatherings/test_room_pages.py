"""The pages of the room as a browser gets them, without scripts: what they say, and that nothing typed is lost."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commonbeat.frame import clock
from commonbeat.frame.text import Words
from commonbeat.gatherings import actions
from commonbeat.gatherings.forms.room import moment_of
from commonbeat.gatherings.models import AgendaItem, Attendance, MemberNote, Motion, Posting, Undertaking
from commonbeat.matters.models import Commitment
from tests import factories as make
from tests.gatherings.board import again, announced, board, item, moved, opened, roll
from tests.matters.desk import at, seat_also

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def made():
    return board(make.house(), members=5)


def page(client: Client, name: str, *numbers: int) -> str:
    answer = client.get(reverse(f"gatherings.{name}", args=numbers))
    assert answer.status_code == 200, name
    return " ".join(answer.content.decode().split())


def send(client: Client, name: str, number: int, *more: int, **fields: object) -> tuple[int, str]:
    answer = client.post(reverse(f"gatherings.{name}", args=[number, *more]), fields)
    return answer.status_code, answer.get("Location") or " ".join(answer.content.decode().split())


def test_a_meeting_is_held_from_forms_alone(made):
    chair, clerk = at("chair"), at("clerk")
    gathering = announced(made)
    number, seats = gathering.pk, made.seats
    room = reverse("gatherings.room", args=[number])
    assert send(chair, "add_item", number, title="Towing", title_es="Grúas", kind="decision")[0] == 302
    with clock.moved(gathering.starts_at - timedelta(days=4)):
        assert send(chair, "post_agenda", number, sort="regular", also_at="Door")[0] == 302
    assert send(chair, "open_meeting", number, presiding=seats[0].pk) == (302, room)
    states = {f"seat-{seat.pk}": "present" for seat in seats[1:4]} | {f"seat-{seats[4].pk}": "excused"}
    assert send(clerk, "attend", number, **states) == (302, room)
    on = item(gathering)
    assert send(chair, "take_up_item", on.pk) == (302, room)
    assert send(chair, "note", on.pk, words="Four spoke.", was="", version=0) == (302, f"{room}#floor")
    assert send(chair, "note_promise", on.pk, words="I will look into it")[0] == 302
    status, told = send(chair, "close_item", on.pk)
    assert status == 409 and "Before the chair moves on" in told and "I will look into it" in told
    said, due = Undertaking.objects.get(), str(clock.today() + timedelta(days=9))
    status, told = send(chair, "complete_promise", said.pk, words="Count the tows", owner="", due=due)
    assert status == 200 and "Count the tows" in told, "what was typed is still there"
    staff = made.house.seat("staff").pk
    assert send(chair, "complete_promise", said.pk, words="Count the tows", owner=staff, due=due)[0] == 302
    assert send(chair, "recuse", on.pk, seat=seats[3].pk, because="A brother")[0] == 302
    given = {"words": "That towing ends.", "moved_by": seats[1].pk}
    assert send(chair, "move_motion", on.pk, **given)[0] == 302
    motion = Motion.objects.get()
    assert send(chair, "second_motion", motion.pk, seat=seats[2].pk)[0] == 302
    said_by = {f"said-{seat.pk}": word for seat, word in zip(seats, ("yes", "yes", "no"), strict=False)}
    status, told = send(chair, "call_roll", motion.pk, **said_by, **{f"dissent-{seats[2].pk}": "Too soon."})
    assert status == 409 and "Too soon." in told and "You may not decide item 2 now" in told
    assert "The charter does not say whether a recused member counts as present" in page(chair, "room", number)
    assert send(chair, "rule", number, question="recused", answer="yes", because="City attorney") == (302, room)
    assert send(chair, "call_roll", motion.pk, **said_by, **{f"dissent-{seats[2].pk}": "Too soon."})[0] == 302
    assert again(motion).state == "carried"
    assert send(chair, "close_item", on.pk) == (302, room)
    assert send(clerk, "airtime", number, side="resident") == (302, f"{room}#airtime")
    assert send(clerk, "adjourn", number) == (302, room)
    minutes = reverse("gatherings.minutes", args=[number])
    assert send(clerk, "publish_minutes", number) == (302, minutes)
    assert send(clerk, "correct_minutes", on.pk, words="Five spoke.", because="Counted", version=1)[0] == 302
    public = page(Client(), "minutes", number)
    said = ["Five spoke.", "<del>Four spoke.</del>", "Too soon.", "Count the tows", "Stated by Chair", "A brother"]
    counts = ["Yes 2, no 1, abstained 0, recused 1", "not approved yet"]
    assert [words for words in said + counts if words not in public] == []
    assert Client().get(f"{minutes[:-1]}.json").json()["rows"][0]["roll"] == (
        "Chair: yes; Member1: yes; Member2: no; Member3: recused"
    )
    assert Commitment.objects.get().owner.pk == staff


def test_two_who_write_at_one_place_get_both_texts_back(made):
    gathering = opened(made, here=range(5))
    chair, clerk, on = at("chair"), at("clerk"), item(gathering)
    assert send(chair, "note", on.pk, words="One.", was="", version=0)[0] == 302
    status, told = send(clerk, "note", on.pk, words="Two.", was="", version=0)
    assert (status, item(gathering).notes.text) == (302, "One.\nTwo."), "both began from nothing: both are kept"
    status, told = send(clerk, "note", on.pk, words="Uno.\nTwo.", was="One.\nTwo.", version=2)
    assert status == 302
    status, told = send(chair, "note", on.pk, words="1.\nTwo.", was="One.\nTwo.", version=2, quietly="yes")
    assert status == 409
    assert re.search(r'id="theirs"[^>]*>Uno. Two.<', told) and "1. Two.</textarea>" in told
    hidden = re.search(r'name="version" value="(\d+)"', told).group(1)
    assert send(chair, "note", on.pk, words="1, uno.\nTwo.", was="Uno.\nTwo.", version=hidden)[0] == 302
    quiet = send(chair, "note", on.pk, words="1, uno.\nTwo.\n<b>", was="1, uno.\nTwo.", version=4, quietly="yes")
    assert quiet[0] == 200 and 'data-version="5"' in quiet[1] and "&lt;b&gt;" in quiet[1]


def test_the_room_says_what_stands_in_the_way(made):
    gathering = opened(made, here=range(3))
    moved(made, gathering)
    chair = at("chair")
    told = page(chair, "room", gathering.pk)
    assert "You may not decide item 2 now. There is no quorum: 4 needed, 3 here." in re.sub("<[^>]+>", "", told)
    actions.attend(gathering, by=made.house.clerk, states={made.seats[0]: "left"})
    assert "Nothing is decided until somebody presides" in page(at("clerk"), "room", gathering.pk)
    assert send(at("clerk"), "preside", gathering.pk, presiding=made.seats[1].pk)[0] == 302
    assert "Member1 presides" in page(at("member1"), "room", gathering.pk)


def test_a_vote_that_contradicts_the_attendance_is_shown_and_not_settled(made):
    gathering = opened(made, here=range(5))
    motion = actions.call_roll(moved(made, gathering), by=made.chair, roll=roll(made, yes=range(4), no=[4]))
    assert "The record does not agree" not in page(at("chair"), "room", gathering.pk)
    begin = gathering.sitting.opened_at
    later = {"states": {made.seats[3]: "left", made.seats[4]: "absent"}, "at": begin, "corrects": True}
    actions.attend(gathering, by=made.chair, **later)
    told = page(at("chair"), "room", gathering.pk)
    assert "Member4: “No” in the roll-call, and “Absent” since" in told
    assert "Member3: “Yes” in the roll-call, and “Left” since" in told
    assert "there was no quorum when the roll was called" in told
    assert again(motion).state == "carried", "what was decided stands as it was decided, and the doubt beside it"


def test_where_no_charter_was_entered_the_chair_is_asked_for_quorum_and_majority():
    made = board(make.house(), members=3, rules=None)
    gathering = opened(made, here=range(3))
    motion = moved(made, gathering)
    chair = at("chair")
    assert "The charter names no quorum; the chair has to state it" in page(chair, "room", gathering.pk)
    assert send(chair, "rule", gathering.pk, question="quorum", answer="2")[0] == 302
    said = {f"said-{seat.pk}": word for seat, word in zip(made.seats, ("yes", "no", "abstain"), strict=True)}
    send(chair, "call_roll", motion.pk, **said | {f"said-{made.seats[2].pk}": "yes"})
    assert again(motion).state == "carried", "two of three seats: a majority by every reading"


def test_a_pasted_notice_is_looked_at_before_its_items_are_taken_in(made):
    gathering, chair = announced(made, clock.now() + timedelta(days=9)), at("chair")
    text = Path("../shared/data/meetings/district_council_notice_2023-06-06.txt").read_text()
    status, told = send(chair, "paste_agenda", gathering.pk, notice=text, look="yes")
    assert status == 200 and "This meeting is on" in told and "Vacancy Search Update" in told
    assert AgendaItem.objects.count() == 0
    status, told = send(chair, "paste_agenda", gathering.pk, notice="Nothing here", look="yes")
    assert status == 200 and "No numbered items were found" in told and "Nothing here</textarea>" in told
    assert send(chair, "paste_agenda", gathering.pk, notice=text)[0] == 302
    assert list(AgendaItem.objects.order_by("number").values_list("kind", flat=True)) == [
        "report", "hearing", "decision", "report", "discussion", "decision", "report"
    ]  # fmt: skip
    below = [f"{letter}. Report of district {n} on what it was asked" for n, letter in enumerate("abcdefghij")]
    send(chair, "paste_agenda", gathering.pk, notice="\n".join(["Meeting agenda", "1. Reports", *below]))
    assert AgendaItem.objects.latest("pk").title.text == f"Reports: {'; '.join(below)}", "nothing is cut"


def test_items_are_moved_changed_and_dropped_and_proposals_answered_on_the_agendas_pages(made):
    gathering, chair = announced(made, clock.now() + timedelta(days=9)), at("chair")
    one, two = (actions.add_item(gathering, by=made.chair, title=Words(title)) for title in ("One", "Two"))
    assert send(chair, "order_items", gathering.pk, item=two.pk, way="up")[0] == 302
    assert list(AgendaItem.objects.order_by("number")) == [two, one]
    assert send(chair, "change_item", one.pk, title="Uno", kind="report")[0] == 302
    assert send(chair, "drop_item", two.pk)[0] == 302
    comment = reverse("matters.comment", args=[gathering.window_id])
    assert re.search(r'value="idea"[^>]*checked', Client().get(f"{comment}?kind=idea").content.decode())
    given = [make.said(gathering.window, words, kind="idea") for words in ("Street lights", "Hire a captain")]
    assert "Nobody has proposed" not in page(Client(), "agenda", gathering.pk)
    assert send(chair, "take_up_proposal", gathering.pk, given[0].pk, title="Lights", kind="discussion")[0] == 302
    why = {"outcome": "not_ours", "reasons": "The chief decides on hiring."}
    assert send(chair, "decline_proposal", gathering.pk, given[1].pk, **why)[0] == 302
    public = page(Client(), "agenda", gathering.pk)
    assert "The chief decides on hiring." in public and "Lights" not in public, "not posted yet"
    send(chair, "post_agenda", gathering.pk, sort="special", also_at="")
    assert ">Lights<" in page(Client(), "agenda", gathering.pk) and Posting.objects.get().sort == "special"
    rows = Client().get(reverse("gatherings.agenda.json", args=[gathering.pk])).json()["rows"]
    assert [(row["item"], row["proposed by somebody"]) for row in rows] == [
        ("What was promised last time", False), ("Uno", False), ("Lights", True)
    ]  # fmt: skip


def test_the_packet_is_a_tagged_pdf_and_typed_words_are_never_markup(made):
    gathering = announced(made, clock.now() + timedelta(days=9))
    actions.add_item(gathering, by=made.chair, title=Words('#panic("x") $ _*<b>@ref '))
    actions.post_agenda(gathering, by=made.chair)
    answer = Client().get(reverse("gatherings.packet", args=[gathering.pk]))
    assert answer["Content-Type"] == "application/pdf" and answer.content[:5] == b"%PDF-"
    assert b"/StructTreeRoot" in answer.content and b"/Marked true" in answer.content


def test_one_wrong_line_of_attendance_is_corrected_and_the_others_stay(made):
    gathering = opened(made, here=range(5))
    states = {f"seat-{seat.pk}": "present" for seat in made.seats} | {f"seat-{made.seats[2].pk}": "excused"}
    assert send(at("clerk"), "attend", gathering.pk, **states, corrects=made.seats[2].pk)[0] == 302
    newest = Attendance.objects.order_by("pk").last()
    assert (newest.seat, newest.state, newest.corrects.state) == (made.seats[2], "excused", "present")
    assert Attendance.objects.count() == 6
    tomorrow = (gathering.sitting.opened_at + timedelta(hours=5)).astimezone(made.house.agency.zone)
    status, told = send(at("clerk"), "attend", gathering.pk, **states, at=f"{tomorrow:%H:%M}")
    assert status == 409 and "still to come" in told


def test_members_write_where_no_seat_of_the_agency_reads(made):
    seat_also(made.house, "member3@example.org", made.house.bodies["agency"], "staff", made.house.coordinator)
    member, both = at("member1"), at("member3")
    assert send(member, "write_note", made.body.pk, words="Who brings chairs?")[0] == 302
    assert "Who brings chairs?" in page(at("chair"), "members", made.body.pk)
    assert "Whoever runs the machine" in page(member, "members", made.body.pk)
    for name in ("coordinator", "chief", "clerk", "member3", "nobody"):
        assert at(name).get(reverse("gatherings.members", args=[made.body.pk])).status_code == 403, name
    assert send(both, "write_note", made.body.pk, words="x")[0] == 409
    actions.write_note(made.body, by=made.actor(2), words="I do.")
    seen = [len(MemberNote.objects.visible_to(who)) for who in (made.actor(1), made.actor(3), made.house.chief)]
    assert seen == [2, 0, 0]


def test_a_time_before_the_opening_is_of_the_day_after(made):
    gathering = opened(made, here=[0])
    zone = made.house.agency.zone
    start = gathering.sitting.opened_at.astimezone(zone)
    for hours in (0, 2, 7):
        wanted = (start + timedelta(hours=hours)).replace(second=0, microsecond=0)
        assert moment_of(gathering, wanted.time()) == wanted
    assert moment_of(gathering, None) is None
    assert Attendance.objects.count() == 1


def test_pages_ask_the_database_as_often_for_many_items_as_for_one(made):
    gathering = opened(made, here=range(5))
    due = clock.today() + timedelta(days=9)
    counts = {}
    for many in (1, 4):
        for n in range(many):
            actions.note_promise(item(gathering), by=made.chair, words=f"Do {n}", owner=made.seats[0], due=due)
            actions.call_roll(moved(made, gathering), by=made.chair, roll=roll(made, yes=range(5)))
            actions.add_item(gathering, by=made.chair, title=Words(f"Item {n}"))
        for name in ("agenda", "room"):
            with CaptureQueriesContext(connection) as asked:
                page(at("chair"), name, gathering.pk)
            counts.setdefault(name, []).append(len(asked))
    assert {name: len(set(both)) for name, both in counts.items()} == {"agenda": 1, "room": 1}
