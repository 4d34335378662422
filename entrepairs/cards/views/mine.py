"""The person reads what is kept about them, with a code on paper: no account, no telephone.

Whatever is wrong with a code, the answer is the same page. An opened code lasts half an
hour in this browser, and is forgotten with a button.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.base import clock
from entrepairs.base.http import page
from entrepairs.base.refusals import Refusal
from entrepairs.base.wall import open_wall
from entrepairs.cards import codes, services
from entrepairs.cards.copy import as_json, as_pdf, copy_of
from entrepairs.cards.forms import CodeForm, OwnEraseForm, OwnRequestForm
from entrepairs.cards.refusals import CodeSpent
from entrepairs.cards.views.kept import as_file
from entrepairs.people.models import Person

OPEN_FOR = timedelta(minutes=30)
KEY = "mine"


@login_not_required
@require_safe
def enter(request: HttpRequest) -> HttpResponse:
    return page(request, "cards/enter.html", form=CodeForm())


@login_not_required
@require_POST
def open_code(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if not ratelimit.consume(request, action="code"):
        return page(request, "accounts/join_slowly.html", status=429)
    if form.is_valid():
        person = _try(form.cleaned_data["code"])
        if person is not None:
            request.session.cycle_key()
            request.session[KEY] = {
                "person": str(person.pk),
                "organisation": str(person.organisation_id),
                "until": (clock.now() + OPEN_FOR).isoformat(),
            }
            return redirect("cards:mine")
        form.add_error("code", str(CodeSpent.message))
    return page(request, "cards/enter.html", form=form, status=422)


def _try(typed: str) -> Person | None:
    read = codes.read(typed)
    place = services.place_of_code(read[0]) if read else None
    if read is None or place is None:
        return None
    with open_wall(organisation=place):
        return services.use_code(handle=read[0], secret=read[1], now=clock.now())


@contextmanager
def _own(request: HttpRequest, *, read_only: bool) -> Iterator[Person]:
    """The person whose code this browser opened, inside the wall of their organisation."""
    opened: dict[str, Any] = request.session.get(KEY) or {}
    if not opened or clock.now() > datetime.fromisoformat(opened["until"]):
        request.session.pop(KEY, None)
        raise Http404
    with open_wall(organisation=UUID(opened["organisation"]), read_only=read_only):
        person = Person.objects.filter(pk=opened["person"]).first()
        if person is None:
            raise Http404
        yield person


@login_not_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    with _own(request, read_only=True) as person:
        copy = copy_of(person, now=clock.now())
        return page(request, "cards/mine.html", copy=copy, form=OwnRequestForm())


@login_not_required
@require_safe
def mine_json(request: HttpRequest) -> HttpResponse:
    with _own(request, read_only=True) as person:
        return as_file(as_json(copy_of(person, now=clock.now())), "json")


@login_not_required
@require_safe
def mine_pdf(request: HttpRequest) -> HttpResponse:
    with _own(request, read_only=True) as person:
        return as_file(as_pdf(copy_of(person, now=clock.now())), "pdf")


@login_not_required
@require_POST
def mine_ask(request: HttpRequest) -> HttpResponse:
    form = OwnRequestForm(request.POST)
    with _own(request, read_only=False) as person:
        if form.is_valid():
            try:
                asked = form.request()
                asked.person = person
                services.receive_request(actor=None, request=asked, now=clock.now())
            except Refusal as refusal:
                form.add_error(None, str(refusal.message))
            else:
                messages.success(request, _("Noted. The team answers within a month."))
                return redirect("cards:mine")
        copy = copy_of(person, now=clock.now())
        return page(request, "cards/mine.html", copy=copy, form=form, status=422)


@login_not_required
@require_safe
def mine_new_erasure(request: HttpRequest) -> HttpResponse:
    with _own(request, read_only=True):
        return page(request, "cards/mine_erase.html", form=OwnEraseForm())


@login_not_required
@require_POST
def mine_erase(request: HttpRequest) -> HttpResponse:
    form = OwnEraseForm(request.POST)
    with _own(request, read_only=False) as person:
        if not form.is_valid():
            return page(request, "cards/mine_erase.html", form=form, status=422)
        try:
            services.erase_on_request(actor=None, person=person, now=clock.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
            return page(request, "cards/mine_erase.html", form=form, status=422)
    request.session.pop(KEY, None)
    return page(request, "cards/mine_erased.html")


@login_not_required
@require_POST
def mine_close(request: HttpRequest) -> HttpResponse:
    """Forget the code in this browser."""
    request.session.pop(KEY, None)
    return redirect("home")
