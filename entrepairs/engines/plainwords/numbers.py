"""Identity and telephone numbers in running text.

A NIR is sex, year, month, département, commune, order and a key of two digits. People type
it with any spaces, points or hyphens, and often without the key.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate

from entrepairs.engines.identifiers import is_nir

_GAP = r"[\s.\-‐‑‒–—_/·]{0,3}"
_BETWEEN = re.compile(r"[\s.\-‐‑‒–—_/·]+")
# Corsica, "2A" and "2B", whatever stands between its two signs.
_CORSICA = re.compile(rf"(?<=2){_GAP}([AB])(?={_GAP}\d)", re.IGNORECASE)
_RUN = re.compile(
    rf"(?<![\d+])(?<![+]\s)\d(?:{_GAP}(?:\d|(?<=2)[AB](?={_GAP}\d)))*(?![\d])", re.IGNORECASE
)
# A letter glued to a number makes it a reference of something else; these do not.
_LABEL = re.compile(r"(?:nir|ins|insee|secu|ss|n|no|num)$", re.IGNORECASE)
_DAY = re.compile(
    r"(?<!\d)(?:(?:0?[1-9]|[12]\d|3[01])([./\-\s])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d"
    r"|(?:19|20)\d\d([./\-])(?:0?[1-9]|1[0-2])\2(?:0[1-9]|[12]\d|3[01]))(?!\d)"
)
_IBAN = re.compile(r"\b([A-Z]{2})\d{2}(?:[\s\-]?[A-Z0-9]){11,30}\b", re.IGNORECASE)
_PLAUSIBLE = re.compile(
    r"[1-478]\d\d"
    r"(?:0[1-9]|1[0-2]|2\d|3\d|4[0-2]|[5-9]\d)"
    r"(?:(?:0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-6])(?!000)\d{3}"
    r"|9(?:7[1-8]|8[4-8])(?!00)\d\d|99(?!000)\d{3})"
    r"(?!000)\d{3}"
)
# Where the parts of a NIR end: the only places where a partial reading may cut.
_NATURAL = {1, 3, 5, 7, 10, 13, 15}
_WITH_KEY, _BARE = 15, 13
_TELEPHONE = re.compile(
    r"(?<![\d+])(?:(?:\+|00)\s?33[\s.\-]?(?:\(0\)\s?)?|0)[1-9](?:[\s.\-]?\d{2}){4}(?!\d)"
    r"|(?<![\d+])(?:\+|00)[1-9](?:[\s.\-]?\d){8,13}(?!\d)"
)


def holds_nir(text: str) -> bool:
    """True when a NIR stands anywhere in ``text``, with its key or plainly shaped like one."""
    return any(_is_in(groups) for groups in _runs(_ascii_digits(text)))


def holds_telephone(text: str) -> bool:
    return _TELEPHONE.search(_ascii_digits(text)) is not None


def _ascii_digits(text: str) -> str:
    """Digits of every script as 0 to 9: a NIR may be typed on an Arabic keyboard."""
    return "".join(
        str(unicodedata.digit(sign)) if sign.isdigit() and not sign.isascii() else sign
        for sign in text
    )


def _runs(text: str) -> Iterator[list[str]]:
    """Runs of digits, each as its groups; days and bank accounts are set aside first."""
    text = _IBAN.sub(_without_account, text)
    text = _CORSICA.sub(r"\1", _DAY.sub(" | ", text))
    for found in _RUN.finditer(text):
        before = text[: found.start()]
        if before[-1:].isalpha() and not _LABEL.search(before):
            continue
        yield [group for group in _BETWEEN.split(found.group().upper()) if group]


def _without_account(found: re.Match[str]) -> str:
    account = re.sub(r"[\s\-]", "", found.group()).upper()
    french = account.startswith("FR") and len(account) >= 27
    return " | " if french or _account_key_holds(account) else found.group()


def _account_key_holds(account: str) -> bool:
    """ISO 13616: the country and key moved to the end, letters as 10 to 35, rest 1 by 97."""
    moved = account[4:] + account[:4]
    return int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1


def _is_in(groups: list[str]) -> bool:
    whole = "".join(groups)
    if len(whole) == _WITH_KEY and _keyed(whole):
        return True
    spread = all(len(group) == 1 or group in {"2A", "2B"} for group in groups)
    if len(whole) == _BARE and (spread or _natural(groups)) and _PLAUSIBLE.fullmatch(whole):
        return True
    return any(_keyed(part) for part in _parts(groups, _WITH_KEY))


def _keyed(number: str) -> bool:
    return number[0] in "123478" and is_nir(number)


def _natural(groups: list[str]) -> bool:
    return set(accumulate(map(len, groups))) <= _NATURAL


def _parts(groups: list[str], length: int) -> Iterator[str]:
    """Parts of a longer run, of this length, cut where a NIR would be."""
    for start in range(len(groups)):
        for end in range(start + 1, len(groups) + 1):
            part = groups[start:end]
            size = sum(map(len, part))
            if size == length and _natural(part):
                yield "".join(part)
            if size >= length:
                break
