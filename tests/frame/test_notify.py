"""Letters and tasks: late, twice or after days, each is sent and done once."""

from datetime import timedelta

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


def test_a_sent_letter_keeps_no_link():
    write()
    notify.send_letters()
    assert Letter.objects.get().body == ""


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
