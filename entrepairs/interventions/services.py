from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from entrepairs.accounts.enums import Act, Role
from entrepairs.accounts.models import Member, Team, TeamMembership
from entrepairs.accounts.services import record_act
from entrepairs.base.clock import day_of
from entrepairs.base.words import plain
from entrepairs.interventions import aliases, tallies
from entrepairs.interventions.access import still_restorable
from entrepairs.interventions.enums import Hat, Seen
from entrepairs.interventions.models import Encounter, Outing, OutingCrew
from entrepairs.interventions.noting import look_again, note
from entrepairs.interventions.refusals import (
    CivilIdentity,
    EndsBeforeStart,
    IdentityNumber,
    LastsTooLong,
    NobodyGoes,
    NotOfTeam,
    NotYet,
    OutingGone,
    OutsideOuting,
    PlaceOnMap,
    TooLate,
)
from entrepairs.interventions.wording import (
    holds_coordinates,
    holds_nir,
    looks_like_civil_identity,
)
from entrepairs.links.services import note_seen
from entrepairs.missions.models import Pairing
from entrepairs.people.services import note_contact

LONGEST = timedelta(hours=24)
# Phones and servers do not quite agree on the time.
CLOCK_SLACK = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Going:
    """One person of the crew, and whether they go as a peer."""

    member: Member
    as_peer: bool = False


def hat_of(member: Member, crew: Iterable[Going] = ()) -> Hat:
    """In what capacity this member writes.

    A peer who goes out as one writes as a peer, whatever else they are; otherwise
    the role nearest to the management counts, so that no fact proves too much.
    """
    if any(going.as_peer and going.member.pk == member.pk for going in crew):
        return Hat.PEER
    if member.has(Role.MANAGER, Role.PLATFORM_COORDINATOR, Role.ADMIN):
        return Hat.MANAGER
    if member.has(Role.COORDINATOR):
        return Hat.COORDINATOR
    return Hat.PEER if member.has(Role.PEER) else Hat.COLLEAGUE


def crew_of(outing: Outing) -> list[Going]:
    """Who went; costs one query."""
    crew = OutingCrew.objects.filter(outing=outing).select_related("member")
    return [Going(row.member, row.as_peer) for row in crew.order_by("-as_peer", "member__name_key")]


# --- Outings -----------------------------------------------------------------
def start_outing(*, actor: Member, outing: Outing, crew: Sequence[Going], now: datetime) -> Outing:
    """Note an outing: one that starts now, or one of the past that nobody wrote down.

    Raises ``NobodyGoes``, ``NotOfTeam``, ``NotYet``, ``PlaceOnMap``, ``EndsBeforeStart``
    and ``LastsTooLong``.
    """
    _check_outing(outing, crew, now)
    tallies.share_team(outing.team_id)
    outing.organisation_id = actor.organisation_id
    outing.recorded_by = actor
    outing.recorded_as = hat_of(actor, crew)
    _derive(outing, crew)
    outing.save(force_insert=True)
    _write_crew(outing, crew)
    tallies.add_outing(outing.pk)
    record_act(actor=actor, action=Act.ADD, thing=outing, now=now)
    return outing


def end_outing(*, actor: Member, outing: Outing, ended_at: datetime, now: datetime) -> Outing:
    if ended_at > now + CLOCK_SLACK:
        raise NotYet
    outing.ended_at = ended_at
    _check_times(outing, now)
    outing.save(update_fields=["ended_at"])
    record_act(actor=actor, action=Act.END, thing=outing, now=now)
    return outing


def change_outing(*, actor: Member, outing: Outing, crew: Sequence[Going], now: datetime) -> Outing:
    """Save what was changed on ``outing`` and who went; the months follow.

    Another day costs a recount of the team. Raises as ``start_outing``, and ``OutingGone``.
    """
    _check_outing(outing, crew, now)
    tallies.hold_teams([outing.team_id])
    stored = Outing.objects.select_for_update(of=("self",)).get(pk=outing.pk)
    if stored.removed_at is not None:
        raise OutingGone
    tallies.take_outing(outing.pk)
    _derive(outing, crew)
    outing.save()
    OutingCrew.objects.filter(outing=outing).delete()
    _write_crew(outing, crew)
    tallies.add_outing(outing.pk)
    if outing.day != stored.day:
        Encounter.objects.filter(outing=outing).update(day=outing.day)
        tallies.recount([outing.team_id])
    record_act(actor=actor, action=Act.CHANGE, thing=outing, now=now)
    return outing


