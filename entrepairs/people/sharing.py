"""Who may read what of a person: legal status × class of data × the person's agreement.

Sources: L.1110-4, L.1110-12 and R.1110-2 CSP. Stricter than the law in two places, on
purpose: an employed peer reads health only with the person's agreement, and a volunteer
never does. Pure: no query, no clock.
"""

from __future__ import annotations

from enum import Enum

from entrepairs.people.enums import DataClass, ReaderStatus


class Right(Enum):
    ALLOW = "allow"  # inside one's mission
    CONSENT = "consent"  # with a living agreement of the person, for this reader
    OWN = "own"  # one's own only
    NEVER = "never"


_A, _C, _O, _N = Right.ALLOW, Right.CONSENT, Right.OWN, Right.NEVER
_ORDER = tuple(DataClass)  # logistics, chosen, safety, social, health, identity, file, notes
_ROWS = {
    ReaderStatus.PROFESSIONAL: (_A, _A, _A, _A, _A, _A, _N, _N),
    ReaderStatus.STRUCTURE: (_A, _A, _A, _A, _C, _A, _N, _O),
    ReaderStatus.HOSPITAL: (_A, _A, _A, _C, _C, _C, _N, _O),
    ReaderStatus.LENT: (_A, _A, _A, _C, _C, _C, _N, _O),
    ReaderStatus.VOLUNTEER: (_A, _A, _A, _C, _N, _C, _N, _O),
}
MATRIX: dict[ReaderStatus, dict[DataClass, Right]] = {
    status: dict(zip(_ORDER, row, strict=True)) for status, row in _ROWS.items()
}


def may_read(status: ReaderStatus, what: DataClass, *, agreed: bool, own: bool = False) -> bool:
    """``agreed``: a living agreement of the person covers this reader and this class."""
    right = MATRIX[status][what]
    return (
        right is Right.ALLOW or (right is Right.CONSENT and agreed) or (right is Right.OWN and own)
    )
