"""An invitation on its way: by letter, or by a link that is handed over in person; sent again or taken back."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonbeat.frame.page import page
from commonbeat.people import actions, letters
from commonbeat.people.models import Invitation
from commonbeat.people.views.first_day import back_to, step_of


def say_how_it_goes(request: HttpRequest, offer: Invitation, secret: str) -> None:
    """On the page that follows, once: that a letter goes out, else the link that would stand in it."""
    if settings.MAIL_IS_ON:
        messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": offer.email})
        return
    said = _("Mail is off, so no letter goes out to %(email)s. Hand this link over in person; it is shown only now:")
    link = letters.link_of(offer, secret)
    messages.warning(request, f"{said % {'email': offer.email}} {link}")


@page("people.send_again", Invitation)
def send_again(request: HttpRequest, offer: Invitation) -> HttpResponse:
    """A new link to the same address; the old one ends."""
    if request.method != "POST":
        return render(request, "people/send_again.html", {"offer": offer, "step": step_of(request)})
    secret = actions.new_secret()
    actions.send_again(offer, by=request.actor, secret=secret)
    say_how_it_goes(request, offer, secret)
    return back_to(request) or redirect(offer.seat.organization)


@page("people.take_back", Invitation)
def take_back(request: HttpRequest, offer: Invitation) -> HttpResponse:
    """The link opens nothing any more."""
    if request.method != "POST":
        return render(request, "people/take_back.html", {"offer": offer, "step": step_of(request)})
    actions.take_back(offer, by=request.actor)
    messages.success(request, _("The invitation is taken back. Its link opens nothing now."))
    return back_to(request) or redirect(offer.seat.organization)
