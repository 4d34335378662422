"""A link opens at a wish, sleeps rather than ends, and ends by choice without a name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import AuditEntry, Member
from entrepairs.links import refusals
from entrepairs.links.enums import Answer, CloseReason, State
from entrepairs.links.models import (
    ChangeAsk,
    Handover,
    Link,
    LinkReview,
    LinkWake,
    PeerAsk,
    Proposal,
)
from entrepairs.links.services import (
    Asked,
    Parts,
    Wished,
    answer_ask,
    answer_proposal,
    ask_for_another,
    drop_proposal,
    end_link,
    hand_over,
    note_ask,
    note_seen,
    open_link,
    propose_peer,
    reopen_ask,
    reopen_link,
    see_link,
    share_parts,
    sleep_link,
    unsee_link,
    unsleep_link,
    write_review,
)
from entrepairs.people.erasure import erase_person
from entrepairs.people.models import Person
from entrepairs.people.refusals import IdentityNumber, StoppedByWish, UnderAge
from entrepairs.people.sealing import unlock
from entrepairs.people.services import protect_child
from tests.cast import Cast, inside
from tests.interventions.scene import go_out, meet
from tests.links.conftest import SAID, Linked

pytestmark = pytest.mark.django_db


@pytest.fixture
def opens(cast: Cast) -> Callable[..., Link]:
    def make(person: Person, peer: Member | None = None, said: Wished = SAID) -> Link:
        return open_link(
            actor=cast.nadia,
            person=person,
            team=cast.team,
            peer_member=peer or cast.nadia,
            wished=said,
            now=cast.now,
        )

    return make


# --- opening ------------------------------------------------------------------
def test_a_link_opens_at_the_wish_of_the_person(cast: Cast, opens: Any) -> None:
    person = cast.person()
    with inside(cast.nadia):
        stored = Link.objects.get(pk=opens(person).pk)
        assert unlock([stored])[0].said == "Oui, reviens jeudi."
        assert (stored.opened_on, stored.preference) == (cast.today, "no")
        assert stored.review_on == cast.today + timedelta(days=365)


def test_no_link_opens_without_the_words_of_the_person(cast: Cast, opens: Any) -> None:
    person = cast.person()
    with inside(cast.nadia), pytest.raises(refusals.NotSaid):
        opens(person, said=Wished("person", "spoken", "  "))


def test_a_wish_that_nobody_comes_back_stops_the_link(cast: Cast, opens: Any) -> None:
    person = cast.person()
    cast.wished(person, "not_want", "no_follow_up")
    with inside(cast.nadia), pytest.raises(StoppedByWish) as stopped:
        opens(person)
    assert stopped.value.gate == "follow_up"


def test_under_18_no_link_opens(cast: Cast, opens: Any) -> None:
    person = cast.person()
    with inside(cast.nadia):
        protect_child(actor=cast.nadia, person=person, now=cast.now)
        with pytest.raises(UnderAge):
            opens(person)


def test_only_a_peer_of_the_team_may_be_linked(cast: Cast, opens: Any) -> None:
    person = cast.person()
    elsewhere = cast.new_member(cast.a, "Zoé Lampion", Role.PEER, team=cast.other_team)
    for somebody in (cast.karim, elsewhere):
        with inside(cast.nadia), pytest.raises(refusals.NotAPeerOfTheTeam):
            opens(person, somebody)


def test_one_open_link_for_a_person_and_a_peer(cast: Cast, opens: Any) -> None:
    person = cast.person()
    with inside(cast.nadia):
        opens(person)
        with pytest.raises(refusals.AlreadyLinked):
            opens(person)


def test_what_was_said_is_refused_a_number_of_identity(cast: Cast, opens: Any) -> None:
    person = cast.person()
    with inside(cast.nadia), pytest.raises(IdentityNumber):
        opens(person, said=Wished("person", "spoken", "1 85 05 78 006 084 91"))


def test_a_preference_said_before_is_noted(cast: Cast, opens: Any) -> None:
    person = cast.person()
    cast.wished(person, "preference", "language", "le tigrigna")
    with inside(cast.nadia):
        assert opens(person).preference == "yes"


# --- silence and sleep ------------------------------------------------------------------
def test_a_link_falls_silent_after_90_days_and_stays_open(cast: Cast, linked: Linked) -> None:
    link = linked(days=90)
    assert link.state(cast.today) == State.OPEN
    assert link.state(cast.today + timedelta(days=1)) == State.SILENT
    assert link.state(cast.today + timedelta(days=4000)) == State.SILENT
    assert link.closed_on is None


def test_seen_again_wakes_a_sleeping_link_and_keeps_the_silence(cast: Cast, linked: Linked) -> None:
    link = linked(days=160)
    with inside(cast.nadia):
        sleep_link(actor=cast.nadia, link=link, now=cast.now)
        assert link.state(cast.today) == State.ASLEEP
        see_link(actor=cast.nadia, link=link, now=cast.now)
        assert link.state(cast.today) == State.OPEN
        wake = LinkWake.objects.get()
        assert wake.quiet_since == cast.today - timedelta(days=160)
        unsee_link(actor=cast.nadia, link=link, now=cast.now)
        assert link.state(cast.today) == State.ASLEEP
        assert not LinkWake.objects.exists()
        unsleep_link(actor=cast.nadia, link=link, now=cast.now)
        assert link.state(cast.today) == State.SILENT


def test_a_meeting_wakes_the_links_of_the_person(cast: Cast, linked: Linked) -> None:
    link = linked(cast.person("Barbe grise"), days=120)
    meet(cast, go_out(cast), alias="Barbe grise")
    with inside(cast.nadia):
        link.refresh_from_db()
        assert link.last_seen_on == cast.today
        assert LinkWake.objects.get().woke_on == cast.today


def test_an_older_meeting_moves_nothing(
    cast: Cast, linked: Linked, django_assert_num_queries: Any
) -> None:
    link = linked(days=3)
    with inside(cast.nadia), django_assert_num_queries(1):
        note_seen(person=link.person, team=link.team, day=cast.today - timedelta(days=9))


def test_a_meeting_before_the_sleep_wakes_nothing(cast: Cast, linked: Linked) -> None:
    link = linked(days=120, asleep_on=cast.today)
    with inside(cast.nadia):
        note_seen(person=link.person, team=link.team, day=cast.today - timedelta(days=2))
        link.refresh_from_db()
        assert link.state(cast.today) == State.ASLEEP


# --- ends ------------------------------------------------------------------
def test_an_end_by_choice_keeps_no_name(cast: Cast, linked: Linked) -> None:
    link = linked()
    with inside(cast.nadia):
        end_link(actor=cast.karim, link=link, reason=CloseReason.CHOICE, now=cast.now)
        stored = Link.objects.get(pk=link.pk)
        assert (stored.peer_member_id, stored.opened_by_id, stored.colleague_id) == (None,) * 3
        with pytest.raises(refusals.NoNewLink):
            reopen_link(actor=cast.karim, link=stored, now=cast.now)


def test_another_end_keeps_the_peer_and_can_be_undone(cast: Cast, linked: Linked) -> None:
    link = linked()
    with inside(cast.nadia):
        end_link(actor=cast.nadia, link=link, reason=CloseReason.MOVED, now=cast.now)
        with pytest.raises(refusals.LinkEnded):
            end_link(actor=cast.nadia, link=link, reason=CloseReason.CHOICE, now=cast.now)
        with pytest.raises(refusals.LinkEnded):
            sleep_link(actor=cast.nadia, link=link, now=cast.now)
        reopen_link(actor=cast.nadia, link=link, now=cast.now)
        assert link.state(cast.today) == State.OPEN


def test_an_end_is_undone_for_thirty_days(cast: Cast, linked: Linked) -> None:
    link = linked()
    with inside(cast.nadia):
        end_link(actor=cast.nadia, link=link, reason=CloseReason.UNKNOWN, now=cast.now)
        with pytest.raises(refusals.NoNewLink):
            reopen_link(actor=cast.nadia, link=link, now=cast.now + timedelta(days=31))


# --- another peer ------------------------------------------------------------------
def test_a_refusal_is_tied_to_no_peer_anywhere(
    cast: Cast, linked: Linked, second_peer: Member
) -> None:
    """No row, of any table, holds both this ask or this end, and the peer."""
    link = linked()
    with inside(cast.karim):
        ask = ask_for_another(actor=cast.karim, link=link, now=cast.now)
    names = {field.name for field in ChangeAsk._meta.concrete_fields}
    assert names == {"id", "organisation", "person", "twin", "team", "asked_on", "honoured_on"}
    with connection.cursor() as cursor, inside(cast.karim):
        for table in ("links_link", "links_changeask", "links_linkreview", "links_linkwake"):
            cursor.execute(f"SELECT row_to_json(t)::text FROM {table} t")
            rows = " ".join(row for (row,) in cursor.fetchall())
            assert str(cast.nadia.pk) not in rows, table
        cursor.execute("SELECT row_to_json(t)::text FROM accounts_auditentry t")
        trail = [row for (row,) in cursor.fetchall()]
    assert not [row for row in trail if str(link.pk) in row or str(ask.pk) in row]
    assert not [row for row in trail if "choice" in row or "another" in row]


def test_the_same_trail_whatever_was_answered(cast: Cast, second_peer: Member) -> None:
    """Whoever reads the trail cannot tell a yes from a no."""
    acts = []
    for alias, yes in (("Un", True), ("Deux", False)):
        person = cast.person(alias)
        with inside(cast.karim):
            proposal = _propose(cast, person, second_peer)
        with inside(second_peer):
            answer_proposal(actor=second_peer, proposal=proposal, yes=yes, now=cast.now)
            rows = AuditEntry.objects.filter(actor=second_peer.pk).order_by("id")
            acts.append(list(rows.values_list("act", "kind", "purpose"))[len(acts) :])
    assert acts[0] == acts[1] == [("change", "people.person", "")]


def test_a_change_is_honoured_when_another_link_opens(
    cast: Cast, linked: Linked, opens: Any, second_peer: Member
) -> None:
    link = linked()
    with inside(cast.nadia):
        ask = ask_for_another(actor=cast.nadia, link=link, now=cast.now)
        assert ChangeAsk.objects.waiting().exists()
        opens(link.person, second_peer)
        ask.refresh_from_db()
        assert ask.honoured_on == cast.today


# --- a peer is proposed ------------------------------------------------------------------
def _propose(cast: Cast, person: Person, peer: Member, said: Wished = SAID) -> Any:
    return propose_peer(
        actor=cast.karim, person=person, team=cast.team, peer_member=peer, wished=said, now=cast.now
    )


def test_a_yes_of_the_peer_opens_the_link_with_the_words_said(cast: Cast) -> None:
    person = cast.person()
    with inside(cast.karim):
        proposal = _propose(cast, person, cast.nadia)
        assert isinstance(proposal, Proposal)
        with pytest.raises(refusals.AlreadyProposed):
            _propose(cast, person, cast.nadia)
    with inside(cast.nadia):
        answer_proposal(actor=cast.nadia, proposal=proposal, yes=True, now=cast.now)
        (link,) = unlock(Link.objects.all())
        assert (link.peer_member_id, link.said) == (cast.nadia.pk, SAID.said)
        assert not Proposal.objects.exists()


def test_a_no_of_the_peer_leaves_no_name_and_an_open_place(cast: Cast, second_peer: Member) -> None:
    person = cast.person()
    with inside(cast.karim):
        proposal = _propose(cast, person, cast.nadia)
        answer_proposal(actor=cast.nadia, proposal=proposal, yes=False, now=cast.now)
        assert Proposal.objects.get().peer_member_id is None
        again = _propose(cast, person, second_peer)
        assert (again.pk, again.peer_member_id) == (proposal.pk, second_peer.pk)
        drop_proposal(actor=cast.karim, proposal=again, now=cast.now)
        assert not Proposal.objects.exists()


def test_a_peer_met_in_the_street_is_linked_at_once(cast: Cast) -> None:
    person = cast.person()
    with inside(cast.nadia):
        link = propose_peer(
            actor=cast.nadia,
            person=person,
            team=cast.team,
            peer_member=cast.nadia,
            wished=SAID,
            now=cast.now,
        )
        assert isinstance(link, Link)


def test_a_proposal_is_stopped_by_a_wish_too(cast: Cast) -> None:
    person = cast.person()
    cast.wished(person, "not_want", "no_follow_up")
    with inside(cast.karim), pytest.raises(StoppedByWish):
        _propose(cast, person, cast.nadia)


# --- a peer is asked for ------------------------------------------------------------------
def _ask(cast: Cast, person: Person | None = None, hint: str = "Gare, le matin") -> PeerAsk:
    ask = PeerAsk(team=cast.team, person=person, way="poster", asked_on=cast.today)
    ask.hint = hint
    return note_ask(actor=cast.karim, ask=ask, now=cast.now)


def test_where_to_find_somebody_is_sealed_and_an_area_is_not(cast: Cast) -> None:
    person = cast.person()
    with inside(cast.karim):
        own, nobodys = _ask(cast, person), _ask(cast)
        own = PeerAsk.objects.get(pk=own.pk)
        assert (own.area, nobodys.area) == ("", "Gare, le matin")
        assert b"Gare" not in bytes(own.hint_sealed)
        assert unlock([own])[0].hint == "Gare, le matin"


def test_a_request_is_met_by_a_link_or_answered_once(cast: Cast, opens: Any) -> None:
    person = cast.person()
    with inside(cast.karim):
        own, nobodys = _ask(cast, person), _ask(cast)
    with inside(cast.nadia):
        opens(person)
        own.refresh_from_db()
        assert own.met_on == cast.today
        answer_ask(actor=cast.nadia, ask=nobodys, met_on=None, unmet_reason="no_peer", now=cast.now)
        assert nobodys.unmet_on == cast.today
        with pytest.raises(refusals.AlreadyAnswered):
            answer_ask(
                actor=cast.nadia, ask=nobodys, met_on=cast.today, unmet_reason="", now=cast.now
            )
        reopen_ask(actor=cast.nadia, ask=nobodys, now=cast.now)
        assert PeerAsk.objects.waiting().get() == nobodys


def test_days_of_a_request_are_in_order(cast: Cast) -> None:
    with inside(cast.karim):
        ask = _ask(cast)
        for day, refusal in ((-1, refusals.BeforeAsked), (1, refusals.NotYetThatDay)):
            with pytest.raises(refusal):
                answer_ask(
                    actor=cast.karim,
                    ask=ask,
                    met_on=cast.today + timedelta(days=day),
                    unmet_reason="",
                    now=cast.now,
                )
        later = PeerAsk(team=cast.team, way="card", asked_on=cast.today + timedelta(days=1))
        later.hint = "Gare"
        with pytest.raises(refusals.NotYetThatDay):
            note_ask(actor=cast.karim, ask=later, now=cast.now)


def test_under_18_a_request_takes_the_other_path(cast: Cast) -> None:
    person = cast.person()
    with inside(cast.karim):
        protect_child(actor=cast.karim, person=person, now=cast.now)
        with pytest.raises(UnderAge):
            _ask(cast, person)


# --- who does what, the review ------------------------------------------------------------------
def test_a_colleague_is_named_once_the_person_knows(cast: Cast, linked: Linked) -> None:
    link = linked()
    with inside(cast.nadia):
        with pytest.raises(refusals.NotKnownToPerson):
            share_parts(
                actor=cast.nadia, link=link, parts=Parts("a", "b", cast.karim, False), now=cast.now
            )
        parts = Parts("Je marche avec elle.", "Il ouvre les droits.", cast.karim, True)
        share_parts(actor=cast.nadia, link=link, parts=parts, now=cast.now)
        stored = Link.objects.get(pk=link.pk)
        assert stored.colleague_known_on == cast.today
        assert b"marche" not in bytes(stored.peer_part_sealed)
        none = Parts("", "", None, False)
        share_parts(actor=cast.nadia, link=link, parts=none, now=cast.now)
        assert Link.objects.get(pk=link.pk).colleague_known_on is None


def _review(words: str, next_on: Any) -> LinkReview:
    review = LinkReview(next_on=next_on)
    review.person_words, review.peer_words = words, ""
    return review


def test_a_review_is_written_together_and_the_next_one_within_a_year(
    cast: Cast, linked: Linked
) -> None:
    link = linked(review_on=cast.today)
    soon = cast.today + timedelta(days=180)
    with inside(cast.nadia):
        for words, day, refusal in (
            (" ", soon, refusals.NothingWritten),
            ("Ça va.", cast.today, refusals.ReviewTooFar),
            ("Ça va.", cast.today + timedelta(days=366), refusals.ReviewTooFar),
        ):
            with pytest.raises(refusal):
                write_review(actor=cast.nadia, link=link, review=_review(words, day), now=cast.now)
        assert list(Link.objects.to_review(cast.today)) == [link]
        write_review(
            actor=cast.nadia, link=link, review=_review("Ça va mieux.", soon), now=cast.now
        )
        assert not Link.objects.to_review(cast.today).exists()
        assert list(Link.objects.to_review(soon)) == [link]
        assert unlock(LinkReview.objects.all())[0].person_words == "Ça va mieux."


# --- a peer leaves ------------------------------------------------------------------
def test_links_are_handed_over_one_person_after_the_other(
    cast: Cast, linked: Linked, second_peer: Member
) -> None:
    link = linked()
    with inside(cast.helene):
        waits = Asked(second_peer, Answer.NOT_MET_YET, SAID)
        hand_over(actor=cast.helene, link=link, asked=waits, now=cast.now)
        assert Handover.objects.get().to_member_id == second_peer.pk
        yes = Asked(second_peer, Answer.YES, SAID)
        hand_over(actor=cast.helene, link=link, asked=yes, now=cast.now)
        assert Handover.objects.get().to_member_id is None
        assert Link.objects.get(pk=link.pk).close_reason == CloseReason.PEER_LEFT
        assert Link.objects.open().get().peer_member_id == second_peer.pk


def test_a_no_of_the_person_is_tied_to_nobody(
    cast: Cast, linked: Linked, second_peer: Member
) -> None:
    link = linked()
    with inside(cast.helene):
        said = Asked(second_peer, Answer.NO, SAID)
        hand_over(actor=cast.helene, link=link, asked=said, now=cast.now)
        assert Handover.objects.get().to_member_id is None
        assert Link.objects.open().count() == 1
        with pytest.raises(refusals.AlreadyLinked):
            same = Asked(cast.nadia, Answer.YES, SAID)
            hand_over(actor=cast.helene, link=link, asked=same, now=cast.now)


# --- erasure ------------------------------------------------------------------
def test_erasing_somebody_leaves_dates_without_a_word(
    cast: Cast, linked: Linked, second_peer: Member
) -> None:
    link = linked(days=120)
    person = link.person
    with inside(cast.nadia):
        see_link(actor=cast.nadia, link=link, now=cast.now)
        next_on = cast.today + timedelta(days=100)
        write_review(actor=cast.nadia, link=link, review=_review("Bien.", next_on), now=cast.now)
        asked = Asked(second_peer, Answer.NOT_MET_YET, SAID)
        hand_over(actor=cast.nadia, link=link, asked=asked, now=cast.now)
        _propose(cast, person, second_peer)
        _ask(cast, person)
        twin = erase_person(actor=cast.nadia, person=person, purpose="asked", now=cast.now)
        assert not Proposal.objects.exists()
        for model in (Link, LinkWake, LinkReview, Handover, PeerAsk):
            row = model.objects.get()
            assert (row.person_id, row.twin_id) == (None, twin.pk)
        assert bytes(Link.objects.get().said_sealed) == b""
        assert bytes(LinkReview.objects.get().person_words_sealed) == b""
