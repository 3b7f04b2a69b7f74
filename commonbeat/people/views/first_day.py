"""The first day: twelve questions, one on each screen, left and come back to at will."""

from __future__ import annotations

import smtplib
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy

from commonbeat.frame.mail import MailIsOff
from commonbeat.frame.page import page
from commonbeat.people import actions, reading
from commonbeat.people.forms import InviteForm, OutsideForm
from commonbeat.people.models import Agency, Seat
from commonbeat.people.setting_up import FORMS, typed_so_far

#: part → its question, and about how many minutes it takes
PARTS = {
    "agency": (gettext_lazy("Who are you, and where?"), 3),
    "records": (gettext_lazy("How long are comments kept?"), 3),
    "doors": (gettext_lazy("Where does everything else go?"), 3),
    "replies": (gettext_lazy("Who replies?"), 3),
    "decides": (gettext_lazy("Who decides?"), 2),
    "outside": (gettext_lazy("Who outside the agency checks?"), 4),
    "mail": (gettext_lazy("Does mail work?"), 5),
    "address": (gettext_lazy("What is the web address?"), 5),
    "backup": (gettext_lazy("Where do backups go?"), 3),
    "witnesses": (gettext_lazy("Who keeps a copy of the public log's last line?"), 3),
    "practices": (gettext_lazy("Which three practices do you start with?"), 6),
    "rehearsal": (gettext_lazy("Rehearse in private, then open the door"), 2),
}
NAMES = list(PARTS)
#: parts in which seats are granted → the roles to choose from
ROLES = {
    "replies": [Seat.Role.STAFF, Seat.Role.COORDINATOR],
    "decides": [Seat.Role.CHIEF],
    "outside": list(Seat.CHECKING),
}


@page("people.first_day")
def first_day(request: HttpRequest) -> HttpResponse:
    """All questions, with what is done and what comes next."""
    done = set(request.house.agency.steps_done)
    steps = [
        {"part": part, "title": title, "minutes": minutes, "done": part in done}
        for part, (title, minutes) in PARTS.items()
    ]
    following = next((part for part in NAMES if part not in done), None)
    left = sum(step["minutes"] for step in steps if not step["done"])
    return render(request, "people/first_day.html", {"steps": steps, "following": following, "minutes": left})


@page("people.settle")
def settle(request: HttpRequest, part: str) -> HttpResponse:
    """One question of the first day."""
    if part not in PARTS:
        raise Http404
    agency = request.house.agency
    form = _form(request, agency, part)
    if request.method == "POST" and (part not in FORMS or form.is_valid()):
        _keep(request, agency, part, dict(form.cleaned_data) if part in FORMS else {})
        return redirect("people.first_day") if "later" in request.POST else _next(part)
    number = NAMES.index(part)
    context = {"part": part, "title": PARTS[part][0], "number": number + 1, "of": len(NAMES), "form": form}
    context |= {"before": NAMES[number - 1] if number else None, "agency": agency}
    return render(request, "people/step.html", context | _around(request, agency, part))


def _form(request: HttpRequest, agency: Agency, part: str) -> Any:
    if part in FORMS:
        return FORMS[part](request.POST or None, initial=typed_so_far(agency, part))
    if part == "outside":
        return OutsideForm(roles=ROLES[part])
    return InviteForm(roles=ROLES[part]) if part in ROLES else None


def _keep(request: HttpRequest, agency: Agency, part: str, values: dict[str, Any]) -> None:
    name = values.pop("name", "")
    values["steps_done"] = sorted({*agency.steps_done, part}, key=NAMES.index)
    count = len(values["witnesses"]) if "witnesses" in values else None
    actions.settle(agency, by=request.actor, values=values, named=sorted(values), name=name, witnesses=count)


def _next(part: str) -> HttpResponse:
    following = NAMES[NAMES.index(part) + 1 :]
    return redirect("people.settle", part=following[0]) if following else redirect("people.first_day")


def _around(request: HttpRequest, agency: Agency, part: str) -> dict[str, Any]:
    """What stands beside the question: seats and invitations, or how mail and address are set."""
    if part in ROLES:
        rows = reading.seats(request.actor).current().filter(role__in=ROLES[part])
        return {"seats": [seat for seat in rows if seat.organization.is_agency == (part != "outside")]}
    if part in ("mail", "address"):
        server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}" if settings.MAIL_IS_ON else ""
        return {"address": settings.ADDRESS, "server": server, "secure": settings.SECURE}
    return {}


def back_to(request: HttpRequest) -> HttpResponse | None:
    """Back to the question from which a form was sent."""
    part = request.POST.get("step", "")
    return redirect("people.settle", part=part) if part in PARTS else None


@page("people.test_mail")
def test_mail(request: HttpRequest) -> HttpResponse:
    """Send a letter to oneself and say what the mail server answered."""
    if request.method != "POST":
        return redirect("people.settle", part="mail")
    to = request.actor.person.email
    trouble = send_trial(to)
    actions.test_mail(request.house.agency, by=request.actor, worked=not trouble)
    if trouble:
        messages.error(request, trouble)
    else:
        messages.success(
            request, _("The mail server took the letter to %(to)s. Look whether it is there.") % {"to": to}
        )
    return redirect("people.settle", part="mail")


def send_trial(to: str) -> str:
    """Send a letter of trial now; "" where the server took it, else in plain words what went wrong."""
    place = {"host": settings.EMAIL_HOST, "port": settings.EMAIL_PORT}
    try:
        EmailMessage(
            _("Mail from Commonbeat works"), _("This letter was a trial. Nothing needs doing."), to=[to]
        ).send()
    except MailIsOff:
        return _("Mail is off. Set COMMONBEAT_MAIL, start the site again, and try once more. Letters wait until then.")
    except smtplib.SMTPAuthenticationError:
        return _("The mail server %(host)s did not accept the user name or the password.") % place
    except smtplib.SMTPResponseException as answer:
        said = answer.smtp_error.decode(errors="replace") if isinstance(answer.smtp_error, bytes) else answer.smtp_error
        return _("The mail server answered: %(said)s") % {"said": str(said)[:200]}
    except smtplib.SMTPRecipientsRefused:
        return _("The mail server does not take letters to %(to)s.") % {"to": to}
    except TimeoutError:
        return _("The mail server %(host)s, port %(port)s, did not answer in time.") % place
    except OSError as trouble:
        reason = trouble.strerror or type(trouble).__name__
        return _("The mail server %(host)s, port %(port)s, cannot be reached: %(reason)s.") % (
            place | {"reason": reason}
        )
    return ""


@page("people.publish_agency", Agency)
def publish_agency(request: HttpRequest, agency: Agency) -> HttpResponse:
    """End the rehearsal."""
    if request.method != "POST":
        return redirect("people.settle", part="rehearsal")
    actions.publish_agency(agency, by=request.actor)
    messages.success(request, _("The door is open: everybody can read these pages now."))
    return redirect("people.first_day")
