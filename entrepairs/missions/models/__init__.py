from __future__ import annotations

from entrepairs.missions.models.charters import Mission, MissionVersion, Signature
from entrepairs.missions.models.teams import (
    EXCEPTION_LENGTH,
    Compensation,
    Engagement,
    Pairing,
    Placement,
)

__all__ = [
    "EXCEPTION_LENGTH",
    "Compensation",
    "Engagement",
    "Mission",
    "MissionVersion",
    "Pairing",
    "Placement",
    "Signature",
]
