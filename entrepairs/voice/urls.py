from __future__ import annotations

from django.urls import path

from entrepairs.voice.views import asking, kiosk, results

app_name = "voice"
urlpatterns = [
    path("", results.list_teams, name="list"),
    path("teams/<uuid:team_id>/", results.results, name="results"),
    path("teams/<uuid:team_id>/file.csv", results.export, name="export"),
    # the screen handed over
    path("now/", kiosk.form, name="form"),
    path("now/give/", kiosk.give, name="give"),
    path("now/stop/", kiosk.stop, name="stop"),
    path("now/thanks/", kiosk.thanks, name="thanks"),
    path("now/next/", kiosk.next_person, name="next"),
    path("now/unlock/", kiosk.unlock, name="unlock"),
    path("now/widen/", kiosk.widen, name="widen"),
    # before it is handed over
    path("people/<uuid:person_id>/ask/", asking.ask, name="ask"),
    path("people/<uuid:person_id>/hand-over/", asking.hand_over, name="hand_over"),
    path("people/<uuid:person_id>/sheet/", asking.print_sheet, name="print_sheet"),
    path("teams/<uuid:team_id>/ask/", asking.ask_team, name="ask_team"),
    path("teams/<uuid:team_id>/hand-over/", asking.hand_over_team, name="hand_over_team"),
    # paper
    path("teams/<uuid:team_id>/sheets/", asking.sheets, name="sheets"),
    path("teams/<uuid:team_id>/sheets/print/", asking.print_sheets, name="print_sheets"),
    path("type/", asking.type_in, name="type"),
    path("type/record/", asking.record, name="record"),
]
