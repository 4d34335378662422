"""What the pages of accounts show: filters kept in the address, lines, the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from entrepairs.accounts import access
from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import (
    Invitation,
    Member,
    MemberQuerySet,
    Organisation,
    Partnership,
    Team,
    TeamMembership,
    TeamQuerySet,
)
from entrepairs.accounts.services import UNDO_DAYS
from entrepairs.accounts.terms import word_for
from entrepairs.accounts.wording import role_words
from entrepairs.base.words import plain


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of the list of members."""

    name: str = ""
    role: str = ""
    team: str = ""
    gone: bool = False

    @classmethod
    def read(cls, query: QueryDict, teams: Iterable[Team]) -> Asked:
        role, team = query.get("role", ""), query.get("team", "")
        return cls(
            name=query.get("q", "").strip()[:80],
            role=role if role in Role.values else "",
            team=team if team in {str(one.pk) for one in teams} else "",
            gone=query.get("gone") == "1",
        )

    def __bool__(self) -> bool:
        return bool(self.name or self.role or self.team or self.gone)


def find_members(reader: Member, asked: Asked, today: date) -> MemberQuerySet:
    here = Q(since__gt=today) | Q(until__isnull=True) | Q(until__gte=today)
    members = Member.objects.visible_to(reader).filter(organisation=reader.organisation_id)
    members = members.exclude(here) if asked.gone else members.filter(here)
    if asked.name:
        members = members.filter(name_key__contains=plain(asked.name))
    if asked.role:
        members = members.with_role(asked.role)
    if asked.team:
        members = members.filter(
            memberships__team=asked.team, memberships__until__isnull=not asked.gone
        )
    return members.distinct().prefetch_related(teams_of(reader))


def teams_of(reader: Member) -> Prefetch[str]:
    """Teams of today, only those the reader sees, in one query."""
    seen = TeamMembership.objects.visible_to(reader).holding()
    return Prefetch(
        "memberships", seen.select_related("team").order_by("team__name"), to_attr="seats"
    )


def chips(
    query: QueryDict, key: str, chosen: str, words: Iterable[tuple[str, str]], first: str = ""
) -> list[dict[str, Any]]:
    found = []
    for code, word in [("", first or _("All")), *words]:
        kept = query.copy()
        kept.pop(key, None)
        kept.pop("page", None)
        if code:
            kept[key] = code
        found.append({"word": word, "url": f"?{kept.urlencode()}", "on": code == chosen})
    return found


def role_chips(
    reader: Member, query: QueryDict, asked: Asked, terms: dict[str, str]
) -> list[dict[str, Any]]:
    """Only roles that somebody seen here has. One query."""
    seen = Member.objects.visible_to(reader).filter(organisation=reader.organisation_id)
    held = {role for roles in seen.order_by().values_list("roles", flat=True) for role in roles}
    words = [(role, word_for(f"role.{role}", terms)) for role in Role.values if role in held]
    return chips(query, "role", asked.role, words)


def team_chips(query: QueryDict, asked: Asked, teams: Iterable[Team]) -> list[dict[str, Any]]:
    return chips(query, "team", asked.team, [(str(team.pk), team.name) for team in teams])


@dataclass(frozen=True, slots=True)
class Line:
    member: Member
    roles: str
    teams: str
    waits: bool

    @classmethod
    def read(cls, member: Any, terms: dict[str, str]) -> Line:
        return cls(
            member=member,
            roles=", ".join(role_words(member, terms)),
            teams=", ".join(seat.team.name for seat in member.seats),
            waits=member.user_id is None,
        )


def header() -> list[str]:
    return [
        _("First name"),
        _("Family name"),
        _("Title"),
        _("E-mail"),
        _("Telephone"),
        _("Roles, codes"),
        _("Roles"),
        _("Teams"),
        _("First day"),
        _("Last day"),
    ]


def rows(members: MemberQuerySet, terms: dict[str, str]) -> list[list[object]]:
    """Code *and* local word of each role (R2.8)."""
    return [
        [
            member.given_name,
            member.family_name,
            member.chosen_title,
            member.email,
            member.phone,
            ", ".join(member.roles),
            line.roles,
            line.teams,
            member.since,
            member.until or "",
        ]
        for member in members
        for line in [Line.read(member, terms)]
    ]


def member_page(
    reader: Member, member: Any, terms: dict[str, str], now: datetime
) -> dict[str, Any]:
    manages = access.may_change_member(reader, member)
    pending = Invitation.objects.visible_to(reader).filter(member=member).pending(now)
    return {
        "one": member,
        "line": Line.read(member, terms),
        "contact": access.may_see_contact(reader, member),
        "may_change": manages,
        "pending": pending.first() if manages else None,
        "gone": member.until is not None and member.until < now.date(),
        "undo_until": member.until + timedelta(days=UNDO_DAYS) if member.until else None,
    }


def teams_counted(reader: Member, name: str, closed: bool) -> TeamQuerySet:
    live = Q(memberships__until__isnull=True)
    teams = Team.objects.visible_to(reader).filter(closed_on__isnull=not closed)
    counted = teams.annotate(people=Count("memberships", filter=live)).order_by("name", "id")
    return counted.filter(name__icontains=name) if name else counted


@dataclass(frozen=True, slots=True)
class Bond:
    """A partnership as seen from here. ``name`` is empty until the other accepts."""

    partnership: Partnership
    name: str
    code: str
    ours: bool

    @property
    def waits_for_us(self) -> bool:
        return self.partnership.accepted_on is None and not self.ours


def bonds(reader: Member) -> list[Bond]:
    """Ours and theirs, in two queries; a name that is not ours to read is left out."""
    found = list(Partnership.objects.visible_to(reader).order_by("-since", "id"))
    others = {_other(one, reader) for one in found}
    names = dict(Organisation.objects.filter(pk__in=others).values_list("pk", "name"))
    return [
        Bond(
            partnership=one,
            name=names.get(_other(one, reader), ""),
            code=_other(one, reader).hex,
            ours=one.organisation_id == reader.organisation_id,
        )
        for one in found
    ]


def _other(partnership: Partnership, reader: Member) -> UUID:
    if partnership.organisation_id == reader.organisation_id:
        return partnership.partner_id
    return partnership.organisation_id
