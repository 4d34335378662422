"""What surrounds every page: the rail, the bar of the phone, where one is, who one is.

The rooms do not know one another; the list of their doors is kept here, on the top floor.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entrepairs.accounts import access
from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member
from entrepairs.interventions.access import may_open_outings
from entrepairs.people.access import may_meet_people

May = Callable[[Member], bool]


def anyone(member: Member) -> bool:
    return True


def one_of(*roles: Role) -> May:
    return lambda member: any(member.has(role) for role in roles)


WORKS_WITH_PEERS = one_of(
    Role.PEER,
    Role.COLLEAGUE,
    Role.COORDINATOR,
    Role.MANAGER,
    Role.PLATFORM_COORDINATOR,
    Role.AUDITOR,
)
GOES_OUT = one_of(Role.PEER, Role.COLLEAGUE, Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Entry:
    """One door: its name, the URL it opens, its icon, who may see it, its short name."""

    label: str | Promise
    url_name: str
    icon: str
    may: May = anyone
    short: str | Promise = ""
    # Rooms whose pages are behind this door too.
    also: tuple[str, ...] = ()


RAIL = (
    Entry(_("Today"), "today", "sun"),
    Entry(
        _("People"),
        "people:list",
        "user-round",
        may_meet_people,
        also=("cards", "links", "steps", "words"),
    ),
    Entry(_("Peers"), "peers:list", "handshake", WORKS_WITH_PEERS),
    Entry(
        _("Teams and missions"), "missions:list", "file-pen-line", WORKS_WITH_PEERS, _("Missions")
    ),
    Entry(_("Outings"), "interventions:list", "footprints", may_open_outings),
    Entry(_("Directory"), "directory:search", "map-pinned"),
    Entry(
        _("Our recommendation"),
        "framework:board",
        "milestone",
        WORKS_WITH_PEERS,
        pgettext_lazy("short, under an icon", "Board"),
    ),
    Entry(_("Members"), "accounts:members", "users", one_of(Role.ADMIN, Role.MANAGER)),
)
# Now and then: under "Everything", at the foot of each page.
FOOT = (
    Entry(
        _("Imports"),
        "exchange:list",
        "file-spreadsheet",
        one_of(Role.COORDINATOR, Role.MANAGER, Role.PLATFORM_COORDINATOR),
    ),
)
PLUS = Entry(_("Note something"), "plus", "plus", GOES_OUT, pgettext_lazy("verb", "Note"))
# On a phone: two doors, the plus, one door, and the rest under "More". The first three
# that one may open.
PHONE = ("today", "people:list", "interventions:list", "framework:board")
ON_PHONE = 3


def address(url_name: str) -> str | None:
    """Where a door leads, or nothing while its room is not built."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return None


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of ``base.html``. Costs no query: it reads what the request already holds."""
    member = getattr(request, "member", None)
    rail = [_door(entry, request) for entry in RAIL if _open(entry, member)]
    return {
        "shell": {
            "member": member,
            "rail": rail,
            "foot": [_door(entry, request) for entry in FOOT if _open(entry, member)],
            "phone": [door for door in rail if door["url_name"] in PHONE][:ON_PHONE],
            "plus": _door(PLUS, request) if _open(PLUS, member) else None,
            "places": _places(request, member),
            "search_url": address("search") if member else None,
            "switch_url": address("accounts:switch"),
            "me_url": address("accounts:me"),
            "home_url": address("today") if member else "/",
            "opens": _opens(member),
            "demo_url": address("demo:people") if settings.DEMO else None,
        }
    }


def _opens(member: Member | None) -> dict[str, bool]:
    """The pages of the accounts' room this member may open."""
    if member is None:
        return {}
    return {
        "teams": access.may_open_teams(member),
        "invitations": access.may_manage_accounts(member),
        "partners": access.may_partner(member),
    }


def _open(entry: Entry, member: Member | None) -> bool:
    return member is not None and entry.may(member) and address(entry.url_name) is not None


def _door(entry: Entry, request: HttpRequest) -> dict[str, Any]:
    match = request.resolver_match
    rooms = {entry.url_name.partition(":")[0], *entry.also}
    here = match is not None and not rooms.isdisjoint({match.url_name, *match.namespaces})
    return {
        "label": entry.label,
        "short": entry.short or entry.label,
        "icon": entry.icon,
        "url": address(entry.url_name),
        "url_name": entry.url_name,
        "here": here,
        "exact": match is not None and match.view_name == entry.url_name,
    }


def _places(request: HttpRequest, member: Member | None) -> list[dict[str, str]]:
    """The other organisations of this user, as the session remembers them."""
    if member is None or not hasattr(request, "session"):
        return []
    places: list[dict[str, str]] = request.session.get("places", [])
    return [place for place in places if place["id"] != str(member.organisation_id)]