def remove_outing(*, actor: Member, outing: Outing, now: datetime) -> Outing:
    """Take an outing and its encounters out of the counts; it can be put back 30 days."""
    tallies.hold_teams([outing.team_id])
    stored = Outing.objects.select_for_update(of=("self",)).get(pk=outing.pk)
    if stored.removed_at is None:
        tallies.take_outing(outing.pk)
        _mark(outing, actor, now)
        aliases.forget_all(_named_encounters(outing))
        record_act(actor=actor, action=Act.WITHDRAW, thing=outing, now=now)
    return outing


def restore_outing(*, actor: Member, outing: Outing, now: datetime) -> Outing:
    """Put a removed outing back with its encounters. Raises ``TooLate``."""
    tallies.hold_teams([outing.team_id])
    stored = Outing.objects.select_for_update(of=("self",)).get(pk=outing.pk)
    if stored.removed_at is not None:
        if not still_restorable(stored.removed_at, now):
            raise TooLate
        _mark(outing, None, None)
        tallies.add_outing(outing.pk)
        aliases.note_all(_named_encounters(outing))
        record_act(actor=actor, action=Act.CHANGE, thing=outing, now=now)
    return outing


def _named_encounters(outing: Outing) -> list[Encounter]:
    return list(Encounter.objects.kept().filter(outing=outing).exclude(alias_key=""))


def _mark(thing: Outing | Encounter, member: Member | None, at: datetime | None) -> None:
    thing.removed_at, thing.removed_by = at, member
    thing.save(update_fields=["removed_at", "removed_by"])


def _check_outing(outing: Outing, crew: Sequence[Going], now: datetime) -> None:
    if not crew:
        raise NobodyGoes
    if outing.started_at > now + CLOCK_SLACK:
        raise NotYet
    if holds_coordinates(outing.area) or holds_coordinates(outing.solo_reason):
        raise PlaceOnMap
    _check_times(outing, now)
    _check_crew(outing.team, crew, day_of(outing.started_at))


def _check_times(outing: Outing, now: datetime) -> None:
    if outing.ended_at is None:
        return
    if outing.ended_at < outing.started_at:
        raise EndsBeforeStart
    if outing.ended_at - outing.started_at > LONGEST:
        raise LastsTooLong


def _check_crew(team: Team, crew: Sequence[Going], day: date) -> None:
    wanted = {going.member.pk for going in crew}
    known = TeamMembership.objects.filter(team=team, member__in=wanted).on(day)
    if known.values("member").distinct().count() != len(wanted):
        raise NotOfTeam


def _derive(outing: Outing, crew: Sequence[Going]) -> None:
    outing.day = day_of(outing.started_at)
    outing.peers = sum(going.as_peer for going in crew)
    outing.others = len(crew) - outing.peers
    outing.pairing = _pairing_of(outing, crew) if outing.is_paired else None
    if len(crew) > 1:
        outing.solo_reason = ""


def _pairing_of(outing: Outing, crew: Sequence[Going]) -> Pairing | None:
    """The live pairing this crew holds, the oldest when it holds several."""
    live = Pairing.objects.filter(team=outing.team_id).live(outing.day)
    peers = [going.member.pk for going in crew if going.as_peer]
    others = [going.member.pk for going in crew if not going.as_peer]
    held = live.filter(peer_member__in=peers, colleague__in=others)
    return held.order_by("since", "id").first()


def _write_crew(outing: Outing, crew: Sequence[Going]) -> None:
    OutingCrew.objects.bulk_create(
        OutingCrew(
            organisation_id=outing.organisation_id,
            outing=outing,
            member=going.member,
            as_peer=going.as_peer,
        )
        for going in crew
    )


