"""Letters and tasks: late, twice or after days, each is sent and done once."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.core import mail

from commonbeat.frame import clock, notify
from commonbeat.frame.models import Letter, Task
from tests import factories as make

pytestmark = pytest.mark.django_db


def write(occasion: str = "reply 1 to 2") -> None:
    notify.letter(occasion, to="ann@example.org", subject="A reply is there", body="https://example.org/comments/1/")


def test_a_letter_for_one_occasion_is_written_and_sent_once():
    write(), write()
    assert notify.send_letters() == 1
    assert notify.send_letters() == 0
    write()
    assert (notify.send_letters(), len(mail.outbox)) == (0, 1)


def test_a_sent_letter_keeps_no_link_and_no_address():
    notify.letter("one", to="ann@example.org", subject="s", body="b", unsubscribe="https://example.org/u/x/")
    notify.send_letters()
    kept = Letter.objects.get()
    assert (kept.to, kept.body, kept.unsubscribe) == ("", "", "")
    assert "ann@example.org" not in repr(list(Letter.objects.values()))


def test_where_mail_is_down_letters_wait_and_go_out_later(settings):
    make.house()  # a demo, whose clock can be moved
    Letter.objects.all().delete()
    write()
    settings.EMAIL_BACKEND = "commonbeat.frame.mail.Nowhere"
    assert notify.send_letters() == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert notify.send_letters() == 0  # a pause after a failure
    with clock.moved(clock.now() + timedelta(minutes=5)):
        assert notify.send_letters() == 1


def test_where_mail_is_down_every_letter_is_tried_for_more_than_a_week(settings):
    """Then it waits until somebody says so, and goes out at once."""
    make.house()
    Letter.objects.all().delete()
    write()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    start, waits = clock.now(), []
    while notify.given_up()["letters"] == 0:
        one = Letter.objects.get()
        waits.append(one.due_at)
        with clock.moved(max(one.due_at, start)):
            assert notify.send_letters() == 0
    assert max(after - before for before, after in pairwise(waits)) <= timedelta(hours=1, minutes=1)
    assert timedelta(days=7) < waits[-1] - start < timedelta(days=10)
    assert notify.mail_is_down()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert notify.send_letters() == 0
    notify.try_again()
    assert (notify.send_letters(), notify.given_up()["letters"], notify.mail_is_down()) == (1, 0, False)


def test_letters_that_wait_for_their_next_try_keep_no_other_back():
    for number in range(3):
        write(f"old {number}")
    Letter.objects.update(tries=5, due_at=clock.now() + timedelta(hours=1))
    write("new")
    assert notify.send_letters(most=2) == 1


def test_a_letter_is_not_sent_once_its_reader_has_said_no():
    notify.letter("one", to="ann@example.org", subject="s", body="b", unsubscribe="https://example.org/u/x/")
    waiting = Letter.objects.get()
    notify.drop_letters(unsubscribe="https://example.org/u/x/")
    assert notify._send(waiting, mail.get_connection()) == 0
    assert mail.outbox == []


def test_tasks_are_tried_for_more_than_a_week_too():
    make.house()
    Task.objects.all().delete()
    Task.objects.create(name="matters.no_such_task", subject=1)
    start = clock.now()
    while notify.given_up()["tasks"] == 0:
        last = Task.objects.get().due_at
        with clock.moved(max(last, start)):
            notify.run_tasks()
    assert last - start > timedelta(days=7)


def test_one_click_unsubscribe_stands_in_the_header():
    notify.letter("one", to="ann@example.org", subject="s", body="b", unsubscribe="https://example.org/u/x/")
    notify.send_letters()
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe"] == "<https://example.org/u/x/>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_failing_task_does_not_stop_the_others_and_is_tried_again():
    Task.objects.create(name="matters.no_such_task", subject=1)
    assert notify.run_tasks() == 0
    task = Task.objects.get()
    assert (task.tries, task.trouble, task.done_at) == (1, "AttributeError", None)
    assert task.due_at > clock.now()
