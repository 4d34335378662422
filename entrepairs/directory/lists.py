"""What the pages of the directory show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entrepairs.accounts.models import Member
from entrepairs.base.words import plain
from entrepairs.directory import access, hours, vocabulary
from entrepairs.directory.enums import DISTANCES, CorrectionKind
from entrepairs.directory.finding import Asked, Hit, fetch
from entrepairs.directory.models import Correction, OwnGroup, Service, stale_limit

_ICONS = {
    CorrectionKind.CLOSED: "lock", CorrectionKind.MOVED: "arrow-right",
    CorrectionKind.HOURS: "clock", CorrectionKind.PAPERS: "file-text",
    CorrectionKind.ANIMALS: "footprints", CorrectionKind.LANGUAGE: "languages",
    CorrectionKind.WAITING: "list", CorrectionKind.SECTOR: "map-pin",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A correction as one reads it."""

    correction: Correction
    word: str
    icon: str
    who: str
    may_withdraw: bool


@dataclass
class Card:
    """One service, with what its visitors say of it."""

    service: Service
    now: datetime
    today: date
    kilometres: float | None = None
    orient: str = ""
    lines: list[Line] = field(default_factory=list)
    # The last day somebody of ours checked it.
    checked_here: date | None = None

    @property
    def url(self) -> str:
        kept = f"?orient={self.orient}" if self.orient else ""
        return self.service.get_absolute_url() + kept

    @cached_property
    def structure(self) -> str:
        """Who runs it, unless its name is that of the service."""
        name = self.service.structure.name if self.service.structure else ""
        return "" if plain(name) == self.service.name_key else name

    @cached_property
    def address(self) -> str:
        street = ", ".join(filter(None, (self.service.address, self.service.address_more)))
        town = f"{self.service.postcode} {self.service.commune}".strip()
        return ", ".join(filter(None, (street, town)))

    @cached_property
    def distance(self) -> str:
        if self.kilometres is None:
            return ""
        if self.kilometres < 1:
            return _("less than 1 km away")
        return _("%(number)s km away") % {"number": round(self.kilometres)}

    @property
    def osm(self) -> str:
        """Its own hours, else those of its structure."""
        place = self.service.structure
        return self.service.hours or (place.hours if place else "")

    @cached_property
    def opening(self) -> str:
        return hours.in_words(self.osm) if self.osm else ""

    @cached_property
    def door(self) -> hours.Door:
        return hours.Door.at(self.osm, self.now)

    @property
    def door_word(self) -> str:
        if not self.door.known:
            return _("Hours not known")
        if self.door.until is None:
            return _("Open now") if self.door.open else _("Closed now")
        moment = localtime(self.door.until)
        same = moment.date() == self.today
        when = date_format(moment, "H:i") if same else date_format(moment, "l H:i")
        said = _("Open now, until %(when)s") if self.door.open else _("Closed now, opens %(when)s")
        return said % {"when": when}

    @property
    def phone(self) -> str:
        place = self.service.structure
        return self.service.phone or (place.phone if place else "")

    @property
    def phone_link(self) -> str:
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")

    @cached_property
    def conditions(self) -> list[Line]:
        """What is really so; that it is still true says nothing more."""
        return [line for line in self.lines if line.correction.kind != CorrectionKind.STILL_TRUE]

    @property
    def closed(self) -> bool:
        kinds = {line.correction.kind for line in self.lines}
        return CorrectionKind.CLOSED in kinds or self.service.gone_on is not None

    @cached_property
    def checked_on(self) -> date:
        return max(filter(None, (self.service.checked_on, self.checked_here)))

    @property
    def stale(self) -> bool:
        return self.checked_on < stale_limit(self.today)

    @property
    def since(self) -> str:
        """Always said: how long nobody checked (O3)."""
        day = date_format(self.checked_on)
        return _("not checked since %(day)s (%(ago)s)") % {
            "day": day,
            "ago": ago((self.today - self.checked_on).days),
        }

    @property
    def by(self) -> str:
        """Who checked last, when it was one of us."""
        checked = self.checked_here
        return _("checked here") if checked and checked >= self.service.checked_on else ""

    @cached_property
    def propose_url(self) -> str:
        return orientation_url(self.orient, self.service.pk)


