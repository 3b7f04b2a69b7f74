"""Meetings month by month: what was held, called off or cannot be told, in a sentence, a strip, and as data."""

from __future__ import annotations

import csv
import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from commonbeat.frame import clock
from commonbeat.gatherings import actions
from commonbeat.gatherings.intake import digest_of
from commonbeat.gatherings.models import Cadence, Gathering
from commonbeat.gatherings.shown import areas, by_month, kept
from commonbeat.gatherings.shown.by_month import Line, Stretch
from commonbeat.people import actions as people
from commonbeat.people.actor import NOBODY
from commonbeat.people.models import Place
from tests import factories
from tests.commands import command
from tests.gatherings import making
from tests.gatherings.test_intake import HEAD, look, take_in
from tests.matters.desk import at

pytestmark = pytest.mark.django_db

FILE = Path("../shared/data/meetings/chicago_caps_2016_2017_half.csv")
YEAR = Stretch("forum", "beat", date(2016, 1, 1), date(2016, 12, 31))
ROWS = HEAD + "".join(
    f"2,2016-{month:02}-10T18:30:00,,{title},,,\n"
    for month, title in [
        (1, "Beat 211 Meeting"),
        (1, "Beat 211 Meeting again"),
        (2, "211/212 Beat Meeting"),
        (3, "Beat 211 Meeting CANCELLED"),
        (4, "Beat Meeting"),
        (5, "Beat 211 Meeting"),
        (12, "1633 Outdoor Roll Call"),
    ]
)


@pytest.fixture
def house() -> factories.House:
    return factories.house()


def lines(house: factories.House, stretch: Stretch = YEAR) -> dict[str, Line]:
    return {str(line.place): line for line in by_month.lines(NOBODY, house.agency, stretch)}


def confirm_all(house: factories.House) -> None:
    """The agency says that all that its calendar has was held."""
    rows = Gathering.objects.unconfirmed().filter(organization=house.agency.organization)
    known = {"count": rows.count(), "digest": digest_of(rows.values_list("uid", flat=True))}
    numbers = list(rows.values_list("pk", flat=True))
    actions.confirm_held(house.agency.organization, by=house.coordinator, meetings=numbers, **known)


def states(line: Line) -> str:
    return "".join(term.state.value[0] for term in line.kept.terms)


def test_one_meeting_of_two_beats_counts_for_each_and_an_untold_one_for_none(house: factories.House) -> None:
    take_in(house, look(house, ROWS))
    found = lines(house)
    assert {name: states(line) for name, line in found.items()} == {
        "Beat 211": "llculmmmmmmm",
        "Beat 212": "mlmummmmmmmm",
    }
    assert found["Beat 211"].sentence == (
        "Monthly in Beat 211: 0 of 12 known to be held; 3 in the calendar, unconfirmed; none since May 2016; "
        "of 1 more the record does not tell"
    )
    confirm_all(house)
    found = lines(house)
    assert (states(found["Beat 211"]), states(found["Beat 212"])) == ("hhcuhmmmmmmm", "mhmummmmmmmm")
    assert found["Beat 211"].sentence == (
        "Monthly in Beat 211: 3 of 12 held; none since May 2016; of 1 more the record does not tell"
    )


def test_areas_without_a_meeting_are_named_and_a_cadence_that_was_said_counts(house: factories.House) -> None:
    take_in(house, look(house, ROWS))
    silent = people.add_place(house.agency, by=house.coordinator, kind="beat", name="Beat 213", since=date(2016, 1, 1))
    people.add_place(house.agency, by=house.coordinator, kind="beat", name="Beat 214", since=date(2017, 1, 1))
    own = Cadence(organization=house.agency.organization, place=silent, kind="forum", every_months=3)
    own.full_clean()
    own.save()
    found = lines(house)
    assert list(found) == ["Beat 211", "Beat 212", "Beat 213"]
    assert found["Beat 213"].sentence == ("Every 3 months in Beat 213: 0 of 4 held; of 1 more the record does not tell")


def test_the_page_the_table_and_the_data_tell_the_same(house: factories.House) -> None:
    take_in(house, look(house, ROWS))
    query = "?kind=forum&area=beat&first=2016-01&last=2016-12"
    page = at("nobody").get(f"/meetings/by-month/{query}").content.decode()
    assert "2 areas, January 2016 to December 2016: a meeting in 0 of 24 months, counted for each area." in page
    assert "In 4 more a meeting stands in a calendar that was taken in; nobody has said that they were held." in page
    assert (
        page.count('class="listed"') == 4
        and page.count('class="held"') == 0
        and page.count('class="untold"') == 2
        and page.count('class="struck"') == 1
    )
    assert 'class="struck" d="M29.5 8.5h10v10h-10zl10 10"' in page, "an outline with a stroke through it"
    sheet = at("nobody").get(f"/meetings/by-month.csv{query}").content.decode("utf-8-sig")
    [first, _second] = csv.DictReader(sheet.splitlines())
    assert (first["area"], first["held"], first["in_calendar"], first["due"]) == ("Beat 211", "0", "3", "12")
    assert first["months"].split()[2] == "2016-03:canceled"
    told = json.loads(at("nobody").get(f"/meetings/by-month.json{query}").content)
    assert (told["first"], told["rows"][1]["in_calendar"], told["rows"][1]["not_told"]) == ("2016-01-01", 1, 1)
    confirm_all(house)
    page = at("nobody").get(f"/meetings/by-month/{query}").content.decode()
    assert "a meeting in 4 of 24 months" in page and page.count('class="held"') == 4 and "In 4 more" not in page


