"""What the card of somebody offers for their voice. Whether they gave one is not shown."""

from __future__ import annotations

from datetime import date
from typing import Any

from entrepairs.accounts.models import Member
from entrepairs.people.models import Person
from entrepairs.voice.access import may_hand_over


def on_card(member: Member, person: Person, rights: Any, today: date) -> dict[str, Any]:
    """No query: nobody reads the voice of one person, not even that it exists."""
    return {"voice_may_ask": may_hand_over(member)}
