"""Agenda, minutes, and the meeting as it is held."""

from django.urls import path

from commonbeat.frame.page import listing
from commonbeat.gatherings.views import agenda, minutes, minuting, packet, proposing, room as views

# What everybody reads
public = [
    *listing("meetings/<int:number>/agenda/", agenda.agenda, "gatherings.agenda"),
    *listing("meetings/<int:number>/minutes/", minutes.minutes, "gatherings.minutes"),
    path("meetings/<int:number>/packet.pdf", packet.packet, name="gatherings.packet"),
]

# the agenda as it is made
desk = [
    path("desk/meetings/<int:number>/agenda/", agenda.prepare, name="gatherings.prepare"),
    path("desk/meetings/<int:number>/agenda/add/", agenda.add_item, name="gatherings.add_item"),
    path("desk/meetings/<int:number>/agenda/paste/", proposing.paste_agenda, name="gatherings.paste_agenda"),
    path("desk/meetings/<int:number>/agenda/order/", agenda.order_items, name="gatherings.order_items"),
    path("desk/meetings/<int:number>/agenda/post/", agenda.post_agenda, name="gatherings.post_agenda"),
    path("desk/items/<int:number>/change/", agenda.change_item, name="gatherings.change_item"),
    path("desk/items/<int:number>/drop/", agenda.drop_item, name="gatherings.drop_item"),
    path(
        "desk/meetings/<int:number>/proposals/<int:proposal>/take-up/",
        proposing.take_up_proposal,
        name="gatherings.take_up_proposal",
    ),
    path(
        "desk/meetings/<int:number>/proposals/<int:proposal>/decline/",
        proposing.decline_proposal,
        name="gatherings.decline_proposal",
    ),
    path("desk/bodies/<int:number>/members/", minutes.members, name="gatherings.members"),
    path("desk/bodies/<int:number>/members/write/", minutes.write_note, name="gatherings.write_note"),
]

# The room
held = [
    path("room/<int:number>/", views.room, name="gatherings.room"),
    path("room/<int:number>/open/", agenda.open_meeting, name="gatherings.open_meeting"),
    path("room/<int:number>/attend/", views.attend, name="gatherings.attend"),
    path("room/<int:number>/preside/", views.preside, name="gatherings.preside"),
    path("room/<int:number>/rule/", views.rule, name="gatherings.rule"),
    path("room/<int:number>/airtime/", views.airtime, name="gatherings.airtime"),
    path("room/<int:number>/adjourn/", views.adjourn, name="gatherings.adjourn"),
    path("room/<int:number>/minutes/publish/", minuting.publish_minutes, name="gatherings.publish_minutes"),
    path("room/items/<int:number>/take-up/", views.take_up_item, name="gatherings.take_up_item"),
    path("room/items/<int:number>/close/", views.close_item, name="gatherings.close_item"),
    path("room/items/<int:number>/note/", minuting.note, name="gatherings.note"),
    path("room/items/<int:number>/promise/", minuting.note_promise, name="gatherings.note_promise"),
    path("room/items/<int:number>/recuse/", minuting.recuse, name="gatherings.recuse"),
    path("room/items/<int:number>/motion/", minuting.move_motion, name="gatherings.move_motion"),
    path("room/items/<int:number>/correct/", minuting.correct_minutes, name="gatherings.correct_minutes"),
    path("room/motions/<int:number>/second/", minuting.second_motion, name="gatherings.second_motion"),
    path("room/motions/<int:number>/withdraw/", minuting.withdraw_motion, name="gatherings.withdraw_motion"),
    path("room/motions/<int:number>/roll/", minuting.call_roll, name="gatherings.call_roll"),
    path("room/promises/<int:number>/complete/", minuting.complete_promise, name="gatherings.complete_promise"),
    path("room/promises/<int:number>/let-go/", minuting.let_go_promise, name="gatherings.let_go_promise"),
]
urlpatterns = [*public, *desk, *held]
