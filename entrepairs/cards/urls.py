from __future__ import annotations

from django.urls import path

from entrepairs.cards.views import card, kept, mine, papers

app_name = "cards"

# The card of a person, and the way to it from a meeting.
card_urls = [
    path("<uuid:person_id>/", card.card, name="card"),
    path("<uuid:person_id>/met-before/", card.met_before, name="met_before"),
    path("<uuid:person_id>/met-before/tie/", card.tie_meetings, name="tie_meetings"),
    path("meetings/<uuid:encounter_id>/", card.from_meeting, name="from_meeting"),
]
# What is kept about somebody, shown by whoever they ask.
KEPT = [
    path("<uuid:person_id>/kept/", kept.kept, name="kept"),
    path("<uuid:person_id>/kept/copie.json", kept.kept_json, name="kept_json"),
    path("<uuid:person_id>/kept/copie.pdf", kept.kept_pdf, name="kept_pdf"),
    path("<uuid:person_id>/looks/", kept.looks, name="looks"),
    path("<uuid:person_id>/code/", kept.make_code, name="make_code"),
    path("<uuid:person_id>/ask/new/", kept.new_request, name="new_request"),
    path("<uuid:person_id>/ask/", kept.ask, name="ask"),
    path("asked/<uuid:request_id>/", kept.request_page, name="request"),
    path("asked/<uuid:request_id>/answer/", kept.answer, name="answer"),
    path("<uuid:person_id>/erase/new/", kept.new_erasure, name="new_erasure"),
    path("<uuid:person_id>/erase/", kept.erase, name="erase"),
]
# The same, by themselves, with a code on paper.
MINE = [
    path("mine/code/", mine.enter, name="enter"),
    path("mine/open/", mine.open_code, name="open_code"),
    path("mine/", mine.mine, name="mine"),
    path("mine/copie.json", mine.mine_json, name="mine_json"),
    path("mine/copie.pdf", mine.mine_pdf, name="mine_pdf"),
    path("mine/ask/", mine.mine_ask, name="mine_ask"),
    path("mine/erase/new/", mine.mine_new_erasure, name="mine_new_erasure"),
    path("mine/erase/", mine.mine_erase, name="mine_erase"),
    path("mine/close/", mine.mine_close, name="mine_close"),
]

# Papers to hand over or to pin up.
PAPERS = [
    path("<uuid:person_id>/paper/", papers.paper, name="paper"),
    path("<uuid:person_id>/paper/print/", papers.print_paper, name="print_paper"),
    path("<uuid:person_id>/project/", papers.project_card, name="project_card"),
    path("<uuid:person_id>/project/print/", papers.print_project, name="print_project"),
    path("poster/", papers.poster, name="poster"),
    path("poster/print/", papers.print_poster, name="print_poster"),
]

urlpatterns = [*card_urls, *KEPT, *MINE, *PAPERS]
