"""Teams and members of a file, in batches. The one audit row is the import's own.

Nobody gets an account here: a member without user opens no page until invited, and
the roles of those already known are never changed by a file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from entrepairs.accounts.enums import Role, TeamKind
from entrepairs.accounts.models import Member, Organisation, Team, TeamMembership
from entrepairs.accounts.services import name_key
from entrepairs.base.words import plain

BATCH = 1_000
# Roles that a file may give to somebody new.
GIVEN_BY_FILE = frozenset({Role.PEER, Role.COLLEAGUE, Role.COORDINATOR, Role.SUPPORTER})


@dataclass(frozen=True, slots=True)
class TeamRow:
    row: int
    name: str
    kind: str = TeamKind.OTHER
    finess: str = ""


@dataclass(frozen=True, slots=True)
class MemberRow:
    row: int
    given_name: str
    family_name: str
    role: str
    email: str = ""
    phone: str = ""
    since: date | None = None
    team: Team | None = None


@dataclass(slots=True)
class Taken:
    """What became of the rows. ``left`` holds (row, code of the reason)."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    left: list[tuple[int, str]] = field(default_factory=list)

    def count(self, *, made: bool, changed: bool) -> None:
        if made:
            self.created += 1
        elif changed:
            self.updated += 1
        else:
            self.unchanged += 1

    def add(self, other: Taken) -> None:
        self.created += other.created
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.left += other.left


def squashed(name: str) -> str:
    """A name without case, accents, points and spaces."""
    return re.sub(r"[^a-z0-9]", "", plain(name))


def import_teams(*, actor: Member, rows: Sequence[TeamRow], now: datetime) -> Taken:
    """Add the teams of our own organisation; one already there is found by FINESS and name."""
    known = _known_teams(actor)
    taken, new = Taken(), []
    for row in rows:
        team = known.get((squashed(row.name), row.finess)) or known.get((squashed(row.name), ""))
        if team is None:
            team = Team(organisation_id=actor.organisation_id)
            new.append(team)
        before = (team.name, team.kind, team.finess)
        team.name, team.kind = row.name[:120], row.kind or team.kind or TeamKind.OTHER
        team.finess = row.finess or team.finess
        known[(squashed(row.name), row.finess)] = team
        made = team in new
        changed = not made and before != (team.name, team.kind, team.finess)
        if changed:
            team.save(update_fields=["name", "kind", "finess"])
        taken.count(made=made, changed=changed)
    Team.objects.bulk_create(new, batch_size=BATCH)
    return taken


def _known_teams(actor: Member) -> dict[tuple[str, str], Team]:
    teams = Team.objects.filter(organisation=actor.organisation_id)
    found = {(squashed(team.name), team.finess): team for team in teams}
    return found


def fill_organisation(
    *, actor: Member, numbers: dict[str, str], now: datetime
) -> tuple[Organisation, list[str]]:
    """Write the SIRET, FINESS or RNA our organisation does not have yet; returns what was."""
    organisation = Organisation.objects.get(pk=actor.organisation_id)
    filled = [
        name for name, number in numbers.items() if number and not getattr(organisation, name)
    ]
    for name in filled:
        setattr(organisation, name, numbers[name])
    if filled:
        organisation.save(update_fields=filled)
    return organisation, filled


def import_members(
    *, actor: Member, rows: Sequence[MemberRow], now: datetime
) -> tuple[Taken, dict[int, Member]]:
    """Add or complete members, found by e-mail or by name; also returns who each row is.

    Two spellings under one e-mail stay two people: the second has no e-mail.
    """
    register = _Register(actor, now.date())
    taken, people = Taken(), {}
    for row in rows:
        people[row.row] = register.take(row, taken)
    register.write()
    return taken, {row: member for row, member in people.items() if member is not None}


class _Register:
    """The members known before, and those the file brings."""

    def __init__(self, actor: Member, today: date) -> None:
        self._actor, self._today = actor, today
        self._by_name: dict[str, list[Member]] = {}
        self._by_email: dict[str, Member] = {}
        self._new: dict[int, Member] = {}
        self._changed: dict[int, Member] = {}
        self._teams: list[tuple[Member, Team]] = []
        self._claimed: dict[str, str] = {}
        for member in Member.objects.filter(organisation=actor.organisation_id):
            self._keep(member)

    def _keep(self, member: Member) -> None:
        self._by_name.setdefault(member.name_key, []).append(member)
        if member.email:
            self._by_email.setdefault(member.email.lower(), member)

    def take(self, row: MemberRow, taken: Taken) -> Member | None:
        key = plain(f"{row.family_name} {row.given_name}")
        email = row.email if self._claimed.setdefault(row.email, key) == key else ""
        found = self._find(key, email)
        if len(found) > 1:
            taken.left.append((row.row, "two_members_of_this_name"))
            return None
        if found:
            self._complete(found[0], row, email, taken)
            return found[0]
        member = self._welcome(row, email)
        taken.count(made=True, changed=False)
        if row.email and not email:
            taken.left.append((row.row, "email_of_another"))
        return member

    def _find(self, key: str, email: str) -> list[Member]:
        same = self._by_name.get(key, [])
        if email and (owner := self._by_email.get(email)) and (owner in same or not same):
            return [owner]
        return same

    def _complete(self, member: Member, row: MemberRow, email: str, taken: Taken) -> None:
        before = (member.email, member.phone)
        if email and not member.email and email not in self._by_email:
            member.email = email
        member.phone = row.phone[:32] or member.phone
        changed = before != (member.email, member.phone)
        if id(member) in self._new:
            return  # another line of somebody this file brings
        if changed:
            self._changed[id(member)] = member
        taken.count(made=False, changed=changed)

    def _welcome(self, row: MemberRow, email: str) -> Member:
        role = row.role if row.role in GIVEN_BY_FILE else Role.COLLEAGUE
        since = min(row.since or self._today, self._today)
        member = Member(
            organisation_id=self._actor.organisation_id,
            given_name=row.given_name[:80] or row.family_name[:80],
            family_name=row.family_name[:80] if row.given_name else "",
            email=email if email not in self._by_email else "",
            phone=row.phone[:32],
            roles=[str(role)],
            since=since,
        )
        member.name_key = name_key(member)
        self._new[id(member)] = member
        self._keep(member)
        if row.team is not None:
            self._teams.append((member, row.team))
        return member

    def write(self) -> None:
        Member.objects.bulk_create(self._new.values(), batch_size=BATCH)
        Member.objects.bulk_update(self._changed.values(), ["email", "phone"], batch_size=BATCH)
        TeamMembership.objects.bulk_create(
            (
                TeamMembership(
                    organisation_id=member.organisation_id,
                    team=team,
                    member=member,
                    since=self._today,
                )
                for member, team in self._teams
            ),
            batch_size=BATCH,
        )
