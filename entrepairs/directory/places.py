"""A commune or a postal code becomes a point: the middle of the services there.

No map service is asked, and nobody's position is ever taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from django.db.models import Avg, Count, F, Max, Q
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import ACos, Cos, Greatest, Least, Radians, Sin

from entrepairs.accounts.models import Member
from entrepairs.base.words import plain
from entrepairs.directory.models import Service

EARTH = 6371.0088  # kilometres, mean radius
_CODE = re.compile(r"\b(\d{5})\b")


@dataclass(frozen=True, slots=True)
class Place:
    """Where one starts from; ``lat`` is missing when no service there says where it is."""

    commune: str
    commune_key: str
    postcode: str
    lat: float | None
    lon: float | None

    @property
    def text(self) -> str:
        """What to type to find this place and no other."""
        return f"{self.commune} {self.postcode}".strip()


def key_of(commune: str) -> str:
    """``"Saint-Étienne"`` and ``"saint etienne"`` are one place."""
    return " ".join(plain(commune).replace("-", " ").split())


def find_places(member: Member, text: str) -> Sequence[Place]:
    """The places of this name or postal code, the one with most services first."""
    code = _CODE.search(text)
    name = key_of(_CODE.sub("", text))
    if not code and len(name) < 2:
        return []
    if code:
        wanted = Q(postcode=code[1]) & (Q(commune_key__startswith=name) if name else Q())
        return _places(member, wanted)
    return _places(member, Q(commune_key=name)) or _places(member, Q(commune_key__startswith=name))


def _places(member: Member, wanted: Q) -> list[Place]:
    """One per commune: those of the same name in several départements stay apart."""
    found = (
        Service.objects.visible_to(member)
        .present()
        .filter(wanted)
        .exclude(commune_key="")
        .values("commune_key", "postcode")
        .annotate(name=Max("commune"), lat=Avg("lat"), lon=Avg("lon"), number=Count("pk"))
        .order_by("-number", "commune_key", "postcode")[:12]
    )
    return [
        Place(row["name"], row["commune_key"], row["postcode"], row["lat"], row["lon"])
        for row in found
    ]


def box(place: Place, kilometres: float) -> Q:
    """A rectangle that holds the circle; its index answers, the circle is cut after."""
    assert place.lat is not None and place.lon is not None
    high = kilometres / EARTH * 57.29578 * 1.01
    wide = high / max(cos(radians(place.lat)), 0.01)
    return Q(
        lat__range=(place.lat - high, place.lat + high),
        lon__range=(place.lon - wide, place.lon + wide),
    )


def kilometres_from(place: Place) -> CombinedExpression:
    """The great circle, in SQL: kilometres between the place and the row."""
    assert place.lat is not None and place.lon is not None
    here = radians(place.lat)
    east = Cos(Radians(F("lon")) - radians(place.lon))
    return ACos(Least(1.0, Greatest(-1.0, _sum(here, east)))) * EARTH


def _sum(here: float, east: Cos) -> CombinedExpression:
    lat = Radians(F("lat"))
    return Sin(lat) * sin(here) + Cos(lat) * cos(here) * east
