"""The nineteen practices at the start: one page, one button, three at most on the first day."""

import pytest

from commonbeat.ledger import record
from commonbeat.people.models import PracticeStart
from commonbeat.scorecard.standards import standards
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
CODES = [one.code for one in standards()]
USUAL = "We begin with three others."


@pytest.fixture
def house():
    return factories.house(public=False)


@pytest.fixture
def desk(client, house):
    client.force_login(house.coordinator.person)
    return client


def answers(started=(), **more):
    """The form as it is sent: all as it stands, but for the started ones and what is said otherwise."""
    values = {}
    for code in CODES:
        state = "started" if code in started else "not_started"
        values |= {f"{code}-state": state, f"{code}-reason": USUAL, f"{code}-planned_from": ""}
    return values | {name.replace("_", "-", 1): value for name, value in more.items()}


def said():
    return {one.code: (one.state, one.reason) for one in PracticeStart.objects.all()}


def test_one_page_says_it_of_all_nineteen(desk):
    page = desk.get("/desk/practices/").content.decode()
    assert page.count("<fieldset") == 19 and page.count(USUAL) == 19
    more = {"A2_state": "planned", "A2_planned_from": "2030-01-01", "A2_reason": "Budget"}
    more |= {"A3_state": "prevented", "A3_reason": "State code 12"}
    assert desk.post("/desk/practices/start/", answers(["A1", "C1", "C6"], **more)).url == "/desk/practices/"
    expected = dict.fromkeys(CODES, ("not_started", USUAL))
    expected |= dict.fromkeys(("A1", "C1", "C6"), ("started", ""))
    assert said() == expected | {"A2": ("planned", "Budget"), "A3": ("prevented", "State code 12")}
    assert "Started: 3." in desk.get("/desk/practices/").content.decode()


def test_what_was_said_before_leaves_no_new_entry(desk):
    desk.post("/desk/practices/start/", answers(["A1"]))
    before = record.head().number
    desk.post("/desk/practices/start/", answers(["A1"]))
    assert record.head().number == before
    desk.post("/desk/practices/start/", answers(["A1", "B1"]))
    assert record.head().number == before + 1


def test_four_are_too_many_on_the_first_day_and_fine_later(desk, house):
    four = answers(CODES[:4])
    refused = desk.post("/desk/practices/start/", four)
    assert (refused.status_code, said()) == (200, {})
    assert "Choose three at most" in refused.content.decode()
    desk.post(f"/desk/first-day/{house.agency.pk}/publish/")
    assert desk.post("/desk/practices/start/", four).status_code == 302
    assert "Started: 4." in desk.get("/desk/practices/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"A1_state": "planned"},
        {"A1_state": "prevented"},
        {"A1_state": "not_started", "A1_reason": ""},
        {"A1_state": "other"},
    ],
)
def test_a_state_without_its_reason_day_or_law_is_not_kept(desk, wrong):
    answer = desk.post("/desk/practices/start/", answers(**wrong))
    assert (answer.status_code, said()) == (200, {})


def test_staff_read_them_and_change_nothing(client, house):
    client.force_login(house.staff.person)
    assert client.get("/desk/practices/").content.decode().count("nothing said yet") == 19
    assert client.post("/desk/practices/start/", answers(["A1"])).status_code == 409
    assert said() == {}
