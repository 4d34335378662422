from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction

from entrepairs.accounts.models import Member
from entrepairs.missions import refusals
from entrepairs.missions.enums import MissionState, Side, Voice
from entrepairs.missions.models import Mission, MissionVersion, Placement, Signature
from entrepairs.missions.services import (
    edit_mission,
    end_mission,
    sign_mission,
    start_mission,
    withdraw_signature,
)
from entrepairs.missions.services.charters import Draft
from tests.cast import NOW, TEXT, TODAY, Cast, acts_on, inside


def state(mission: Mission, member: Member) -> MissionState:
    with inside(member):
        return Mission.objects.with_state().get(pk=mission.pk).state(TODAY)


def save(cast: Cast, mission: Mission, member: Member, **changes: object) -> MissionVersion:
    with inside(member):
        last = mission.versions.latest("number")
        values = {"text": TEXT | {"activities": "Autre chose."}, "based_on": last.number}
        draft = Draft(**(values | changes))
        return edit_mission(actor=member, mission=mission, draft=draft, now=NOW)


def test_a_mission_begins_as_a_draft_and_each_edit_is_a_version(cast: Cast) -> None:
    mission = cast.written(cast.placed(), cast.helene, cast.karim)
    with inside(cast.helene):
        versions = list(MissionVersion.objects.filter(mission=mission))
    assert [version.number for version in versions] == [1, 2]
    assert [version.voice for version in versions] == [Voice.COORDINATOR, Voice.COLLEAGUE]
    assert state(mission, cast.helene) == MissionState.DRAFT
    assert acts_on(mission) == ["add", "change"]


def test_a_placement_has_one_mission_at_a_time(cast: Cast) -> None:
    placement = cast.placed()
    cast.written(placement)
    with inside(cast.helene), pytest.raises(refusals.AlreadyAMission):
        start_mission(actor=cast.helene, placement=placement, draft=Draft(TEXT), now=NOW)


def test_nobody_signs_before_the_peer_has_written(cast: Cast) -> None:
    mission = cast.written(cast.placed(), cast.helene)
    with pytest.raises(refusals.PeerHasNotWritten):
        cast.signed(mission, cast.helene)


def test_two_sides_sign_the_same_text_and_it_is_in_force(cast: Cast) -> None:
    mission = cast.written(cast.placed())
    cast.signed(mission, cast.nadia)
    assert state(mission, cast.helene) == MissionState.WAITING
    cast.signed(mission, cast.helene)
    assert state(mission, cast.nadia) == MissionState.IN_FORCE
    with inside(cast.marc):
        assert list(Mission.objects.in_force(TODAY)) == [mission]
        assert not Mission.objects.unsigned(TODAY).exists()
    assert acts_on(mission)[-2:] == ["sign", "sign"]


def test_a_changed_text_makes_both_signatures_fall(cast: Cast) -> None:
    mission = cast.in_force()
    save(cast, mission, cast.karim)
    assert state(mission, cast.helene) == MissionState.DRAFT


def test_coming_back_to_the_old_text_does_not_bring_signatures_back(cast: Cast) -> None:
    mission = cast.in_force()
    with inside(cast.helene):
        old = mission.versions.latest("number").text
    save(cast, mission, cast.karim)
    save(cast, mission, cast.karim, text=old)
    assert state(mission, cast.helene) == MissionState.DRAFT


def test_the_text_signed_is_the_text_that_was_shown(cast: Cast) -> None:
    mission = cast.written(cast.placed())
    with inside(cast.helene):
        shown = mission.versions.latest("number").digest
    save(cast, mission, cast.karim)
    with inside(cast.helene), pytest.raises(refusals.CharterChanged):
        sign_mission(actor=cast.helene, mission=mission, digest=shown, now=NOW)


def test_either_party_withdraws_without_a_reason(cast: Cast) -> None:
    mission = cast.in_force()
    with inside(cast.nadia):
        withdraw_signature(actor=cast.nadia, mission=mission, now=NOW)
    assert state(mission, cast.helene) == MissionState.WAITING
    with inside(cast.nadia), pytest.raises(refusals.NotSigned):
        withdraw_signature(actor=cast.nadia, mission=mission, now=NOW)
    cast.signed(mission, cast.nadia)
    assert state(mission, cast.helene) == MissionState.IN_FORCE
    assert acts_on(mission)[-2:] == ["withdraw", "sign"]


def test_a_colleague_signs_for_nobody(cast: Cast) -> None:
    mission = cast.written(cast.placed())
    with pytest.raises(refusals.NotYourSide):
        cast.signed(mission, cast.karim)


def test_the_three_headings_and_the_limits_are_there_before_signing(cast: Cast) -> None:
    mission = cast.written(cast.placed())
    save(cast, mission, cast.nadia, text=TEXT | {"not_done": " "})
    with pytest.raises(refusals.HeadingsMissing):
        cast.signed(mission, cast.nadia)


