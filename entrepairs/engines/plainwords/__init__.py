"""What typed words hold: what is refused, and what deserves a gentle word.

``numbers`` finds the NIR and telephone numbers, ``places`` a point on a map or an address,
``identity`` a civil identity, ``notices`` the words of ``lexicon.toml``. Nothing is kept,
nothing is counted, and nothing is said about a person: only about a text, once.
"""

from __future__ import annotations

from entrepairs.engines.plainwords.identity import looks_like_civil_identity
from entrepairs.engines.plainwords.notices import (
    Kind,
    Notice,
    hindrances,
    is_danger,
    notices_for,
)
from entrepairs.engines.plainwords.numbers import holds_nir, holds_telephone
from entrepairs.engines.plainwords.places import holds_address, holds_coordinates

__all__ = [
    "Kind",
    "Notice",
    "hindrances",
    "holds_address",
    "holds_coordinates",
    "holds_nir",
    "holds_telephone",
    "is_danger",
    "looks_like_civil_identity",
    "notices_for",
]
