"""A mission as the page shows it: voices, lines, changes, the two hands that sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.accounts.models import Member
from entrepairs.missions.canonical import four_words
from entrepairs.missions.compare import Line, Piece, attribute, removed_lines
from entrepairs.missions.enums import Side, Voice
from entrepairs.missions.models import Mission, MissionVersion, Placement, Signature
from entrepairs.missions.models.charters import FRAME, HEADINGS

# The headings as they are read, the frame after the mission itself.
TITLES = {
    "domain": gettext_lazy("Where, and with whom in mind"),
    "responsibilities": gettext_lazy("What %(name)s answers for"),
    "activities": gettext_lazy("What %(name)s does"),
    "not_done": gettext_lazy("What %(name)s does not do"),
    "with_whom": gettext_lazy("With whom"),
    "secrecy": gettext_lazy("What stays between us"),
    "emergencies": gettext_lazy("In an emergency"),
    "conflict": gettext_lazy("When we disagree"),
    "ending": gettext_lazy("How it can end"),
}
ROLES = {
    Voice.PEER: gettext_lazy("peer support worker"),
    Voice.COLLEAGUE: gettext_lazy("colleague"),
    Voice.COORDINATOR: gettext_lazy("coordinator"),
}
ORDER = (Voice.PEER, Voice.COLLEAGUE, Voice.PERSON, Voice.COORDINATOR)
STROKES = {
    Voice.PEER: gettext_lazy("solid line"),
    Voice.COLLEAGUE: gettext_lazy("double line"),
    Voice.PERSON: gettext_lazy("raised sheet"),
    Voice.COORDINATOR: gettext_lazy("dotted line"),
}


@dataclass(frozen=True, slots=True)
class Say:
    """Some lines of one voice. ``mended`` names who changed the words of another."""

    voice: str
    css: str
    name: str
    under: str
    at: datetime
    lines: list[Line]
    mended: str


@dataclass(frozen=True, slots=True)
class Part:
    code: str
    title: str
    says: list[Say]
    gone: list[str]


@dataclass(frozen=True, slots=True)
class Change:
    removed: str
    added: str


@dataclass(frozen=True, slots=True)
class Hand:
    """One side: who signed the current text, or who is waited for."""

    side: str
    icon: str
    role: str
    name: str
    signed_at: datetime | None
    fallen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Reading:
    version: MissionVersion
    newest: bool
    before: int
    words: list[str]
    voices: list[tuple[str, str, str]]
    parts: list[Part]
    missing: list[str]
    changes: list[Change]
    changed_by: str
    sentences: int
    speakers: int
    numbers: list[int]
    said: bool

    @property
    def digest(self) -> str:
        """The whole digest, by eight signs, so that it can be read aloud and fits a phone."""
        whole = self.version.digest
        return " ".join(whole[start : start + 8] for start in range(0, len(whole), 8))


def read_mission(
    mission: Mission, name: str, number: int | None = None, *, aliases: bool = False
) -> Reading | None:
    """The text at version ``number`` (the newest without it), with each line's author.

    Without ``aliases`` the words of a person accompanied are read without their alias.
    ``None`` when there is no such version. Two queries.
    """
    all_versions = list(MissionVersion.objects.filter(mission=mission))
    if not aliases:
        _hide_aliases(all_versions)
    versions = [one for one in all_versions if number is None or one.number <= number]
    if not versions or (number is not None and versions[-1].number != number):
        return None
    authors = members_by_id({one.author_id for one in versions})
    parts = [_part(code, versions, authors, name) for code in HEADINGS + FRAME]
    written = [part for part in parts if part.says or part.gone]
    version = versions[-1]
    lines = [line for part in written for say in part.says for line in say.lines]
    return Reading(
        version=version,
        newest=version is all_versions[-1],
        before=versions[-2].number if len(versions) > 1 else 0,
        words=four_words(version.digest),
        voices=_voices(versions),
        parts=written,
        missing=[part.title for part in parts if part not in written],
        changes=_changes(lines, written, first=len(versions) == 1),
        changed_by=_speaker(version, authors),
        sentences=len(lines),
        speakers=len({(say.voice, say.name) for part in written for say in part.says}),
        numbers=[one.number for one in reversed(all_versions)],
        said=any(one.said_by for one in versions),
    )


def _hide_aliases(versions: Sequence[MissionVersion]) -> None:
    for version in versions:
        if version.said_by:
            version.said_by = _("a person accompanied")


def members_by_id(ids: set[UUID]) -> dict[UUID, Member]:
    return {member.pk: member for member in Member.objects.filter(pk__in=ids)}


def _part(
    code: str, versions: Sequence[MissionVersion], authors: dict[UUID, Member], name: str
) -> Part:
    texts = [getattr(version, code) for version in versions]
    says: list[Say] = []
    block: list[Line] = []
    for line in attribute(texts):
        if block and line.first != block[-1].first:
            says.append(_say(block, versions, authors))
            block = []
        block.append(line)
    if block:
        says.append(_say(block, versions, authors))
    gone = removed_lines(texts[-2], texts[-1]) if len(texts) > 1 else []
    return Part(code, str(TITLES[code]) % {"name": name}, says, gone)


def _say(lines: list[Line], versions: Sequence[MissionVersion], authors: dict[UUID, Member]) -> Say:
    first = versions[lines[0].first]
    voice = Voice(first.voice)
    own = (first.author_id, first.said_by)
    menders = [versions[line.last] for line in lines]
    others = [one for one in menders if (one.author_id, one.said_by) != own]
    if voice == Voice.PERSON:
        name = _("Said by %(alias)s") % {"alias": first.said_by}
        under = _("noted by %(name)s") % {"name": _name(first, authors)}
    else:
        name, under = _name(first, authors), _role(first, authors)
    return Say(
        voice=voice.value,
        css="coord" if voice == Voice.COORDINATOR else voice.value,
        name=name,
        under=under,
        at=first.written_at,
        lines=lines,
        mended=", ".join(dict.fromkeys(_speaker(one, authors) for one in others)),
    )


def _name(version: MissionVersion, authors: dict[UUID, Member]) -> str:
    author = authors.get(version.author_id)
    return author.full_name if author else _("Somebody at the partner’s")


def _role(version: MissionVersion, authors: dict[UUID, Member]) -> str:
    """The title people chose for themselves, else the role of their voice."""
    author = authors.get(version.author_id)
    if author and author.chosen_title:
        return author.chosen_title
    return str(ROLES.get(Voice(version.voice), ""))


def _speaker(version: MissionVersion, authors: dict[UUID, Member]) -> str:
    if version.voice == Voice.PERSON:
        return version.said_by
    return _name(version, authors)


def _voices(versions: Sequence[MissionVersion]) -> list[tuple[str, str, str]]:
    """The legend: each voice that wrote in this text, its word and its stroke."""
    heard = {version.voice for version in versions}
    return [
        (voice.value, str(voice.label), str(STROKES[voice])) for voice in ORDER if voice in heard
    ]


def _changes(lines: Sequence[Line], parts: Sequence[Part], *, first: bool) -> list[Change]:
    """What the newest version changed; nothing for the first one, where all is new."""
    if first:
        return []
    changes = [change for line in lines for change in _changes_in(line.pieces)]
    changes += [Change(text, "") for part in parts for text in part.gone]
    return changes


def _changes_in(pieces: Sequence[Piece]) -> list[Change]:
    changes: list[Change] = []
    removed = ""
    for piece in pieces:
        if piece.kind == "removed":
            removed = piece.text.strip()
            continue
        if piece.kind == "added":
            changes.append(Change(removed, piece.text.strip()))
        elif removed:
            changes.append(Change(removed, ""))
        removed = ""
    if removed:
        changes.append(Change(removed, ""))
    return changes


def read_hands(mission: Mission, placement: Placement, version: MissionVersion) -> list[Hand]:
    """The peer's hand and the team's, each signed, fallen or waited for. Two queries."""
    signatures = list(Signature.objects.live().filter(mission=mission))
    members = members_by_id({one.member_id for one in signatures})
    return [
        _hand(one, placement, [row for row in signatures if row.side == one], members, version)
        for one in (Side.PEER, Side.TEAM)
    ]


def _hand(
    side: Side,
    placement: Placement,
    signatures: Sequence[Signature],
    members: dict[UUID, Member],
    version: MissionVersion,
) -> Hand:
    signed = next((row for row in signatures if row.version_id == version.pk), None)
    fallen = max((row.signed_at for row in signatures if row is not signed), default=None)
    expected = (
        placement.peer_member if side == Side.PEER else placement.readable("day_to_day_referent")
    )
    who = members.get(signed.member_id) if signed else expected
    return Hand(
        side=side.value,
        icon="voice-peer" if side == Side.PEER else "voice-coordinator",
        role=_("For themselves") if side == Side.PEER else _("For the team"),
        name=who.full_name if who else _("Somebody at the partner’s"),
        signed_at=signed.signed_at if signed else None,
        fallen_at=None if signed else fallen,
    )
