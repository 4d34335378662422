"""What a paper may be filled from: the next appointment, first names, chosen wishes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member, Team, TeamMembership
from entrepairs.links.models import Link
from entrepairs.links.rights import Rights
from entrepairs.people.enums import DataClass, NotWant, WishKind
from entrepairs.people.holdings import wish_word
from entrepairs.people.models import Person, Wish
from entrepairs.people.sealing import unlock
from entrepairs.steps.lists import steps_of
from entrepairs.words.lists import teams_for

NAMES = 8


def may_name(person: Person) -> bool:
    """Unless they said: my name on no list."""
    return not Wish.objects.about(person).refusing(NotWant.NO_NAME_ON_PAPER).exists()


def peers_for(member: Member, person: Person, today: Any) -> list[str]:
    """First names: the linked peer first, then the peers of the team."""
    teams = teams_for(member, person)
    linked = Link.objects.about(person).filter(closed_on__isnull=True, peer_member__isnull=False)
    first = list(linked.order_by("opened_on").values_list("peer_member__given_name", flat=True))
    peers = Member.objects.active(today).with_role(Role.PEER).filter(pk__in=_members(teams))
    return _once([*first, *peers.values_list("given_name", flat=True)])


def others_for(member: Member, person: Person, today: Any) -> list[str]:
    """Whom to ask for another peer: those of the team who are not peers."""
    team = _members(teams_for(member, person))
    staff = Member.objects.active(today).with_role(Role.COORDINATOR, Role.COLLEAGUE)
    return _once(staff.filter(pk__in=team).values_list("given_name", flat=True))


def _members(teams: list[Team]) -> Any:
    return TeamMembership.objects.holding().filter(team__in=teams).values("member")


def _once(names: Any) -> list[str]:
    return list(dict.fromkeys(names))[:NAMES]


def next_meeting(person: Person, rights: Rights, now: datetime) -> dict[str, Any]:
    """Place, day and hour of the next appointment that this reader may read."""
    if not rights.may(DataClass.LOGISTICS):
        return {}
    ahead = [step for step in steps_of(person, rights) if step.next_at and step.next_at >= now]
    if not ahead:
        return {}
    step = min(ahead, key=lambda each: each.next_at)
    there = localtime(step.next_at)
    return {"place": step.next_place, "day": there.date(), "hour": there.time()}


def wishes_of(person: Person, rights: Rights) -> dict[str, list[tuple[str, str]]]:
    """What they want and aim at, in their words where there are some."""
    if not rights.may(DataClass.CHOSEN):
        return {"wants": [], "goals": []}
    kinds = (WishKind.WANT, WishKind.GOAL)
    said = Wish.objects.about(person).living().filter(kind__in=kinds).order_by("said_on", "id")
    found: dict[str, list[tuple[str, str]]] = {"wants": [], "goals": []}
    for wish in unlock(said):
        words = wish.text or wish_word(wish).rpartition(" : ")[2]
        found["wants" if wish.kind == WishKind.WANT else "goals"].append((str(wish.pk), words))
    return found
