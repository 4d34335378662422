"""Invented people whom the demo teams meet, and what they said. Aliases only, all made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from entrepairs.accounts.models import Member, Team
from entrepairs.base.wall import organisation_wall
from entrepairs.cards.encounters import tie_meetings
from entrepairs.interventions.models import Encounter, Outing
from entrepairs.interventions.services import record_encounter
from entrepairs.people.models import Agreement, Person, Wish
from entrepairs.people.services import (
    give_agreement,
    open_person,
    revoke_agreement,
    say_where,
    say_wish,
    tie_pages,
)

# kind, picture, words, days ago, how
Said = tuple[str, str, str, int, str]


@dataclass(frozen=True, slots=True)
class Met:
    """One page: who opened it, how long ago, what was said since."""

    alias: str
    by: str
    days: int
    wishes: tuple[Said, ...] = ()
    language: str = ""
    identity: str = "pseudonym"
    distance: tuple[str, ...] | None = None
    # Where they are with their first goal.
    where: str = ""
    # Met on these days only (days ago); otherwise now and then, all along the year.
    met: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement: to a member (by key) or to somebody outside (by name)."""

    alias: str
    to: str
    classes: tuple[str, ...]
    days: int
    revoked: bool = False


# organisation, team → the people of that team.
MET: dict[tuple[str, str], tuple[Met, ...]] = {
    ("hospital", "empp"): (
        Met(
            "Barbe grise",
            "nadia",
            170,
            (
                ("want", "wash", "Une douche, oui.", 4, "spoken"),
                ("not_want", "no_health", "Un psychiatre, non.", 4, "spoken"),
                ("preference", "language", "Quelqu’un qui parle tigrinya, ou des images.", 4,
                 "picture"),
            ),
            language="ti",
            distance=("no_place", "no_rights"),
            met=(168, 165, 160, 12, 4),
        ),
        Met(
            "Grand Foulard",
            "nadia",
            140,
            (
                ("want", "health", "Voir une dentiste, pas à l’hôpital.", 60, "spoken"),
                ("goal", "housing", "Une chambre avec une clé.", 90, "spoken"),
                ("preference", "hours", "Le matin, jamais le soir.", 90, "spoken"),
            ),
            distance=("no_place",),
            where="on_the_way",
        ),
        Met(
            "Colibri 27",
            "karim",
            65,
            (
                ("not_want", "no_transmission", "Vous ne dites rien à personne.", 30, "spoken"),
                ("want", "talk", "", 30, "picture"),
            ),
            identity="anonymous",
        ),
        Met(
            "Pomme d’api",
            "nadia",
            120,
            (
                ("want", "clothes", "Des chaussures en 41.", 20, "spoken"),
                ("not_want", "no_follow_up", "Ne me cherchez pas.", 20, "spoken"),
            ),
        ),
        Met(
            "Capitaine Nuage",
            "helene",
            300,
            (
                ("want", "animal", "Que mon chien reste avec moi.", 200, "spoken"),
                ("goal", "work", "Réparer des vélos.", 150, "written"),
            ),
            where="not_begun",
        ),
        Met("Mésange 41", "karim", 20, (("want", "rest", "", 20, "picture"),),
            identity="anonymous", language="ps"),
        Met(
            "Monsieur Marelle",
            "nadia",
            90,
            (
                ("want", "rights", "Savoir où en est mon dossier.", 50, "spoken"),
                ("want", "health", "", 50, "picture"),
                ("preference", "gender", "Plutôt une femme.", 50, "spoken"),
            ),
            language="ar",
            distance=("no_carer", "no_link"),
        ),
        Met("Grand-Foulard", "karim", 12),
    ),
    ("hostel", "chrs"): (
        Met(
            "Reine des Prés",
            "lise",
            210,
            (
                ("want", "quiet", "Qu’on frappe avant d’entrer.", 100, "spoken"),
                ("goal", "ties", "Revoir ma sœur.", 100, "spoken"),
                ("preference", "experience", "Quelqu’un qui a connu la rue.", 100, "spoken"),
            ),
            where="on_the_way",
        ),
        Met("Petit Tonnerre", "omar", 75, (("want", "sleep", "", 40, "picture"),), language="uk"),
        Met(
            "Lampion",
            "samir",
            180,
            (("not_want", "no_name_on_paper", "Mon nom sur aucune liste.", 80, "spoken"),),
        ),
    ),
    ("association", "gem"): (
        Met(
            "Madame Origan",
            "rose",
            190,
            (
                ("want", "company", "Cuisiner à plusieurs.", 70, "spoken"),
                ("goal", "phone", "Un téléphone à moi.", 70, "spoken"),
            ),
            where="there",
        ),
        Met("Balthazar", "zoe", 100, (("want", "eat", "", 33, "picture"),), language="fa"),
        Met("Trois-Boutons", "theo", 45, (("want", "talk", "Jouer aux dames.", 33, "spoken"),)),
        Met("Fougère 12", "rose", 8, identity="anonymous"),
    ),
}  # fmt: skip
AGREED: dict[tuple[str, str], tuple[Agreed, ...]] = {
    ("hospital", "empp"): (
        Agreed("Barbe grise", "Les Bains du Port", ("logistics",), 4),
        Agreed("Grand Foulard", "nadia", ("health", "social"), 60),
        Agreed("Monsieur Marelle", "L’assistante sociale de la mairie", ("social",), 50),
        Agreed("Capitaine Nuage", "La bagagerie du Quai", ("logistics", "chosen"), 150, True),
    ),
    ("hostel", "chrs"): (Agreed("Reine des Prés", "samir", ("social",), 30),),
}
# Two pages that the team says are one person's.
ONE_PERSON = ("Grand Foulard", "Grand-Foulard")
KEPT_FOR, MINUTES = timedelta(days=90), timedelta(minutes=40)


