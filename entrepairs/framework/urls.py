from __future__ import annotations

from django.urls import path

from entrepairs.framework import views

app_name = "framework"
urlpatterns = [
    path("", views.board, name="board"),
    path("table/", views.table, name="table"),
    path("pdf/", views.pdf, name="pdf"),
    path("rows/<str:code>/", views.rows, name="rows"),
    path("say/<str:code>/", views.saying, name="saying"),
    path("say/<str:code>/declare/", views.declare, name="declare"),
    path("say/<str:code>/document/", views.document, name="document"),
    path("say/<str:code>/confirm/", views.confirm, name="confirm"),
    path("statements/<uuid:statement_id>/withdraw/", views.withdraw, name="withdraw"),
]
