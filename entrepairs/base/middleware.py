from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from entrepairs.base import clock

Answer = Callable[[HttpRequest], HttpResponseBase]


class ClockMiddleware:
    """One look at the clock per request, so that a page agrees with itself."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.now = clock.now()  # type: ignore[attr-defined]
        return self.get_response(request)


class PrivateAnswersMiddleware:
    """No answer of ours is kept by a shared phone's cache, a proxy or a search engine."""

    headers = {
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex, nofollow",
        "Permissions-Policy": "geolocation=(), camera=(), microphone=(), payment=()",
        "Cross-Origin-Resource-Policy": "same-origin",
    }

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        return response
