"""Where the room's pages are, and those pages of the accounts library that the house uses: none with a password."""

from allauth.account import views as account
from allauth.mfa.webauthn import views as passkey
from django.db.transaction import atomic
from django.urls import path

from commonbeat.frame.page import listing
from commonbeat.people.views import (
    accounts,
    calls,
    charters,
    composition,
    first_day,
    first_terms,
    invitations,
    places,
    seats,
)

# What the library changes and the entry about it stand or fall together.
library = [
    path("account/login/", atomic(account.RequestLoginCodeView.as_view()), name="account_login"),
    path("account/login/code/", atomic(account.request_login_code), name="account_request_login_code"),
    path("account/login/code/confirm/", atomic(account.confirm_login_code), name="account_confirm_login_code"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/signup/", atomic(account.signup), name="account_signup"),
    path("account/email/", atomic(account.email), name="account_email"),
    path("account/confirm-email/", atomic(account.email_verification_sent), name="account_email_verification_sent"),
    path("account/passkeys/", passkey.list_webauthn, name="mfa_list_webauthn"),
    path("account/passkeys/list/", passkey.list_webauthn, name="mfa_index"),
    path("account/passkeys/add/", atomic(passkey.add_webauthn), name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/remove/", atomic(passkey.remove_webauthn), name="mfa_remove_webauthn"),
    path("account/passkeys/login/", atomic(passkey.login_webauthn), name="mfa_login_webauthn"),
]

own = [
    path("account/once/", accounts.sign_in_once, name="people.sign_in_once"),
    path("my/name/", accounts.change_name, name="people.change_name"),
    path("my/claim/", accounts.claim, name="people.claim"),
    path("my/delete/", accounts.delete_me, name="people.delete_me"),
]

public = [
    *listing("seats/", seats.seats, "people.seats"),
    path("seats/<int:number>/invitation/", seats.invitation, name="people.invitation"),
    path("seats/<int:number>/accept/", seats.accept_seat, name="people.accept_seat"),
    path("seats/<int:number>/end/", seats.end_seat, name="people.end_seat"),
    path("organizations/add/", seats.add_organization, name="people.add_organization"),
    path("organizations/<int:number>/", seats.organization, name="people.organization"),
    path("organizations/<int:number>/grant/", seats.grant_seat, name="people.grant_seat"),
    path("invitations/<int:number>/send-again/", invitations.send_again, name="people.send_again"),
    path("invitations/<int:number>/take-back/", invitations.take_back, name="people.take_back"),
    *listing("places/", places.places, "people.places"),
    path("places/add/", places.add_place, name="people.add_place"),
    path("places/<int:number>/describe/", places.describe_place, name="people.describe_place"),
    path("places/<int:number>/end/", places.end_place, name="people.end_place"),
]

# boards: their charters and the way to their seats
boards = [
    *listing("boards/<slug:number>/charter/", charters.charter, "people.charter"),
    path("boards/<slug:number>/first-terms/", first_terms.first_terms, name="people.first_terms"),
    path("boards/<slug:number>/first-terms/seal/", first_terms.seal_first_terms, name="people.seal_first_terms"),
    path("first-terms/<int:number>/draw/", first_terms.draw_first_terms, name="people.draw_first_terms"),
    path("boards/<slug:number>/call/", calls.open_call, name="people.open_call"),
    path("boards/<slug:number>/count/", composition.publish_composition, name="people.publish_composition"),
    path("seats/<int:number>/declare/", composition.declare, name="people.declare"),
    path("desk/population/", composition.enter_population, name="people.enter_population"),
    path("calls/<int:number>/", calls.call, name="people.call"),
    path("calls/<int:number>/apply/", calls.apply, name="people.apply"),
    path("calls/<int:number>/applications/", calls.applications, name="people.applications"),
    path("calls/<int:number>/pool/", calls.fix_pool, name="people.fix_pool"),
    path("calls/<int:number>/close/", calls.close_call, name="people.close_call"),
    path("lots/<int:number>/draw/", calls.draw_lot, name="people.draw_lot"),
    path("applications/<int:number>/", calls.application, name="people.application"),
    path("applications/<int:number>/withdraw/", calls.withdraw_application, name="people.withdraw_application"),
    path("applications/<int:number>/appoint/", calls.appoint, name="people.appoint"),
    path("boards/<slug:number>/charter/adopt/", charters.adopt_charter, name="people.adopt_charter"),
]

desk = [
    path("desk/first-day/", first_day.first_day, name="people.first_day"),
    path("desk/first-day/test-mail/", first_day.test_mail, name="people.test_mail"),
    path("desk/first-day/<int:number>/invite/", seats.invite_first, name="people.invite_first"),
    path("desk/first-day/<slug:part>/", first_day.settle, name="people.settle"),
]

urlpatterns = [*library, *own, *public, *boards, *desk]