def ago(days: int) -> str:
    if days < 1:
        return _("today")
    if days < 60:
        return ngettext("%(number)d day", "%(number)d days", days) % {"number": days}
    months = days // 30
    if months < 24:
        return ngettext("%(number)d month", "%(number)d months", months) % {"number": months}
    years = days // 365
    return ngettext("%(number)d year", "%(number)d years", years) % {"number": years}


def orientation_url(person: str, service: UUID) -> str:
    """The form of an orientation, while the room of steps is there."""
    if not person:
        return ""
    for given in ({"person_id": person, "service_id": service}, {"person_id": person}):
        try:
            address = reverse("steps:new_orientation", kwargs=given)
        except NoReverseMatch:
            continue
        return address if "service_id" in given else f"{address}?service={service}"
    return ""


def cards(
    member: Member, hits: Sequence[Hit], *, now: datetime, today: date, orient: str = ""
) -> list[Card]:
    """Three queries, however many services."""
    distances = {hit.pk: hit.kilometres for hit in hits}
    made = [
        Card(service, now, today, distances[service.pk], orient) for service in fetch(member, hits)
    ]
    _fill(member, made)
    return made


def card(member: Member, service: Service, *, now: datetime, today: date, orient: str = "") -> Card:
    made = Card(service, now, today, orient=orient)
    _fill(member, [made])
    return made


def _fill(member: Member, made: Iterable[Card]) -> None:
    by_service = {card.service.pk: card for card in made}
    standing = Correction.objects.visible_to(member).standing()
    for correction in standing.filter(service__in=list(by_service)):
        card = by_service[correction.service_id]
        card.lines.append(line(member, correction))
        if card.checked_here is None or correction.said_on > card.checked_here:
            card.checked_here = correction.said_on


def line(member: Member, correction: Correction) -> Line:
    kind = CorrectionKind(correction.kind)
    return Line(
        correction=correction,
        word=str(kind.label),
        icon=_ICONS.get(kind, "info"),
        who=correction.get_voice_display(),
        may_withdraw=access.may_withdraw_correction(member, correction),
    )


def distances(asked: Asked) -> list[tuple[int, bool]]:
    return [(number, number == asked.distance) for number in DISTANCES]


def kept(query: QueryDict, **changes: str) -> str:
    """This search with a change; back to its first page."""
    changed = query.copy()
    changed.pop("page", None)
    for name, value in changes.items():
        if value:
            changed[name] = value
        else:
            changed.pop(name, None)
    return f"?{changed.urlencode()}"


def matching_groups(member: Member, asked: Asked) -> list[OwnGroup]:
    """Our own groups that answer the words and the theme; a handful, read in Python."""
    if not (asked.words or asked.theme):
        return []
    words = plain(asked.words).split()
    themes = set(vocabulary.themes_of(asked.theme))
    return [
        group
        for group in OwnGroup.objects.visible_to(member).open()
        if all(word in plain(f"{group.name} {group.description}") for word in words)
        and (not themes or themes & set(group.themes))
    ]


def facts(service: Service) -> list[tuple[str, str]]:
    """What the source says, by name of field; empty fields are left out."""
    found: list[tuple[str, Any]] = [
        (_("Themes"), vocabulary.said(service.themes, vocabulary.themes())),
        (_("Who it is for"), _public(service)),
        (_("Conditions, says the source"), service.conditions),
        (_("Price"), _price(service)),
        (_("How to ask"), vocabulary.said(service.ask_modes, vocabulary.MODES)),
        (_("Who may ask"), vocabulary.said(service.asked_by, vocabulary.ASKERS)),
        (_("Good to know"), service.ask_more),
    ]
    return [(name, str(value)) for name, value in found if value]


def _public(service: Service) -> str:
    said = vocabulary.said(service.publics, vocabulary.publics())
    return " · ".join(filter(None, (said, service.publics_more)))


def _price(service: Service) -> str:
    fee = vocabulary.FEES.get(service.fee)
    return " · ".join(filter(None, (str(fee) if fee else "", service.fee_more)))


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One of our groups as one reads it."""

    group: OwnGroup
    where: str
    hours: str
    themes: str
    publics: str

    @classmethod
    def read(cls, group: OwnGroup) -> GroupLine:
        town = f"{group.postcode} {group.commune}".strip()
        return cls(
            group=group,
            where=", ".join(filter(None, (group.address, town))),
            hours=hours.in_words(group.hours) if group.hours else "",
            themes=vocabulary.said(group.themes, vocabulary.themes()),
            publics=vocabulary.said(group.publics, vocabulary.publics()),
        )
