from __future__ import annotations

from entrepairs.missions.services.charters import (
    edit_mission,
    end_mission,
    sign_mission,
    start_mission,
    withdraw_signature,
)
from entrepairs.missions.services.engagements import engage_team, withdraw_engagement
from entrepairs.missions.services.pairings import (
    end_compensation,
    end_pairing,
    offer_compensation,
    pair_members,
)
from entrepairs.missions.services.placements import end_placement, place_peer

__all__ = [
    "edit_mission",
    "end_compensation",
    "end_mission",
    "end_pairing",
    "end_placement",
    "engage_team",
    "offer_compensation",
    "pair_members",
    "place_peer",
    "sign_mission",
    "start_mission",
    "withdraw_engagement",
    "withdraw_signature",
]
