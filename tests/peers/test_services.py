from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from entrepairs.accounts.models import Member, MemberShare
from entrepairs.peers import services
from entrepairs.peers.models import Peer, PeerShare, StatusPeriod
from tests.cast import ARRIVED, NOW, TODAY, Cast, acts_on, inside


def test_a_peer_is_welcomed_once_and_only_with_the_role(cast: Cast) -> None:
    with inside(cast.helene):
        peer = services.welcome_peer(
            actor=cast.helene, member=cast.nadia, fields=["exile", " ", "exile"], now=NOW
        )
        with pytest.raises(services.AlreadyWelcomed):
            services.welcome_peer(actor=cast.helene, member=cast.nadia, fields=[], now=NOW)
        with pytest.raises(services.NotAPeer):
            services.welcome_peer(actor=cast.helene, member=cast.karim, fields=[], now=NOW)
    assert peer.fields == ["exile"]
    assert acts_on(peer) == ["add"]


def test_two_statuses_never_overlap_and_the_refusal_names_the_first(cast: Cast) -> None:
    peer = cast.welcomed(cast.nadia, last=TODAY)
    with inside(cast.helene):
        with pytest.raises(services.StatusOverlaps) as refused:
            services.open_status_period(
                actor=cast.helene,
                peer=peer,
                kind="volunteer",
                period=services.days(TODAY, None),
                now=NOW,
            )
        assert refused.value.there.last_day == TODAY
        opened = services.open_status_period(
            actor=cast.helene,
            peer=peer,
            kind="volunteer",
            period=services.days(TODAY + timedelta(days=1), None),
            now=NOW,
        )
    assert acts_on(opened) == ["add"]


def test_the_database_refuses_an_overlap_and_an_empty_period(cast: Cast) -> None:
    peer = cast.welcomed(cast.nadia)
    for period in (DateRange(TODAY, None), DateRange(TODAY, TODAY), DateRange(None, ARRIVED)):
        with inside(cast.helene), pytest.raises(IntegrityError), transaction.atomic():
            StatusPeriod.objects.create(
                organisation=cast.a, peer=peer, kind="volunteer", period=period
            )


@pytest.mark.django_db(transaction=True)
def test_under_concurrent_writes_one_status_is_opened() -> None:
    cast = Cast()
    peer = cast.welcomed(cast.nadia, last=ARRIVED)
    ready, outcomes = threading.Barrier(4), []

    def try_to_open() -> None:
        try:
            with inside(cast.helene):
                ready.wait(timeout=10)
                services.open_status_period(
                    actor=cast.helene,
                    peer=peer,
                    kind="volunteer",
                    period=services.days(TODAY, None),
                    now=NOW,
                )
            outcomes.append("opened")
        except services.StatusOverlaps:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=try_to_open) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(outcomes) == ["opened", "refused", "refused", "refused"]


def test_a_status_ends_on_its_last_day_included(cast: Cast) -> None:
    peer = cast.welcomed(cast.nadia)
    with inside(cast.helene):
        period = StatusPeriod.objects.get(peer=peer)
        services.end_status_period(actor=cast.helene, period=period, last=TODAY, now=NOW)
        assert StatusPeriod.objects.on(TODAY).exists()
        assert not StatusPeriod.objects.on(TODAY + timedelta(days=1)).exists()
        with pytest.raises(services.PeriodUpsideDown):
            services.end_status_period(
                actor=cast.helene, period=period, last=date(2020, 1, 1), now=NOW
            )
    assert acts_on(period) == ["end"]


def lend(cast: Cast, peer: Peer, last: date | None = None) -> PeerShare:
    with inside(cast.ines):
        return services.lend_peer(
            actor=cast.ines,
            peer=peer,
            host=cast.a,
            contact=cast.ines,
            period=services.days(ARRIVED, last),
            now=NOW,
        )


def test_a_loan_names_two_people_to_one_partner(cast: Cast) -> None:
    loan = lend(cast, cast.welcomed(cast.omar, kind="lent"))
    with inside(cast.helene):
        named = Member.objects.filter(organisation=cast.b)
        assert set(named) == {cast.omar, cast.ines}
        assert Peer.objects.visible_to(cast.helene).filter(organisation=cast.b).exists()
    with inside(cast.driss):
        assert not Peer.objects.exists()
    assert acts_on(loan) == ["add"]


def test_a_loan_needs_a_partner_and_a_status_of_loan(cast: Cast) -> None:
    peer = cast.welcomed(cast.omar)
    with pytest.raises(services.NotCoveredByLoan):
        lend(cast, peer)
    cast.a, real = cast.c, cast.a
    with pytest.raises(services.NoPartnership):
        lend(cast, peer)
    cast.a = real


def test_two_loans_to_one_host_do_not_overlap(cast: Cast) -> None:
    peer = cast.welcomed(cast.omar, kind="lent")
    lend(cast, peer)
    with pytest.raises(services.LoanOverlaps):
        lend(cast, peer)


def test_after_a_loan_the_host_keeps_the_dates_and_loses_the_names(cast: Cast) -> None:
    loan = lend(cast, cast.welcomed(cast.omar, kind="lent"))
    with inside(cast.ines):
        past = date(2025, 6, 1)
        services.end_loan(actor=cast.ines, loan=loan, last=past, now=NOW)
        assert {share.until for share in MemberShare.objects.all()} == {past}
    with inside(cast.helene):
        assert not Member.objects.filter(organisation=cast.b).exists()
        assert PeerShare.objects.visible_to(cast.helene).exists()
    assert acts_on(loan) == ["add", "end"]


def test_the_host_cannot_lend_on_what_was_lent(cast: Cast) -> None:
    loan = lend(cast, cast.welcomed(cast.omar, kind="lent"))
    with inside(cast.helene):
        assert PeerShare.objects.filter(pk=loan.pk).update(period=DateRange(ARRIVED, TODAY)) == 0
        assert Peer.objects.filter(pk=loan.peer_id).update(fields=[]) == 0
