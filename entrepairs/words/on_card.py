"""What the card of somebody shows of their words: what was carried, answered, told."""

from __future__ import annotations

from datetime import date
from typing import Any

from entrepairs.accounts.models import Member
from entrepairs.links.rights import Rights
from entrepairs.people.enums import DataClass, Gate, How
from entrepairs.people.gates import closed_gates
from entrepairs.people.models import Person
from entrepairs.people.sealing import unlock
from entrepairs.words import lists
from entrepairs.words.enums import Understood
from entrepairs.words.models import CarriedWord, Explanation

SHOWN = 6


def on_card(member: Member, person: Person, rights: Rights, today: date) -> dict[str, Any]:
    """Words that wait first, then the newest. Five queries at most, however many words."""
    if not rights.may(DataClass.CHOSEN):
        return {"words_shown": False}
    words = CarriedWord.objects.about(person).select_related(*lists.READ_WITH)
    rows = list(words.newest_first())
    wanted = Explanation.objects.about(person).filter(removed_on__isnull=True)
    explained = list(wanted.order_by("-said_on", "id")[:SHOWN])
    open_rows = [row for row in rows if row.waits or row.is_to_tell]
    past = [row for row in rows if row not in open_rows]
    shown = [*open_rows, *past[: max(0, SHOWN - len(open_rows))]]
    unlock([*shown, *explained])
    return {
        "words_shown": True,
        "words": [lists.word_line(row, knows=True) for row in shown],
        "words_more": len(rows) - len(shown),
        "words_stopped": Gate.TRANSMISSION.value in closed_gates(person),
        "explanations": explained,
        "words_hows": How.choices,
        "words_clear": Understood.choices,
    }
