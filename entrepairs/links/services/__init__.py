from __future__ import annotations

from entrepairs.links.services.asking import (
    answer_ask,
    answer_proposal,
    ask_for_another,
    drop_proposal,
    free_proposal,
    note_ask,
    propose_peer,
    reopen_ask,
)
from entrepairs.links.services.handing import Asked, hand_over
from entrepairs.links.services.opening import (
    Wished,
    end_link,
    open_link,
    reopen_link,
)
from entrepairs.links.services.seeing import (
    note_seen,
    see_link,
    sleep_link,
    unsee_link,
    unsleep_link,
)
from entrepairs.links.services.writing import Parts, share_parts, write_review

__all__ = [
    "Asked",
    "Parts",
    "Wished",
    "answer_ask",
    "answer_proposal",
    "ask_for_another",
    "drop_proposal",
    "end_link",
    "free_proposal",
    "hand_over",
    "note_ask",
    "note_seen",
    "open_link",
    "propose_peer",
    "reopen_ask",
    "reopen_link",
    "see_link",
    "share_parts",
    "sleep_link",
    "unsee_link",
    "unsleep_link",
    "write_review",
]
