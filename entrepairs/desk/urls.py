from __future__ import annotations

from django.urls import path

from entrepairs.desk import views

urlpatterns = [
    path("today/", views.today, name="today"),
    path("plus/", views.plus, name="plus"),
    path("search/", views.search, name="search"),
    path("search/found/", views.find, name="find"),
]
