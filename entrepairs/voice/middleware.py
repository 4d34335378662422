from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve

from entrepairs.base.http import is_htmx
from entrepairs.voice.kiosk import KEY

# All that a screen handed over may ask. Static files are answered before this.
OPEN = frozenset(
    {
        "voice:form",
        "voice:give",
        "voice:stop",
        "voice:thanks",
        "voice:next",
        "voice:unlock",
        "voice:widen",
        # Numbers to ring: no session, no name, no way back into the house.
        "emergency",
        "emergency_in",
        "emergency_worker",
    }
)


class NarrowedSessionMiddleware:
    """Every page of a session handed over is the four questions; every act is refused."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _name(request) in OPEN or not self._is_narrowed(request):
            return self.get_response(request)
        if request.method in ("GET", "HEAD") and not is_htmx(request):
            return redirect("voice:form")
        return _refused(request)

    @staticmethod
    def _is_narrowed(request: HttpRequest) -> bool:
        return KEY in request.session and request.user.is_authenticated


def _name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def _refused(request: HttpRequest) -> HttpResponse:
    return render(request, "voice/narrowed.html", status=403)
