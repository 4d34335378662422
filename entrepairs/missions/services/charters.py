from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from entrepairs.accounts.enums import Act
from entrepairs.accounts.models import Member
from entrepairs.accounts.services import record_act
from entrepairs.base import clock
from entrepairs.missions import refusals
from entrepairs.missions.access import side_of, voice_of
from entrepairs.missions.canonical import digest_of, tidy
from entrepairs.missions.enums import EndReason, Voice
from entrepairs.missions.excluded import excluded_acts
from entrepairs.missions.models import Mission, MissionVersion, Placement, Signature
from entrepairs.missions.models.charters import MANDATORY
from entrepairs.peers.services import instead_of_conflict

# Where an excluded act is refused; "what the peer does not do" is where it belongs.
ASKED = ("domain", "responsibilities", "activities")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as somebody wants to save it.

    ``based_on`` is the number of the version they were reading. ``said_by`` is an alias
    when the words added are those of a person accompanied, ``read_back`` that they heard
    them read and agree.
    """

    text: Mapping[str, str] = field(default_factory=dict)
    based_on: int = 0
    said_by: str = ""
    read_back: bool = False


def start_mission(*, actor: Member, placement: Placement, draft: Draft, now: datetime) -> Mission:
    """Begin the text of a placement; it is a draft until both sides sign it."""
    if not placement.is_live(clock.day_of(now)) and placement.starts_on <= clock.day_of(now):
        raise refusals.PlacementOver
    if Mission.objects.filter(placement=placement, ended_on__isnull=True).exists():
        raise refusals.AlreadyAMission
    with instead_of_conflict(refusals.AlreadyAMission):
        mission = Mission.objects.create(
            organisation_id=placement.organisation_id,
            host_id=placement.host_id,
            placement=placement,
        )
    _write(actor, mission, draft, 1, now)
    record_act(actor=actor, action=Act.ADD, thing=mission, now=now)
    return mission


def edit_mission(*, actor: Member, mission: Mission, draft: Draft, now: datetime) -> MissionVersion:
    """Save the next version. Signatures of the version before no longer count.

    Raises ``WrittenMeanwhile``, ``NothingChanged``, ``HoldsExcludedActs``.
    """
    _refuse_ended(mission, now)
    Mission.objects.select_for_update().get(pk=mission.pk)
    last = _last_version(mission)
    if draft.based_on != last.number:
        raise refusals.WrittenMeanwhile(last.number)
    version = _write(actor, mission, draft, last.number + 1, now, before=last.digest)
    record_act(actor=actor, action=Act.CHANGE, thing=mission, now=now)
    return version


def _write(  # noqa: PLR0913
    actor: Member, mission: Mission, draft: Draft, number: int, now: datetime, before: str = ""
) -> MissionVersion:
    text = {heading: tidy(draft.text.get(heading, "")) for heading in MissionVersion.TEXT}
    if not any(text.values()):
        raise refusals.NothingWritten
    digest = digest_of(text, MissionVersion.TEXT)
    if digest == before:
        raise refusals.NothingChanged
    found = excluded_acts(text, ASKED)
    if found:
        raise refusals.HoldsExcludedActs(found)
    return MissionVersion.objects.create(
        organisation_id=mission.organisation_id,
        host_id=mission.host_id,
        mission=mission,
        number=number,
        author=actor,
        written_at=now,
        digest=digest,
        **_voice(actor, mission.placement, draft),
        **text,
    )


def _voice(actor: Member, placement: Placement, draft: Draft) -> dict[str, object]:
    said_by = draft.said_by.strip()
    if not said_by and not draft.read_back:
        return {"voice": voice_of(actor, placement)}
    if not said_by:
        raise refusals.SaidByMissing
    if not draft.read_back:
        raise refusals.NotReadBack
    return {"voice": Voice.PERSON, "said_by": said_by, "read_back": True}


def sign_mission(*, actor: Member, mission: Mission, digest: str, now: datetime) -> Signature:
    """Sign the exact text that was read: ``digest`` is the one shown beside the button.

    Raises ``CharterChanged``, ``PeerHasNotWritten``, ``HeadingsMissing``, ``AlreadySigned``.
    """
    _refuse_ended(mission, now)
    Mission.objects.select_for_update().get(pk=mission.pk)
    side = side_of(actor, mission.placement)
    if side is None:
        raise refusals.NotYourSide
    last = _last_version(mission)
    _check_text(mission, last, digest)
    signatures = Signature.objects.live().filter(version=last)
    if signatures.filter(side=side).exists() or signatures.filter(member=actor).exists():
        raise refusals.AlreadySigned
    signature = Signature.objects.create(
        organisation_id=mission.organisation_id,
        host_id=mission.host_id,
        mission=mission,
        version=last,
        member=actor,
        side=side,
        digest=last.digest,
        signed_at=now,
    )
    record_act(actor=actor, action=Act.SIGN, thing=mission, now=now)
    return signature


def _check_text(mission: Mission, last: MissionVersion, digest: str) -> None:
    if digest != last.digest or digest_of(last.text, MissionVersion.TEXT) != last.digest:
        raise refusals.CharterChanged
    if not MissionVersion.objects.filter(mission=mission, voice=Voice.PEER).exists():
        raise refusals.PeerHasNotWritten
    if not all(last.text[heading] for heading in MANDATORY):
        raise refusals.HeadingsMissing


def withdraw_signature(*, actor: Member, mission: Mission, now: datetime) -> Signature:
    """Take back my side's signature, at any time and without a reason."""
    side = side_of(actor, mission.placement)
    last = _last_version(mission)
    signature = (
        Signature.objects.live().select_for_update().filter(version=last, side=side or "").first()
    )
    if signature is None:
        raise refusals.NotSigned
    signature.withdrawn_at = now
    signature.save(update_fields=["withdrawn_at"])
    record_act(actor=actor, action=Act.WITHDRAW, thing=mission, now=now)
    return signature


def end_mission(
    *, actor: Member, mission: Mission, last: date, reason: EndReason | str, now: datetime
) -> Mission:
    """Close the text on ``last``; the placement may go on with another one."""
    _refuse_ended(mission, now)
    if last < mission.placement.starts_on:
        raise refusals.EndsBeforeItStarts
    mission.ended_on, mission.end_reason = last, EndReason(reason)
    mission.save(update_fields=["ended_on", "end_reason"])
    record_act(actor=actor, action=Act.END, thing=mission, now=now)
    return mission


def _refuse_ended(mission: Mission, now: datetime) -> None:
    if mission.ended_on is not None and mission.ended_on < clock.day_of(now):
        raise refusals.MissionOver


def _last_version(mission: Mission) -> MissionVersion:
    return MissionVersion.objects.filter(mission=mission).latest("number")
