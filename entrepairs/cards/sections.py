"""Sections of the card written by the rooms below: each draws its own.

A room gives ``on_card(member, person, rights, today) -> dict`` in its ``on_card`` module
and the template ``<room>/on_card.html``. Its context may carry ``state`` (kind, icon, word:
shown beside the alias) and ``reasons`` (member id → why they read this card).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from entrepairs.base.http import MemberRequest
from entrepairs.links.rights import Rights
from entrepairs.people.models import Person

ROOMS = ("links", "steps", "words", "voice")
OnCard = Callable[..., dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Section:
    room: str
    html: SafeString
    state: dict[str, str] | None = None
    reasons: dict[UUID, str] = field(default_factory=dict)


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
        html = render_to_string(f"{room}/on_card.html", context, request=request)
        drawn.append(Section(room, html, given.get("state"), given.get("reasons", {})))
    return drawn
