"""One's own account: the link that signs in once, name and language, claiming, leaving."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from commonbeat.frame.page import page
from commonbeat.people import actions, once, reading
from commonbeat.people.forms import DeleteForm, NameForm

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@page("people.sign_in_once")
def sign_in_once(request: HttpRequest) -> HttpResponse:
    """The link printed by `commonbeat init` or `access`: a press on its button signs in."""
    key = request.POST.get("key") or request.GET.get("key", "")
    person = once.person_of(key)
    if person is None:
        return render(request, "people/once_over.html", status=410)
    if request.method == "POST":
        login(request, person, backend=BACKEND)
        return redirect("people.first_day" if request.house.rehearsal else "front.my_data")
    answer = render(request, "people/sign_in_once.html", {"key": key, "person": person})
    answer["Referrer-Policy"] = "strict-origin"
    return answer


@page("people.change_name")
def change_name(request: HttpRequest) -> HttpResponse:
    """Change one's name and the language of letters."""
    person = request.actor.person
    form = NameForm(request.POST or None, initial={"name": person.name, "language": person.language})
    if form.is_valid():
        actions.change_name(person, by=request.actor, **form.cleaned_data)
        return redirect("front.my_data")
    return render(request, "people/change_name.html", {"form": form})


@page("people.claim")
def claim(request: HttpRequest) -> HttpResponse:
    """Add what was given with return words in this browser to one's account."""
    count = reading.claimable(request.actor)
    if request.method == "POST":
        actions.claim(request.actor.person, by=request.actor)
        messages.success(request, _("What you gave with return words is now in your account."))
        return redirect("front.my_data")
    return render(request, "people/claim.html", {"count": count})


@page("people.delete_me")
def delete_me(request: HttpRequest) -> HttpResponse:
    """Delete one's account."""
    form = DeleteForm(request.POST or None)
    if form.is_valid():
        actions.delete_me(request.actor.person, by=request.actor)
        logout(request)
        messages.success(request, _("Your account is deleted."))
        return redirect("front.home")
    return render(request, "people/delete_me.html", {"form": form})