def test_without_a_choice_it_is_the_two_years_up_to_the_newest_meeting(house: factories.House) -> None:
    assert "No area of this kind is named for these months." in at("nobody").get("/meetings/by-month/").content.decode()
    take_in(house, look(house, ROWS))
    assert by_month.newest_stretch(NOBODY, house.agency, "forum") == Stretch(
        "forum", "beat", date(2014, 6, 1), date(2016, 5, 31)
    )
    answer = at("nobody").get("/meetings/by-month/?kind=forum&area=beat&first=2016-05&last=2016-01").content.decode()
    assert "Choose up to 60 months, the first before the last." in answer


def test_areas_of_an_old_calendar_alone_are_accused_of_nothing_today(house: factories.House) -> None:
    numbers = range(211, 216)
    take_in(house, look(house, HEAD + "".join(f"2,2016-05-10T18:30:00,,Beat {n} Meeting,,,\n" for n in numbers)))
    own = people.add_place(house.agency, by=house.coordinator, kind="beat", name="Beat 300", since=date(2020, 1, 1))
    making.announced(house, days=1, place=own)
    with clock.moved(clock.now() + timedelta(days=3)):
        stretch = by_month.newest_stretch(NOBODY, house.agency, "forum")
        assert (stretch.last.year, list(lines(house, stretch))) == (clock.now().year, ["Beat 300"])
        assert [str(one.place) for one in kept.reached(NOBODY, house.agency)] == ["Beat 300"]
        page = at("nobody").get("/meetings/kept/").content.decode()
        assert "nobody was met here" not in page
        assert "5 areas that only an old calendar names are not in this table" in page
        after = lines(house, Stretch("forum", "beat", date(2016, 4, 1), date(2016, 9, 30)))
        assert {states(line) for line in after.values()} == {"uluuuu"}, "unsaid before and after the calendar's time"
        people.describe_place(
            Place.objects.get(name="Beat 211"),
            by=house.coordinator,
            population=900,
            population_source="Census",
            shape=None,
        )
        assert [str(one.place) for one in kept.reached(NOBODY, house.agency)] == ["Beat 211", "Beat 300"]
    assert areas.named([str(n) for n in range(211, 219)]) == "211; 212; 213; 214; 215 and 3 more"


def test_in_a_language_from_right_to_left_the_first_month_is_at_the_right(house: factories.House) -> None:
    from django.utils import translation

    from commonbeat.gatherings.shown.strip import strip

    take_in(house, look(house, ROWS))
    terms = lines(house)["Beat 211"].kept
    with translation.override("ar"):
        assert re.findall(r'class="listed" d="M(\d+)', strip(terms, "")) == ["155", "141", "99"]
    assert re.findall(r'class="listed" d="M(\d+)', strip(terms, "")) == ["1", "15", "57"]


@pytest.mark.skipif(not FILE.exists(), reason="no ../shared/data here")
def test_the_real_file_over_two_years(house: factories.House) -> None:
    command("import_meetings", FILE)
    found = lines(house, by_month.newest_stretch(NOBODY, house.agency, "forum"))
    assert (len(found), sum(line.kept.listed for line in found.values())) == (144, 1832)
    assert sum(line.kept.held for line in found.values()) == 0, "a calendar alone says of none that it was held"
    assert sum(line.kept.due for line in found.values()) == 144 * 24
    with FILE.open(newline="") as file:
        of_611 = {row["start"][:7] for row in csv.DictReader(file) if re.search(r"\b611\b", row["title"])}
    listed = {f"{term.first:%Y-%m}" for term in found["Beat 611"].kept.terms if term.state == "listed"}
    assert listed == of_611 and len(listed) == 11
    said = "Monthly in Beat 611: 0 of 24 known to be held; 11 in the calendar, unconfirmed; none since November 2017"
    assert found["Beat 611"].sentence == said
    confirm_all(house)
    found = lines(house, by_month.newest_stretch(NOBODY, house.agency, "forum"))
    assert sum(line.kept.held for line in found.values()) == 1832
    assert found["Beat 611"].sentence == "Monthly in Beat 611: 11 of 24 held; none since November 2017"
    assert Place.objects.get(name="Beat 611").since == date(2016, 1, 5)
