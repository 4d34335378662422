"""How a voice is given, who may stay beside the person, and what is not kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from entrepairs.accounts.models import AuditEntry, Member
from entrepairs.people.erasure import erase_person
from entrepairs.people.models import Person
from entrepairs.people.registry import kept_about
from entrepairs.voice import services
from entrepairs.voice.enums import Helper, Way
from entrepairs.voice.kiosk import Handed
from entrepairs.voice.models import PaperSheet, Voice
from entrepairs.voice.refusals import NotByTheirPeer, SheetTooOld, SheetUsed, UnknownSheet
from entrepairs.voice.services import Asking, Printed
from entrepairs.voice.tokens import new_code
from tests.cast import Cast, inside
from tests.voice.conftest import Gave

pytestmark = pytest.mark.django_db


def hand_over(cast: Cast, actor: Member, **said: Any) -> Handed:
    asking = Asking(**({"team": cast.team, "language": "fr"} | said))
    with inside(actor):
        return services.hand_over(actor=actor, asking=asking, now=cast.now)


def give(cast: Cast, handed: Handed, **answers: str) -> Voice:
    with inside(cast.team):
        voice = Voice(language="fr", **answers)
        organisation = cast.team.organisation_id
        return services.give_voice(
            handed=handed, voice=voice, organisation=organisation, now=cast.now
        )


def printed(cast: Cast, actor: Member, number: int = 1, **said: Any) -> list[Printed]:
    asking = Asking(team=cast.team, language="ar", **said)
    with inside(actor):
        return services.print_sheets(actor=actor, asking=asking, number=number, now=cast.now)


def typed(cast: Cast, actor: Member, code: str, later: int = 0) -> Voice:
    with inside(actor):
        now = cast.now + timedelta(days=later)
        return services.type_in(actor=actor, code=code, voice=Voice(understood="yes"), now=now)


# --- On a screen -------------------------------------------------------------------
def test_a_voice_says_nothing_of_the_person_nor_of_who_handed_the_screen(cast: Cast) -> None:
    person = cast.person()
    voice = give(cast, hand_over(cast, cast.nadia, person=person), understood="no")
    with inside(cast.team):
        kept = Voice.objects.values().get(pk=voice.pk)
    assert kept["asked_by_id"] is None
    assert not {str(person.pk), str(cast.nadia.pk)} & {str(value) for value in kept.values()}
    assert (kept["way"], kept["understood"]) == (Way.SCREEN, "no")


def test_two_voices_of_one_person_are_one_respondent_in_a_team_and_another_elsewhere(
    cast: Cast,
) -> None:
    person = cast.person()
    first, second = (hand_over(cast, cast.nadia, person=person) for _each in range(2))
    elsewhere = hand_over(cast, cast.nadia, person=person, team=cast.other_team)
    somebody = hand_over(cast, cast.nadia)
    assert first.respondent == second.respondent
    assert len({first.respondent, elsewhere.respondent, somebody.respondent}) == 3


@pytest.mark.parametrize("helper", [one for one in Helper if one != Helper.NOBODY])
def test_a_peer_never_stays_beside_the_person(cast: Cast, helper: Helper) -> None:
    with pytest.raises(NotByTheirPeer):
        hand_over(cast, cast.nadia, person=cast.person(), helped_by=helper)


def test_nor_does_whoever_says_they_are_their_peer(cast: Cast) -> None:
    said = {"person": cast.person(), "by_their_peer": True}
    with pytest.raises(NotByTheirPeer):
        hand_over(cast, cast.karim, helped_by=Helper.COLLEAGUE, **said)
    assert hand_over(cast, cast.karim, **said).asked_by == ""


def test_a_colleague_may_read_aloud_and_it_is_written_down(cast: Cast) -> None:
    voice = give(cast, hand_over(cast, cast.karim, helped_by=Helper.COLLEAGUE))
    assert (voice.way, voice.asked_by_id) == (Way.ALOUD, cast.karim.pk)


def test_handing_over_is_a_contact_and_a_row_about_the_team(cast: Cast) -> None:
    person = cast.person()
    with inside(cast.nadia):
        Person.objects.update(last_contact_on=cast.today - timedelta(days=90))
    hand_over(cast, cast.nadia, person=person)
    with inside(cast.nadia):
        assert Person.objects.get(pk=person.pk).last_contact_on == cast.today
        row = AuditEntry.objects.filter(purpose=services.HANDED_OVER).get()
    assert (row.kind, row.thing) == ("accounts.team", str(cast.team.pk))


def test_a_voice_leaves_no_hour_in_the_trail(cast: Cast) -> None:
    handed = hand_over(cast, cast.nadia, person=cast.person())
    with inside(cast.nadia):
        before = AuditEntry.objects.count()
    give(cast, handed)
    with inside(cast.nadia):
        assert AuditEntry.objects.count() == before


def test_the_same_form_sent_twice_is_one_voice(cast: Cast) -> None:
    handed = hand_over(cast, cast.nadia)
    give(cast, handed, understood="yes")
    give(cast, handed, understood="no")
    with inside(cast.team):
        assert list(Voice.objects.values_list("understood", flat=True)) == ["yes"]


def test_whether_a_preference_was_said_is_copied_at_the_time(cast: Cast) -> None:
    person = cast.person()
    assert hand_over(cast, cast.nadia, person=person).preference_stated == "no"
    cast.wished(person, "preference", "gender", "une femme")
    assert hand_over(cast, cast.nadia, person=person).preference_stated == "yes"
    assert hand_over(cast, cast.nadia).preference_stated == ""


def test_nobody_sees_a_voice(cast: Cast, gave: Gave) -> None:
    gave()
    for member in cast.everybody:
        with inside(member):
            assert not Voice.objects.visible_to(member).exists()
    with inside(cast.driss):
        assert not Voice.objects.exists()


def test_alone_means_asked_by_nobody_in_the_table_too(cast: Cast, gave: Gave) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        gave(asked_by=cast.karim, way=Way.PAPER)


# --- On paper -----------------------------------------------------------------------
def test_a_sheet_is_typed_in_once(cast: Cast) -> None:
    code = printed(cast, cast.nadia)[0].code
    voice = typed(cast, cast.karim, code)
    assert (voice.way, voice.language, voice.asked_by_id) == (Way.PAPER, "ar", None)
    with pytest.raises(SheetUsed):
        typed(cast, cast.karim, code)


def test_a_sheet_forgets_whose_it_was_once_typed_in(cast: Cast) -> None:
    person = cast.person()
    one = printed(cast, cast.nadia, person=person)[0]
    voice = typed(cast, cast.karim, one.code)
    with inside(cast.karim):
        sheet = PaperSheet.objects.get(pk=one.sheet.pk)
        assert (sheet.respondent, sheet.preference_stated) == ("", "")
        assert voice.respondent == hand_over(cast, cast.nadia, person=person).respondent


def test_a_sheet_of_another_team_or_organisation_is_unknown(cast: Cast) -> None:
    code = printed(cast, cast.nadia)[0].code
    for stranger in (cast.lise, cast.driss):
        with pytest.raises(UnknownSheet):
            typed(cast, stranger, code)


def test_the_peer_cannot_type_a_sheet_in(cast: Cast) -> None:
    with pytest.raises(UnknownSheet):
        typed(cast, cast.nadia, printed(cast, cast.nadia)[0].code)


def test_a_code_that_never_was_and_one_too_old_are_refused(cast: Cast) -> None:
    with pytest.raises(UnknownSheet):
        typed(cast, cast.karim, new_code())
    with pytest.raises(SheetTooOld):
        typed(cast, cast.karim, printed(cast, cast.nadia)[0].code, later=370)


def test_only_the_digest_of_a_code_is_kept_and_old_sheets_go_away(cast: Cast) -> None:
    one, _other = printed(cast, cast.nadia, number=2)
    with inside(cast.nadia):
        kept = PaperSheet.objects.values().get(pk=one.sheet.pk)
        assert one.code not in str(kept)
        services.forget_old_sheets(team=cast.team, today=cast.today + timedelta(days=400))
        assert not PaperSheet.objects.exists()


# --- What the person may have, and erase -----------------------------------------------
def test_the_copy_finds_the_voices_of_the_person_and_no_others(cast: Cast, gave: Gave) -> None:
    person, other = cast.person(), cast.person(alias="Écharpe verte")
    gave(person, understood="no")
    gave(other)
    gave()
    with inside(cast.nadia):
        (section,) = [each for each in kept_about(person) if each.model == "voice.Voice"]
    (line,) = section.lines
    assert "Non" in line.text or "non" in line.text


def test_whoever_prepares_the_copy_does_not_read_the_answers(cast: Cast, gave: Gave) -> None:
    person = cast.person()
    gave(person, understood="no")
    with inside(cast.nadia):
        sections = kept_about(person, lambda _what: True)
        (section,) = [each for each in sections if each.model == "voice.Voice"]
    assert [line.text for line in section.lines] == [""]


def test_erasure_leaves_the_counts_and_takes_the_token_away(
    cast: Cast, gave: Gave, settings: Any, tmp_path: Any
) -> None:
    settings.ERASURE_REGISTER = tmp_path / "erasures.log"
    person = cast.person()
    voices = [gave(person), gave(person, understood="no")]
    sheet = printed(cast, cast.nadia, person=person)[0]
    token = voices[0].respondent
    with inside(cast.helene):
        erase_person(actor=cast.helene, person=person, purpose="asked", now=timezone.now())
    with inside(cast.team):
        rows = list(Voice.objects.order_by("understood").values_list("understood", "respondent"))
        waiting = PaperSheet.objects.get(pk=sheet.sheet.pk).respondent
    assert [answer for answer, _token in rows] == ["no", "yes"]
    assert len({token for _answer, token in rows} | {waiting}) == 1
    assert token != waiting
