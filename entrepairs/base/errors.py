"""Error pages. Each says what happened and what to do next."""

from __future__ import annotations

import sys

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entrepairs.base.http import record_refused_attempt
from entrepairs.base.outage import answer_outage, outage_of


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


@login_not_required
def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    record_refused_attempt(request)
    return render(request, "403.html", status=403)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    outage = outage_of(sys.exc_info()[1])
    if outage is not None:
        return answer_outage(request, outage)
    return render(request, "500.html", status=500)
