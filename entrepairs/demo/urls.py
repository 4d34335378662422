from __future__ import annotations

from django.urls import path

from entrepairs.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.people, name="people"),
    path("become/<slug:key>/", views.become, name="become"),
]
