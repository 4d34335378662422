"""Keys of the French identifiers: SIRET, FINESS, RNA, NIR. Pure functions.

Each ``<name>_problem`` returns ``None`` when the number holds, else one word that
says why: ``"length"``, ``"characters"`` or ``"key"``. A wrong number warns and never
blocks: people copy them from worn paper.
"""

from __future__ import annotations

import re

from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError
from stdnum.fr import nir, siret

_SPACES = re.compile(r"[\s  .\-]+")
_FINESS = re.compile(r"(\d{2}|2[AB])\d{7}")
_RNA = re.compile(r"W\d{9}")


def compact(text: str) -> str:
    """The number without the spaces, points and hyphens people write in it."""
    return _SPACES.sub("", text).upper()


def siret_problem(text: str) -> str | None:
    """SIRET: 14 digits, Luhn key (INSEE; La Poste's own rule included by stdnum)."""
    number = compact(text)
    if not number.isascii() or not number.isdigit():
        return "characters"
    try:
        siret.validate(number)
    except InvalidLength:
        return "length"
    except (InvalidChecksum, ValidationError):
        return "key"
    return None


def finess_problem(text: str) -> str | None:
    """FINESS: 9 characters, the first two a département (2A and 2B too), Luhn key.

    Source: DREES, « FINESS, définitions et méthodes »: "8 characters and a key by
    Luhn's formula". That a letter counts as its rank (A 1, B 2) is inferred, and so
    only ever leads to a warning.
    """
    number = compact(text)
    if len(number) != 9:
        return "length"
    if not _FINESS.fullmatch(number):
        return "characters"
    return None if luhn_holds(number.replace("A", "1").replace("B", "2")) else "key"


def rna_problem(text: str) -> str | None:
    """RNA (Répertoire national des associations): W and 9 digits; it has no key."""
    number = compact(text)
    if len(number) != 10:
        return "length"
    return None if _RNA.fullmatch(number) else "characters"


def is_nir(text: str) -> bool:
    """True for a 15-character NIR whose key holds (97 less the rest by 97).

    Corsica counts 2A as 19 and 2B as 18 (INSEE). A number with a wrong key is not
    called a NIR: parcel and file numbers often have 15 digits too.
    """
    number = compact(text)
    return len(number) == 15 and bool(nir.is_valid(number))


def luhn_holds(digits: str) -> bool:
    """Luhn's key (ISO/IEC 7812-1, annex B) over a string of ASCII digits."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (1 + place % 2)
        total += number - 9 if number > 9 else number
    return total % 10 == 0
