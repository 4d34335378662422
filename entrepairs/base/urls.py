from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from entrepairs.base import leaving, welcome
from entrepairs.base.emergency import views as emergency

urlpatterns = [
    path("", welcome.home, name="home"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("leave/", leaving.quick_leave, name="quick_leave"),
    path("urgence/", emergency.emergency, name="emergency"),
    path("urgence/sw.js", emergency.worker, name="emergency_worker"),
    path("urgence/<slug:code>/", emergency.emergency_in, name="emergency_in"),
    path("soup/", leaving.neutral, name="neutral"),
]
