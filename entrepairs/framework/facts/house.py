"""What the house reads about itself: R2.1 R2.8 R2.12 R4.5 R7.12."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.apps import apps
from django.utils import translation

from entrepairs.accounts.enums import OrganisationKind
from entrepairs.accounts.terms import CONCEPTS
from entrepairs.base.words import plain
from entrepairs.engines.evaluation.problem import Kind, Voice
from entrepairs.framework.facts.ground import Ground
from entrepairs.framework.facts.reading import Case, Reading, of_cases
from entrepairs.framework.models import Framework
from entrepairs.framework.pack import digest_of

# Names of fields that would ask somebody for an illness, an origin or a life story.
ABOUT_A_LIFE = re.compile(
    r"diagnos|illness|disease|patholog|disorder|symptom|nationalit|origin\b|ethnic|migra"
    r"|life_story|trauma|addict|experience|hospitali[sz]ed"
)


def readings(ground: Ground) -> dict[str, Reading]:
    return {
        "local_words": of_cases(local_words(ground), Kind.DOCUMENT),
        "peer_run_organisations": of_cases(peer_run_organisations(ground), Kind.DOCUMENT),
        "tables_without_story": of_cases(tables_without_story()),
        "versions_kept": of_cases(versions_kept(ground)),
        "sourced_rows": of_cases(sourced_rows(ground)),
    }


def local_words(ground: Ground) -> Iterator[Case]:
    """R2.8. Words chosen here and tied to a known notion. A copy of ours is no choice."""
    for term in ground.terms:
        if plain(term.label) not in _our_words(term.concept):
            known = term.concept in CONCEPTS
            label = f"{term.label} ({term.concept})"
            yield Case(Voice.COORDINATOR if known else None, label=label)


def _our_words(concept: str) -> set[str]:
    words = set()
    for language in ("fr", "en"):
        with translation.override(language):
            words.add(plain(str(CONCEPTS.get(concept, ""))))
    return words


def peer_run_organisations(ground: Ground) -> Iterator[Case]:
    """R2.1. Associations run by peers, among us and the partners that accepted."""
    for organisation in ground.organisations:
        run = organisation.kind == OrganisationKind.PEER_ASSOCIATION
        yield Case(Voice.COORDINATOR if run else None, label=organisation.name)


def tables_without_story() -> Iterator[Case]:
    """R2.12. No table of ours has a field that asks for a life."""
    for model in apps.get_models():
        if model.__module__.startswith("entrepairs."):
            names = [field.name for field in model._meta.get_fields()]
            asks = any(ABOUT_A_LIFE.search(name) for name in names)
            yield Case(None if asks else Voice.SYSTEM, label=model._meta.label)


def versions_kept(ground: Ground) -> Iterator[Case]:
    """R4.5. The content of each version gives again the fingerprint of its first day."""
    for framework in ground.frameworks:
        kept = digest_of(framework.content) == framework.digest
        yield Case(Voice.SYSTEM if kept else None, label=str(framework))


def sourced_rows(ground: Ground) -> Iterator[Case]:
    """R7.12. Every row names its part and paragraph; its pack, the version and the link."""
    for framework in newest(ground.frameworks):
        pack = framework.pack
        for row in pack.rows:
            sourced = bool(row.part in pack.parts and pack.version and pack.link)
            yield Case(Voice.SYSTEM if sourced else None, label=row.number)


def newest(frameworks: list[Framework]) -> list[Framework]:
    """The latest version of each recommendation."""
    latest: dict[str, Framework] = {}
    for framework in sorted(frameworks, key=lambda one: (one.version, one.loaded_at)):
        latest[framework.code] = framework
    return list(latest.values())
