"""The two shapes of every view, and how a page is answered.

``@reads`` answers GET from a transaction in which PostgreSQL refuses to write;
``@writes`` answers POST from one transaction. Both open the wall of the member's
organisation, and both render inside it: what is streamed after it would be empty.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.module_loading import import_string

from entrepairs.base import clock
from entrepairs.base.wall import open_wall

logger = logging.getLogger(__name__)

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Look:
    """One sensitive reading: what was opened, and why. No personal content."""

    kind: str
    thing: str
    purpose: str
    refused: bool = False


class MemberRequest(HttpRequest):
    """A request of a signed-in member, inside the wall of their organisation."""

    member: Any
    now: datetime
    today: date
    looks: list[Look]

    def looked_at(self, kind: str, thing: UUID | str, purpose: str) -> None: ...


def require(allowed: bool) -> None:
    """403 for an insider without the right; outsiders already had 404."""
    if not allowed:
        raise PermissionDenied


def is_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def page(
    request: HttpRequest,
    template: str,
    fragment: str | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Render a whole page, or only its ``fragment`` when htmx asks for one."""
    name = f"{template}#{fragment}" if fragment and is_htmx(request) else template
    response = render(request, name, context, status=status)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response


def reads(view: View) -> View:
    """GET and HEAD only; the connection refuses writes."""
    return _walled(view, methods=("GET", "HEAD"), read_only=True)


def writes(view: View) -> View:
    """POST only; one transaction, rolled back when the view raises."""
    return _walled(view, methods=("POST",), read_only=False)


def _walled(view: View, *, methods: tuple[str, ...], read_only: bool) -> View:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in methods:
            return _wrong_method(request, methods)
        asked = _prepare(request)
        response = _inside(asked, view, args, kwargs, read_only)
        return response if _record(asked) else _nothing_shown(request)

    answer.wall = "reads" if read_only else "writes"  # type: ignore[attr-defined]
    answer.methods = methods  # type: ignore[attr-defined]
    return answer


def _prepare(request: HttpRequest) -> MemberRequest:
    asked = cast(MemberRequest, request)
    asked.looks = []

    def looked_at(kind: str, thing: UUID | str, purpose: str) -> None:
        asked.looks.append(Look(kind, str(thing), purpose))

    asked.looked_at = looked_at  # type: ignore[method-assign]
    if not hasattr(asked, "now"):
        asked.now = clock.now()
    asked.today = clock.day_of(asked.now)
    return asked


def _inside(
    request: MemberRequest, view: View, args: Any, kwargs: Any, read_only: bool
) -> HttpResponseBase:
    resolve = import_string(settings.MEMBER_RESOLVER)
    user = request.user.pk if request.user.is_authenticated else None
    chosen = request.session.get("organisation")
    organisation = UUID(chosen) if chosen else None
    with open_wall(organisation=organisation, user=user, read_only=read_only):
        other_answer = resolve(request)
        if other_answer is not None:
            return cast(HttpResponseBase, other_answer)
        try:
            response = view(request, *args, **kwargs)
        except PermissionDenied:
            _note_refusal(request)
            raise
        if response.streaming and not isinstance(response, FileResponse):
            raise RuntimeError("a streamed answer would be read outside the wall: spool it")
        if hasattr(response, "render") and not getattr(response, "is_rendered", True):
            response = response.render()
        return response


def _note_refusal(request: MemberRequest) -> None:
    """A refused attempt is recorded although its transaction is rolled back."""
    match = request.resolver_match
    thing = next((str(value) for value in match.kwargs.values()), "") if match else ""
    request.looks = [Look(match.view_name if match else "?", thing, "", refused=True)]
    request.refused = True  # type: ignore[attr-defined]


def _record(request: MemberRequest) -> bool:
    """Write what was looked at before the answer leaves; False when that failed."""
    if not request.looks or getattr(request, "member", None) is None:
        return True
    record = import_string(settings.LOOKS_RECORDER)
    try:
        with open_wall(organisation=request.member.organisation_id, user=request.user.pk):
            record(actor=request.member, looks=request.looks, now=request.now)
    except DatabaseError:
        logger.exception("a reading could not be recorded; nothing was shown")
        return False
    return True


def record_refused_attempt(request: HttpRequest) -> None:
    """Called by the 403 handler: the attempt is kept even though the view raised."""
    if getattr(request, "refused", False):
        _record(cast(MemberRequest, request))


def _wrong_method(request: HttpRequest, methods: tuple[str, ...]) -> HttpResponse:
    response = render(request, "405.html", {"methods": methods}, status=405)
    response.headers["Allow"] = ", ".join(methods)
    return response


def _nothing_shown(request: HttpRequest) -> HttpResponse:
    return render(request, "503.html", status=503)
