"""Canonical concepts and the local words for them (R2.8).

Each room registers its own labels when it starts; this room never knows which.
Exports carry the code *and* the local word, so that two organisations with
different words still add up.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.functional import Promise

from entrepairs.accounts.models import LocalTerm

# concept -> our own (translated) label
CONCEPTS: dict[str, str | Promise] = {}


def register_concepts(prefix: str, choices: Iterable[tuple[str, str | Promise]]) -> None:
    CONCEPTS.update({f"{prefix}.{code}": label for code, label in choices})


def local_terms(organisation: UUID) -> dict[str, str]:
    """The words this organisation chose; costs one query."""
    own = LocalTerm.objects.filter(organisation=organisation)
    return dict(own.values_list("concept", "label"))


def word_for(concept: str, terms: dict[str, str]) -> str:
    """The local word, else ours, else the code itself."""
    return terms.get(concept) or str(CONCEPTS.get(concept, concept))
