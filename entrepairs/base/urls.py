from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from entrepairs.base import leaving, welcome

urlpatterns = [
    path("", welcome.home, name="home"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("leave/", leaving.quick_leave, name="quick_leave"),
    path("soup/", leaving.neutral, name="neutral"),
]
