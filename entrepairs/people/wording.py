"""What words about a person must not carry, and what deserves a second look."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from entrepairs.engines.plainwords import (
    Kind,
    Notice,
    hindrances,
    holds_coordinates,
    holds_nir,
    looks_like_civil_identity,
    notices_for,
)
from entrepairs.people.refusals import IdentityNumber, PlaceOnMap

SAID = {
    Kind.JUDGING: _(
        "“%(words)s” sounds like a judgement. What happened, or what the person said, is enough."
    ),
    Kind.MEDICAL: _(
        "“%(words)s” speaks of health. Only what the person wants known, and never a diagnosis."
    ),
    Kind.ORIGIN: _(
        "“%(words)s” speaks of origin, papers, belief or private life. Is it needed to help?"
    ),
    Kind.IDENTITY: _("This looks like a civil identity. The alias is enough."),
    Kind.PLACE: _("This looks like an address. An area in a few words is enough."),
    Kind.TELEPHONE: _("This looks like a telephone number. It is better kept out of a text."),
    Kind.TOO_LONG: _("This is long. Two or three sentences are read more easily, and say enough."),
}


@dataclass(frozen=True, slots=True)
class GentleWord:
    """One gentle word about a text: which kind, and the sentence one reads."""

    kind: Kind
    message: str


def check_words(text: str) -> None:
    """Raises ``IdentityNumber``, ``PlaceOnMap``. Nothing else is ever refused."""
    if holds_nir(text):
        raise IdentityNumber
    if holds_coordinates(text):
        raise PlaceOnMap


def gentle(text: str, *, own_words: bool = False, alias: bool = False) -> list[GentleWord]:
    """What deserves a second look before ``text`` is kept; empty when it speaks of danger.

    ``own_words``: the person said it themself, so it is no judgement. ``alias``: it stands
    for somebody, so two names in a row look like a civil identity.
    """
    found = hindrances(notices_for(text, own_words=own_words))
    known = {notice.kind for notice in found}
    if alias and Kind.IDENTITY not in known and looks_like_civil_identity(text):
        found = (Notice(Kind.IDENTITY), *found)
    return [_said(notice) for notice in found]


def _said(notice: Notice) -> GentleWord:
    return GentleWord(notice.kind, str(SAID[notice.kind]) % {"words": notice.words})
