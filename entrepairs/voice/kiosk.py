"""A session handed over: until it is taken back it opens the four questions, nothing else.

The state lies in the server's session. It names no person: the token is made before.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from uuid import UUID, uuid4

from django.http import HttpRequest

from entrepairs.voice.enums import Helper
from entrepairs.voice.tokens import chance

KEY = "voice"


@dataclass(frozen=True, slots=True)
class Handed:
    """What one screen was handed over for. Words only: it is kept as JSON."""

    team: str
    respondent: str
    # The identifier of the voice to come: the same form sent twice is one voice.
    ticket: str
    language: str
    helped_by: str = Helper.NOBODY.value
    asked_by: str = ""
    preference_stated: str = ""
    # "given", "stopped", or "" while somebody answers.
    ended: str = ""

    @property
    def team_id(self) -> UUID:
        return UUID(self.team)


def new_ticket() -> str:
    return str(uuid4())


def narrow(request: HttpRequest, handed: Handed) -> None:
    request.session[KEY] = asdict(handed)


def handed(request: HttpRequest) -> Handed | None:
    said = request.session.get(KEY)
    return Handed(**said) if said else None


def end(request: HttpRequest, handed: Handed, how: str) -> None:
    """Nothing is left of who answered; the screen stays narrowed."""
    narrow(request, replace(handed, ended=how, respondent="", ticket="", preference_stated=""))


def for_another(request: HttpRequest, handed: Handed) -> None:
    """Somebody else takes the screen, alone: chance counts them, whoever they are."""
    narrow(request, Handed(handed.team, chance(), new_ticket(), handed.language))


def widen(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
