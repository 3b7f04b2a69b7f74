"""Signing in: a code or a passkey, no password anywhere, no address at rest, mail that may be down."""

import json
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.urls import NoReverseMatch, get_resolver, reverse

from commonbeat.frame import clock, notify
from commonbeat.frame.models import Letter
from commonbeat.ledger import record
from commonbeat.people import once
from commonbeat.people.models import Giver, Person
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "203.0.113.77"


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


def newest_code():
    """The code in the letter that was written last, as its reader finds it in their mail."""
    notify.send_letters()
    codes = [one.body for one in mail.outbox if one.subject == "Your code"]
    return codes[-1].split("Your code is ")[1].split()[0]


def sign_in(client, email="resident@example.org", **extra):
    asked = client.post(reverse("account_login"), {"email": email}, **extra)
    return client.post(asked.url, {"code": newest_code(), "action": "verify"}, **extra)


def codes_to(email):
    return Letter.objects.filter(to=email, occasion__startswith="code").count()


def everything_stored():
    return json.dumps([list(model.objects.values()) for model in apps.get_models()], default=repr)


def test_a_code_signs_in_with_one_letter(client):
    factories.house()
    answer = sign_in(client)
    assert answer.status_code == 302 and answer.url == "/my/"
    assert [one.to for one in mail.outbox if "code" in one.subject] == [["resident@example.org"]]
    assert client.session["_auth_user_id"] == str(Person.objects.get(email="resident@example.org").pk)


def test_the_session_is_new_after_signing_in_and_what_was_typed_can_be_claimed(client):
    house = factories.house()
    given = factories.said(factories.opened(house), return_words="a b c d e f g h")
    client.post(reverse("front.return"), {"words": "a b c d e f g h"})
    before = client.session.session_key
    sign_in(client)
    assert client.session.session_key != before
    assert client.post(reverse("people.claim")).status_code == 302
    assert Giver.objects.get(pk=given.giver_id).person.email == "resident@example.org"


def test_who_signs_out_leaves_nothing_in_the_browser(client):
    house = factories.house()
    factories.said(factories.opened(house), return_words="a b c d e f g h")
    client.post(reverse("front.return"), {"words": "a b c d e f g h"})
    sign_in(client)
    assert client.cookies["givers"].value != ""
    client.post(reverse("account_logout"))
    assert client.cookies["givers"].value == ""


def test_a_resident_makes_an_account_without_a_seat(client):
    factories.house()
    asked = client.post(reverse("account_signup"), {"email": "new@example.org"})
    answer = client.post(asked.url, {"code": newest_code(), "action": "verify"})
    assert answer.status_code == 302
    person = Person.objects.get(email="new@example.org")
    assert client.session["_auth_user_id"] == str(person.pk) and not person.has_usable_password()


@pytest.mark.parametrize("name", ["account_login", "account_signup"])
@pytest.mark.parametrize("mail_works", [True, False])
def test_known_and_unknown_addresses_get_the_same_page_with_the_same_work(client, settings, name, mail_works):
    factories.house()
    if not mail_works:
        settings.EMAIL_BACKEND = notify.NOWHERE
    seen = []
    for email in ("resident@example.org", "nobody-here@example.org"):
        other = client.__class__()
        before = Letter.objects.count()
        answer = other.post(reverse(name), {"email": email})
        after = other.get(answer.url).content.decode() if answer.status_code == 302 else answer.content.decode()
        page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", after).replace(email, "")
        seen.append((answer.status_code, page, Letter.objects.count() - before))
    assert seen[0] == seen[1]
    assert (seen[0][0], seen[0][2]) == ((302, 1) if mail_works else (503, 0))
    notify.send_letters()
    assert not any(one.to == ["nobody-here@example.org"] for one in mail.outbox if name == "account_login")


def test_there_is_no_password_anywhere():
    names = {pattern.name or "" for pattern in get_resolver("commonbeat.people.urls").url_patterns}
    assert not {name for name in names if "password" in name or "reauthenticate" in name}
    with pytest.raises(NoReverseMatch):
        reverse("account_reset_password")
    assert "password" not in {field.name for field in Person._meta.get_fields()}


def test_nobody_outside_can_shut_an_account(client):
    """Many codes asked for and typed wrong from elsewhere: a code that was sent still works, and a new one is sent."""
    factories.house()
    mine = client.post(reverse("account_login"), {"email": "resident@example.org"}, REMOTE_ADDR="198.51.100.1")
    code = newest_code()
    extra = {"REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": "Strange/1.0"}
    for _round in range(8):
        stranger = client.__class__()
        asked = stranger.post(reverse("account_login"), {"email": "resident@example.org"}, **extra)
        for _try in range(3 if asked.status_code == 302 else 0):
            stranger.post(asked.url, {"code": "wrong!", "action": "verify"}, **extra)
    assert codes_to("resident@example.org") == 5, "one client gets five codes a minute, and no more"
    other = client.__class__()
    other.post(reverse("account_login"), {"email": "resident@example.org"}, REMOTE_ADDR="198.51.100.2")
    assert len(newest_code()) > 4
    assert client.post(mine.url, {"code": code, "action": "verify"}, REMOTE_ADDR="198.51.100.1").url == "/my/"
    assert ADDRESS not in everything_stored() and "Strange" not in everything_stored()
    assert ADDRESS not in repr(cache._cache)


def test_a_stranger_at_the_passkeys_shuts_nobody_out(client):
    factories.house()
    address = reverse("mfa_login_webauthn")
    other = {"REMOTE_ADDR": "198.51.100.2", "HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
    for _ in range(70):
        last = client.post(address, {"credential": "{}"}, REMOTE_ADDR=ADDRESS)
    assert last.status_code == 429
    assert client.get(address, **other).status_code == 200
    assert client.post(address, {"credential": "{}"}, **other).status_code != 429


def test_a_code_goes_before_other_letters_and_never_late(client):
    factories.house()
    notify.letter("a", to="a@example.org", subject="Other", body="b")
    client.post(reverse("account_login"), {"email": "resident@example.org"})
    notify.send_letters(most=1)
    assert [one.subject for one in mail.outbox] == ["Your code"]
    client.post(reverse("account_login"), {"email": "resident@example.org"})
    with clock.moved(clock.now() + timedelta(minutes=16)):
        notify.send_letters()
    assert [one.subject for one in mail.outbox].count("Your code") == 1
    assert codes_to("resident@example.org") == 0


def test_signing_in_leaves_no_address(client):
    factories.house()
    sign_in(client, REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT="Strange/1.0")
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


def test_a_changed_address_is_sealed_and_the_old_one_told(client):
    factories.house()
    sign_in(client)
    asked = client.post(reverse("account_email"), {"email": "moved@example.org", "action_add": "1"})
    assert Person.objects.filter(email="resident@example.org").exists(), "nothing changes before the code"
    client.post(asked.url, {"code": newest_code(), "action": "verify"})
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
def test_pages_of_a_signed_in_person(client, name):
    factories.house()
    assert client.get(reverse(name)).status_code == 302
    sign_in(client)
    assert client.get(reverse(name)).status_code == 200
