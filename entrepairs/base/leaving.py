"""Leaving fast: sign out, and show a page that says nothing of us."""

from __future__ import annotations

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST


@login_not_required
@require_POST
def quick_leave(request: HttpRequest) -> HttpResponse:
    logout(request)
    response = redirect("neutral")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@login_not_required
@require_GET
def neutral(request: HttpRequest) -> HttpResponse:
    """A recipe: nothing on it names Entrepairs, and nothing on it leads back."""
    return render(request, "neutral.html")
