"""Forums and activities: the list, the page of one meeting, who comes, what is counted."""

from django.urls import path

from commonbeat.frame.page import listing
from commonbeat.gatherings.views import activities, coming, counting, meetings, planning, printed

public = [
    *listing("meetings/", meetings.meetings, "gatherings.meetings"),
    path("meetings.ics", meetings.calendar, name="gatherings.calendar"),
    path("meetings.geojson", meetings.geojson, name="gatherings.map"),
    *listing("meetings/kept/", meetings.kept_page, "gatherings.kept"),
    path("meetings/<int:number>/", meetings.meeting, name="gatherings.meeting"),
    path("meetings/<int:number>.json", meetings.meeting, {"form": "json"}, name="gatherings.meeting.json"),
    path("meetings/<int:number>/come/", coming.come, name="gatherings.come"),
    path("meetings/coming/<int:number>/take-back/", coming.take_back, name="gatherings.take_back"),
    path("meetings/<int:number>/poster/", printed.poster, name="gatherings.poster"),
    path("meetings/<int:number>/flyer/", printed.flyer, name="gatherings.flyer"),
    path("out/", counting.find_poll, name="gatherings.find_poll"),
    path("out/<slug:code>/", counting.find_poll, name="gatherings.find_poll"),
    path("meetings/<int:number>/out/", counting.answer_poll, name="gatherings.answer_poll"),
]

desk = [
    path("desk/meetings/", planning.desk, name="gatherings.desk"),
    path("organizations/<int:number>/meetings/plan/", planning.plan, name="gatherings.plan"),
    path("organizations/<int:number>/cadence/", planning.set_cadence, name="gatherings.set_cadence"),
    path("meetings/cadence/<int:number>/end/", planning.end_cadence, name="gatherings.end_cadence"),
    path("meetings/<int:number>/revise/", planning.revise, name="gatherings.revise"),
    path("meetings/<int:number>/throw-away/", planning.throw_away, name="gatherings.throw_away"),
    path("meetings/<int:number>/announce/", planning.announce, name="gatherings.announce"),
    path("meetings/<int:number>/move/", planning.move, name="gatherings.move"),
    path("meetings/<int:number>/cancel/", planning.cancel, name="gatherings.cancel"),
    path("meetings/<int:number>/needs/", coming.needs, name="gatherings.needs"),
    path("meetings/interpreters/<int:number>/", coming.settle_interpreter, name="gatherings.settle_interpreter"),
    path("meetings/<int:number>/heads/", counting.count_heads, name="gatherings.count_heads"),
    path("meetings/<int:number>/door/", counting.tap, name="gatherings.tap"),
    path("meetings/<int:number>/paper/", counting.enter_poll, name="gatherings.enter_poll"),
    path("meetings/<int:number>/ask/", counting.ask_in_room, name="gatherings.ask_in_room"),
    path("activities/record/", activities.record_activity, name="gatherings.record_activity"),
]

urlpatterns = [*public, *desk]
