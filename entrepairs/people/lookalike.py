"""Two aliases that may be one person's: heard alike, or typed with a slip.

Pure: no query, no clock, no Django. French ears, and names from elsewhere written down
by French ears. It only ever proposes to look; nothing is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from entrepairs.base.words import plain

Thing = TypeVar("Thing")

LITTLE = frozenset({"le", "la", "les", "l", "un", "une", "des", "du", "de", "d"})
# A slip is forgiven in so many sounds, or in so many letters, not in fewer.
LONG_ENOUGH, WRITTEN_ENOUGH = 5, 7
# Beyond so many different consonants no ear is mistaken.
FAR_APART = 3
_BONES = str.maketrans(
    {**dict.fromkeys("aeiouyh'’-0123456789"), **dict(zip("kqzjwp", "ccsgvf", strict=True))}
)
# Applied one after the other, on a word without accent.
_SPELLINGS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"sch|sh|ch(?![rl])", "S"),
        (r"gn", "N"),
        (r"gh", "g"),
        (r"g(?=[eiy])", "j"),
        (r"je(?=[ao])", "j"),
        (r"gu(?=[eiy])", "g"),
        (r"qu|q|ck", "k"),
        (r"c(?=[eiy])", "s"),
        (r"ch|c", "k"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"w", "v"),
        (r"eau|au", "o"),
        (r"(?:ain|ein|im|ym|yn)(?![aeiouy])", "in"),
        (r"(?:en|em|am)(?![aeiouymn])", "an"),
        (r"om(?![aeiouym])", "on"),
        (r"ai|ei|ay|ey", "e"),
        (r"ou", "u"),
        (r"y", "i"),
        (r"h", ""),
        (r"(.)\1+", r"\1"),
    )
)
_SILENT = re.compile(r"(?<=..)[dtsxz]+$")
_MUTE = re.compile(r"(?<=..)es?$")
_SPOKEN_ER = re.compile(r"(?<=..)(?:er|ez)$")


def sound_of(word: str) -> str:
    """How a French ear hears this word: ``sound_of("Philippe") == sound_of("filip")``."""
    word = plain(re.sub("[çÇ]", "ss", word))
    word = _SPOKEN_ER.sub("e", word)
    # What stands before a mute "e" is heard; a last consonant is not.
    word = _MUTE.sub("", word) if _MUTE.search(word) else _SILENT.sub("", word)
    for pattern, sound in _SPELLINGS:
        word = pattern.sub(sound, word)
    return word


def words_of(alias: str) -> tuple[list[str], list[str]]:
    """Its words, little ones left out, and its numbers."""
    found = re.findall(r"[^\W\d_]+|\d+", alias)
    numbers = [word.lstrip("0") for word in found if word.isdigit()]
    said = [word for word in found if not word.isdigit()]
    return [word for word in said if plain(word) not in LITTLE] or said, numbers


def alike(one: str, other: str) -> bool:
    """Whether it is worth asking: is it the same person?"""
    (ours, number), (theirs, their_number) = words_of(one), words_of(other)
    if number and their_number and sorted(number) != sorted(their_number):
        return False
    if not ours or not theirs:
        return bool(number) and number == their_number and not (ours or theirs)
    if _near("".join(map(plain, ours)), "".join(map(plain, theirs)), WRITTEN_ENOUGH):
        return True
    pairs = zip(_heard(ours), _heard(theirs), strict=True)
    return any(_near(said, heard, LONG_ENOUGH) for said, heard in pairs)


def _heard(words: list[str]) -> tuple[str, str, str]:
    """Word by word, in the order of the letters, and in one breath."""
    sounds = [sound_of(word) for word in words]
    return "".join(sounds), "".join(sorted(sounds)), sound_of("".join(words))


def _near(one: str, other: str, enough: int) -> bool:
    return one == other or (min(len(one), len(other)) >= enough and _one_slip(one, other))


def look_alikes(alias: str, things: Iterable[Thing], named: Callable[[Thing], str]) -> list[Thing]:
    """Those of ``things`` whose alias, given by ``named``, is alike."""
    bones = _bones(alias)
    return [
        thing
        for thing in things
        if len(bones ^ _bones(named(thing))) <= FAR_APART and alike(alias, named(thing))
    ]


def _bones(alias: str) -> set[str]:
    """Its consonants, those that sound alike written alike: enough to pass most aliases by."""
    return set(plain(alias).translate(_BONES)) - {" "}


def _one_slip(one: str, other: str) -> bool:
    """Equal but for one letter changed, added or left out, or two letters swapped."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    start = next((at for at, sign in enumerate(short) if sign != long[at]), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    if short[start + 1 :] == long[start + 1 :]:
        return True
    swapped = short[start : start + 2][::-1] == long[start : start + 2]
    return swapped and short[start + 2 :] == long[start + 2 :]
