"""Invented links: awake, silent, asleep, ended by choice, proposed; and who asks for a peer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from entrepairs.accounts.models import Member, Team
from entrepairs.base.clock import day_of
from entrepairs.base.wall import organisation_wall
from entrepairs.links.models import Link, LinkReview, PeerAsk
from entrepairs.links.services import (
    Parts,
    Wished,
    answer_ask,
    ask_for_another,
    note_ask,
    note_seen,
    open_link,
    propose_peer,
    share_parts,
    sleep_link,
    write_review,
)
from entrepairs.people.models import Person

HOMES = {"empp": "hospital", "chrs": "hostel", "gem": "association"}


@dataclass(frozen=True, slots=True)
class Tied:
    """One link: since how many days, and the days on which they saw each other."""

    team: str
    alias: str
    peer: str
    days: int
    said: str
    seen: tuple[int, ...] = ()
    asked: str = "person"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request: whose (or nobody's), how, where, and the day they met."""

    team: str
    alias: str
    way: str
    days: int
    hint: str
    met: int | None = None


TIED = (
    Tied("empp", "Barbe grise", "nadia", 165, "Toi, tu peux revenir.", (160, 12)),
    Tied("empp", "Grand Foulard", "nadia", 135, "Nadia, oui. Le matin.", (100, 60, 30, 9)),
    Tied("empp", "Capitaine Nuage", "nadia", 290, "Si mon chien vient aussi.", (250, 131),
         "accepted"),
    Tied("empp", "Monsieur Marelle", "nadia", 85, "D’accord pour un café.", (60,), "accepted"),
    Tied("chrs", "Reine des Prés", "lise", 205, "Lise, elle frappe avant d’entrer.", (150, 40, 6)),
    Tied("chrs", "Lampion", "samir", 175, "On verra bien.", (140, 118), "accepted"),
    Tied("gem", "Madame Origan", "rose", 180, "Pour cuisiner ensemble.", (90, 30, 3)),
    Tied("gem", "Balthazar", "zoe", 95, "A montré l’image du repas.", (50, 10)),
)  # fmt: skip
WANTED = (
    Wanted("empp", "", "poster", 4, "Parvis de la gare, vers 19 h"),
    Wanted("empp", "Mésange 41", "word", 9, "Devant la poste, le matin"),
    Wanted("empp", "", "card", 40, "Square du Kiosque, le midi", 36),
    Wanted("gem", "", "poster", 70, "Salle du fond, le jeudi", 63),
)


def link_people(
    people: Mapping[str, Person],
    members: Mapping[tuple[str, str], Member],
    teams: Mapping[str, Team],
    now: datetime,
) -> None:
    """Nothing happens for an alias that has no page."""
    for team, home in HOMES.items():
        with organisation_wall(teams[team].organisation_id):
            links = {
                tied.alias: _tie(tied, people[tied.alias], members[tied.peer, home], teams, now)
                for tied in TIED
                if tied.team == team and tied.alias in people
            }
            if team == "empp":
                _beside(links, members["karim", home], now)
            if team == "chrs":
                _wait(links, people, members, teams[team], now)
            for wanted in WANTED:
                if wanted.team == team:
                    _want(wanted, people.get(wanted.alias), teams[team], members, now)


def _tie(
    tied: Tied, person: Person, peer: Member, teams: Mapping[str, Team], now: datetime
) -> Link:
    link = open_link(
        actor=peer,
        person=person,
        team=teams[tied.team],
        peer_member=peer,
        wished=Wished(tied.asked, "spoken", tied.said),
        now=now - timedelta(days=tied.days),
    )
    for days in tied.seen:
        note_seen(person=person, team=link.team, day=day_of(now - timedelta(days=days)))
    return Link.objects.with_people().get(pk=link.pk)


def _beside(links: Mapping[str, Link], karim: Member, now: datetime) -> None:
    """Who does what, a review that is due again, and somebody who wants another peer."""
    if link := links.get("Barbe grise"):
        parts = Parts(
            "Passe le mardi et le jeudi soir, et l’accompagne aux bains.",
            "Cherche un casier, répond au téléphone quand Nadia n’est pas là.",
            karim,
            True,
        )
        share_parts(actor=karim, link=link, parts=parts, now=now - timedelta(days=11))
    if link := links.get("Grand Foulard"):
        then = now - timedelta(days=61)
        review = LinkReview(next_on=day_of(now - timedelta(days=1)))
        review.person_words = "On se voit le matin, c’est bien. Je voudrais qu’on marche plus."
        review.peer_words = "Marcher, oui. Et venir sans prévenir, c’est fini."
        assert link.peer_member is not None
        write_review(actor=link.peer_member, link=link, review=review, now=then)
    if link := links.get("Monsieur Marelle"):
        ask_for_another(actor=karim, link=link, now=now - timedelta(days=5))


def _wait(
    links: Mapping[str, Link],
    people: Mapping[str, Person],
    members: Mapping[tuple[str, str], Member],
    team: Team,
    now: datetime,
) -> None:
    omar = members["omar", "hostel"]
    if link := links.get("Lampion"):
        sleep_link(actor=omar, link=link, now=now - timedelta(days=20))
    if "Petit Tonnerre" in people:
        propose_peer(
            actor=omar,
            person=people["Petit Tonnerre"],
            team=team,
            peer_member=members["lise", "hostel"],
            wished=Wished("accepted", "picture", "Lise, oui."),
            now=now - timedelta(days=2),
        )


def _want(
    wanted: Wanted,
    person: Person | None,
    team: Team,
    members: Mapping[tuple[str, str], Member],
    now: datetime,
) -> None:
    actor = members["karim" if team.kind == "empp" else "theo", HOMES[wanted.team]]
    then = now - timedelta(days=wanted.days)
    ask = PeerAsk(team=team, person=person, way=wanted.way, asked_on=day_of(then))
    ask.hint = wanted.hint
    note_ask(actor=actor, ask=ask, now=then)
    if wanted.met is not None:
        met = now - timedelta(days=wanted.met)
        answer_ask(actor=actor, ask=ask, met_on=day_of(met), unmet_reason="", now=met)
