"""All addresses. Each room holds its own; what is public is named in ``PUBLIC``."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

handler400 = "entrepairs.base.errors.bad_request"
handler403 = "entrepairs.base.errors.refused"
handler404 = "entrepairs.base.errors.not_found"
handler500 = "entrepairs.base.errors.broken"

ROOMS = {
    "": "desk",
    "accounts/": "accounts",
    "people/": "people",
    "cards/": "cards",
    "peers/": "peers",
    "directory/": "directory",
    "links/": "links",
    "voice/": "voice",
    "steps/": "steps",
    "words/": "words",
    "missions/": "missions",
    "outings/": "interventions",
    "recommendation/": "framework",
    "imports/": "exchange",
}

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("", include("entrepairs.base.urls")),
    *(
        path(prefix, include(f"entrepairs.{room}.urls"))
        for prefix, room in ROOMS.items()
        if find_spec(f"entrepairs.{room}") and find_spec(f"entrepairs.{room}.urls")
    ),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("entrepairs.demo.urls")))
