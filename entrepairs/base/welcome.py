"""The front door, for people who are not signed in."""

from __future__ import annotations

from contextlib import suppress

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What Entrepairs is; whoever is signed in goes straight to their day."""
    if request.user.is_authenticated:
        with suppress(NoReverseMatch):
            return redirect("today")
    return render(request, "public/home.html")
