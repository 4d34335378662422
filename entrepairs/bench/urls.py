"""The whole application and one empty view beside it, to measure against."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import include, path

from entrepairs.base.http import MemberRequest, reads

handler403 = "entrepairs.base.errors.refused"
handler404 = "entrepairs.base.errors.not_found"
handler500 = "entrepairs.base.errors.broken"


@reads
def empty(request: MemberRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("bench/empty/", empty, name="bench_empty"), path("", include("config.urls"))]
