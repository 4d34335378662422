from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member
from entrepairs.missions import refusals
from entrepairs.missions.models import Compensation, Pairing
from entrepairs.missions.services import (
    end_compensation,
    end_pairing,
    offer_compensation,
    pair_members,
)
from entrepairs.missions.solo import Span, read_solo
from tests.cast import NOW, TODAY, Cast, acts_on, inside

FIRST, LAST = date(2026, 1, 1), date(2026, 1, 31)


def pair(cast: Cast, colleague: Member) -> Pairing:
    with inside(cast.helene):
        return pair_members(
            actor=cast.helene,
            team=cast.team,
            peer_member=cast.nadia,
            colleague=colleague,
            now=NOW,
        )


def test_a_peer_and_a_colleague_form_a_binome_once(cast: Cast) -> None:
    pairing = pair(cast, cast.karim)
    with pytest.raises(refusals.AlreadyPaired):
        pair(cast, cast.karim)
    with inside(cast.helene):
        end_pairing(actor=cast.helene, pairing=pairing, last=TODAY, now=NOW)
    pair(cast, cast.karim)
    with inside(cast.helene):
        assert Pairing.objects.visible_to(cast.helene).count() == 2
    assert acts_on(pairing) == ["add", "end"]


def test_two_peers_are_not_a_binome_and_a_stranger_neither(cast: Cast) -> None:
    twin = cast.new_member(cast.a, "Lila Cerise", Role.PEER, team=cast.team)
    for colleague in (twin, cast.nadia):
        with pytest.raises(refusals.SamePerson):
            pair(cast, colleague)
    with pytest.raises(refusals.NotInTheTeam):
        pair(cast, cast.lise)


def test_a_compensation_is_noted_and_ended(cast: Cast) -> None:
    compensation = Compensation(team=cast.team, kind="intervision", started_on=TODAY)
    with inside(cast.helene):
        offer_compensation(actor=cast.helene, compensation=compensation, now=NOW)
        assert Compensation.objects.live(TODAY).exists()
        end_compensation(actor=cast.helene, compensation=compensation, last=TODAY, now=NOW)
        assert not Compensation.objects.live(TODAY + timedelta(days=1)).exists()
    assert acts_on(compensation) == ["add", "end"]


def test_another_team_sees_neither_binome_nor_compensation(cast: Cast) -> None:
    cast.paired()
    for member in (cast.lise, cast.driss, cast.ada, cast.claire, cast.lucie):
        with inside(member):
            assert not Pairing.objects.visible_to(member).exists()


def test_lone_days_are_counted_day_by_day() -> None:
    one, two = uuid4(), uuid4()
    spans = [
        Span(one, date(2025, 6, 1), date(2026, 1, 20)),
        Span(two, date(2026, 1, 11), None),
        Span(two, date(2026, 1, 25), date(2026, 1, 26)),
    ]
    reading = read_solo(spans, FIRST, LAST)
    assert (reading.peer_days, reading.lone_days, reading.peers) == (31, 10 + 11, 2)
    assert reading.alone_now == two


def test_a_team_without_peer_has_no_lone_day() -> None:
    reading = read_solo([Span(uuid4(), date(2026, 2, 1), None)], FIRST, LAST)
    assert (reading.peer_days, reading.lone_days, reading.peers) == (0, 0, 0)
    assert reading.alone_now is None
