"""A body in the words of Popolo (popoloproject.com), as other programs read it.

Seats are public and persons are not: a membership names its post and its days, and no person. A seat that ended is a
membership with its last day; a vacant one is a post alone.
"""

from __future__ import annotations

from typing import Any

from commonbeat.people.models import Charter, Organization, Seat


def organization(body: Organization, actor: Any) -> dict[str, Any]:
    """Popolo's class Organization, with the posts and memberships of a body in it."""
    seats = list(Seat.objects.visible_to(actor).filter(organization=body).select_related("organization").order_by("pk"))
    charter = Charter.objects.visible_to(actor).of(body)
    kinds = {one.key: one.name for one in charter.read.seats} if charter else {}
    made = {"id": _id(body.pk), "name": body.name, "classification": body.kind}
    made |= {"abstract": body.about} if body.about else {}
    made |= {"parent_id": _id(body.appointed_by_id)} if body.appointed_by_id else {}
    posts = [post(seat, kinds.get(seat.kind, "")) for seat in seats]
    return made | {"posts": posts, "memberships": [membership(seat) for seat in seats if seat.person_id]}


def post(seat: Seat, kind: str) -> dict[str, Any]:
    """A seat, whoever sits in it."""
    label = seat.title or kind or seat.public_label
    return {"id": f"post/{seat.pk}", "label": label, "role": seat.role, "organization_id": _id(seat.organization_id)}


def membership(seat: Seat) -> dict[str, Any]:
    """That somebody sits or sat in a seat, from day to day."""
    made = {"id": f"membership/{seat.pk}", "post_id": f"post/{seat.pk}", "role": seat.role}
    made |= {"organization_id": _id(seat.organization_id), "start_date": seat.since.isoformat()}
    return made | ({"end_date": seat.until.isoformat()} if seat.until else {})


def _id(number: int) -> str:
    return f"organization/{number}"
