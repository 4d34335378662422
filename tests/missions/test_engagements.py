from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from entrepairs.missions import refusals
from entrepairs.missions.models import Engagement
from entrepairs.missions.services import engage_team, withdraw_engagement
from tests.cast import NOW, TODAY, Cast, acts_on, inside


def engage(cast: Cast, **changes: Any) -> Engagement:
    values: dict[str, Any] = {
        "discussed_on": TODAY,
        "discussion": "Parlé en réunion, chacun a dit oui.",
        "starts_on": TODAY,
        "review_on": TODAY + timedelta(days=365),
    }
    engagement = Engagement(team=cast.team, sponsor=cast.marc, **(values | changes))
    with inside(cast.helene):
        return engage_team(actor=cast.helene, engagement=engagement, now=NOW)


def live(cast: Cast, on: date) -> bool:
    with inside(cast.helene):
        return Engagement.objects.filter(team=cast.team).live(on).exists()


def test_a_team_engages_for_a_year_at_most(cast: Cast) -> None:
    engagement = engage(cast)
    assert live(cast, TODAY)
    assert live(cast, engagement.review_on)
    assert not live(cast, engagement.review_on + timedelta(days=1))
    assert not live(cast, TODAY - timedelta(days=1))
    assert acts_on(engagement) == ["add"]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"discussed_on": TODAY + timedelta(days=1)}, refusals.DiscussedLater),
        ({"starts_on": TODAY - timedelta(days=1)}, refusals.StartsBeforeDiscussion),
        ({"review_on": TODAY}, refusals.ReviewBeforeStart),
        ({"review_on": TODAY + timedelta(days=367)}, refusals.ReviewTooFar),
    ],
)
def test_dates_that_cannot_be_are_refused(cast: Cast, changes: Any, refusal: Any) -> None:
    with pytest.raises(refusal):
        engage(cast, **changes)


def test_a_team_withdraws_with_a_reason_and_the_trail_says_so(cast: Cast) -> None:
    engagement = engage(cast)
    with inside(cast.helene):
        with pytest.raises(refusals.ReasonMissing):
            withdraw_engagement(
                actor=cast.helene, engagement=engagement, on=TODAY, reason=" ", now=NOW
            )
        withdraw_engagement(
            actor=cast.helene, engagement=engagement, on=TODAY, reason="Trop tôt.", now=NOW
        )
        with pytest.raises(refusals.AlreadyWithdrawn):
            withdraw_engagement(
                actor=cast.helene, engagement=engagement, on=TODAY, reason="Encore", now=NOW
            )
    assert not live(cast, TODAY)
    assert acts_on(engagement) == ["add", "withdraw"]


def test_a_partner_reads_whether_a_team_is_engaged_and_others_do_not(cast: Cast) -> None:
    engagement = cast.engaged(cast.team)
    with inside(cast.ines):
        assert list(Engagement.objects.of_partners(cast.ines)) == [engagement]
        assert not Engagement.objects.visible_to(cast.ines).exists()
    with inside(cast.driss):
        assert not Engagement.objects.exists()
    for member in (cast.lise, cast.ada, cast.claire, cast.lucie):
        with inside(member):
            assert not Engagement.objects.visible_to(member).exists()
    for member in (cast.nadia, cast.karim, cast.helene, cast.marc, cast.denis):
        with inside(member):
            assert list(Engagement.objects.visible_to(member)) == [engagement]
