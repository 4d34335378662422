"""Words of a column brought to our codes: statuses, roles, kinds, first or again."""

# Word lists are read across.
# ruff: noqa: E501

from __future__ import annotations

import re

from entrepairs.engines.sheets.outcome import NOTHING, Outcome, ask, clean
from entrepairs.engines.sheets.words import key, plain

ORGANISATION_KIND = "organisation"

_Patterns = tuple[tuple[re.Pattern[str], str], ...]


def _patterns(*pairs: tuple[str, str]) -> _Patterns:
    return tuple((re.compile(pattern), code) for pattern, code in pairs)


STATUSES = _patterns(
    (r"benevole?s?\b.*|b|volontaire", "volunteer"),
    (r"mad\b.*|mis[e]? a disposition\b.*|.*\bplateforme\b.*|prete e?\b.*|prete", "lent"),
    (
        r"salarie?e?s?\b.*\b(?:hopital|ch|chu|ghu|eps|hospitaliere?)\b.*|fph\b.*|contractuel\b.*\bhopital",
        "hospital",
    ),
    (
        r"salarie?e?s?\b.*\b(?:asso|association|structure|etablissement|chrs|chsr|esms)\b.*",
        "structure",
    ),
)
ROLES = _patterns(
    (r"(?:paire?s?|pairs) aidante?s?\b.*|travailleu(?:r|se)s? paire?s?\b.*|msp|peer\b.*", "peer"),
    (
        r"mediat(?:eur|rice)s? (?:de )?sante[ -]pairs?\b.*|mediat(?:eur|rice) paire?\b.*|paire?|patiente? experte?",
        "peer",
    ),
    (r"coordinat(?:eur|rice)s?\b.*|coordo|coordination", "coordinator"),
    (r"psychologue\b.*|supervis(?:eur|euse|rice)\b.*", "supporter"),
    (
        r"(?:direct(?:eur|rice)|cadre|chef|cheffe|responsable qualite|qualite|direction)\b.*",
        "manager",
    ),
    (
        r"(?:educat(?:eur|rice)|educ|infirmiere?|ide|assistante? sociale?|as|ass|aide soignante?|"
        r"monit(?:eur|rice)|medecin|psychiatre|interne|travailleu(?:r|se) sociale?|cesf|ame|amp|tisf|"
        r"accompagnante?|animat(?:eur|rice)|intervenante? sociale?|ergotherapeute|professionnelle?|pro)\b.*",
        "colleague",
    ),
)
TEAM_KINDS = _patterns(
    (r"empp|equipes? mobiles? (?:de )?psychiatrie (?:et )?precarite", "empp"),
    (r"chrs|centre d hebergement\b.*|huda?", "chrs"),
    (r"accueils? de jour|adj|day centre", "day_centre"),
    (
        r"act|ucsa|un chez soi d abord|acts? un chez soi.*|appartements? de coordination therapeutique",
        "act",
    ),
    (r"lhss|lam|lhss lam|lits halte soins sante|lits d accueil medicalises?", "lhss_lam"),
    (r"pass|permanence d acces aux soins.*", "pass"),
    (r"csapa|caarud|csapa caarud", "csapa_caarud"),
    (r"cmp|centre medico psychologique", "cmp"),
    (r"gem|groupe d entraide mutuelle", "gem"),
    (r"autre|other|divers", "other"),
    (r"(?:asso|association)\b.*|etablissement|plateforme|fondation", ORGANISATION_KIND),
)
SEEN = _patterns(
    (r"oui|o|1re|1ere|1er|1ere fois|premiere(?: fois)?|nouveau|nouvelle|x|vrai", "first"),
    (r"non|n|revue?s?|deja vue?|connue?|encore|faux", "again"),
)
PLACES = _patterns(
    (r"gares?\b.*|metro\b.*|stations?\b.*|rer\b.*|aeroport|bus|tram\b.*|quai de gare", "station"),
    (r"campements?|camps?|bidonville|tentes?|squats?|friche|bois", "camp"),
    (r"parcs?\b.*|jardins?\b.*|square\b.*|places?\b.*", "square"),
    (
        r"rues?\b.*|trottoir|boulevard\b.*|avenue\b.*|quai\b.*|parvis\b.*|pont|porche|abri.*|"
        r"voie publique|canal|vieux port|port",
        "street",
    ),
    (r"voitures?|vehicule|camion|parking\b.*", "car"),
    (r"accueils?\b.*|aj|haltes?\b.*|permanence", "day_centre"),
    (
        r"chrs|chu|hebergement|foyer|hotel\b.*|residence\b.*|act|lhss|lam|logement|appartement|domicile|chez .*|vad",
        "shelter",
    ),
    (r"hopital|urgences|cmp|chs?|clinique|pass", "hospital"),
    (r"bureau|local|asso|association", "office"),
)
THEMES = _patterns(
    (r"papiers?|cni|identite|domiciliation|titre", "papers"),
    (r"demarches?\b.*|droits?|administratif|caf|ccas|cpam|css", "rights"),
    (r"hebergement|logement|115|abri|toit", "housing"),
    (
        r"sante|soins?|medecin|medicaments?|hopital|dents|addictions?|alcool|conso\b.*|rdrd|produits?",
        "health",
    ),
    (
        r"boire un cafe|cafe|parler|ecoute|discussion|moral|presence|manger|repas|nourriture|faim|soupe|"
        r"colis|douche|hygiene|duvets?|vetements?|laver|lessive",
        "being",
    ),
    (r"travail|emploi|formation|boulot|activites?|sport|sortie", "activity"),
    (r"argent|dettes?|budget|rsa|aah", "money"),
    (r"famille|enfants?|amis?|couple|proches|liens?|chiens?|animal|animaux|chat|veto", "ties"),
)


def code_of(patterns: _Patterns, text: str) -> str:
    """The first code whose pattern fits the whole word, or an empty string."""
    word = key(text)
    for pattern, code in patterns:
        if pattern.fullmatch(word):
            return code
    return ""


def read_status(text: str) -> Outcome:
    return _known(STATUSES, text, "status_unknown", "status_unsure")


def read_role(text: str) -> Outcome:
    return _known(ROLES, text, "role_unknown", "role_unsure")


def read_team_kind(text: str) -> Outcome:
    if not key(text).strip("? "):
        return ask("kind_missing")
    code = code_of(TEAM_KINDS, text)
    if code == ORGANISATION_KIND:
        return ask("organisation_kind")
    return clean(code) if code else ask("kind_unknown")


def _known(patterns: _Patterns, text: str, missing: str, unsure: str) -> Outcome:
    if not key(text).strip("? "):
        return ask(missing)
    code = code_of(patterns, text)
    return clean(code) if code else ask(unsure)


def read_seen(text: str) -> Outcome:
    """First time, seen again, or nothing: an unreadable word is "not known"."""
    code = code_of(SEEN, text)
    return clean(code) if code else NOTHING


def read_themes(text: str) -> Outcome:
    """(codes, words left over). A word we do not know is kept as "other"."""
    if plain(text) in {"", "?", "-"}:
        return clean(())
    words = [word for word in re.split(r"\s*[+,;/]\s*", text) if word.strip()]
    return clean(tuple(dict.fromkeys(code_of(THEMES, word) or "other" for word in words)))
