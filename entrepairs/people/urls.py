from __future__ import annotations

from django.urls import path

from entrepairs.people.views import bonds, choices, dangers, pages

app_name = "people"
page_urls = [
    path("", pages.list_people, name="list"),
    path("found/", pages.look_up, name="look_up"),
    path("new/", pages.new, name="new"),
    path("add/", pages.add, name="add"),
    path("under-18/", pages.under_18, name="under_18"),
    path("<uuid:person_id>/change/", pages.change, name="change"),
    path("<uuid:person_id>/change/save/", pages.save_change, name="save_change"),
    path("<uuid:person_id>/teams/", bonds.teams, name="teams"),
    path("<uuid:person_id>/teams/<uuid:team_id>/join/", bonds.join_team, name="join_team"),
    path("<uuid:person_id>/teams/<uuid:team_id>/leave/", bonds.leave_team, name="leave_team"),
    path("<uuid:person_id>/same/", bonds.same, name="same"),
    path("<uuid:person_id>/same/tie/", bonds.tie, name="tie"),
    path("same/<uuid:tie_id>/untie/", bonds.untie, name="untie"),
    path("<uuid:person_id>/child/", bonds.child, name="child"),
    path("<uuid:person_id>/child/protect/", bonds.protect, name="protect"),
]
choice_urls = [
    path("<uuid:person_id>/wishes/<slug:kind>/", choices.new_wish, name="new_wish"),
    path("<uuid:person_id>/wishes/<slug:kind>/say/", choices.say_wish, name="say_wish"),
    path("wishes/<uuid:wish_id>/end/", choices.ending_wish, name="ending_wish"),
    path("wishes/<uuid:wish_id>/end/now/", choices.end_wish, name="end_wish"),
    path("wishes/<uuid:wish_id>/restore/", choices.restore_wish, name="restore_wish"),
    path("wishes/<uuid:wish_id>/where/", choices.where, name="where"),
    path("wishes/<uuid:wish_id>/where/say/", choices.say_where, name="say_where"),
    path("<uuid:person_id>/agreements/", choices.agreements, name="agreements"),
    path("<uuid:person_id>/agreements/new/", choices.new_agreement, name="new_agreement"),
    path("<uuid:person_id>/agreements/give/", choices.give_agreement, name="give_agreement"),
    path("agreements/<uuid:agreement_id>/revoke/", choices.revoke, name="revoke"),
]
danger_urls = [
    path("<uuid:person_id>/rescue/<slug:gate>/", dangers.new_rescue, name="new_rescue"),
    path("<uuid:person_id>/rescue/<slug:gate>/decide/", dangers.rescue, name="rescue"),
    path("rescues/<uuid:rescue_id>/", dangers.rescue_review, name="rescue_review"),
    path("rescues/<uuid:rescue_id>/review/", dangers.review_rescue, name="review_rescue"),
    path("<uuid:person_id>/hold/", dangers.holding, name="holding"),
    path("<uuid:person_id>/hold/keep/", dangers.hold, name="hold"),
    path("holds/<uuid:hold_id>/lift/", dangers.lift_hold, name="lift_hold"),
]
urlpatterns = [*page_urls, *choice_urls, *danger_urls]
