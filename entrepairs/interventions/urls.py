from __future__ import annotations

from django.urls import path

from entrepairs.interventions import meetings, views

app_name = "interventions"
urlpatterns = [
    path("", views.list_outings, name="list"),
    path("file/", views.export_outings, name="export"),
    path("months/", views.months, name="months"),
    path("new/", views.new_outing, name="new"),
    path("start/", views.start_outing, name="start"),
    path("note/", meetings.note, name="note"),
    path("now/", meetings.meet_now, name="now"),
    path("<uuid:outing_id>/", views.show_outing, name="outing"),
    path("<uuid:outing_id>/sheet/", views.day_sheet, name="sheet"),
    path("<uuid:outing_id>/edit/", views.edit_outing, name="edit"),
    path("<uuid:outing_id>/change/", views.change_outing, name="change"),
    path("<uuid:outing_id>/end/", views.end_outing, name="end"),
    path("<uuid:outing_id>/remove/", views.remove_outing, name="remove"),
    path("<uuid:outing_id>/restore/", views.restore_outing, name="restore"),
    path("<uuid:outing_id>/meet/", meetings.meet, name="meet"),
    path("<uuid:outing_id>/record/", meetings.record_encounter, name="record"),
    path("encounters/<uuid:encounter_id>/undo/", meetings.undo, name="undo"),
    path("encounters/<uuid:encounter_id>/restore/", meetings.restore, name="restore_encounter"),
]
