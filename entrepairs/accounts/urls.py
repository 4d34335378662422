from __future__ import annotations

from django.urls import path

from entrepairs.accounts.views import (
    invitations,
    joining,
    me,
    members,
    organisation,
    partners,
    teams,
    trail,
    words,
)

app_name = "accounts"
urlpatterns = [
    path("me/", me.me, name="me"),
    path("switch/", me.switch, name="switch"),
    path("organisation/", organisation.organisation, name="organisation"),
    path("organisation/change/", organisation.change_organisation, name="change_organisation"),
    # teams
    path("teams/", teams.teams, name="teams"),
    path("teams/new/", teams.new_team, name="new_team"),
    path("teams/add/", teams.add_team, name="add_team"),
    path("teams/<uuid:team_id>/", teams.team, name="team"),
    path("teams/<uuid:team_id>/change/", teams.change_team, name="change_team"),
    path("teams/<uuid:team_id>/close/", teams.close_team, name="close_team"),
    path("teams/<uuid:team_id>/reopen/", teams.reopen_team, name="reopen_team"),
    # members
    path("members/", members.members, name="members"),
    path("members/file.<slug:extension>", members.export_members, name="export_members"),
    path("members/new/", members.new_member, name="new_member"),
    path("members/add/", members.add_member, name="add_member"),
    path("members/<uuid:member_id>/", members.member, name="member"),
    path("members/<uuid:member_id>/edit/", members.edit_member, name="edit_member"),
    path("members/<uuid:member_id>/change/", members.change_member, name="change_member"),
    path("members/<uuid:member_id>/ending/", members.ending, name="ending"),
    path("members/<uuid:member_id>/end/", members.end_member, name="end_member"),
    path("members/<uuid:member_id>/restore/", members.restore_member, name="restore_member"),
    # invitations
    path("members/<uuid:member_id>/invite/", invitations.invite, name="invite"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/<uuid:invitation_id>/revoke/", invitations.revoke, name="revoke"),
    path("join/<str:token>/", joining.join, name="join"),
    path("join/<str:token>/accept/", joining.accept, name="accept_invitation"),
    # words, partners, trail
    path("words/", words.words, name="words"),
    path("words/rename/", words.rename, name="rename"),
    path("partners/", partners.partners, name="partners"),
    path("partners/propose/", partners.propose, name="propose"),
    path("partners/<uuid:partnership_id>/accept/", partners.accept, name="accept_partnership"),
    path("partners/<uuid:partnership_id>/end/", partners.end, name="end_partnership"),
    path("trail/", trail.trail, name="trail"),
]
