"""The verbs of the room, the only place that writes. One file per noun that they act on."""

from commonbeat.people.actions.calls import (
    apply,
    appoint,
    close_call,
    draw_lot,
    erase_applications,
    fix_pool,
    open_call,
    withdraw_application,
)
from commonbeat.people.actions.charters import adopt_charter
from commonbeat.people.actions.composition import declare, enter_population, publish_composition
from commonbeat.people.actions.first_terms import draw_first_terms, seal_first_terms
from commonbeat.people.actions.founding import (
    SETTINGS,
    found,
    publish_agency,
    restore_access,
    settle,
    start_practice,
    test_mail,
)
from commonbeat.people.actions.invitations import send_again, take_back
from commonbeat.people.actions.persons import (
    change_name,
    claim,
    delete_me,
    email_changed,
    passkey_added,
    passkey_removed,
    person_with,
)
from commonbeat.people.actions.places import add_place, describe_place, end_place
from commonbeat.people.actions.seats import (
    INVITATION_DAYS,
    accept_seat,
    add_organization,
    digest,
    end_seat,
    grant_seat,
    invite_first,
    new_secret,
)

__all__ = [
    "INVITATION_DAYS",
    "SETTINGS",
    "accept_seat",
    "add_organization",
    "add_place",
    "adopt_charter",
    "apply",
    "appoint",
    "change_name",
    "claim",
    "close_call",
    "declare",
    "delete_me",
    "describe_place",
    "digest",
    "draw_first_terms",
    "draw_lot",
    "erase_applications",
    "email_changed",
    "end_place",
    "end_seat",
    "enter_population",
    "fix_pool",
    "found",
    "grant_seat",
    "invite_first",
    "new_secret",
    "open_call",
    "passkey_added",
    "passkey_removed",
    "person_with",
    "publish_agency",
    "publish_composition",
    "restore_access",
    "seal_first_terms",
    "send_again",
    "settle",
    "start_practice",
    "take_back",
    "test_mail",
    "withdraw_application",
]
