from __future__ import annotations

import pytest

from entrepairs.missions.excluded import ExcludedAct, excluded_acts

REFUSED = [
    ("Prescrire un traitement", ExcludedAct.PRESCRIBE),
    ("Je prescris si besoin", ExcludedAct.PRESCRIBE),
    ("Renouveler les ordonnances", ExcludedAct.PRESCRIBE),
    ("Adapter le traitement avec la personne", ExcludedAct.PRESCRIBE),
    ("Prescribe when the doctor is away", ExcludedAct.PRESCRIBE),
    ("Distribuer les médicaments du soir", ExcludedAct.MEDICATION),
    ("Donner son traitement à Monsieur Valise", ExcludedAct.MEDICATION),
    ("Préparer les piluliers", ExcludedAct.MEDICATION),
    ("ADMINISTRER DES MÉDICAMENTS", ExcludedAct.MEDICATION),
    ("Surveiller la prise des médicaments", ExcludedAct.MEDICATION),
    ("Give medication in the evening", ExcludedAct.MEDICATION),
    ("Hand out the pills", ExcludedAct.MEDICATION),
    ("Faire les pansements", ExcludedAct.CARE),
    ("Participer à une mise sous contention", ExcludedAct.RESTRAIN),
    ("Fouiller les chambres", ExcludedAct.RESTRAIN),
    ("Maintenir une personne de force", ExcludedAct.RESTRAIN),
    ("Restrain people during a crisis", ExcludedAct.RESTRAIN),
    ("Remplacer un poste vacant d’éducateur", ExcludedAct.VACANCY),
    ("Remplacer l’infirmière le week-end", ExcludedAct.VACANCY),
    ("Pallier les absences de l’équipe", ExcludedAct.VACANCY),
    ("Fill a vacant post", ExcludedAct.VACANCY),
    ("Assurer la garde de nuit seul", ExcludedAct.NIGHT),
    ("Rester seule la nuit au foyer", ExcludedAct.NIGHT),
    ("Night shifts alone", ExcludedAct.NIGHT),
    ("Rédiger les transmissions pour l’infirmier", ExcludedAct.CLINICAL_NOTES),
    ("Écrire les notes cliniques", ExcludedAct.CLINICAL_NOTES),
    ("Write clinical notes for the nurses", ExcludedAct.CLINICAL_NOTES),
    ("Évaluer la dangerosité", ExcludedAct.DANGER),
    ("Évaluer le risque suicidaire", ExcludedAct.DANGER),
    ("Assess the suicidal risk", ExcludedAct.DANGER),
    ("Poser un diagnostic", ExcludedAct.DIAGNOSE),
    ("Décider d’une hospitalisation", ExcludedAct.DECIDE),
    ("J’écoute, mais je donne les médicaments le soir", ExcludedAct.MEDICATION),
]

ALLOWED = [
    "Accompagner chercher des médicaments",
    "Aller à la pharmacie avec la personne",
    "Je ne donne pas de médicament",
    "Nadia ne prescrit rien",
    "Sans jamais donner de médicament",
    "Never give medication",
    "Être là quand le médecin prescrit un traitement",
    "Expliquer avec ses mots ce que le psychiatre a prescrit",
    "Parler des traitements et de leurs effets, à partir de son vécu",
    "Écouter ce que la personne dit de son traitement",
    "Rappeler un rendez-vous avec l’infirmière",
    "Accompagner une hospitalisation si la personne le souhaite",
    "Prévenir un collègue quand un danger apparaît",
    "Tenir la permanence du mercredi avec un collègue",
    "Remplacer le café du matin par un petit-déjeuner partagé",
    "Donner son avis en réunion d’équipe",
    "Donner des nouvelles de la tournée",
    "Préparer la sortie avec Karim",
    "Surveiller l’horaire du dernier bus",
    "Écrire un mot pour le cahier partagé",
    "Aller vers les personnes seules le soir",
    "Passer la nuit de la solidarité avec l’équipe",
    "Faire le lien avec la personne et avec l’équipe",
    "Transmettre une parole si la personne est d’accord",
    "Changer les idées, marcher, boire un café",
    "Walk with people to the pharmacy",
    "Donner envie de revenir",
    "Contenir le stress de la journée en parlant avec Karim",
]


@pytest.mark.parametrize(("sentence", "act"), REFUSED)
def test_an_excluded_act_is_found_with_its_words(sentence: str, act: ExcludedAct) -> None:
    found = excluded_acts({"activities": sentence}, ["activities"])
    assert act in {one.act for one in found}
    assert all(one.words for one in found)


@pytest.mark.parametrize("sentence", ALLOWED)
def test_what_only_looks_alike_is_let_through(sentence: str) -> None:
    assert excluded_acts({"activities": sentence}, ["activities"]) == []


def test_only_the_named_headings_are_read() -> None:
    text = {"not_done": "Donner des médicaments", "activities": "Écouter"}
    assert excluded_acts(text, ["activities"]) == []
