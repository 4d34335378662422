"""Cells that speak of what we never keep silently: noticed by kind, never copied.

Word lists are short on purpose: a missed word is one more reason why free text is off
by default; a false alarm costs a glance.
"""

# Word lists are read across.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Callable

from entrepairs.engines.identifiers import compact, is_nir
from entrepairs.engines.sheets.people import COORDINATES
from entrepairs.engines.sheets.problem import Value
from entrepairs.engines.sheets.words import plain, text_of

_NIR = re.compile(
    r"(?<![\d])[1-478](?:[ .\-]?\d){4}[ .\-]?(?:\d[ .\-]?\d|2[ .\-]?[ab])(?:[ .\-]?\d){8}(?!\d)"
)
_PHONE = re.compile(r"(?<!\d)(?:\+33[ .\-]?|0)[1-9](?:[ .\-]?\d{2}){4}(?!\d)")
_IBAN = re.compile(r"\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){3,7}(?: ?[a-z0-9]{1,4})?\b")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}")
_WORDS = {
    "diagnosis": (
        r"schizo|bipolair|depressi|psychotique|psychose|paranoi|decompens|delir(?:e|ant)|autis|borderline|"
        r"\bvih\b|\bsida\b|hepatite|tuberculos|cancer|epilep|diabet|\btraitee? pour\b|\btraitement|neurolept|"
        r"antidepress|idees? noires?|suicid|\bhp\b|hospitalis|\bhdt\b|\bsdre\b|burn ?-?out|arret maladie|"
        r"\bmaladie\b|\bdiagnosti|\bald\b|\brqth\b|\bmdph\b|enceinte|psychiatr|rechute|handicap|\bpsy\b|entend des voix"
    ),
    "nationality": (
        r"nationalit|\b(?:roumaine?s?|bulgares?|soudanaise?s?|afghane?s?|erythreen(?:ne)?s?|somalien(?:ne)?s?|"
        r"syrien(?:ne)?s?|algerien(?:ne)?s?|marocaine?s?|tunisien(?:ne)?s?|malien(?:ne)?s?|guineen(?:ne)?s?|"
        r"ivoirien(?:ne)?s?|senegalaise?s?|congolaise?s?|ukrainien(?:ne)?s?|russes?|polonaise?s?|albanaise?s?|"
        r"georgien(?:ne)?s?|tchadien(?:ne)?s?|ethiopien(?:ne)?s?|pakistanaise?s?|bangladaise?s?|iranien(?:ne)?s?|"
        r"irakien(?:ne)?s?|tchetchenes?|kurdes?|roms?|nigerian(?:e)?s?|comorien(?:ne)?s?|haitien(?:ne)?s?)\b"
    ),
    "residence": (
        r"sans[ -]papiers?|\boqtf\b|titre de sejour|carte de sejour|demandeu(?:r|se)s? d'asile|\basile\b|deboute|"
        r"recepisse|\bofpra\b|\bcnda\b|dublin|clandestin|irregulier|regularis|\bmna\b|refugie"
    ),
    "religion": r"musulman|chretien|catholique|\bjuif|\bjuive|bouddhis|protestant|evangeliste|temoins? de jehovah|ramadan|mosquee|halal|casher",
    "sexual_orientation": r"homosexuel|\bgay\b|lesbienne|bisexuel|transgenre|\btrans\b",
    "addiction": r"methadone|subutex|heroin|cocain|\bcrack\b|alcoolique|alcoolis|toxicoman|overdose|cirrhose|\bivre\b|cannabis|\bcoke\b|sevrage",
    "criminal": r"\bprison\b|garde a vue|incarcer|condamn|detenu|sortie? de detention|bracelet electronique|casier judiciaire",
    "birth_date": r"\bnee?(?:\(e\))? le\b",
}
_PATTERNS = {kind: re.compile(pattern) for kind, pattern in _WORDS.items()}


def kinds_in(value: Value) -> tuple[str, ...]:
    """Kinds of sensitive matter in one cell of free text; usually none."""
    if not isinstance(value, str) or len(value) < 3:
        return ()
    text = plain(value)
    found = [kind for kind, pattern in _PATTERNS.items() if pattern.search(text)]
    if has_nir(text):
        found.append("nir")
    if _PHONE.search(text):
        found.append("phone")
    if COORDINATES.search(text):
        found.append("coordinates")
    if _IBAN.search(text) and sum(letter.isdigit() for letter in text) >= 14:
        found.append("bank_account")
    return tuple(found)


def has_nir(text: str) -> bool:
    return any(is_nir(found.group()) for found in _NIR.finditer(plain(text)))


def kind_of_column(values: list[Value]) -> str:
    """A column whose cells are mostly coordinates, NIR or bank accounts, whatever its header."""
    texts = [text_of(value) for value in values if value not in (None, "")]
    if len(texts) < 3:
        return ""
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("coordinates", lambda text: COORDINATES.fullmatch(text) is not None),
        ("nir", lambda text: 13 <= len(compact(text)) <= 15 and is_nir(text)),
        (
            "bank_account",
            lambda text: _IBAN.fullmatch(text.lower()) is not None and not text.isdecimal(),
        ),
    )
    for kind, test in tests:
        if sum(1 for text in texts if test(text)) * 2 > len(texts):
            return kind
    return ""
