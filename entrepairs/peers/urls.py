from __future__ import annotations

from django.urls import path

from entrepairs.peers import views

app_name = "peers"
urlpatterns = [
    path("", views.list_peers, name="list"),
    path("export/", views.export_peers, name="export"),
    path("new/", views.new_peer, name="new"),
    path("add/", views.add_peer, name="add"),
    path("<uuid:peer_id>/", views.peer, name="peer"),
    path("<uuid:peer_id>/fields/", views.fields, name="fields"),
    path("<uuid:peer_id>/fields/change/", views.change_fields, name="change_fields"),
    path("<uuid:peer_id>/status/", views.new_status, name="new_status"),
    path("<uuid:peer_id>/status/open/", views.open_status, name="open_status"),
    path("<uuid:peer_id>/loan/", views.new_loan, name="new_loan"),
    path("<uuid:peer_id>/loan/lend/", views.lend, name="lend"),
    path("status/<uuid:period_id>/", views.status_ending, name="status_ending"),
    path("status/<uuid:period_id>/end/", views.end_status, name="end_status"),
    path("loans/<uuid:loan_id>/", views.loan_ending, name="loan_ending"),
    path("loans/<uuid:loan_id>/end/", views.end_loan, name="end_loan"),
]
