"""The first day of a real agency: founded, guided, rehearsed, opened; never mixed up with a demo."""

import json
import re
import smtplib
from zoneinfo import available_timezones

import pytest
from django.core.management.base import CommandError
from django.test import Client

from commonbeat.ledger import record
from commonbeat.people.models import Agency, Organization, Person, Seat
from commonbeat.people.setting_up import zones
from commonbeat.people.views.first_day import NAMES, send_trial, steps_done
from tests import factories
from tests.commands import command

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgotten")]


def init(**options):
    told = {"name": "Riverbend Police", "state": "Ohio", "email": "c@riverbend.gov", "language": "es"}
    return command("init", **told | options)


def signed_in():
    """A browser in which the printed link was used."""
    client = Client()
    link = re.search(r"http://\S+", init()).group()
    address, key = link.split("?key=")
    client.post(address[address.index("/account") :], {"key": key})
    return client


def part(client, step, **values):
    return client.post(f"/desk/first-day/{step}/", values)


def test_before_the_first_day_every_page_says_what_to_run(client):
    for address in ("/", "/topics/", "/account/login/"):
        answer = client.get(address)
        assert answer.status_code == 503 and "commonbeat init" in answer.content.decode()


def test_init_founds_a_house_that_is_no_demo():
    shown = init()
    founding = json.loads(next(record.lines()))
    assert founding["facts"]["demo"] is False and founding["verb"] == "people.found"
    assert "commonbeat serve" in shown and "/account/once/?key=" in shown
    assert Person.objects.get().language == "es"
    agency = Agency.objects.get()
    assert (agency.published_on, agency.state, founding["by"]) == (None, "Ohio", "machine")


def test_init_refuses_a_demo_and_another_agency():
    factories.house()
    with pytest.raises(CommandError, match="demo town"):
        init()
    assert Agency.objects.count() == 1


def test_init_refuses_a_second_agency():
    init()
    with pytest.raises(CommandError, match="Riverbend Police"):
        init(name="Other")


@pytest.mark.parametrize("wrong", [{"email": "no-address"}, {"language": "xx"}])
def test_init_says_what_is_wrong_and_changes_nothing(wrong):
    with pytest.raises(CommandError, match="Nothing was changed"):
        init(**wrong)
    assert record.head() is None


def test_the_whole_day(tmp_path, mailoutbox):
    client = signed_in()
    assert client.get("/desk/first-day/").status_code == 200
    for name in NAMES:
        assert client.get(f"/desk/first-day/{name}/").status_code == 200, name
    answers = {
        "agency": {
            "name": "Riverbend Police Department",
            "state": "Ohio",
            "time_zone": "America/Chicago",
            "languages": ["en", "es"],
        },
        "records": {"retention_years": 5, "retention_rule": "Schedule 7"},
        "doors": {"complaint_door": "555-0100", "tips_door": "555-0101", "repairs_door": "311"},
        "backup": {"backup_place": str(tmp_path)},
        "witnesses": {"witnesses": "clerk@riverbend.gov\nlibrary@riverbend.gov"},
    }
    agency = Agency.objects.get()
    client.post(
        f"/organizations/{agency.organization_id}/grant/", {"role": "chief", "email": "chief@x.gov", "step": "decides"}
    )
    outside = {"body": "City clerk", "kind": "government", "role": "clerk", "email": "clerk@riverbend.gov"}
    assert client.post(f"/desk/first-day/{agency.pk}/invite/", outside).status_code == 302
    for number, name in enumerate(NAMES):
        following = NAMES[number + 1] if number + 1 < len(NAMES) else ""
        answer = part(client, name, **answers.get(name, {}))
        assert answer.status_code == 302, (name, answer.content.decode())
        assert answer.url.endswith(f"/{following}/" if following else "/first-day/")
    client.post("/desk/first-day/test-mail/")
    assert "rehearsal" not in steps_done(Agency.objects.get())
    assert client.post(f"/desk/first-day/{agency.pk}/publish/").url == "/desk/first-day/rehearsal/"
    assert "Done: the door is open since" in client.get("/desk/first-day/rehearsal/").content.decode()
    agency.refresh_from_db()
    assert steps_done(agency) == set(NAMES) and agency.published_on and agency.mail_tested_on
    assert agency.witnesses == ["clerk@riverbend.gov", "library@riverbend.gov"]
    assert agency.time_zone == "America/Chicago" and str(agency) == "Riverbend Police Department"
    assert Organization.objects.filter(name="City clerk").exists()
    assert mailoutbox[-1].to == ["c@riverbend.gov"]
    assert not {"555-0100", "clerk@riverbend.gov"} & set(re.findall(r"[\w@.-]+", "".join(record.lines())))


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("backup", {"backup_place": "/no/such/folder"}),
        ("backup", {"backup_place": "relative"}),
        ("witnesses", {"witnesses": "one@x.gov"}),
        ("witnesses", {"witnesses": "one@x.gov not-an-address"}),
        ("records", {"retention_years": "0", "retention_rule": "Kept words"}),
        ("agency", {"name": "Kept words", "state": "Ohio", "time_zone": "Mars/Olympus", "languages": ["en"]}),
    ],
)
def test_wrong_answers_are_said_and_stay_in_the_form(name, values):
    client = signed_in()
    answer = part(client, name, **values)
    assert answer.status_code == 200
    kept = set(map(str, values.values())) - {"0", "['en']", "Mars/Olympus"}
    assert [words for words in kept if words not in answer.content.decode()] == []
    assert name not in Agency.objects.get().steps_done


