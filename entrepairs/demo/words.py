"""What invented people say about the recommendation, beside what daily facts show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from entrepairs.accounts.models import Member, Team
from entrepairs.base.wall import organisation_wall
from entrepairs.framework.models import Framework, Statement
from entrepairs.framework.scope import current_framework
from entrepairs.framework.services import confirm, declare, document

# person, organisation, team, row, words; no words: a confirmation.
SAID: tuple[tuple[str, str, str, str, str], ...] = (
    ("lise", "hostel", "chrs", "R6.18", ""),
    ("samir", "hostel", "chrs", "R6.18", ""),
    ("lise", "hostel", "chrs", "R6.19", ""),
    ("samir", "hostel", "chrs", "R6.19", ""),
    ("lise", "hostel", "chrs", "R6.21", ""),
    ("samir", "hostel", "chrs", "R6.21", ""),
    ("omar", "hostel", "chrs", "R6.21", ""),
    ("omar", "hostel", "chrs", "R3.13", "On demande toujours avant d’appeler un service."),
    ("samir", "hostel", "chrs", "R5.3", "Nous prenons un café à trois, le lundi."),
)
WRITTEN: tuple[tuple[str, str, str, str, str], ...] = (
    ("mona", "hostel", "chrs", "R7.7", "Convention avec deux psychologues, dossier partagé."),
    ("helene", "hospital", "empp", "R6.15", "Compte rendu des trois réunions de préparation."),
)


def say_words(
    members: Mapping[tuple[str, str], Member], teams: Mapping[str, Team], now: datetime
) -> None:
    framework = current_framework()
    if framework is None:
        return
    for person, organisation, team, row, text in SAID:
        said = _statement(framework, teams[team], row, text, now)
        actor = members[person, organisation]
        with organisation_wall(actor.organisation_id):
            (declare if text else confirm)(actor=actor, statement=said, now=now)
    for person, organisation, team, row, text in WRITTEN:
        said = _statement(framework, teams[team], row, text, now)
        actor = members[person, organisation]
        with organisation_wall(actor.organisation_id):
            document(actor=actor, statement=said, now=now)


def _statement(framework: Framework, team: Team, row: str, text: str, now: datetime) -> Statement:
    day = (now - timedelta(days=40)).date()
    return Statement(framework=framework, criterion=row, team=team, text=text, said_on=day)
