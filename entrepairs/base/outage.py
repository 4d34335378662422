"""The database is full or away: say so, and give the form back as it was sent."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import get_language

FULL = 507
AWAY = 503
AWAY_ERRORS = (
    psycopg.errors.AdminShutdown,
    psycopg.errors.CrashShutdown,
    psycopg.errors.CannotConnectNow,
    psycopg.errors.IdleSessionTimeout,
)
# Never written back into a page.
NOT_KEPT = ("csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "code")


def outage_of(error: BaseException | None) -> int | None:
    """507 when the disk is full, 503 when the database is away, else ``None``."""
    for cause in _causes(error):
        if isinstance(cause, psycopg.errors.DiskFull):
            return FULL
        if isinstance(cause, AWAY_ERRORS):
            return AWAY
        # A dropped or refused connection has no SQLSTATE.
        if isinstance(cause, psycopg.OperationalError) and cause.sqlstate is None:
            return AWAY
    return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def answer_outage(request: HttpRequest, status: int) -> HttpResponse:
    """A page that needs no database, with what was sent and a button to send it again."""
    context = {
        "status": status,
        "full": status == FULL,
        "LANGUAGE_CODE": get_language(),
        "address": request.get_full_path(),
        "sent": kept_fields(request),
        "csrf_token": get_token(request),
    }
    response = HttpResponse(render_to_string("outage.html", context), status=status)
    response.headers["Retry-After"] = "30"
    return response


def kept_fields(request: HttpRequest) -> list[tuple[str, str]]:
    if request.method != "POST":
        return []
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_KEPT
        for value in values
    ]
