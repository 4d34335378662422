"""Missions: R1.4 R1.7 R6.17 R6.18 R6.19."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from entrepairs.engines.evaluation.problem import Kind, Voice
from entrepairs.framework.facts.ground import Ground
from entrepairs.framework.facts.reading import Case, Reading, of_cases
from entrepairs.missions.excluded import excluded_acts
from entrepairs.missions.models import MissionVersion
from entrepairs.missions.models.charters import FRAME

# The three headings the sheet names (R6.18), and where an act may hide (R1.4).
THREE = ("domain", "responsibilities", "activities")


def readings(ground: Ground) -> dict[str, Reading]:
    return {
        "complementary_missions": of_cases(complementary_missions(ground)),
        "framed_missions": of_cases(framed_missions(ground), Kind.DOCUMENT),
        "accepted_frames": of_cases(accepted_frames(ground)),
        "complete_missions": of_cases(complete_missions(ground)),
        "written_together": of_cases(written_together(ground)),
    }


def complementary_missions(ground: Ground) -> Iterator[Case]:
    """R1.4. The text says what the peer does not do, and holds no excluded act."""
    for text in ground.texts.values():
        version = text.version
        holds = version is not None and text.filled(["not_done"]) and not _holds_excluded(version)
        yield Case(text.voice if holds else None, text.id)


def _holds_excluded(version: MissionVersion) -> bool:
    return _excluded(version.digest, tuple(getattr(version, heading) for heading in THREE))


@lru_cache(maxsize=4096)
def _excluded(digest: str, texts: tuple[str, ...]) -> bool:
    """A text never changes once saved: it is read once."""
    return bool(excluded_acts(dict(zip(THREE, texts, strict=True)), THREE))


def framed_missions(ground: Ground) -> Iterator[Case]:
    """R1.7. All five parts of the frame are filled in; a text, not daily life."""
    for text in ground.texts.values():
        author = Voice(text.version.voice) if text.version else None
        yield Case(author if text.filled(FRAME) else None, text.id)


def accepted_frames(ground: Ground) -> Iterator[Case]:
    """R6.17. The frame is filled in, and both sides signed that very text."""
    for placement in ground.placements:
        text = ground.texts.get(placement.pk)
        accepted = text is not None and text.filled(FRAME) and text.peer_signed and text.team_signed
        yield Case(Voice.PEER if accepted else None, placement.pk)


def complete_missions(ground: Ground) -> Iterator[Case]:
    """R6.18. Field, responsibilities and activities are all filled in the latest text."""
    for placement in ground.placements:
        text = ground.texts.get(placement.pk)
        complete = text is not None and text.filled(THREE)
        yield Case(text.voice if text and complete else None, placement.pk)


def written_together(ground: Ground) -> Iterator[Case]:
    """R6.19. Changed at least once by the peer, signed by both sides on the same text."""
    for text in ground.texts.values():
        yield Case(Voice.PEER if text.in_force else None, text.id)
