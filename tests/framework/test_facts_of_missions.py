from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from entrepairs.framework.facts.missions import complementary_missions
from entrepairs.framework.models import Framework
from entrepairs.missions.models import Mission
from entrepairs.missions.models.charters import FRAME
from entrepairs.missions.services import edit_mission, end_mission, withdraw_signature
from entrepairs.missions.services.charters import Draft
from tests.cast import NOW, TEXT, TODAY, Cast, inside
from tests.framework.standing import figure, ground_of, rung

YESTERDAY = TODAY - timedelta(days=1)
WHOLE_FRAME = dict.fromkeys(FRAME, "Nous en parlons ensemble, le jour même.")
ALL = (
    "complementary_missions",
    "complete_missions",
    "written_together",
    "accepted_frames",
    "framed_missions",
)


def rewrite(cast: Cast, mission: Mission, **headings: str) -> None:
    """Nadia saves the next version, with these headings changed."""
    with inside(cast.nadia):
        number = mission.versions.latest("number").number
        draft = Draft(text=TEXT | headings, based_on=number)
        edit_mission(actor=cast.nadia, mission=mission, draft=draft, now=NOW)


def whole(cast: Cast) -> Mission:
    """A mission with its frame, signed by both sides."""
    mission = cast.written(cast.placed())
    rewrite(cast, mission, **WHOLE_FRAME)
    return cast.signed(mission)


def test_a_whole_mission_counts_everywhere(cast: Cast, framework: Framework) -> None:
    whole(cast)
    assert [figure(cast, key) for key in ALL] == [(1, 1)] * 5
    observed = [rung(cast, framework, code) for code in ("R1.4", "R6.17", "R6.18", "R6.19")]
    assert observed == [3, 3, 3, 3]
    assert rung(cast, framework, "R1.7") == 2  # a text, not daily life


def test_6_19_a_draft_is_not_written_together(cast: Cast) -> None:
    cast.written(cast.placed())
    assert figure(cast, "written_together") == (0, 1)


def test_6_19_a_text_that_the_peer_never_touched_does_not_count(cast: Cast) -> None:
    cast.written(cast.placed(), cast.helene, cast.karim)
    assert figure(cast, "written_together") == (0, 1)


def test_6_19_one_signature_is_not_two(cast: Cast, framework: Framework) -> None:
    cast.signed(cast.written(cast.placed()), cast.helene)
    assert figure(cast, "written_together") == (0, 1)
    assert rung(cast, framework, "R6.19") == 0


def test_6_19_signatures_on_an_older_text_do_not_count(cast: Cast, framework: Framework) -> None:
    mission = cast.in_force()
    assert rung(cast, framework, "R6.19") == 3
    rewrite(cast, mission, activities="Tout autre chose.")
    assert figure(cast, "written_together") == (0, 1)
    assert rung(cast, framework, "R6.19") == 0


def test_6_19_falls_when_a_signature_is_withdrawn(cast: Cast, framework: Framework) -> None:
    mission = cast.in_force()
    with inside(cast.nadia):
        withdraw_signature(actor=cast.nadia, mission=mission, now=NOW)
    assert rung(cast, framework, "R6.19") == 0


def test_an_ended_mission_no_longer_counts(cast: Cast) -> None:
    mission = whole(cast)
    with inside(cast.helene):
        Mission.objects.filter(pk=mission.pk).update(ended_on=YESTERDAY)
    assert figure(cast, "written_together") == (0, 0)
    assert figure(cast, "complete_missions") == (0, 1)
    assert figure(cast, "accepted_frames") == (0, 1)


@pytest.mark.parametrize("heading", FRAME)
def test_6_17_a_frame_with_a_hole_is_not_accepted(cast: Cast, heading: str) -> None:
    mission = cast.written(cast.placed())
    rewrite(cast, mission, **(WHOLE_FRAME | {heading: "  "}))
    cast.signed(mission)
    assert figure(cast, "accepted_frames") == (0, 1)
    assert figure(cast, "framed_missions") == (0, 1)


def test_6_17_a_frame_nobody_signed_is_not_accepted(cast: Cast, framework: Framework) -> None:
    mission = cast.written(cast.placed())
    rewrite(cast, mission, **WHOLE_FRAME)
    assert figure(cast, "framed_missions") == (1, 1)
    assert figure(cast, "accepted_frames") == (0, 1)
    cast.signed(mission)
    assert rung(cast, framework, "R6.17") == 3
    with inside(cast.helene):
        withdraw_signature(actor=cast.helene, mission=mission, now=NOW)
    assert rung(cast, framework, "R6.17") == 0


def test_1_7_falls_when_the_frame_is_emptied(cast: Cast, framework: Framework) -> None:
    mission = whole(cast)
    rewrite(cast, mission)
    assert rung(cast, framework, "R1.7") == 0


@pytest.mark.parametrize("heading", ["domain", "responsibilities", "activities"])
def test_6_18_an_empty_heading_in_the_latest_text_does_not_count(
    cast: Cast, framework: Framework, heading: str
) -> None:
    mission = cast.written(cast.placed())
    assert figure(cast, "complete_missions") == (1, 1)
    rewrite(cast, mission, **{heading: ""})
    assert figure(cast, "complete_missions") == (0, 1)
    assert rung(cast, framework, "R6.18") == 0


def test_6_18_a_placement_without_a_mission_is_in_the_denominator(cast: Cast) -> None:
    cast.placed()
    assert figure(cast, "complete_missions") == (0, 1)
    assert figure(cast, "written_together") == (0, 0)


def test_6_18_written_by_the_coordination_alone_stays_documented(
    cast: Cast, framework: Framework
) -> None:
    cast.written(cast.placed(), cast.helene)
    assert figure(cast, "complete_missions") == (1, 1)
    assert rung(cast, framework, "R6.18") == 2


def test_1_4_says_what_the_peer_does_not_do_or_does_not_count(
    cast: Cast, framework: Framework
) -> None:
    mission = cast.written(cast.placed())
    assert figure(cast, "complementary_missions") == (1, 1)
    rewrite(cast, mission, not_done="")
    assert figure(cast, "complementary_missions") == (0, 1)
    assert rung(cast, framework, "R1.4") == 0


def excluded(cast: Cast, **headings: str) -> list[Any]:
    ground = ground_of(cast)
    (text,) = ground.texts.values()
    assert text.version is not None
    for heading, words in headings.items():
        setattr(text.version, heading, words)
    text.version.digest = str(headings)
    return [case.voice for case in complementary_missions(ground)]


def test_1_4_an_excluded_act_does_not_count_however_it_came_in(cast: Cast) -> None:
    cast.in_force()
    assert excluded(cast, activities="Distribuer les médicaments.") == [None]


def test_1_4_what_only_looks_like_an_excluded_act_counts(cast: Cast) -> None:
    cast.in_force()
    assert excluded(cast, activities="Accompagner à la pharmacie.") != [None]


def test_ending_a_mission_lowers_the_row(cast: Cast, framework: Framework) -> None:
    mission = cast.in_force()
    with inside(cast.helene):
        end_mission(actor=cast.helene, mission=mission, last=YESTERDAY, reason="planned", now=NOW)
    assert rung(cast, framework, "R6.18") == 0
