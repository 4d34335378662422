from __future__ import annotations

from django.urls import path

from entrepairs.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.imports, name="list"),
    path("new/", views.new, name="new"),
    path("add/", views.upload, name="upload"),
    path("template/<slug:kind>.<slug:extension>", views.template, name="template"),
    path("<uuid:import_id>/", views.show, name="import"),
    path("<uuid:import_id>/columns/", views.columns, name="columns"),
    path("<uuid:import_id>/columns/choose/", views.choose_columns, name="choose_columns"),
    path("<uuid:import_id>/correct/", views.correct, name="correct"),
    path("<uuid:import_id>/words/", views.choose_words, name="choose_words"),
    path("<uuid:import_id>/names/", views.choose_names, name="choose_names"),
    path("<uuid:import_id>/run/", views.run, name="run"),
    path("<uuid:import_id>/cancel/", views.cancel, name="cancel"),
    path("<uuid:import_id>/forget/", views.forget, name="forget"),
    path("<uuid:import_id>/left-out.<slug:extension>", views.refused_rows, name="refused_rows"),
]
