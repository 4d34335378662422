"""Invented words: missions as their authors would write them, aliases, local words."""

from __future__ import annotations

NADIA = {
    "domain": "Je sors le mardi et le jeudi soir autour de la gare, toujours avec un collègue. "
    "Le mercredi, je tiens la permanence du Perron.",
    "responsibilities": "Aller vers les personnes sans rien leur demander. "
    "Dire à l’équipe ce que la personne a souhaité dire, et rien d’autre.",
    "activities": "J’écoute, je propose, j’accompagne si la personne veut. "
    "Je partage un bout de mon histoire quand je le choisis, moi.",
    "not_done": "Je ne donne pas de médicament, je ne remplace pas un poste vide "
    "et je ne rends compte d’aucune confidence.",
    "with_whom": "Avec Karim le soir, avec Hélène pour préparer la semaine.",
    "secrecy": "Ce qui m’est confié reste entre la personne et moi, sauf danger immédiat.",
    "emergencies": "J’appelle le 15 ou le 112, puis Hélène. Je ne reste pas seule.",
    "conflict": "On en parle à trois avec Inès, de la plateforme, dans la semaine.",
    "ending": "Chacune de nous peut arrêter ; on prévient les personnes ensemble.",
}
NADIA_FIRST = NADIA | {
    "domain": "Je sors le mardi et le jeudi soir autour de la gare, seule ou avec un collègue.",
    "activities": "J’écoute, je propose, j’accompagne si la personne veut.",
}
LISE = {
    "domain": "Au foyer, du lundi au mercredi, dans les lieux communs et en visite.",
    "responsibilities": "Accueillir, faire le lien avec l’équipe quand la personne le demande.",
    "activities": "Prendre un café, tenir l’atelier du jeudi, aller ensemble à un rendez-vous.",
    "not_done": "Je ne surveille pas, je ne distribue pas les traitements, "
    "je ne remplis pas les évaluations sociales.",
    "with_whom": "Avec Omar, et avec Samir un mercredi sur deux.",
    "secrecy": "Rien ne part sans l’accord de la personne.",
    "emergencies": "Le cadre d’astreinte, puis le 15.",
    "conflict": "Mona nous écoute chacun, puis ensemble.",
    "ending": "On se revoit à un an ; on peut changer avant.",
}
SAMIR = LISE | {
    "domain": "Deux jours au foyer, le mercredi et le vendredi.",
    "activities": "Écouter, jouer aux cartes, accompagner au guichet si on me le demande.",
    "with_whom": "Avec Lise et Omar.",
}
BASILE = {
    "domain": "Les soirées du vendredi au local.",
    "responsibilities": "Ouvrir, accueillir, fermer avec quelqu’un.",
    "activities": "Écouter de la musique ensemble, parler si on veut.",
    "not_done": "",
}
ZOE = {
    "domain": "Le local et les visites du samedi.",
    "responsibilities": "Être là aux heures dites, prévenir quand je ne peux pas.",
    "activities": "Cuisiner ensemble, rendre visite à deux, relire un courrier.",
    "not_done": "Je ne garde pas d’argent, je ne conduis personne, je ne donne pas de médicament.",
    "with_whom": "Avec Théo ou Rose.",
    "secrecy": "Ce qui se dit au Pont reste au Pont.",
    "emergencies": "Le 112, puis Rose.",
    "conflict": "On en parle au cercle du lundi.",
    "ending": "Quand je veux ; on fête ce qui a été fait.",
}
ROSE = ZOE | {
    "domain": "Le local, les réunions avec les partenaires.",
    "activities": "Animer le cercle, écouter, porter la parole du groupe.",
    "with_whom": "Avec Théo et Zoé.",
}

# Obviously invented aliases: a thing and a colour that agrees with any noun.
THINGS = (
    "Bonnet", "Écharpe", "Manteau", "Valise", "Casquette", "Parapluie", "Guitare", "Chariot",
    "Carnet", "Lanterne", "Foulard", "Bottine", "Thermos", "Sac", "Gilet", "Violon", "Moufle",
    "Ballon", "Panier", "Montre",
)  # fmt: skip
COLOURS = (
    "indigo", "rouge", "cuivre", "jaune", "sable", "citron", "ocre", "mauve", "turquoise", "orange",
    "ivoire", "corail", "olive", "prune",
)  # fmt: skip

WORDS = {
    "hospital": {"role.peer": "Médiatrice ou médiateur de santé-pair"},
    "hostel": {"role.peer": "Travailleuse ou travailleur pair", "role.colleague": "Éducateur"},
    "association": {"role.peer": "Entraidant"},
}
DISCUSSION = (
    "Deux réunions avec une personne extérieure. Craintes dites : le secret, les limites du rôle, "
    "la place de chacun. Réponses écrites au tableau, décision prise ensemble."
)
