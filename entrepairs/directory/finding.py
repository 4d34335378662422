"""Finding services: what was asked in the address, and the query behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Case, F, FloatField, Q, TextField, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.http import QueryDict

from entrepairs.accounts.models import Member
from entrepairs.base.words import plain
from entrepairs.directory import hours, vocabulary
from entrepairs.directory.enums import DISTANCES
from entrepairs.directory.models import Correction, Service, ServiceQuerySet, stale_limit
from entrepairs.directory.places import Place, box, find_places, kilometres_from

# Past this number nobody reads on: one is told to narrow the search.
CAP = 300
# Schedules read when one asks what is open now.
SCANNED = 2_000
_TOKEN = re.compile(r"[a-z0-9]+")
_NEAR = 10
_FEW = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of the address; what it does not know it leaves out."""

    words: str = ""
    theme: str = ""
    public: str = ""
    place: str = ""
    distance: int = _NEAR
    open_now: bool = False
    stale_too: bool = False
    # The person an orientation is being prepared for; passed on, never looked up here.
    orient: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> Asked:
        theme, public = query.get("theme", ""), query.get("public", "")
        distance = query.get("km", "")
        return cls(
            words=query.get("q", "").strip()[:80],
            theme=theme if vocabulary.themes_of(theme) else "",
            public=public if public in vocabulary.publics() else "",
            place=query.get("place", "").strip()[:80],
            distance=int(distance) if distance in map(str, DISTANCES) else _NEAR,
            open_now=query.get("open") == "1",
            stale_too=query.get("old") == "1",
            orient=_uuid(query.get("orient", "")),
        )

    @property
    def narrowed(self) -> bool:
        """Whether the filters that are folded away say something."""
        return bool(self.theme or self.public or self.open_now or self.distance != _NEAR)

    def __bool__(self) -> bool:
        return bool(self.words or self.theme or self.public or self.place or self.open_now)


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A service found, and how far it is from the place asked for."""

    pk: UUID
    kilometres: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What answers, in its order, and how many were left out for being old."""

    hits: list[Hit]
    # There were more: one is told to narrow the search.
    more: bool
    stale: int
    place: Place | None = None
    # Other places of the same name; and whether the one asked is known at all.
    others: tuple[Place, ...] = ()
    unknown_place: bool = False


def find_services(*, member: Member, asked: Asked, now: datetime, today: date) -> Found:
    places = find_places(member, asked.place) if asked.place else ()
    if asked.place and not places:
        return Found([], False, 0, unknown_place=True)
    place = places[0] if places else None
    every = _matching(Service.objects.visible_to(member).present(), asked, place)
    search = _Search(asked, place, now)
    rows, limit = search.rows(every), stale_limit(today)
    here = set(Correction.objects.visible_to(member).checked_since(limit))
    fresh = [row for row in rows if row.checked_on >= limit or row.pk in here]
    stale, more = len(rows) - len(fresh), len(rows) >= CAP
    if more and len(fresh) < _FEW:
        # Old ones stood in front of the others: those are asked for by themselves.
        fresh = search.rows(every.fresh(member, today))
    shown = rows if asked.stale_too else fresh
    hits = [Hit(row.pk, row.kilometres) for row in shown]
    return Found(hits, more, 0 if asked.stale_too else stale, place, tuple(places[1:]))


# What a list shows of a service; rows are wide, and most of it waits for its own page.
_SHOWN = (
    "source", "name", "name_key", "checked_on", "address", "address_more", "commune", "postcode",
    "phone", "hours", "gone_on", "structure__name", "structure__phone", "structure__hours",
)  # fmt: skip


def fetch(member: Member, hits: Iterable[Hit]) -> list[Service]:
    """The services themselves, with their structure, in the order of ``hits``."""
    keys = [hit.pk for hit in hits]
    services = Service.objects.visible_to(member).select_related("structure").only(*_SHOWN)
    found = services.in_bulk(keys)
    return [found[key] for key in keys if key in found]


class _Row(NamedTuple):
    """What is read of a service to put it in its place: whole rows are wide."""

    pk: UUID
    name_key: str
    checked_on: date
    kilometres: float | None = None


@dataclass(frozen=True, slots=True)
class _Search:
    asked: Asked
    place: Place | None
    now: datetime

    def rows(self, services: ServiceQuerySet) -> list[_Row]:
        """At most ``CAP``, old and fresh, in their order."""
        if self.place is not None and self.place.lat is not None:
            nearest = services.order_by(F("kilometres").asc(nulls_last=True), "name_key", "pk")
            return self._read(nearest, "kilometres")
        if self.asked.words:
            return self._named_first(services)
        if not self.asked:
            return self._read(services.order_by("name_key", "pk"))
        return _by_name(self._read(services.order_by()))

    def _named_first(self, services: ServiceQuerySet) -> list[_Row]:
        """Those that have the words in their name come before those that only speak of it."""
        query = words_query(self.asked.words)
        named = services.annotate(named=SearchVector("name_key", config="simple"))
        first = _by_name(self._read(named.filter(named=query).order_by()))
        if len(first) >= CAP:
            return first
        known = {row.pk for row in first}
        rest = _by_name(self._read(services.order_by()))
        return [*first, *(row for row in rest if row.pk not in known)][:CAP]

    def _read(self, services: Any, *more: str) -> list[_Row]:
        columns = ("pk", "name_key", "checked_on", *more)
        if not self.asked.open_now:
            return [_Row(*row) for row in services.values_list(*columns)[:CAP]]
        hours_known = Coalesce(
            NullIf("hours", Value("")), "structure__hours", Value(""), output_field=TextField()
        )
        timed = list(services.annotate(kept=hours_known).values_list("kept", *columns)[:SCANNED])
        # Each schedule is read once, however many services keep it.
        opened = {kept: hours.is_open(kept, self.now) for kept in {row[0] for row in timed}}
        return [_Row(*row[1:]) for row in timed if opened[row[0]]][:CAP]


def _by_name(rows: list[_Row]) -> list[_Row]:
    return sorted(rows, key=lambda row: (row.name_key, row.pk))


def _matching(services: ServiceQuerySet, asked: Asked, place: Place | None) -> ServiceQuerySet:
    if asked.words:
        services = services.filter(words=words_query(asked.words))
    if asked.theme:
        services = services.filter(themes__overlap=vocabulary.themes_of(asked.theme))
    if asked.public:
        wanted = Q(publics__overlap=[asked.public, vocabulary.EVERYBODY]) | Q(publics=[])
        services = services.filter(wanted)
    return _around(services, asked, place) if place else services


def words_query(text: str) -> SearchQuery:
    """Each word, or what begins like it; a plural finds its singular."""
    found = _TOKEN.findall(plain(text)) or [""]
    stems = [word[:-1] if len(word) > 4 and word[-1] in "sx" else word for word in found]
    return SearchQuery(
        " & ".join(f"{stem}:*" for stem in stems if stem), search_type="raw", config="simple"
    )


def _around(services: ServiceQuerySet, asked: Asked, place: Place) -> ServiceQuerySet:
    """Within the distance; those of the commune that do not say where stay in."""
    same = Q(commune_key=place.commune_key, postcode=place.postcode)
    if place.lat is None:
        return services.filter(same)
    distance = Case(
        When(lat__isnull=True, then=None),
        default=kilometres_from(place),
        output_field=FloatField(),
    )
    near = box(place, asked.distance) & Q(kilometres__lte=asked.distance)
    return services.annotate(kilometres=distance).filter(near | Q(lat__isnull=True) & same)
