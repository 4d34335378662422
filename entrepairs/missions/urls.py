from __future__ import annotations

from django.urls import path

from entrepairs.missions.views import charters, placements, teams

app_name = "missions"
urlpatterns = [
    path("", teams.list_teams, name="list"),
    path("export/", teams.export_teams, name="export"),
    path("peers/<uuid:peer_id>/", teams.of_peer, name="of_peer"),
    # a team
    path("teams/<uuid:team_id>/", teams.team, name="team"),
    path("teams/<uuid:team_id>/engagement/", teams.engagement, name="engagement"),
    path("teams/<uuid:team_id>/engagement/record/", teams.engage, name="engage"),
    path("engagements/<uuid:engagement_id>/", teams.withdrawal, name="withdrawal"),
    path("engagements/<uuid:engagement_id>/withdraw/", teams.withdraw, name="withdraw"),
    path("teams/<uuid:team_id>/pairings/add/", teams.pair, name="pair"),
    path("pairings/<uuid:pairing_id>/end/", teams.end_pairing, name="end_pairing"),
    path("teams/<uuid:team_id>/compensations/add/", teams.compensate, name="compensate"),
    path(
        "compensations/<uuid:compensation_id>/end/",
        teams.end_compensation,
        name="end_compensation",
    ),
    # a placement
    path("teams/<uuid:team_id>/placement/", placements.new_placement, name="new_placement"),
    path("teams/<uuid:team_id>/placement/add/", placements.place, name="place"),
    path("placements/<uuid:placement_id>/", placements.placement, name="placement"),
    path("placements/<uuid:placement_id>/ending/", placements.ending, name="placement_ending"),
    path("placements/<uuid:placement_id>/end/", placements.end, name="end_placement"),
    path("placements/<uuid:placement_id>/mission/", charters.new_mission, name="new_mission"),
    path("placements/<uuid:placement_id>/mission/start/", charters.start, name="start"),
    # a mission
    path("<uuid:mission_id>/", charters.mission, name="mission"),
    path("<uuid:mission_id>/versions/<int:number>/", charters.version, name="version"),
    path("<uuid:mission_id>/print/", charters.print_mission, name="print"),
    path("<uuid:mission_id>/edit/", charters.edit, name="edit"),
    path("<uuid:mission_id>/save/", charters.save, name="save"),
    path("<uuid:mission_id>/sign/", charters.sign, name="sign"),
    path("<uuid:mission_id>/withdraw/", charters.withdraw_signature, name="withdraw_signature"),
    path("<uuid:mission_id>/ending/", charters.mission_ending, name="mission_ending"),
    path("<uuid:mission_id>/end/", charters.end_mission, name="end_mission"),
]