def test_backups_do_not_go_into_the_data_folder(settings):
    client = signed_in()
    (settings.DATA / "copies").mkdir(exist_ok=True)
    assert b"inside the data folder" in part(client, "backup", backup_place=str(settings.DATA / "copies")).content


def test_mail_is_asked_about_before_anybody_is_invited():
    assert NAMES.index("mail") < min(map(NAMES.index, ("replies", "decides", "outside")))


def test_time_zones_stand_first_by_the_names_that_people_use():
    (_often, first), (_others, rest) = zones()
    shown = [str(label) for _zone, label in first]
    assert shown[:5] == [
        "Eastern (New York)", "Eastern (Detroit)", "Eastern (Indianapolis)", "Eastern (Louisville)", "Central (Chicago)"
    ]  # fmt: skip
    assert {"Mountain (Boise)", "Arizona (Phoenix)", "Guam and Northern Mariana Islands"} <= set(shown)
    assert {name for name, _label in first} <= available_timezones()
    assert [name for name, _label in rest if name.startswith(("Etc/", "US/"))] == []


def test_a_first_day_page_says_rehearsal_once():
    page = signed_in().get("/desk/first-day/").content.decode()
    assert len(re.findall("rivate rehearsal", page)) == 1


def test_a_step_can_be_left():
    client = signed_in()
    answer = part(client, "records", retention_years=9, retention_rule="Rule", later="")
    assert answer.url == "/desk/first-day/"
    assert "Rule" in client.get("/desk/first-day/records/").content.decode()


def test_nobody_else_sees_or_answers_the_questions(client):
    house = factories.house(public=False)
    assert client.get("/desk/first-day/").status_code == 503
    client.force_login(house.resident.person)
    assert client.get("/desk/first-day/agency/").status_code == 503
    client.force_login(house.clerk.person)
    assert client.get("/desk/first-day/agency/").status_code == 403
    client.force_login(house.staff.person)
    assert client.get("/desk/first-day/").status_code == 200
    assert client.get("/desk/first-day/agency/").status_code == 403
    assert Seat.objects.count() == 4


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (ConnectionRefusedError(111, "Connection refused"), "Connection refused"),
        (TimeoutError(), "did not answer"),
        (smtplib.SMTPAuthenticationError(535, b"no"), "user name or the password"),
        (smtplib.SMTPRecipientsRefused({"a@b.gov": (550, b"no")}), "a@b.gov"),
        (smtplib.SMTPDataError(554, b"spam"), "spam"),
    ],
)
def test_what_the_mail_server_answers_is_said_plainly(settings, trouble, said):
    settings.EMAIL_BACKEND = "tests.people.test_first_day.Failing"
    Failing.trouble = trouble
    assert said in send_trial("a@b.gov")


class Failing:
    """A mail server that fails in one way."""

    trouble = None

    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, letters):
        raise self.trouble


def test_mail_that_is_off_is_said_so(settings):
    settings.EMAIL_BACKEND = "commonbeat.frame.mail.Nowhere"
    assert "COMMONBEAT_MAIL" in send_trial("a@b.gov")
