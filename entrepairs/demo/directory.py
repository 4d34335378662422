"""The directory of an invented town: its streets, its services, telephone numbers that
are reserved for fiction (01 99 00 …), and what the invented people found there.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from entrepairs.accounts.models import Member
from entrepairs.base.clock import day_of
from entrepairs.base.wall import organisation_wall
from entrepairs.directory.checking import key_of
from entrepairs.directory.enums import CorrectionKind
from entrepairs.directory.loading import load_file, owner_connection
from entrepairs.directory.models import OwnGroup, Service
from entrepairs.directory.services import Said, correct_service, publish_group, still_true

SOURCE = "ville-inventee"
# No département is numbered 00.
TOWN = ("Valcaillou", "00120", 47.0102, 3.0115)
NEXT = ("Saint-Lampion", "00130", 47.0718, 3.0921)
FAR = ("Montperché", "00240", 47.2905, 3.2604)
_MH, _HEALTH, _DRUGS = "sante--sante-mentale", "sante--acces-aux-soins", "sante--addictions"
_RIGHTS = "difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits"
_PAPERS = "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives"
_TIES, _CONFIDENCE = "remobilisation--lien-social", "remobilisation--bien-etre-confiance-en-soi"
_FOOD, _CLOTHES = (
    "equipement-et-alimentation--alimentation",
    ("equipement-et-alimentation--habillement"),
)
_ROOF = "logement-hebergement--rechercher-une-solution-dhebergement-temporaire"
_HOME = "logement-hebergement--se-maintenir-dans-le-logement"
_FRENCH, _NET = (
    "lecture-ecriture-calcul--maitriser-le-francais",
    ("numerique--acceder-a-une-connexion-internet"),
)
_JOB, _SPORT = (
    "trouver-un-emploi--repondre-a-des-offres-demploi",
    ("remobilisation--activites-sportives-et-culturelles"),
)
_EVERYBODY, _URGENT, _EXILE = "tous-publics", "personnes-en-situation-durgence", "personnes-exilees"
_OFFICE = "Mo-Fr 09:00-12:00,13:30-17:00; PH off"


@dataclass(frozen=True, slots=True)
class Spot:
    """One invented service; ``days`` is how long ago its source checked it."""

    key: str
    house: str
    name: str
    what: str
    themes: tuple[str, ...]
    publics: tuple[str, ...]
    street: str
    hours: str
    days: int
    town: tuple[str, str, float, float] = TOWN


_HOUSES = {
    "quai": "La Maison du Quai", "mairie": "CCAS de Valcaillou", "pont": "Les Égaux du Pont",
    "relais": "Relais des Lanternes", "soins": "Centre de soins de la Fontaine",
    "droits": "Boussole des droits", "table": "La Table ronde", "toit": "Un toit d’abord",
    "mots": "Les Mots de passe", "velo": "Atelier du Pignon",
}  # fmt: skip
SPOTS = (
    Spot("douches", "quai", "Douches et lessive du Quai",
         "Douches, machine à laver, serviettes prêtées. On entre sans papiers, on attend au café.",
         (_CLOTHES, _HEALTH), (_EVERYBODY,), "3 quai des Lavandières",
         "Mo-Fr 08:30-12:00; Sa 09:00-11:30; PH off", 40),
    Spot("cafe", "quai", "Accueil de jour du Quai",
         "Un café, une chaise, une prise pour le téléphone. Quelqu’un écoute si on le souhaite.",
         (_TIES,), (_URGENT,), "3 quai des Lavandières", "Mo-Sa 08:30-17:30; PH off", 40),
    Spot("bagages", "quai", "Bagagerie du Quai",
         "Un casier fermé à clef pour un mois, renouvelable. Ouvert matin et soir.",
         (_ROOF,), (_URGENT,), "5 quai des Lavandières", "Mo-Su 07:30-09:00,18:00-19:30", 75),
    Spot("domicile", "mairie", "Domiciliation au CCAS",
         "Une adresse pour recevoir son courrier et ouvrir ses droits. Premier rendez-vous long.",
         (_PAPERS, _RIGHTS), (_EVERYBODY,), "1 place de l’Horloge", _OFFICE, 120),
    Spot("aide", "mairie", "Aides d’urgence du CCAS",
         "Bons alimentaires et aides ponctuelles, après un entretien.",
         (_FOOD, _RIGHTS), (_EVERYBODY,), "1 place de l’Horloge", _OFFICE, 410),
    Spot("internet", "mairie", "Ordinateurs en accès libre",
         "Six postes, une imprimante, quelqu’un pour aider à ouvrir une boîte aux lettres.",
         (_NET, _PAPERS), (_EVERYBODY,), "2 place de l’Horloge", "Tu-Sa 10:00-18:00; PH off", 95),
    Spot("parole", "pont", "Groupe du jeudi, entre pairs",
         "On vient, on écoute, on parle si on veut, on part quand on veut. Sans inscription.",
         (_TIES, _MH), (_EVERYBODY,), "12 rue du Vieux-Pont", "Th 18:00-20:00", 20),
    Spot("jardin", "pont", "Jardin partagé du Pont",
         "Des mains dans la terre, une soupe à midi. Les chiens attendent à l’ombre.",
         (_CONFIDENCE, _TIES), (_EVERYBODY,), "derrière le 12 rue du Vieux-Pont",
         "We 10:00-16:00", 60),
    Spot("nuit", "relais", "Halte de nuit des Lanternes",
         "Vingt fauteuils, une boisson chaude. On appelle le 115 d’abord.",
         (_ROOF,), (_URGENT,), "8 chemin des Lanternes", "Mo-Su 20:00-08:00", 30),
    Spot("femmes", "relais", "Halte des femmes",
         "Accueil réservé aux femmes, avec ou sans enfants. Douches et coin repos.",
         (_ROOF, _TIES), ("femmes",), "10 chemin des Lanternes", "Mo-Fr 09:00-17:00", 200),
    Spot("pass", "soins", "Consultation sans avance de frais",
         "Médecin généraliste, ouverture des droits sur place, médicaments donnés.",
         (_HEALTH,), (_EVERYBODY,), "20 rue de la Fontaine", "Mo,We,Fr 09:00-12:30; PH off", 55),
    Spot("dents", "soins", "Dentiste de la Fontaine",
         "Soins dentaires, urgences le matin à l’ouverture.",
         (_HEALTH,), (_EVERYBODY,), "20 rue de la Fontaine", "Tu,Th 08:30-12:00; PH off", 430),
    Spot("psy", "soins", "Permanence d’écoute de la Fontaine",
         "Une psychologue et une médiatrice paire. Sans rendez-vous, on peut rester anonyme.",
         (_MH,), (_EVERYBODY,), "22 rue de la Fontaine", "Mo-Fr 14:00-17:00; PH off", 25),
    Spot("addict", "soins", "Accueil addictions du Perron",
         "Matériel, écoute, traitement si on le demande. Les pairs sont là le mercredi.",
         (_DRUGS, _HEALTH), (_EVERYBODY,), "4 impasse du Perron", "Mo-Fr 10:00-18:00", 15),
    Spot("droits", "droits", "Permanence juridique",
         "Un juriste explique, écrit avec vous, accompagne au tribunal si besoin.",
         (_RIGHTS,), (_EVERYBODY,), "7 rue des Écrivains", "Tu 14:00-18:00", 140),
    Spot("asile", "droits", "Aide aux demandes d’asile",
         "Récit, recours, interprète sur rendez-vous (tigrinya, pachto, dari, arabe).",
         (_RIGHTS, _PAPERS), (_EXILE,), "7 rue des Écrivains", "Mo,Th 09:30-12:30", 33),
    Spot("repas", "table", "Repas du soir de la Table ronde",
         "Repas chaud servi à table. On ne demande rien, on rend son assiette.",
         (_FOOD,), (_EVERYBODY,), "30 avenue des Platanes", "Mo-Su 18:30-20:00", 22),
    Spot("colis", "table", "Colis alimentaires",
         "Un colis par semaine, sur orientation d’un service social.",
         (_FOOD,), (_EVERYBODY,), "32 avenue des Platanes", "We 14:00-17:00", 500),
    Spot("bail", "toit", "Accompagnement dans le logement",
         "Chercher, visiter, signer, s’installer, rester. Des pairs locataires dans l’équipe.",
         (_HOME,), (_EVERYBODY,), "15 rue Neuve", _OFFICE, 80),
    Spot("impayes", "toit", "Permanence loyers et factures",
         "Comprendre une dette de loyer, éviter l’expulsion, négocier un échéancier.",
         ("logement-hebergement--reduire-les-impayes-de-loyer",), (_EVERYBODY,), "15 rue Neuve",
         "Mo 09:00-12:00", 300),
    Spot("francais", "mots", "Ateliers de français",
         "Petits groupes, tous niveaux, entrée toute l’année.",
         (_FRENCH,), (_EXILE,), "9 rue des Écrivains", "Mo-Th 14:00-16:00; SH off", 65),
    Spot("velo", "velo", "Atelier vélo",
         "Réparer son vélo, en gagner un, apprendre un geste de métier.",
         (_SPORT, "mobilite--mobilite-douce-partagee-collective"), (_EVERYBODY,),
         "40 route du Moulin", "Sa 10:00-17:00", 110),
    Spot("emploi", "mairie", "Point emploi de Saint-Lampion",
         "Offres du coin, CV, une avance pour le car.",
         (_JOB,), (_EVERYBODY,), "6 place du Marché", _OFFICE, 90, NEXT),
    Spot("maison", "relais", "Maison des familles",
         "Jouer, souffler, parler entre parents. Un pédiatre passe le premier lundi.",
         ("famille--soutien-a-la-parentalite-et-a-leducation",), ("familles",),
         "2 rue des Marelles", "Mo-Fr 09:00-12:00", 45, NEXT),
    Spot("cure", "soins", "Séjours de repos de Montperché",
         "Quelques semaines au calme, suivies d’un retour préparé ensemble.",
         (_HEALTH, _MH), (_EVERYBODY,), "chemin des Cimes", "", 160, FAR),
)  # fmt: skip


def load_demo_directory(now: datetime) -> None:
    """As the owner; loading it again the same day changes nothing."""
    today = day_of(now)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "annuaire-invente.json"
        path.write_text(json.dumps(invented(today), ensure_ascii=False), encoding="utf-8")
        with owner_connection() as owner:
            load_file(owner, path, now=now)


def invented(today: date) -> dict[str, list[dict[str, Any]]]:
    """The dump, in data·inclusion v1; pure invention, given to all (CC0)."""
    houses = [_house(key, today) for key in _HOUSES]
    return {
        "structures": houses,
        "services": [_row(n, spot, today) for n, spot in enumerate(SPOTS)],
    }


def _house(key: str, today: date) -> dict[str, Any]:
    return {
        "source": SOURCE,
        "id": f"{SOURCE}--{key}",
        "nom": _HOUSES[key],
        "date_maj": (today - timedelta(days=30)).isoformat(),
        "commune": TOWN[0],
        "code_postal": TOWN[1],
    }


def _row(number: int, spot: Spot, today: date) -> dict[str, Any]:
    commune, code, lat, lon = spot.town
    return {
        "source": SOURCE,
        "structure_id": f"{SOURCE}--{spot.house}",
        "id": f"{SOURCE}--{spot.key}",
        "nom": spot.name,
        "description": spot.what,
        "date_maj": (today - timedelta(days=spot.days)).isoformat(),
        "type": "accompagnement",
        "thematiques": list(spot.themes),
        "publics": list(spot.publics),
        "frais": "gratuit",
        "commune": commune,
        "code_postal": code,
        "code_insee": code,
        "adresse": spot.street,
        "latitude": round(lat + (number % 5 - 2) * 0.0031, 6),
        "longitude": round(lon + (number % 7 - 3) * 0.0027, 6),
        "telephone": f"01 99 00 {number // 10 + 10:02d} {number % 10 * 7 + 12:02d}",
        "modes_accueil": ["en-presentiel"],
        "modes_mobilisation": ["se-presenter", "telephoner"],
        "mobilisable_par": ["usagers", "professionnels"],
        **({"horaires_accueil": spot.hours} if spot.hours else {}),
    }


# --- What the invented people found there -------------------------------------------------
Members = Mapping[tuple[str, str], Member]
_FOUND = (
    ("nadia", "hospital", "douches", CorrectionKind.WAITING, 12,
     "Venir avant 9\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}: après, la liste du jour est pleine."),
    ("nadia", "hospital", "nuit", CorrectionKind.ANIMALS, 30,
     "Les chiens sont acceptés s’ils restent sous le fauteuil."),
    ("karim", "hospital", "pass", CorrectionKind.PAPERS, 8,
     "Aucun papier demandé la première fois\N{NO-BREAK SPACE}; on demande un prénom."),
    ("nadia", "hospital", "dents", CorrectionKind.STILL_TRUE, 5, ""),
    ("lise", "hostel", "domicile", CorrectionKind.HOURS, 20,
     "Fermé le mercredi matin, quoi que dise l’affiche."),
    ("samir", "hostel", "asile", CorrectionKind.LANGUAGE, 15,
     "L’interprète en tigrinya vient le jeudi seulement."),
)  # fmt: skip


def say_what_was_found(members: Members, now: datetime) -> None:
    """Where the directory is there: it comes in by another road than the people."""
    for person, organisation, key, kind, days, text in _FOUND:
        actor = members[person, organisation]
        with _inside(actor):
            found = Service.objects.filter(pk=key_of(SOURCE, f"{SOURCE}--{key}")).first()
            moment = now - timedelta(days=days)
            if found is None:
                return
            if kind == CorrectionKind.STILL_TRUE:
                still_true(actor=actor, service=found, now=moment)
            else:
                correct_service(actor=actor, service=found, said=Said(kind, text), now=moment)
    rose = members["rose", "association"]
    with _inside(rose):
        publish_group(actor=rose, group=_group(), now=now - timedelta(days=60))


def _inside(actor: Member) -> AbstractContextManager[None]:
    return organisation_wall(actor.organisation_id)


def _group() -> OwnGroup:
    return OwnGroup(
        name="Groupe du jeudi, entre pairs",
        description="On vient, on écoute, on parle si on veut. Sans inscription, anonyme, gratuit.",
        kind="atelier",
        themes=[_TIES, _MH],
        publics=[_EVERYBODY],
        address="12 rue du Vieux-Pont",
        commune=TOWN[0],
        postcode=TOWN[1],
        insee=TOWN[1],
        hours="Th 18:00-20:00",
        phone="01 99 00 12 26",
    )
