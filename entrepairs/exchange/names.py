"""Who the names of a crew are: guessed from first names, decided by a person.

A name nobody has placed keeps its rows out: guessing a colleague would prove a pairing
that never was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from entrepairs.accounts.enums import TEAM_ROLES, Role
from entrepairs.accounts.models import Member
from entrepairs.base.words import plain
from entrepairs.engines.sheets.problem import Line, Reading
from entrepairs.exchange.models import Import

PEER, COLLEAGUE = "peer", "colleague"  # somebody who is not, or no longer, a member here


@dataclass(frozen=True, slots=True)
class Crew:
    """The crew of one outing, once every name is placed."""

    members: tuple[Member, ...]
    peers: int
    others: int


def names_of(line: Line) -> tuple[str, ...]:
    """The names of a line, colleague included, each once."""
    colleague = line.values.get("colleague") or ""
    if not colleague:
        return line.values.get("crew", ())
    names = [*line.values.get("crew", ()), *(colleague.split(" et ") if colleague else [])]
    return tuple(dict.fromkeys(names))


def counted(reading: Reading) -> Counter[str]:
    """Each name of the file and how many rows hold it, by its plain form."""
    crews = Counter(names_of(line) for line in reading.lines)
    times: Counter[str] = Counter()
    for crew, rows in crews.items():
        times.update({plain(name): rows for name in crew})
    return times


def shown(reading: Reading) -> dict[str, str]:
    """Plain form → the name as first written."""
    found: dict[str, str] = {}
    for crew in dict.fromkeys(names_of(line) for line in reading.lines):
        for name in crew:
            found.setdefault(plain(name), name)
    return found


def crew_members(import_: Import) -> list[Member]:
    """Those who may have gone: members of this organisation who go out."""
    members = Member.objects.filter(organisation=import_.organisation_id)
    return list(members.with_role(*TEAM_ROLES))


def guesses(names: Iterable[str], members: Iterable[Member]) -> dict[str, Member]:
    """A name that only one member can be; "clotilde ide" is Clotilde."""
    by_name: dict[str, list[Member]] = {}
    for member in members:
        for word in {plain(member.given_name), plain(member.full_name)}:
            by_name.setdefault(word, []).append(member)
    found = {}
    for name in names:
        same = by_name.get(name) or by_name.get(name.partition(" ")[0], [])
        if len(same) == 1:
            found[name] = same[0]
    return found


class Placed:
    """Names decided, then guessed."""

    def __init__(self, import_: Import, reading: Reading) -> None:
        self.members = {member.pk: member for member in crew_members(import_)}
        self.written = shown(reading)
        self.decided: Mapping[str, str] = import_.choice.get("names", {})
        self.guessed = guesses(self.written, self.members.values())
        self._crews: dict[tuple[str, ...], Crew | None] = {}

    def place(self, name: str) -> Member | str | None:
        """A member, ``PEER``, ``COLLEAGUE``, or None while nobody has said."""
        decided = self.decided.get(name)
        if decided in (PEER, COLLEAGUE):
            return decided
        if decided:
            return self.members.get(UUID(decided))
        return None if decided == "" else self.guessed.get(name)

    @property
    def undecided(self) -> list[str]:
        return [name for name in self.written if self.place(name) is None]

    def crew(self, line: Line) -> Crew | None:
        """The crew of a line, None while a name is not placed. One answer for each crew."""
        names = names_of(line)
        if names not in self._crews:
            self._crews[names] = self._crew(names)
        return self._crews[names]

    def _crew(self, names: tuple[str, ...]) -> Crew | None:
        places = [self.place(plain(name)) for name in names]
        if any(place is None for place in places):
            return None
        members = tuple(dict.fromkeys(place for place in places if isinstance(place, Member)))
        peers = sum(1 for member in members if member.has(Role.PEER)) + places.count(PEER)
        others = sum(1 for m in members if not m.has(Role.PEER)) + places.count(COLLEAGUE)
        return Crew(members, peers, others)