# --- Encounters --------------------------------------------------------------
def record_encounter(
    *,
    actor: Member,
    outing: Outing,
    encounter: Encounter,
    now: datetime,
    alias_kept: bool = False,
) -> Encounter:
    """Note one meeting; the same ``token`` a second time finds the first.

    With ``alias_kept`` the writer has seen the warning about civil identities.
    Raises ``OutingGone``, ``OutsideOuting``, ``IdentityNumber``, ``CivilIdentity``.
    """
    check_alias(encounter.alias, kept=alias_kept)
    tallies.share_team(outing.team_id)
    as_peer, page = look_again(outing, actor, plain(encounter.alias))
    _check_moment(outing, encounter.at, now)
    _place(encounter, actor, outing)
    encounter.person_id = encounter.person_id or page
    encounter.recorded_as = hat_of(actor, [Going(actor, as_peer)])
    if not note(encounter):
        return Encounter.objects.get(token=encounter.token)
    if encounter.person_id is not None:
        _met_again(encounter)
    record_act(actor=actor, action=Act.ADD, thing=encounter, now=now)
    return encounter


def _place(encounter: Encounter, actor: Member, outing: Outing) -> None:
    encounter.organisation_id = actor.organisation_id
    encounter.outing, encounter.team_id = outing, outing.team_id
    encounter.day = outing.day
    encounter.recorded_by = actor
    encounter.alias = " ".join(encounter.alias.split())
    encounter.alias_key = plain(encounter.alias)
    encounter.themes = sorted(set(encounter.themes))
    if not encounter.seen:
        encounter.seen = _seen_before(encounter)


def _met_again(encounter: Encounter) -> None:
    assert encounter.person is not None
    note_contact(encounter.person, encounter.day)
    note_seen(person=encounter.person, team=encounter.team_id, day=encounter.day)


def _seen_before(encounter: Encounter) -> str:
    """An alias the team knows was seen before; an unknown one is a first time."""
    if not encounter.alias_key:
        return Seen.UNKNOWN
    known = aliases.is_known(encounter.organisation_id, encounter.team_id, encounter.alias_key)
    return Seen.AGAIN if known else Seen.FIRST


def check_alias(alias: str, *, kept: bool = False) -> None:
    if holds_nir(alias):
        raise IdentityNumber
    if holds_coordinates(alias):
        raise PlaceOnMap
    if not kept and looks_like_civil_identity(alias):
        raise CivilIdentity


def _check_moment(outing: Outing, at: datetime, now: datetime) -> None:
    if outing.removed_at is not None:
        raise OutingGone
    if at > now + CLOCK_SLACK:
        raise NotYet
    if not outing.started_at - CLOCK_SLACK <= at <= outing.started_at + LONGEST:
        raise OutsideOuting


def undo_encounter(*, actor: Member, encounter: Encounter, now: datetime) -> Encounter:
    """Take an encounter out of the counts; it can be put back for 30 days."""
    tallies.hold_teams([encounter.team_id])
    stored = _locked(encounter)
    if stored.removed_at is not None:
        return stored
    _mark(stored, actor, now)
    if stored.outing.removed_at is None:
        aliases.forget_all([stored])
        tallies.take_encounter(stored.pk)
    record_act(actor=actor, action=Act.WITHDRAW, thing=stored, now=now)
    return stored


def restore_encounter(*, actor: Member, encounter: Encounter, now: datetime) -> Encounter:
    """Put a removed encounter back. Raises ``TooLate`` and ``OutingGone``."""
    tallies.hold_teams([encounter.team_id])
    stored = _locked(encounter)
    if stored.removed_at is None:
        return stored
    if not still_restorable(stored.removed_at, now):
        raise TooLate
    if stored.outing.removed_at is not None:
        raise OutingGone
    _mark(stored, None, None)
    aliases.note_all([stored])
    tallies.add_encounter(stored.pk)
    record_act(actor=actor, action=Act.CHANGE, thing=stored, now=now)
    return stored


def _locked(encounter: Encounter) -> Encounter:
    rows = Encounter.objects.select_for_update(of=("self",)).select_related("outing")
    return rows.get(pk=encounter.pk)
