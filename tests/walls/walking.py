"""Ask every address as every role, about things of every place; say what differs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member
from entrepairs.base.exports import XLSX
from tests.cast import inside
from tests.exchange.bringing import people
from tests.walls.table import Row
from tests.walls.world import PLACES, Place, World

DONE = (200, 302)
WORD = re.compile(r"zq(partner|outside)[a-z]+")
DAY = re.compile(r"@today([+-]\d+)?")


@dataclass
class Walk:
    """What was asked, and each answer that was not the one of the table."""

    world: World
    # Ask only as the roles that may do this with their own things.
    only_able: bool = False
    asked: int = 0
    differences: list[str] = field(default_factory=list)
    seen: dict[tuple[str, str, Role], int] = field(default_factory=dict)

    def go(self, rows: Iterable[Row], places: Iterable[str] = PLACES) -> Walk:
        for row in rows:
            for place in self._places(row, places):
                for role in self.world.members:
                    if not self.only_able or row.answers["own"][role] in DONE:
                        self.ask(row, self.world.places[place], role)
        return self

    @staticmethod
    def _places(row: Row, places: Iterable[str]) -> list[str]:
        """An address without object is the same page wherever one thinks of."""
        return [place for place in places if row.has_object or place == "own"]

    def ask(self, row: Row, place: Place, role: Role) -> None:
        status, text, told = self.answer(row, place, role)
        self.asked += 1
        self.seen[row.name, place.name, role] = status
        where = f"{row.name} {place.name} {role.value}"
        expected = row.expected(place.name, role)
        if status != expected:
            self.differences.append(f"{where}: {status} instead of {expected}")
        if row.method == "POST" and status in DONE and not told and not row.untold:
            self.differences.append(f"{where}: answered {status} and left no row in the trail")
        self.differences += [f"{where}: shows {word}" for word in sorted(leaked(text))]

    def answer(self, row: Row, place: Place, role: Role) -> tuple[int, str, int]:
        """Status, text and new rows of the trail; what was done is undone."""
        viewer = self.world.members[role]
        address = reverse(row.name, kwargs=filled(row.kwargs, place, viewer))
        body = filled(row.body, place, viewer)
        client = self.world.clients[role]
        with transaction.atomic():
            before = self.trail(viewer) if row.method == "POST" else 0
            try:
                response = getattr(client, row.method.lower())(address, body)
            except Exception as error:
                transaction.set_rollback(True)
                return 500, f"{type(error).__name__}: {error}", 0
            told = self.trail(viewer) - before if row.method == "POST" else 0
            transaction.set_rollback(True)
        return response.status_code, readable(response), told

    def trail(self, viewer: Member) -> int:
        """Rows of acts: what was looked at or refused is not an act."""
        with inside(viewer), connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM accounts_auditentry"
                " WHERE actor = %s AND act NOT IN ('look', 'refused')",
                [viewer.pk],
            )
            return int(cursor.fetchone()[0])


def readable(response: HttpResponse) -> str:
    """What a person would read in this answer: page, table, workbook or paper."""
    kind, content = response.headers.get("Content-Type", ""), response.content
    if kind.startswith("text/") or kind == "application/json":
        return content.decode()
    if kind == "application/pdf":
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    if kind == XLSX:
        with ZipFile(BytesIO(content)) as book:
            return "\n".join(book.read(name).decode() for name in book.namelist())
    assert not content, f"an answer of {kind} that nobody reads"
    return ""


def leaked(text: str) -> set[str]:
    """Words of another organisation."""
    return {match[0] for match in WORD.finditer(text)}


def filled(said: Any, place: Place, viewer: Member) -> Any:
    """``@peer`` becomes the identifier of the peer of this place, ``@today+3`` a day."""
    if isinstance(said, dict):
        return {name: filled(value, place, viewer) for name, value in said.items()}
    if isinstance(said, list):
        return [filled(value, place, viewer) for value in said]
    if not isinstance(said, str) or not said.startswith("@"):
        return said
    if match := DAY.fullmatch(said):
        return place.world.day(int(match[1] or 0)).isoformat()
    if said.startswith("@hour"):
        moment = place.world.now + timedelta(hours=int(said[5:]))
        return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")
    if said == "@file":
        row = ("Lampion", "Zoé", "paire-aidante", "bénévole", "01/10/2025", "", "", "")
        return SimpleUploadedFile("a.csv", people(row))
    name = said[1:]
    made = hasattr(place, f"_{name}")
    thing = place.thing(name, viewer) if made else getattr(place, name)
    return str(getattr(thing, "pk", thing))


def smuggled(row: Row) -> Iterator[str]:
    """The fields of a body that name something, one after the other."""
    return (name for name, value in row.body.items() if is_thing(value))


def is_thing(value: Any) -> bool:
    first = value[0] if isinstance(value, list) and value else value
    # An invitation to a stranger names the stranger.
    apart = ("@today", "@hour", "@file", "@unknown")
    return isinstance(first, str) and first.startswith("@") and not first.startswith(apart)
