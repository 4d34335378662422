"""Sections of the card written by the rooms below: each draws its own.

A room gives ``on_card(member, person, rights, today) -> dict`` in its ``on_card`` module
and the template ``<room>/on_card.html``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from entrepairs.base.http import MemberRequest
from entrepairs.links.enums import State
from entrepairs.links.rights import Rights
from entrepairs.people.models import Person

ROOMS = {
    "links": "links/on_card.html",
    "steps": "steps/on_card.html",
    "words": "words/on_card.html",
    "voice": "voice/on_card.html",
}
OnCard = Callable[..., dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the card, and what it holds."""

    room: str
    html: SafeString
    holds: dict[str, Any]


def drawers() -> list[tuple[str, OnCard]]:
    """The rooms that have something to show, in the order of the card."""
    found = []
    for room in ROOMS:
        name = f"entrepairs.{room}.on_card"
        if find_spec(f"entrepairs.{room}") and find_spec(name):
            found.append((room, import_module(name).on_card))
    return found


def sections(request: MemberRequest, person: Person, rights: Rights) -> list[Section]:
    drawn = []
    for room, on_card in drawers():
        given = on_card(request.member, person, rights, request.today)
        context = {"person": person, "card_rights": rights, "today": request.today} | given
        html = render_to_string(ROOMS[room], context, request=request)
        drawn.append(Section(room, html, given))
    return drawn


def state_of(drawn: list[Section]) -> dict[str, str] | None:
    """Where one is with the person, from the first living link: shown beside the alias."""
    for line in _links(drawn):
        name = line.link.peer_member.given_name if line.link.peer_member else ""
        word = line.word
        if line.state == State.OPEN and name:
            word = _("Link open with %(name)s") % {"name": name}
        return {"kind": line.kind, "icon": line.icon, "word": word}
    return None


def reasons_of(drawn: list[Section]) -> dict[UUID, str]:
    """Why a member reads this card, beyond their team."""
    why: dict[UUID, str] = {}
    for line in _links(drawn):
        link = line.link
        if link.colleague_known_on and link.colleague_id:
            why[link.colleague_id] = _("works beside %(name)s") % {"name": line.peer}
        if link.peer_member_id:
            why[link.peer_member_id] = _("linked with them")
    return why


def _links(drawn: list[Section]) -> list[Any]:
    return [line for section in drawn for line in section.holds.get("links", ())]