def test_an_excluded_act_is_refused_with_its_words_but_not_among_the_limits(cast: Cast) -> None:
    mission = cast.written(cast.placed())
    with pytest.raises(refusals.HoldsExcludedActs, match="Préparer les piluliers"):
        save(cast, mission, cast.helene, text=TEXT | {"activities": "Préparer les piluliers"})
    save(cast, mission, cast.helene, text=TEXT | {"not_done": "Préparer les piluliers"})


def test_two_people_writing_at_once_do_not_erase_each_other(cast: Cast) -> None:
    mission = cast.written(cast.placed())
    save(cast, mission, cast.karim)
    with pytest.raises(refusals.WrittenMeanwhile):
        save(cast, mission, cast.helene, based_on=2, text=TEXT | {"domain": "Ailleurs."})


def test_saving_the_same_text_is_not_a_version(cast: Cast) -> None:
    mission = cast.written(cast.placed())
    with inside(cast.helene):
        text = mission.versions.latest("number").text
    with pytest.raises(refusals.NothingChanged):
        save(cast, mission, cast.nadia, text={k: v + "  \r\n" for k, v in text.items()})


def test_words_of_a_person_are_kept_once_read_back(cast: Cast) -> None:
    mission = cast.written(cast.placed())
    with pytest.raises(refusals.NotReadBack):
        save(cast, mission, cast.nadia, said_by="Colombe")
    with pytest.raises(refusals.SaidByMissing):
        save(cast, mission, cast.nadia, read_back=True)
    version = save(cast, mission, cast.nadia, said_by="Colombe", read_back=True)
    assert (version.voice, version.said_by) == (Voice.PERSON, "Colombe")


def test_a_saved_text_never_changes(cast: Cast) -> None:
    mission = cast.in_force()
    for act in ("update", "delete"):
        with (
            inside(cast.helene),
            pytest.raises((ProgrammingError, InternalError), match="never changes"),
            transaction.atomic(),
        ):
            rows = MissionVersion.objects.filter(mission=mission)
            rows.update(domain="Autre") if act == "update" else rows._raw_delete("default")
    assert connection.vendor == "postgresql"


def test_a_lent_peer_signs_from_either_house(cast: Cast) -> None:
    placement = cast.placed_from_the_platform()
    mission = cast.written(placement, cast.helene, cast.omar)
    cast.signed(mission, cast.omar, cast.helene)
    with inside(cast.ines):
        found = Mission.objects.visible_to(cast.ines).with_state().get()
        assert found.state(TODAY) == MissionState.IN_FORCE
    with inside(placement.host_member):
        withdraw_signature(actor=placement.host_member, mission=mission, now=NOW)
    assert state(mission, cast.helene) == MissionState.WAITING


def test_nobody_signs_with_another_houses_hand(cast: Cast) -> None:
    placement = cast.placed_from_the_platform()
    mission = cast.written(placement, cast.helene, cast.omar)
    with inside(cast.ines), pytest.raises(ProgrammingError), transaction.atomic():
        version = mission.versions.latest("number")
        Signature.objects.create(
            organisation_id=mission.organisation_id,
            host_id=mission.host_id,
            mission=mission,
            version=version,
            member=placement.host_member,
            side=Side.PEER,
            digest=version.digest,
            signed_at=NOW,
        )


def test_a_mission_ends_and_its_text_stays(cast: Cast) -> None:
    mission = cast.in_force()
    yesterday = TODAY - timedelta(days=1)
    with inside(cast.helene):
        end_mission(actor=cast.helene, mission=mission, last=yesterday, reason="planned", now=NOW)
    assert state(mission, cast.helene) == MissionState.ENDED
    with pytest.raises(refusals.MissionOver):
        save(cast, mission, cast.nadia)
    assert acts_on(mission)[-1] == "end"


def test_an_old_draft_is_shown_after_three_months(cast: Cast) -> None:
    mission = cast.written(cast.placed())
    with inside(cast.marc):
        assert not Mission.objects.unsigned_since(NOW - timedelta(days=90), TODAY).exists()
        late = Mission.objects.unsigned_since(NOW + timedelta(seconds=1), TODAY)
        assert list(late) == [mission]


def test_another_team_and_another_house_see_no_mission(cast: Cast) -> None:
    mission = cast.in_force()
    for member in (cast.lise, cast.driss, cast.ada, cast.claire, cast.lucie, cast.ines):
        with inside(member):
            assert not Mission.objects.visible_to(member).exists()
            assert not MissionVersion.objects.visible_to(member).exists()
            assert not Signature.objects.visible_to(member).exists()
    for member in (cast.nadia, cast.karim, cast.helene, cast.marc, cast.denis):
        with inside(member):
            assert list(Mission.objects.visible_to(member)) == [mission]
    with inside(cast.nadia):
        assert Placement.objects.of(cast.nadia).count() == 1
