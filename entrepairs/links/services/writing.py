from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from entrepairs.accounts.models import Member
from entrepairs.base import clock
from entrepairs.links import refusals
from entrepairs.links.models import Link, LinkReview
from entrepairs.links.services.opening import YEAR, tell
from entrepairs.links.services.seeing import note_seen
from entrepairs.people.sealing import lock
from entrepairs.people.services import note_contact
from entrepairs.people.wording import check_words

PARTS = ("peer_part_sealed", "colleague_part_sealed")


@dataclass(frozen=True, slots=True)
class Parts:
    """Who does what beside the person; ``known``: the person knows the colleague's name."""

    peer_part: str
    colleague_part: str
    colleague: Member | None
    known: bool


def share_parts(*, actor: Member, link: Link, parts: Parts, now: datetime) -> Link:
    """Raises ``LinkEnded``, ``NotKnownToPerson`` and refused words."""
    if link.closed_on is not None:
        raise refusals.LinkEnded
    if parts.colleague is not None and not parts.known:
        raise refusals.NotKnownToPerson
    for text in (parts.peer_part, parts.colleague_part):
        check_words(text)
    link.peer_part, link.colleague_part = parts.peer_part, parts.colleague_part
    if parts.colleague is None:
        link.colleague_known_on = None
    elif link.colleague_id != parts.colleague.pk:
        link.colleague_known_on = clock.day_of(now)
    link.colleague = parts.colleague
    lock(link)
    link.save(update_fields=[*PARTS, "colleague", "colleague_known_on"])
    tell(actor, link.person, now)
    return link


def write_review(*, actor: Member, link: Link, review: LinkReview, now: datetime) -> LinkReview:
    """Keep what both said, and the day of the next one.

    Raises ``LinkEnded``, ``NothingWritten``, ``ReviewTooFar`` and refused words.
    """
    today = clock.day_of(now)
    _check_review(link, review, now)
    review.organisation_id, review.person_id = link.organisation_id, link.person_id
    review.link, review.due_on, review.reviewed_on = link, link.review_on, today
    lock(review)
    review.save(force_insert=True)
    Link.objects.filter(pk=link.pk).update(review_on=review.next_on)
    note_seen(person=link.person, team=link.team, day=today)
    note_contact(link.person, today)
    tell(actor, link.person, now)
    return review


def _check_review(link: Link, review: LinkReview, now: datetime) -> None:
    today = clock.day_of(now)
    if link.closed_on is not None:
        raise refusals.LinkEnded
    if not (review.person_words.strip() or review.peer_words.strip()):
        raise refusals.NothingWritten
    if not today < review.next_on <= today + YEAR:
        raise refusals.ReviewTooFar
    for text in (review.person_words, review.peer_words):
        check_words(text)
