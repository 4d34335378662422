"""Words that invented people want carried, what they were answered, and the words of the trade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from entrepairs.accounts.models import Member, Team
from entrepairs.base.wall import organisation_wall
from entrepairs.people.enums import How
from entrepairs.people.models import Person
from entrepairs.words.enums import AnswerKind, PaperKind, Understood
from entrepairs.words.models import CarriedWord, Explanation
from entrepairs.words.seeds import FIRST_WORDS
from entrepairs.words.services import (
    answer_word,
    begin_jargon,
    carry_word,
    explained,
    note_printed,
    note_refused_carry,
    tell_answer,
    want_explained,
)


@dataclass(frozen=True, slots=True)
class Said:
    """Carried ``days`` ago; the answer came ``answered`` days ago, told ``told`` days ago."""

    alias: str
    by: str
    days: int
    text: str
    # Outside, by name; empty: to the team itself.
    to: str = ""
    kind: str = ""
    answer: str = ""
    answered: int = 0
    told: int | None = None


SAID: dict[tuple[str, str], tuple[Said, ...]] = {
    ("hospital", "empp"): (
        Said("Barbe grise", "nadia", 4, "Les bains ferment avant que j’arrive. Ouvrez une fois le "
             "soir.", "Les Bains du Port", "yes", "Oui, le jeudi jusqu’à 20 h, à l’essai pendant "
             "un mois. Merci de nous l’avoir dit.", 1),
        Said("Monsieur Marelle", "karim", 9, "Parlez moins vite, et une seule personne à la fois."),
        Said("Grand Foulard", "nadia", 16, "Je veux savoir où j’en suis dans la file.",
             "Le service logement de la mairie"),
        Said("Capitaine Nuage", "helene", 70, "Mon chien attend dehors quand il pleut.",
             "La bagagerie du Quai", "partly", "Le chien peut entrer dans le hall, pas dans la "
             "salle. C’est une règle du propriétaire.", 61, 58),
        Said("Capitaine Nuage", "helene", 130, "Il n’y a jamais de café sans sucre.", "",
             "yes", "C’est vrai. Il y en a un maintenant, le thermos bleu.", 128, 126),
        Said("Pomme d’api", "nadia", 40, "La dame du guichet crie mon nom devant tout le monde.",
             "L’accueil de la Sécurité sociale", "yes", "Nous appelons par un numéro depuis lundi.",
             29, 25),
        Said("Monsieur Marelle", "karim", 45, "Les lettres que je reçois, je ne les comprends pas.",
             "", "yes", "Nous lisons chaque lettre avec vous le mardi. Vous pouvez tout apporter.",
             43, 40),
        Said("Grand Foulard", "nadia", 55, "La salle d’attente est trop petite, j’étouffe.",
             "Le cabinet dentaire du Pont", "no", "La salle ne peut pas changer. Vous pouvez "
             "attendre dehors, on vient vous chercher.", 49, 45),
    ),
    ("hostel", "chrs"): (
        Said("Reine des Prés", "lise", 60, "Frappez, et attendez que je dise oui.", "", "yes",
             "Vous avez raison. C’est écrit sur la porte de chaque étage.", 57, 55),
        Said("Lampion", "samir", 12, "Le chauffage est coupé trop tôt.", "", "needs_time",
             "Nous demandons au propriétaire. Réponse avant la fin du mois.", 9, 8),
    ),
    ("association", "gem"): (
        Said("Madame Origan", "rose", 30, "On ne peut pas cuisiner à plus de quatre.", "", "yes",
             "Une deuxième table arrive samedi.", 26, 26),
        Said("Trois-Boutons", "theo", 5, "Les dames, c’est toujours le jour où je ne peux pas."),
    ),
}  # fmt: skip
# alias, by, days ago, words, understood
EXPLAINED: dict[tuple[str, str], tuple[tuple[str, str, int, str, str], ...]] = {
    ("hospital", "empp"): (
        ("Monsieur Marelle", "karim", 20, "Le dossier est parti. Une réponse prend deux mois. Ce "
         "n’est pas un non.", "a_bit"),
        ("Grand Foulard", "helene", 3, "Avoir une clé demande un papier : la demande de logement. "
         "On peut l’écrire avec vous.", ""),
    ),
    ("hostel", "chrs"): (
        ("Reine des Prés", "lise", 15, "La veilleuse passe à 22 h. Elle ne vient pas contrôler.",
         "yes"),
    ),
}  # fmt: skip
PRINTED = (("project", "fr", 50), ("project", "ar", 31), ("poster", "fr", 90), ("poster", "uk", 12))


def carry_words(
    people: Mapping[str, Person],
    members: Mapping[tuple[str, str], Member],
    teams: Mapping[str, Team],
    now: datetime,
) -> None:
    for (home, key), said in SAID.items():
        team = teams[key]
        with organisation_wall(team.organisation_id):
            for word in said:
                _carry(word, people[word.alias], team, members[word.by, home], now)
            for alias, by, days, text, understood in EXPLAINED.get((home, key), ()):
                then = now - timedelta(days=days)
                _explain(people[alias], team, members[by, home], then, text, understood)
            first = members[said[0].by, home]
            begin_jargon(actor=first, words=FIRST_WORDS, now=now - timedelta(days=150))
            _numbers(team, first, now)


def _carry(said: Said, person: Person, team: Team, actor: Member, now: datetime) -> None:
    def day(ago: int) -> datetime:
        return now - timedelta(days=ago)

    word = CarriedWord(person=person, team=team, agreed=How.SPOKEN)
    word.to_team = None if said.to else team
    word.text, word.to_named = said.text, said.to
    carry_word(actor=actor, word=word, agreed=True, now=day(said.days))
    if not said.kind:
        return
    kind = AnswerKind(said.kind)
    answer_word(actor=actor, word=word, kind=kind, text=said.answer, now=day(said.answered))
    if said.told is not None:
        tell_answer(actor=actor, word=word, how=How.SPOKEN, now=day(said.told))


def _explain(  # noqa: PLR0913
    person: Person, team: Team, actor: Member, then: datetime, text: str, understood: str
) -> None:
    made = Explanation(person=person, team=team)
    made.text = text
    want_explained(actor=actor, explanation=made, now=then)
    if understood:
        told = then + timedelta(days=2)
        explained(actor=actor, explanation=made, understood=Understood(understood), now=told)


def _numbers(team: Team, actor: Member, now: datetime) -> None:
    for days in (80, 17):
        note_refused_carry(actor=actor, team=team, now=now - timedelta(days=days))
    for kind, language, days in PRINTED:
        then = now - timedelta(days=days)
        note_printed(actor=actor, team=team, kind=PaperKind(kind), language=language, now=then)
