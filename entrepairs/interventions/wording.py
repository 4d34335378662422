"""What typed words must not carry: a place on a map, a civil identity, a NIR.

The rules are of the engine ``plainwords``; this room asks for them by its own name.
"""

from __future__ import annotations

from entrepairs.engines.plainwords import (
    holds_coordinates,
    holds_nir,
    looks_like_civil_identity,
)

__all__ = ["holds_coordinates", "holds_nir", "looks_like_civil_identity"]
