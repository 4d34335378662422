"""What invented people say of the service: enough voices to be shown in one team, too few in
another. None of them is anybody’s in particular."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from entrepairs.accounts.models import Team
from entrepairs.base.clock import day_of
from entrepairs.base.wall import organisation_wall
from entrepairs.people.models import Person, PersonTeam
from entrepairs.voice.counts import closed_quarters
from entrepairs.voice.enums import Way, Wording
from entrepairs.voice.models import Voice
from entrepairs.voice.tokens import chance, token_of

# Team → voices in each of the last closed quarters (newest first), then since.
GIVEN = {"empp": (16, 13, 12, 5), "chrs": (7, 4, 0, 2)}
# understood, respected, useful, go_on, hope, trust: one line after the other.
SAID = (
    ("yes", "yes", "yes", "yes", "some", "some"),
    ("yes", "a_bit", "yes", "yes", "", ""),
    ("yes", "yes", "a_bit", "yes", "a_little", "some"),
    ("a_bit", "yes", "yes", "skip", "not_now", "a_little"),
    ("yes", "yes", "yes", "yes", "a_lot", "a_lot"),
    ("yes", "no", "a_bit", "a_bit", "some", "a_little"),
    ("no", "yes", "no", "no", "", ""),
    ("yes", "yes", "yes", "yes", "some", "a_lot"),
)
LANGUAGES = ("fr", "ar", "fr", "fr", "uk", "fr", "ps", "fr", "en", "fr", "fa")
WAYS = (Way.SCREEN, Way.SCREEN, Way.PAPER)


def give_voices(teams: Mapping[str, Team], now: datetime) -> None:
    for key, numbers in GIVEN.items():
        team = teams[key]
        with organisation_wall(team.organisation_id):
            Voice.objects.bulk_create(_voices(team, numbers, now))


def _voices(team: Team, numbers: tuple[int, ...], now: datetime) -> Iterator[Voice]:
    today = day_of(now)
    quarters = closed_quarters(today)
    first_days = [quarter.first for quarter in quarters[: len(numbers) - 1]]
    first_days.append(quarters[0].last + timedelta(days=1))
    known = _people(team)
    for number, first in zip(numbers, first_days, strict=True):
        for place in range(number):
            token = token_of(known[place], team.pk) if place < len(known) else chance()
            on = min(first + timedelta(days=place * 5), today)
            yield _voice(team, place, token, on)


def _people(team: Team) -> list[UUID]:
    """Those of the team who answered from their page; the others are not known to anybody."""
    knowing = PersonTeam.objects.filter(team=team, until=None).values("person")
    return list(Person.objects.filter(pk__in=knowing).by_alias().values_list("pk", flat=True))


def _voice(team: Team, place: int, token: str, on: object) -> Voice:
    names = ("understood", "respected", "useful", "go_on", "hope", "trust")
    language = LANGUAGES[place % len(LANGUAGES)]
    return Voice(
        organisation_id=team.organisation_id,
        team=team,
        respondent=token,
        way=WAYS[place % len(WAYS)],
        language=language,
        wording=Wording.EASY if language == "fr" and place % 2 else Wording.STANDARD,
        preference_stated=("yes", "no", "")[place % 3],
        on=on,
        **dict(zip(names, SAID[place % len(SAID)], strict=True)),
    )
