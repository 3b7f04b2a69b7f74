"""A topic says truly whether somebody outside checks, and a period asks the body that can."""

from datetime import timedelta

import pytest

from commonbeat.frame import clock
from commonbeat.matters import actions
from commonbeat.matters.forms.desk.topics import PeriodForm
from commonbeat.people import actions as people
from tests import factories

pytestmark = pytest.mark.django_db
NOBODY, SOMEBODY = (
    "Nobody outside the agency checks what we promise yet.",
    "Somebody outside the agency checks what we promise.",
)


def opened(house, **options):
    matter, last = factories.draft(house), house.agency.today() + timedelta(days=9)
    return actions.open_period(
        matter, by=house.coordinator, opens_at=clock.now(), closes_at=house.agency.end_of(last), replies_due=last,
        **options,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("named", "held", "said"),
    [
        (True, True, "City Clerk checks what we promise."),
        (False, True, SOMEBODY),
        (True, False, NOBODY),
        (False, False, NOBODY),
    ],
)
def test_a_topic_says_whether_somebody_outside_checks(client, named, held, said):
    house = factories.house()
    window = opened(house, checked_by=house.bodies["city"] if named else None)
    if not held:
        people.end_seat(house.seat("clerk"), by=house.clerk, until=house.agency.today())
    page = client.get(window.matter.get_absolute_url()).content.decode()
    sentences = {one for one in (NOBODY, SOMEBODY, "City Clerk checks what we promise.") if one in page}
    assert sentences == {said}


def test_a_period_is_checked_by_the_first_body_whose_checking_seat_is_held():
    house = factories.house()
    people.add_organization(house.agency, by=house.coordinator, name="A board without members", kind="board")
    assert PeriodForm(actor=house.coordinator)["checked_by"].initial == house.bodies["city"]
    people.end_seat(house.seat("clerk"), by=house.clerk, until=house.agency.today())
    assert PeriodForm(actor=house.coordinator)["checked_by"].initial is None
