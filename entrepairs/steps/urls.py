from __future__ import annotations

from django.urls import path

from entrepairs.steps.views import doors, meetings, orientations, papers, steps

app_name = "steps"
step_urls = [
    path("start/", steps.start, name="start"),
    path("people/<uuid:person_id>/new/", steps.new, name="new"),
    path("people/<uuid:person_id>/new/<slug:family>/", steps.add, name="add"),
    path("people/<uuid:person_id>/paper/", papers.paper, name="paper"),
    path("<uuid:step_id>/", steps.show, name="step"),
    path("<uuid:step_id>/change/", steps.change, name="change"),
    path("<uuid:step_id>/undo/", steps.undo, name="undo"),
    path("<uuid:step_id>/restore/", steps.restore, name="restore"),
    path("<uuid:step_id>/act/", steps.act, name="act"),
    path("<uuid:step_id>/edit/", steps.edit, name="edit"),
    path("<uuid:step_id>/save/", steps.save, name="save"),
]
meeting_urls = [
    path("people/<uuid:person_id>/meetings/new/", meetings.new_meeting, name="new_meeting"),
    path("people/<uuid:person_id>/meetings/add/", meetings.add_meeting, name="add_meeting"),
    path("meetings/<uuid:meeting_id>/", meetings.meeting, name="meeting"),
    path("meetings/<uuid:meeting_id>/end/", meetings.end_meeting, name="end_meeting"),
    path("meetings/<uuid:meeting_id>/<slug:side>/", meetings.feeling, name="feeling"),
    path(
        "meetings/<uuid:meeting_id>/<slug:side>/keep/", meetings.keep_feeling, name="keep_feeling"
    ),
]
orientation_urls = [
    path(
        "people/<uuid:person_id>/orientations/new/",
        orientations.new_orientation,
        name="new_orientation",
    ),
    path("people/<uuid:person_id>/orientations/add/", orientations.propose, name="propose"),
    path("orientations/<uuid:orientation_id>/", orientations.orientation, name="orientation"),
    path("orientations/<uuid:orientation_id>/choose/", orientations.choose, name="choose"),
    path("orientations/<uuid:orientation_id>/plan/", orientations.plan, name="plan"),
    path("orientations/<uuid:orientation_id>/back/", orientations.come_back, name="come_back"),
    path("orientations/<uuid:orientation_id>/card/", papers.route_card, name="route_card"),
    path(
        "orientations/<uuid:orientation_id>/remove/",
        orientations.remove_orientation,
        name="remove_orientation",
    ),
    path(
        "orientations/<uuid:orientation_id>/restore/",
        orientations.restore_orientation,
        name="restore_orientation",
    ),
]
door_urls = [
    path("doors/", doors.closed_doors, name="doors"),
    path("doors/file/", doors.doors_file, name="doors_file"),
]
urlpatterns = [*step_urls, *meeting_urls, *orientation_urls, *door_urls]
