"""Figures of links: people, not rows; the same after an erasure; few queries, always."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from entrepairs.accounts.models import Member
from entrepairs.links import counts
from entrepairs.links.enums import CloseReason
from entrepairs.links.models import ChangeAsk, Link, LinkReview, PeerAsk
from entrepairs.links.services import (
    Parts,
    answer_ask,
    ask_for_another,
    end_link,
    note_ask,
    see_link,
    share_parts,
    write_review,
)
from entrepairs.people.erasure import erase_person
from tests.cast import Cast, inside
from tests.links.conftest import Linked

pytestmark = pytest.mark.django_db
EVERY = (
    counts.opened, counts.opened_when_asked, counts.opened_with_preference, counts.living,
    counts.with_named_colleague, counts.open_in_silence, counts.met_again, counts.changes,
    counts.asks, counts.unmet, counts.reviews_done, counts.reviews_in_time,
    counts.reviews_missing,
)  # fmt: skip


def year(cast: Cast) -> tuple[Any, Any, Any]:
    return [cast.team.pk], cast.today - timedelta(days=365), cast.today


@pytest.fixture
def life(cast: Cast, linked: Linked, second_peer: Member) -> Link:
    """One person with two links, one who changed, one met again, requests, a review."""
    person = cast.person("Un")
    cast.wished(person, "preference", "language", "le pachto")
    one = linked(person)
    linked(person, second_peer, days=120)
    changed = linked(cast.person("Deux"))
    again = linked(cast.person("Trois"), days=150)
    with inside(cast.nadia):
        ask_for_another(actor=cast.nadia, link=changed, now=cast.now)
        ChangeAsk.objects.update(asked_on=cast.today - timedelta(days=12))
        see_link(actor=cast.nadia, link=again, now=cast.now)
        parts = Parts("", "", cast.karim, True)
        share_parts(actor=cast.nadia, link=one, parts=parts, now=cast.now)
        review = LinkReview(next_on=cast.today + timedelta(days=30))
        review.person_words, review.peer_words = "Bien.", ""
        Link.objects.filter(pk=one.pk).update(review_on=cast.today - timedelta(days=1))
        one.refresh_from_db()
        write_review(actor=cast.nadia, link=one, review=review, now=cast.now)
    with inside(cast.karim):
        for number in range(2):
            ask = PeerAsk(team=cast.team, way="card", asked_on=cast.today - timedelta(days=9))
            ask.hint = "Gare"
            note_ask(actor=cast.karim, ask=ask, now=cast.now)
            answer_ask(
                actor=cast.karim,
                ask=ask,
                met_on=None if number else cast.today - timedelta(days=2),
                unmet_reason="no_peer" if number else "",
                now=cast.now,
            )
    linked(changed.person, second_peer)
    return one


def test_people_are_counted_once_whatever_their_links(cast: Cast, life: Link) -> None:
    with inside(cast.nadia):
        told = {count.__name__: count(*year(cast)) for count in EVERY}
    assert told["opened"] == counts.Tally(rows=5, people=3)
    assert told["opened_with_preference"].people == 1
    assert told["with_named_colleague"] == counts.Tally(1, 1)
    # Written with the person, the review woke both links of theirs.
    assert told["open_in_silence"] == counts.Tally(0, 0)
    assert told["met_again"] == counts.Tally(2, 2)
    assert told["changes"] == counts.Waits(counts.Tally(1, 1), counts.Tally(1, 1), (12,))
    assert told["asks"] == counts.Waits(counts.Tally(2, 2), counts.Tally(1, 1), (7,))
    assert told["unmet"] == {"no_peer": 1}
    assert told["reviews_done"] == counts.Tally(1, 1)
    assert told["reviews_in_time"] == counts.Tally(0, 0)


def test_figures_are_the_same_after_an_erasure(cast: Cast, life: Link) -> None:
    with inside(cast.nadia):
        before = [count(*year(cast)) for count in EVERY]
        erase_person(actor=cast.nadia, person=life.person, purpose="asked", now=cast.now)
        assert [count(*year(cast)) for count in EVERY] == before


def test_each_figure_takes_three_queries_at_most(
    cast: Cast, life: Link, django_assert_max_num_queries: Any
) -> None:
    with inside(cast.nadia):
        for count in EVERY:
            with django_assert_max_num_queries(3):
                count(*year(cast))


def test_a_silence_counts_on_the_day_it_lasted(cast: Cast, linked: Linked) -> None:
    """Asked today about a day before the person came back, the link was silent and open."""
    link = linked(days=150)
    teams, first, _last = year(cast)
    with inside(cast.nadia):
        assert counts.open_in_silence(teams, first, cast.today).rows == 1
        see_link(actor=cast.nadia, link=link, now=cast.now)
        assert counts.open_in_silence(teams, first, cast.today).rows == 0
        assert counts.open_in_silence(teams, first, cast.today - timedelta(days=10)).rows == 1
        end_link(actor=cast.nadia, link=link, reason=CloseReason.MOVED, now=cast.now)
        assert counts.open_on(teams, cast.today).rows == 0


def test_a_review_that_nobody_wrote_is_missing(cast: Cast, linked: Linked) -> None:
    linked(review_on=cast.today - timedelta(days=40))
    linked(cast.person("Dort"), review_on=cast.today - timedelta(days=40), asleep_on=cast.today)
    with inside(cast.nadia):
        assert counts.reviews_missing(*year(cast)).rows == 1


def test_a_team_counts_its_own_only(cast: Cast, life: Link) -> None:
    _teams, first, last = year(cast)
    with inside(cast.nadia):
        assert counts.opened([cast.other_team.pk], first, last) == counts.Tally(0, 0)
