"""Words one hears at every counter, in plain French: a first list to change freely.

Our own definitions, in French because the words are.
"""

from __future__ import annotations

FIRST_WORDS = (
    ("115", "Le numéro gratuit à appeler pour demander un lit pour la nuit."),
    ("AAH", "Une somme d’argent chaque mois pour un adulte qui vit avec un handicap."),
    ("ACT", "Un logement où des soignants viennent aider, pour une maladie qui dure."),
    ("Accueil de jour", "Un lieu ouvert en journée : café, douche, repos, parler à quelqu’un."),
    ("Admission", "Le moment où un lieu dit oui et où vous pouvez y entrer."),
    ("Aller-vers", "L’équipe vient là où vous êtes. Vous n’avez pas à venir la chercher."),
    ("AME", "L’État paie les soins d’une personne étrangère qui n’a pas de papiers en règle."),
    ("ARE", "L’argent du chômage, pour une personne qui a travaillé avant."),
    ("CAARUD", "Un lieu pour les personnes qui consomment : matériel propre, écoute, sans juger."),
    ("CCAS", "Le service de la mairie qui aide : argent, adresse pour le courrier, papiers."),
    ("CHRS", "Un hébergement pour plusieurs mois, avec une équipe pour retrouver un logement."),
    ("CHU", "Un hébergement d’urgence : un lit, souvent pour peu de temps."),
    ("CMP", "Un lieu de soins gratuit près de chez vous : psychiatre, psychologue, infirmière."),
    ("CMU, C2S", "Une aide pour ne pas payer les soins, le dentiste ou les lunettes."),
    ("CSAPA", "Un lieu de soins gratuit pour l’alcool, les drogues, les écrans, le jeu."),
    ("Curatelle", "Un juge nomme quelqu’un pour vous aider avec l’argent et les papiers."),
    (
        "Domiciliation",
        "Une adresse pour recevoir votre courrier quand vous n’avez pas de logement.",
    ),
    ("EMPP", "Une équipe de soins qui se déplace dans la rue et dans les foyers."),
    ("GEM", "Un local tenu par ses membres : on y vient pour être ensemble, sans soins."),
    ("LHSS", "Un lit pour se soigner quand on est malade et qu’on n’a pas de logement."),
    ("Ouvrir des droits", "Remplir un dossier pour recevoir une aide à laquelle vous avez droit."),
    ("PASS", "À l’hôpital, une entrée pour voir un médecin sans carte et sans payer."),
    (
        "Pension de famille",
        "Un petit logement à soi, sans limite de temps, avec une salle commune.",
    ),
    ("RSA", "Une somme d’argent chaque mois quand on n’a pas ou peu d’argent, dès 25 ans."),
    ("Secteur", "Le quartier dont un service s’occupe. Il peut dire non pour un autre quartier."),
    ("SIAO", "Le service qui reçoit les demandes de logement et cherche une place."),
    ("Synthèse", "Une réunion où des professionnels parlent de votre situation."),
)