def aliases_of(team: str) -> list[str]:
    """Whom the year of that team meets now and then, beside all the others."""
    here = [met for (_home, key), people in MET.items() if key == team for met in people]
    return [met.alias for met in here if not met.met]


def meet_people(
    members: Mapping[tuple[str, str], Member], teams: Mapping[str, Team], now: datetime
) -> dict[str, Person]:
    """The pages, by alias."""
    made: dict[str, Person] = {}
    for (home, key), people in MET.items():
        team = teams[key]
        with organisation_wall(team.organisation_id):
            for met in people:
                made[met.alias] = _open(met, members[met.by, home], team, now)
            for agreed in AGREED.get((home, key), ()):
                _agree(agreed, made[agreed.alias], members, home, now)
    one, other = (made[alias] for alias in ONE_PERSON)
    with organisation_wall(one.organisation_id):
        tie_pages(actor=members["karim", "hospital"], one=one, other=other, now=now)
    return made


def _open(met: Met, actor: Member, team: Team, now: datetime) -> Person:
    then = now - timedelta(days=met.days)
    person = Person(
        alias=met.alias,
        identity=met.identity,
        language=met.language,
        distance=list(met.distance) if met.distance else None,
    )
    open_person(actor=actor, person=person, team=team, now=then)
    tie_meetings(actor=actor, person=person, now=then)
    for days in met.met:
        _meet(person, actor, team, now - timedelta(days=days))
    for kind, code, text, days, how in met.wishes:
        said = now - timedelta(days=days)
        wish = Wish(person=person, kind=kind, code=code, how=how, said_on=said.date())
        wish.text = text
        say_wish(actor=actor, wish=wish, now=said)
        if kind == "goal" and met.where:
            say_where(actor=actor, goal=wish, place=met.where, now=now - timedelta(days=days // 2))
    return person


def _meet(person: Person, actor: Member, team: Team, then: datetime) -> None:
    """In the last outing of this member before that evening."""
    gone = Outing.objects.filter(team=team, crew__member=actor, started_at__lt=then)
    outing = gone.order_by("-started_at").first()
    if outing is None:
        return
    record_encounter(
        actor=actor,
        outing=outing,
        encounter=Encounter(
            alias=person.alias, at=outing.started_at + MINUTES, themes=["being"], minutes=15
        ),
        now=then,
    )


def _agree(
    agreed: Agreed,
    person: Person,
    members: Mapping[tuple[str, str], Member],
    home: str,
    now: datetime,
) -> None:
    given = now - timedelta(days=agreed.days)
    member = members.get((agreed.to, home))
    agreement = Agreement(
        person=person,
        reach="exchange",
        to_member=member,
        classes=list(agreed.classes),
        how="spoken",
        until=(given + KEPT_FOR).date(),
    )
    agreement.to_named = "" if member else agreed.to
    actor = members["karim" if home == "hospital" else "omar", home]
    give_agreement(actor=actor, agreement=agreement, now=given)
    if agreed.revoked:
        revoke_agreement(
            actor=actor, agreement=agreement, now=given + timedelta(days=agreed.days // 2)
        )
