from __future__ import annotations

from django.urls import path

from entrepairs.links.views import asks, leaving, links, opening

app_name = "links"
urlpatterns = [
    path("", links.list_links, name="list"),
    # a person chooses
    path("people/<uuid:person_id>/new/", opening.new, name="new"),
    path("people/<uuid:person_id>/open/", opening.open_link, name="open"),
    path("proposals/<uuid:proposal_id>/", opening.proposal, name="proposal"),
    path("proposals/<uuid:proposal_id>/answer/", opening.answer, name="answer"),
    path("proposals/<uuid:proposal_id>/free/", opening.free, name="free"),
    path("proposals/<uuid:proposal_id>/drop/", opening.drop, name="drop"),
    # requests
    path("asks/", asks.list_asks, name="asks"),
    path("asks/new/", asks.new_ask, name="new_ask"),
    path("asks/add/", asks.add_ask, name="add_ask"),
    path("asks/<uuid:ask_id>/", asks.ask, name="ask"),
    path("asks/<uuid:ask_id>/answer/", asks.answer_ask, name="answer_ask"),
    path("asks/<uuid:ask_id>/reopen/", asks.reopen_ask, name="reopen_ask"),
    # for the coordinator
    path("quiet/", leaving.quiet, name="quiet"),
    path("handover/<uuid:member_id>/", leaving.handover, name="handover"),
    path("<uuid:link_id>/handing/", leaving.handing, name="handing"),
    path("<uuid:link_id>/hand-over/", leaving.hand_over, name="hand_over"),
    # one link
    path("<uuid:link_id>/", links.link, name="link"),
    path("<uuid:link_id>/see/", links.see, name="see"),
    path("<uuid:link_id>/unsee/", links.unsee, name="unsee"),
    path("<uuid:link_id>/sleep/", links.sleep, name="sleep"),
    path("<uuid:link_id>/unsleep/", links.unsleep, name="unsleep"),
    path("<uuid:link_id>/ending/", links.ending, name="ending"),
    path("<uuid:link_id>/end/", links.end, name="end"),
    path("<uuid:link_id>/reopen/", links.reopen, name="reopen"),
    path("<uuid:link_id>/another/", links.another, name="another"),
    path("<uuid:link_id>/another/ask/", links.ask_another, name="ask_another"),
    path("<uuid:link_id>/review/", links.review, name="review"),
    path("<uuid:link_id>/review/write/", links.write_review, name="write_review"),
    path("<uuid:link_id>/parts/", links.parts, name="parts"),
    path("<uuid:link_id>/parts/share/", links.share_parts, name="share_parts"),
]
