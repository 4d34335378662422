from __future__ import annotations

from django.urls import path

from entrepairs.directory.views import corrections, groups, search

app_name = "directory"
urlpatterns = [
    path("", search.search, name="search"),
    path("<uuid:service_id>/", search.service, name="service"),
    path("<uuid:service_id>/sheet/", search.sheet, name="sheet"),
    path("<uuid:service_id>/correct/", corrections.correct, name="correct"),
    path("<uuid:service_id>/correct/say/", corrections.say_correction, name="say_correction"),
    path("<uuid:service_id>/still-true/", corrections.still_true, name="still_true"),
    path(
        "corrections/<uuid:correction_id>/withdraw/",
        corrections.withdraw_correction,
        name="withdraw_correction",
    ),
    path("groups/", groups.list_groups, name="groups"),
    path("groups/new/", groups.new_group, name="new_group"),
    path("groups/add/", groups.add_group, name="add_group"),
    path("groups/<slug:what>.json", groups.export_groups, name="export_groups"),
    path("groups/<uuid:group_id>/", groups.group, name="group"),
    path("groups/<uuid:group_id>/edit/", groups.edit_group, name="edit_group"),
    path("groups/<uuid:group_id>/change/", groups.change_group, name="change_group"),
    path("groups/<uuid:group_id>/withdraw/", groups.withdraw_group, name="withdraw_group"),
    path("groups/<uuid:group_id>/restore/", groups.restore_group, name="restore_group"),
]
