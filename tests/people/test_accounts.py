"""Signing in: a code or a passkey, no password anywhere, no address at rest, mail that may be down."""

import json

import pytest
from django.apps import apps
from django.core.cache import cache
from django.urls import NoReverseMatch, get_resolver, reverse

from commonbeat.frame.models import Letter
from commonbeat.ledger import record
from commonbeat.people import once
from commonbeat.people.middleware import GIVERS
from commonbeat.people.models import Giver, Person
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "203.0.113.77"


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


def code_in(letter):
    return letter.body.split("Your code is ")[1].split()[0]


def sign_in(client, mailoutbox, email="resident@example.org", **extra):
    asked = client.post(reverse("account_login"), {"email": email}, **extra)
    return client.post(asked.url, {"code": code_in(mailoutbox[-1]), "action": "verify"}, **extra)


def everything_stored():
    return json.dumps([list(model.objects.values()) for model in apps.get_models()], default=repr)


def test_a_code_signs_in_with_one_letter(client, mailoutbox):
    factories.house()
    answer = sign_in(client, mailoutbox)
    assert answer.status_code == 302 and answer.url == "/my/"
    assert len(mailoutbox) == 1
    assert client.session["_auth_user_id"] == str(Person.objects.get(email="resident@example.org").pk)


def test_the_session_is_new_after_signing_in_and_keeps_what_was_typed(client, mailoutbox):
    house = factories.house()
    given = factories.said(factories.opened(house))
    session = client.session
    session[GIVERS] = [given.giver_id]
    session.save()
    before = session.session_key
    sign_in(client, mailoutbox)
    assert client.session.session_key != before
    assert client.session[GIVERS] == [given.giver_id]
    assert client.post(reverse("people.claim")).status_code == 302
    assert Giver.objects.get(pk=given.giver_id).person.email == "resident@example.org"


def test_a_resident_makes_an_account_without_a_seat(client, mailoutbox):
    factories.house()
    asked = client.post(reverse("account_signup"), {"email": "new@example.org"})
    answer = client.post(asked.url, {"code": code_in(mailoutbox[-1]), "action": "verify"})
    assert answer.status_code == 302
    person = Person.objects.get(email="new@example.org")
    assert client.session["_auth_user_id"] == str(person.pk) and not person.has_usable_password()


def test_an_unknown_address_learns_nothing(client, mailoutbox):
    factories.house()
    known = client.post(reverse("account_login"), {"email": "resident@example.org"})
    other = client.__class__()
    unknown = other.post(reverse("account_login"), {"email": "nobody-here@example.org"})
    assert known.url == unknown.url
    assert client.get(known.url).status_code == other.get(unknown.url).status_code == 200
    assert [letter.to for letter in mailoutbox] == [["resident@example.org"]]


def test_there_is_no_password_anywhere():
    names = {pattern.name or "" for pattern in get_resolver("commonbeat.people.urls").url_patterns}
    assert not {name for name in names if "password" in name or "reauthenticate" in name}
    with pytest.raises(NoReverseMatch):
        reverse("account_reset_password")
    assert "password" not in {field.name for field in Person._meta.get_fields()}


def test_wrong_codes_leave_no_address_and_close_the_account_for_a_while(client, mailoutbox):
    factories.house()
    extra = {"REMOTE_ADDR": ADDRESS, "HTTP_X_FORWARDED_FOR": ADDRESS, "HTTP_USER_AGENT": "Strange/1.0"}
    for _round in range(4):
        cache.delete_many([key.split(":", 2)[-1] for key in cache._cache if "allauth" in key])
        asked = client.post(reverse("account_login"), {"email": "resident@example.org"}, **extra)
        for _try in range(3):
            client.post(asked.url, {"code": "wrong!", "action": "verify"}, **extra)
    cache.delete_many([key.split(":", 2)[-1] for key in cache._cache if "allauth" in key])
    assert sign_in(client, mailoutbox, **extra).status_code == 429
    assert "_auth_user_id" not in client.session
    assert ADDRESS not in everything_stored() and "Strange" not in everything_stored()
    assert ADDRESS not in repr(cache._cache)


def test_signing_in_leaves_no_address(client, mailoutbox):
    factories.house()
    sign_in(client, mailoutbox, REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT="Strange/1.0")
    assert ADDRESS not in everything_stored() and "Strange" not in everything_stored()


@pytest.mark.parametrize("name", ["account_login", "account_signup"])
def test_mail_off_is_said_and_nothing_is_changed(client, settings, name):
    settings.EMAIL_BACKEND = "commonbeat.frame.mail.Nowhere"
    factories.house()
    before = Person.objects.count()
    email = "resident@example.org" if name == "account_login" else "new@example.org"
    answer = client.post(reverse(name), {"email": email})
    assert answer.status_code == 503
    assert email in answer.content.decode() and "Nothing was changed" in answer.content.decode()
    assert Person.objects.count() == before


def test_a_changed_address_is_sealed_and_the_old_one_told(client, mailoutbox):
    factories.house()
    sign_in(client, mailoutbox)
    asked = client.post(reverse("account_email"), {"email": "moved@example.org", "action_add": "1"})
    assert Person.objects.filter(email="resident@example.org").exists(), "nothing changes before the code"
    client.post(asked.url, {"code": code_in(mailoutbox[-1]), "action": "verify"})
    assert Person.objects.filter(email="moved@example.org").exists()
    assert '"verb":"people.email_changed"' in list(record.lines())[-1]
    assert "moved" not in "".join(record.lines())
    assert Letter.objects.get(occasion__startswith="e-mail changed").to == "resident@example.org"


def test_a_link_from_the_machine_signs_in_once(client):
    house = factories.house(public=False)
    key = once.link_for(house.coordinator.person).split("key=")[1]
    address = reverse("people.sign_in_once")
    assert "_auth_user_id" not in client.session
    assert client.get(address, {"key": key}).status_code == 200
    assert "_auth_user_id" not in client.session, "looking changes nothing"
    assert client.post(address, {"key": key}).url == reverse("people.first_day")
    other = client.__class__()
    assert other.post(address, {"key": key}).status_code == 410
    assert other.get(address, {"key": key + "x"}).status_code == 410
    assert "_auth_user_id" not in other.session


@pytest.mark.parametrize(
    "name", ["account_login", "account_signup", "account_inactive", "people.seats", "people.places"]
)
def test_pages_open_to_all(client, name):
    factories.house()
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ["account_email", "mfa_list_webauthn", "mfa_add_webauthn", "account_logout"])
def test_pages_of_a_signed_in_person(client, mailoutbox, name):
    factories.house()
    assert client.get(reverse(name)).status_code == 302
    sign_in(client, mailoutbox)
    assert client.get(reverse(name)).status_code == 200
