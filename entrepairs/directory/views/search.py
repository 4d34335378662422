"""Looking for a service, reading one, printing one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from entrepairs.base.http import MemberRequest, page, reads
from entrepairs.directory import access, lists, vocabulary
from entrepairs.directory.finding import Asked, Found, find_services
from entrepairs.directory.models import Load, Service

PAGE = 10


def find_service(request: MemberRequest, service_id: UUID) -> Service:
    services = Service.objects.visible_to(request.member).select_related("structure")
    return get_object_or_404(services.defer("words", "plain_words"), pk=service_id)


@reads
def search(request: MemberRequest) -> HttpResponse:
    asked = Asked.read(request.GET)
    member, now, today = request.member, request.now, request.today
    found = find_services(member=member, asked=asked, now=now, today=today)
    rows = Paginator(found.hits, PAGE).get_page(request.GET.get("page"))
    shown = lists.cards(member, list(rows), now=now, today=today, orient=asked.orient)
    first = rows.number == 1
    return page(
        request,
        "directory/search.html",
        fragment="results",
        asked=asked,
        found=found,
        rows=rows,
        cards=shown,
        groups=lists.matching_groups(member, asked) if first else [],
        empty=not shown and not Load.objects.visible_to(member).done().exists(),
        **_form(request, asked, found),
    )


def _form(request: MemberRequest, asked: Asked, found: Found) -> dict[str, Any]:
    return {
        "theme_options": vocabulary.theme_options(asked.theme, get_language() or ""),
        "public_options": vocabulary.public_options(asked.public, get_language() or ""),
        "distances": lists.distances(asked),
        "stale_url": lists.kept(request.GET, old="1"),
        "fresh_url": lists.kept(request.GET, old=""),
        "wider_url": lists.kept(request.GET, km="50"),
        "clear_url": lists.kept(request.GET.__class__("", mutable=True), orient=asked.orient),
        "other_places": [
            (place.text, lists.kept(request.GET, place=place.text)) for place in found.others[:5]
        ],
        "may_publish": access.may_publish_groups(request.member),
    }


@reads
def service(request: MemberRequest, service_id: UUID) -> HttpResponse:
    return page(request, "directory/service.html", **whole(request, service_id))


@reads
def sheet(request: MemberRequest, service_id: UUID) -> HttpResponse:
    """The same, on paper: name, address, hours, what is really so, source and date."""
    return page(request, "directory/sheet.html", **whole(request, service_id))


def whole(request: MemberRequest, service_id: UUID) -> dict[str, Any]:
    found = find_service(request, service_id)
    orient = Asked.read(request.GET).orient
    card = lists.card(request.member, found, now=request.now, today=request.today, orient=orient)
    return {
        "card": card,
        "service": found,
        "facts": lists.facts(found),
        "may_correct": access.may_correct(request.member),
    }
