"""Acts that no mission of a peer may hold (R1.4): a closed list, found in plain words.

The list refuses what a person would really be asked to do. It lets through words that
look alike: what is denied (« ne donne pas de médicament »), what somebody else does
(« le médecin prescrit »), what is only accompanied (« accompagner à la pharmacie »).
A missed sentence is caught by the reader who signs; a wrong refusal names its words
and so can be written otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from entrepairs.base.words import plain


class ExcludedAct(TextChoices):
    PRESCRIBE = "prescribe", _("prescribe or change a treatment")
    MEDICATION = "medication", _("give or prepare medication")
    CARE = "care", _("do nursing care")
    RESTRAIN = "restrain", _("restrain, lock up or search somebody")
    VACANCY = "vacancy", _("replace a vacant or absent post")
    NIGHT = "night", _("keep watch alone")
    CLINICAL_NOTES = "clinical_notes", _("write clinical notes in the place of professionals")
    DANGER = "danger", _("assess danger or a suicidal risk alone")
    DIAGNOSE = "diagnose", _("make a diagnosis")
    DECIDE = "decide", _("decide an admission, a discharge or an exclusion")


@dataclass(frozen=True, slots=True)
class Found:
    """An excluded act and the words that say it, as they were written."""

    act: ExcludedAct
    heading: str
    words: str


_DRUG = (
    r"(?:medicaments?|medicaux|traitements?|neuroleptiques?|psychotropes?|comprimes?|cachets?"
    r"|injections?|methadone|subutex|medications?|medicines?|meds|drugs|pills?|tablets?)"
)
_TAKING = r"(?:prises?\W+d(?:e|u|es|)\W+(?:l\W+)?(?:leurs?\W+|ses?\W+|son\W+|les\W+)?)?"
_FEW = r"(?:\W+\w+){0,4}?\W+"
_ARTICLE = (
    r"(?:\W+(?:les?|la|l|un|une|des?|du|d|ses?|leurs?|son|sa|the|a|an|his|her|their|out))*\W+"
)
_ALONE = r"(?:seul|seule|seuls|seules|alone|on (?:his|her|their|my) own)"

_PATTERNS: dict[ExcludedAct, tuple[str, ...]] = {
    ExcludedAct.PRESCRIBE: (
        r"(?:re)?prescri(?:re|s|t|ve|vent|vons|vez|be|bes|bing)\b",
        r"renouvel\w*(?:\W+\w+){0,2}?\W+ordonnances?",
        r"(?:ajust|adapt|modifi|chang|arret|augment|diminu|baiss)\w*"
        + _ARTICLE
        + r"(?:traitements?|doses?|dosages?|posologies?|treatments?|medications?)",
        r"(?:adjust|change|stop|increase|reduce|renew)\w*"
        + _ARTICLE
        + r"(?:treatments?|doses?|prescriptions?|medications?)",
    ),
    ExcludedAct.MEDICATION: (
        r"(?:donn|distribu|administr|delivr|dispens|prepar|injecte|surveill|control)\w*"
        + _ARTICLE
        + _TAKING
        + _DRUG,
        r"(?:prepar|rempli|remplis|verifi)\w*" + _ARTICLE + r"piluliers?",
        r"(?:give|gives|giving|hand|hands|administer|administers|administering|prepare|prepares"
        r"|dispense|dispenses|distribute|distributes)" + _ARTICLE + _DRUG,
        r"(?:fill|fills|prepare|prepares)" + _ARTICLE + r"pill ?(?:box(?:es)?|organi[sz]ers?)",
    ),
    ExcludedAct.CARE: (
        r"(?:fai(?:re|s|t)|realis\w*|effectu\w*|pratiqu\w*)"
        + _ARTICLE
        + r"(?:pansements?|prises? de sang|piqures?|soins? infirmiers?|soins? techniques?)",
        r"(?:do|does|give|gives|carry out)" + _ARTICLE + r"(?:dressings?|injections?|nursing care)",
    ),
    ExcludedAct.RESTRAIN: (
        r"(?:pratiqu|pos|mett|appliqu|particip|aid)\w*" + _FEW + r"(?:contentions?|isolement)",
        r"(?:contenir|conten(?:t|s|ir)|maitris\w+|immobilis\w+|attacher|fouill\w+|enferm\w+)"
        r"(?:\W+(?:physiquement|de force))?\W+(?:les?|la|une?|des|l)\W+"
        r"(?:personnes?|residents?|residentes?|chambres?|sacs?|affaires|gens)",
        r"(?:maintenir|maintien\w*|tenir|tient)" + _FEW + r"de force",
        r"(?:restrain|restrains|restraining|search|searches|lock up|locks up)"
        + _ARTICLE
        + r"(?:people|persons?|residents?|rooms?|bags?|belongings)",
    ),
    ExcludedAct.VACANCY: (
        r"(?:remplac|suppl|pallie|pallier|pallient)\w*"
        + _FEW
        + r"(?:postes?(?: d\W+\w+)? (?:vacants?|vides?)|absente?s?|absences?|vacances de poste)",
        r"(?:remplac)\w*"
        + _ARTICLE
        + r"(?:infirmi\w+|aide\W+soignant\w*|educat\w+|soignant\w*|veilleu\w+|travailleu\w+ soci\w+"
        r"|collegues?|professionnel\w*|medecins?)",
        r"(?:occup|tien|pren|assur|couvr)\w*" + _FEW + r"postes?(?: \w+){0,2} (?:vacants?|vides?)",
        r"(?:replace|replaces|replacing|cover|covers|covering|fill|fills|filling)"
        + _FEW
        + r"(?:vacant (?:posts?|positions?|jobs?)|vacanc(?:y|ies)"
        r"|absent (?:staff|nurses?|colleagues?)|absences?)",
        r"(?:replace|replaces|stand in for|stands in for)"
        + _ARTICLE
        + r"(?:nurses?|social workers?|doctors?|staff|colleagues?)",
    ),
    ExcludedAct.NIGHT: (
        r"(?:gardes?|veille[rs]?|nuits?|astreintes?|surveillances?)" + _FEW + _ALONE,
        _ALONE + _FEW + r"(?:gardes?|veille[rs]?|la nuit|de nuit|astreintes?|surveillances?)",
        r"(?:night (?:watch|shifts?|guard|duty)|on call|on-call|watch)" + _FEW + _ALONE,
        _ALONE + _FEW + r"(?:night|nights|on call|on-call)",
    ),
    ExcludedAct.CLINICAL_NOTES: (
        r"(?:redig|ecri|saisi|rempli|not|tien|complet)\w*"
        + _FEW
        + r"(?:transmissions?|dossiers? (?:de soins?|medica\w+|patients?|infirmi\w+)"
        r"|(?:observations?|notes?|comptes?.rendus?)"
        r" (?:cliniques?|medica\w+|infirmi\w+|de soins?))",
        r"(?:write|writes|writing|keep|keeps|fill in|fills in)"
        + _FEW
        + r"(?:clinical (?:notes?|records?)|medical (?:notes?|records?)|nursing (?:notes?|records?)"
        r"|care records?)",
    ),
    ExcludedAct.DANGER: (
        r"(?:evalu|estim|appreci|jug|mesur)\w*"
        + _FEW
        + r"(?:dangerosite|risques? suicidaires?|risques? de suicide|risques? de passage a l\W+acte"
        r"|urgence suicidaire)",
        r"(?:evalu|appreci|jug)\w*" + _FEW + r"(?:dangers?|risques?)" + _FEW + _ALONE,
        r"(?:assess|assesses|assessing|judge|judges|evaluate|evaluates)"
        + _FEW
        + r"(?:dangerousness|suicid\w+ risks?|risks? of suicide)",
        r"(?:assess|assesses|judge|judges|evaluate|evaluates)"
        + _FEW
        + r"(?:danger|risks?)"
        + _FEW
        + _ALONE,
    ),
    ExcludedAct.DIAGNOSE: (
        r"(?:pos|fai|etabli|formul|donn)\w*" + _ARTICLE + r"diagnostics?",
        r"diagnostiqu\w+",
        r"(?:make|makes|give|gives|establish|establishes)" + _ARTICLE + r"diagnos[ie]s",
        r"diagnos(?:e|es|ing)\b",
    ),
    ExcludedAct.DECIDE: (
        r"(?:decid|prononc)\w*"
        + _FEW
        + r"(?:hospitalisations?|admissions?|sorties? (?:de l|d|du)\W*\w+|exclusions?|expulsions?"
        r"|fins? de prise en charge|soins? sans consentement)",
        r"(?:decide|decides|deciding)"
        + _FEW
        + r"(?:admissions?|discharges?|exclusions?|hospitali[sz]ations?|evictions?)",
    ),
}
_ACTS = {
    act: re.compile("|".join(rf"\b(?:{pattern})" for pattern in patterns))
    for act, patterns in _PATTERNS.items()
}

# Words just before that turn the act into its contrary, or give it to somebody else.
_DENIED = re.compile(
    r"\b(?:ne|n|sans|jamais|ni|aucun|aucune|pas|interdit|interdite|exclu|exclue|refuse|refuser"
    r"|not|never|no|without|cannot|can't|don't|doesn't|won't|nor)\b"
)
_OTHERS = re.compile(
    r"\b(?:medecins?|psychiatres?|infirmi\w+|pharmaciens?|pharmacien\w*|internes?|soignants?"
    r"|soignantes?|professionnels?|equipe|juges?|directions?|directeurs?|directrices?"
    r"|doctors?|psychiatrists?|nurses?|pharmacists?|team|professionals?|qui|que|quand|si|comment"
    r"|pourquoi|who|what|when|how|why|if)\b"
)
_SOMEBODY_ELSE = re.compile(
    r"\b(?:by|par)\W+(?:un\w*|le|la|l|the|a)?\W*(?:medecin|psychiatre|infirmi\w+"
    r"|doctor|nurse|psychiatrist)"
)
# Clauses: a denial does not reach beyond one.
_CLAUSES = re.compile(r"[.;:!?\n•]|\b(?:mais|but)\b")
DENIAL_REACH = 8
OTHERS_REACH = 5


def excluded_acts(text: Mapping[str, str], headings: Sequence[str]) -> list[Found]:
    """Every excluded act of these headings, each once, in the order of the list."""
    found: dict[ExcludedAct, Found] = {}
    for heading in headings:
        for line in text.get(heading, "").splitlines():
            for act, words in _said_in(line):
                found.setdefault(act, Found(act, heading, words))
    return [found[act] for act in ExcludedAct if act in found]


def _said_in(line: str) -> Iterator[tuple[ExcludedAct, str]]:
    flat = plain(line)
    start = 0
    for end in [*(mark.start() for mark in _CLAUSES.finditer(flat)), len(flat)]:
        for act, pattern in _ACTS.items():
            match = _real_match(pattern, flat, start, end)
            if match:
                yield act, _as_written(line, flat, match)
        start = end


def _real_match(pattern: re.Pattern[str], flat: str, start: int, end: int) -> re.Match[str] | None:
    """The first match in a clause that is neither denied nor somebody else's act."""
    for match in pattern.finditer(flat, start, end):
        before = flat[start : match.start()].split()
        denied = _DENIED.search(" ".join([*before[-DENIAL_REACH:], match.group()]))
        others = _OTHERS.search(" ".join(before[-OTHERS_REACH:]))
        if not denied and not others and not _SOMEBODY_ELSE.search(flat, match.end(), end):
            return match
    return None


def _as_written(line: str, flat: str, match: re.Match[str]) -> str:
    """The same words with their accents: ``plain`` keeps one word for one word."""
    first = len(flat[: match.start()].split(" ")) - 1
    count = len(match.group().split(" "))
    return " ".join(line.split()[first : first + count]).strip(".,;:!?«»\u00a0 ")
