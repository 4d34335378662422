"""The link of an invitation: organisation, invitation and secret, signed together.

Reading the row needs the wall of its organisation, so the link says which; the
signature keeps strangers from trying one organisation after the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core import signing

SALT = "entrepairs.accounts.invitation"


@dataclass(frozen=True, slots=True)
class Link:
    organisation: UUID
    invitation: UUID
    secret: str


def written(link: Link) -> str:
    text = f"{link.organisation.hex}.{link.invitation.hex}.{link.secret}"
    return signing.Signer(salt=SALT).sign(text)


def read(token: str) -> Link | None:
    """``None`` for whatever we did not write."""
    try:
        organisation, invitation, secret = signing.Signer(salt=SALT).unsign(token).split(".")
        return Link(UUID(organisation), UUID(invitation), secret)
    except (signing.BadSignature, ValueError):
        return None
