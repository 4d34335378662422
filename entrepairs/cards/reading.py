"""What the card of one person shows to this reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from entrepairs.accounts.enums import Act, Role
from entrepairs.accounts.models import AuditEntry, Member, Team
from entrepairs.accounts.terms import word_for
from entrepairs.base.http import MemberRequest
from entrepairs.links.rights import Rights
from entrepairs.peers.models import StatusPeriod
from entrepairs.people import lists
from entrepairs.people.enums import DataClass, Gate, NotWant, Standing, Want, WishKind
from entrepairs.people.languages import language_word
from entrepairs.people.models import Agreement, GoalSaid, Hold, Person, Rescue, Wish
from entrepairs.people.sealing import unlock
from entrepairs.people.sentences import classes_words, listed, recipient
from entrepairs.people.wishing import HOLDS, ICONS, WHERE_ICONS, picture_word

LOOKED_BACK = timedelta(days=31)
# The door that each refusal closes: the only one that a duty to rescue opens.
GATES = {
    NotWant.NO_TRANSMISSION: Gate.TRANSMISSION,
    NotWant.NO_HEALTH: Gate.HEALTH_STEP,
    NotWant.NO_FOLLOW_UP: Gate.FOLLOW_UP,
}


@dataclass(frozen=True, slots=True)
class WishLine:
    wish: Wish
    icon: str
    picture: str
    where: str = ""
    where_icon: str = ""
    where_on: Any = None


def wish_lines(wishes: Iterable[Wish], said: dict[UUID, GoalSaid]) -> list[WishLine]:
    lines = []
    for wish in wishes:
        last = said.get(wish.pk)
        lines.append(
            WishLine(
                wish,
                ICONS.get(wish.code, "message-circle"),
                picture_word(wish.kind, wish.code),
                str(last.get_place_display()) if last else "",
                WHERE_ICONS[last.place] if last else "",
                last.said_on if last else None,
            )
        )
    return lines


def by_kind(member: Member, person: Person, wishes: list[Wish]) -> dict[str, list[WishLine]]:
    """Wants and refusals together, in the order they were said; then the rest."""
    goals = [wish for wish in wishes if wish.kind == WishKind.GOAL]
    said: dict[UUID, GoalSaid] = {}
    if goals:
        rows = GoalSaid.objects.visible_to(member).filter(goal__in=goals)
        said = {row.goal_id: row for row in rows.order_by("said_on", "id")}
    first = [wish for wish in wishes if wish.kind in (WishKind.WANT, WishKind.NOT_WANT)]
    first.sort(key=lambda wish: (wish.kind == WishKind.NOT_WANT, not wish.text))
    liked = [wish for wish in wishes if wish.kind == WishKind.PREFERENCE]
    return {
        "wishes": wish_lines(first, said),
        "preferences": wish_lines(liked, said),
        "goals": wish_lines(goals, said),
    }


def holds(wishes: Iterable[Wish]) -> dict[str, Any]:
    """What the software blocks because of a wish, and what one may propose."""
    closed = {wish.code for wish in wishes if wish.kind == WishKind.NOT_WANT}
    wanted = [wish for wish in wishes if wish.kind in (WishKind.WANT, WishKind.GOAL)]
    pictures = {picture_word(wish.kind, wish.code) for wish in wanted if wish.code}
    health = Want.HEALTH in {wish.code for wish in wanted} and NotWant.NO_HEALTH not in closed
    return {
        "blocked": [(*HOLDS[code], GATES.get(code, "")) for code in HOLDS if code in closed],
        "proposed": listed(sorted(pictures)),
        "silent": NotWant.NO_TRANSMISSION in closed,
        "health_open": health,
        "health_closed": NotWant.NO_HEALTH in closed,
    }


# --- Who sees this ---------------------------------------------------------------
def who_sees(
    members: Iterable[Member], reasons: dict[UUID, str], terms: dict[str, str]
) -> list[dict[str, str]]:
    return [
        {
            "who": member.full_name,
            "why": ", ".join(
                part for part in (_title(member, terms), reasons.get(member.pk, "")) if part
            ),
        }
        for member in members
    ]


def _title(member: Member, terms: dict[str, str]) -> str:
    role = next(
        (role for role in (Role.PEER, Role.COORDINATOR, Role.COLLEAGUE) if member.has(role)),
        Role.COLLEAGUE,
    )
    # The title a peer chose is part of how they introduce themselves; a colleague’s is not.
    chosen = member.chosen_title if role == Role.PEER else ""
    return chosen or word_for(f"role.{role}", terms)


def hidden_words(rights: Rights) -> str:
    return listed(str(what.label) for what in rights.hidden())


def looks_lately(person: Person, now: datetime) -> int:
    """How many times the page was opened in a month, by anybody: a number, no name."""
    rows = AuditEntry.objects.filter(
        organisation=person.organisation_id,
        kind="people.person",
        thing=str(person.pk),
        act=Act.LOOK,
        at__gte=now - LOOKED_BACK,
    )
    return rows.count()


# --- Everything ------------------------------------------------------------------
def whole_card(
    request: MemberRequest, person: Person, rights: Rights, terms: dict[str, str]
) -> dict[str, Any]:
    member, today = request.member, request.today
    wishes = lists.wishes_of(member, person)
    agreements = [
        row for row in lists.agreements_of(member, person) if row.state(today) == "active"
    ]
    rescues = _rescues(member, person)
    hold = Hold.objects.visible_to(member).about(person).filter(lifted_on__isnull=True).first()
    named = [person] if rights.may(DataClass.IDENTITY) and person.told_name_sealed else []
    unlock([*named, *wishes, *agreements, *rescues, *([hold] if hold else [])])
    teams = lists.teams_that_know(person)
    return {
        **by_kind(member, person, wishes),
        "holds": holds(wishes),
        "told_name": person.told_name if named else "",
        "language": language_word(person.language),
        "agreements": agreement_lines(agreements, today),
        "rescues": rescues,
        "hold": hold,
        "may_review": member.has(Role.COORDINATOR),
        "may_hold": member.has(Role.COORDINATOR),
        "ties": lists.ties_of(member, person),
        "teams": _names(teams),
        "readers": lists.members_of_teams(teams, today),
        "hidden": hidden_words(rights),
        "under_18": person.standing == Standing.UNDER_18,
    }


def agreement_lines(agreements: list[Agreement], today: date) -> list[dict[str, Any]]:
    """``again``: the reader’s status changed since the person agreed, so one asks again."""
    since = _status_since({row.to_member_id for row in agreements if row.to_member_id}, today)
    return [
        {
            "who": recipient(row),
            "what": classes_words(row),
            "until": row.until,
            "again": since.get(row.to_member_id, row.given_on) > row.given_on,
        }
        for row in agreements
    ]


def _status_since(members: set[UUID], today: date) -> dict[UUID, date]:
    """Since when each of these peers has the status of today. One query, or none."""
    if not members:
        return {}
    rows = StatusPeriod.objects.filter(peer__member__in=members, period__contains=today)
    return {member: period.lower for member, period in rows.values_list("peer__member", "period")}


def _rescues(member: Member, person: Person) -> list[Rescue]:
    rows = Rescue.objects.visible_to(member).about(person).select_related("decided_by")
    return list(rows.order_by("-decided_at")[:5])


def _names(teams: Iterable[Team]) -> str:
    return ", ".join(team.name for team in teams)


def just_ended(request: MemberRequest, person: Person) -> Wish | None:
    """The wish one has just ended, to undo it."""
    asked = request.GET.get("ended", "")
    if not asked:
        return None
    rows = Wish.objects.visible_to(request.member).about(person)
    ended = rows.filter(ended_on=request.today)
    return next((wish for wish in ended if str(wish.pk) == asked), None)


def state_words(person: Person) -> dict[str, str]:
    """When no room says better where one is with the person."""
    if person.standing == Standing.UNDER_18:
        return {"kind": "settle", "icon": "baby", "word": _("Under 18: child protection")}
    return {"kind": "calm", "icon": "user-round", "word": _("Known by the team")}
