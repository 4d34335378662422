"""What a step needs, what stops it, what it leaves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from entrepairs.people.erasure import erase_person
from entrepairs.people.models import Person, Rescue, Wish
from entrepairs.people.refusals import IdentityNumber, NoWish, StoppedByWish, UnderAge
from entrepairs.people.sealing import unlock
from entrepairs.people.services import protect_child, rescue_past_wish
from entrepairs.steps import refusals
from entrepairs.steps.models import Orientation, Step, StepChange, ThreeWay
from entrepairs.steps.services import (
    act_on_door,
    add_step,
    plan_step,
    restore_step,
    say_feeling,
    undo_change,
)
from tests.cast import Cast, acts_on, inside
from tests.steps.scene import (
    a_step,
    health_step,
    met_in_three,
    moved,
    proposed,
    stepped,
)

pytestmark = pytest.mark.django_db


# --- A step ----------------------------------------------------------------------
def test_a_step_is_sealed_told_by_the_trail_and_a_contact(cast: Cast) -> None:
    person = cast.person()
    with inside(cast.karim):
        Person.objects.update(last_contact_on=cast.today - timedelta(days=90))
    step = stepped(cast, person, label="Aux Bains du Port")
    with inside(cast.karim):
        stored = Step.objects.get(pk=step.pk)
        assert b"Bains" not in bytes(stored.label_sealed)
        assert unlock([stored])[0].label == "Aux Bains du Port"
        assert (stored.state, stored.asked_on, stored.state_on) == ("asked", cast.today, cast.today)
        assert [change.state for change in stored.changes.all()] == ["asked"]
        assert Person.objects.get(pk=person.pk).last_contact_on == cast.today
    assert acts_on(step) == ["add"]


def test_what_the_team_proposes_alone_is_no_contact_nor_is_an_edit(cast: Cast) -> None:
    person, before = cast.person(), cast.today - timedelta(days=90)
    with inside(cast.karim):
        Person.objects.update(last_contact_on=before)
    step = stepped(cast, person, chosen_by="team")
    with inside(cast.karim):
        step.label = "Ailleurs"
        plan_step(actor=cast.karim, step=step, now=cast.now)
        assert Person.objects.get(pk=person.pk).last_contact_on == before
    moved(cast, step, "accompanied")
    with inside(cast.karim):
        assert Person.objects.get(pk=person.pk).last_contact_on == cast.today


def test_a_security_number_never_enters(cast: Cast) -> None:
    with pytest.raises(IdentityNumber):
        stepped(cast, cast.person(), label="1 85 05 78 006 084 91")
    with pytest.raises(IdentityNumber):
        stepped(cast, cast.person("Kiosque"), next_place="185057800608491")


def test_the_same_step_twice_is_asked_about_once(cast: Cast) -> None:
    person = cast.person()
    stepped(cast, person)
    with inside(cast.karim):
        with pytest.raises(refusals.AlreadyUnderWay):
            add_step(actor=cast.karim, step=a_step(cast, person), now=cast.now)
        add_step(actor=cast.karim, step=a_step(cast, person), now=cast.now, another=True)


def test_a_step_may_not_stand_where_its_family_never_does(cast: Cast) -> None:
    step = stepped(cast, cast.person())
    with pytest.raises(refusals.NotThisState):
        moved(cast, step, "first_contact")


def test_a_closed_door_says_why_and_only_a_closed_door_does(cast: Cast) -> None:
    step = stepped(cast, cast.person())
    with pytest.raises(refusals.DoorNeedsReason):
        moved(cast, step, "closed_door")
    assert moved(cast, step, "closed_door", "animal").door_reason == "animal"
    assert moved(cast, step, "accompanied", "animal").door_reason == ""
    with inside(cast.karim), pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.filter(pk=step.pk).update(door_reason="animal")


def test_nothing_happens_tomorrow_nor_before_it_was_asked(cast: Cast) -> None:
    step = stepped(cast, cast.person())
    with inside(cast.karim), pytest.raises(refusals.NotYet):
        add_step(
            actor=cast.karim,
            step=a_step(cast, step.person, asked_on=cast.today + timedelta(days=1)),
            now=cast.now,
            another=True,
        )
    with pytest.raises(refusals.BeforeAsked):
        moved(cast, step, "done", now=cast.now - timedelta(days=1))


def test_a_change_is_undone_then_the_step_itself_then_put_back(cast: Cast) -> None:
    step = stepped(cast, cast.person())
    moved(cast, step, "closed_door", "papers", now=cast.now + timedelta(hours=1))
    with inside(cast.karim):
        undo_change(actor=cast.karim, step=step, now=cast.now)
        assert (step.state, step.door_reason, step.removed_on) == ("asked", "", None)
        undo_change(actor=cast.karim, step=step, now=cast.now)
        assert not Step.objects.kept().exists()
        with pytest.raises(refusals.NothingToUndo):
            undo_change(actor=cast.karim, step=step, now=cast.now)
        restore_step(actor=cast.karim, step=step, now=cast.now)
        assert Step.objects.kept().get().state == "asked"


def test_a_closed_door_may_be_acted_on_an_open_one_may_not(cast: Cast) -> None:
    step = stepped(cast, cast.person())
    with inside(cast.karim), pytest.raises(refusals.DoorIsOpen):
        act_on_door(actor=cast.karim, step=step, how="told", now=cast.now)
    moved(cast, step, "closed_door", "sector")
    with inside(cast.karim):
        act_on_door(actor=cast.karim, step=step, how="told", now=cast.now)
        assert Step.objects.get(pk=step.pk).door_act_on == cast.today


# --- Health ------------------------------------------------------------------------
def test_without_a_wish_there_is_no_health_step(cast: Cast) -> None:
    person = cast.person()
    with pytest.raises(NoWish):
        stepped(cast, person, family="health", kind="dentist")
    step = health_step(cast, person)
    assert step.wish is not None and step.wish.code == "health"


def test_the_wish_comes_before_the_step(cast: Cast) -> None:
    person = cast.person()
    cast.wished(person, "want", "health")
    with pytest.raises(refusals.WishCameAfter):
        stepped(cast, person, family="health", kind="gp", asked_on=cast.today - timedelta(days=1))


def test_a_wish_against_stops_beginning_and_going_on_never_stopping(cast: Cast) -> None:
    person = cast.person()
    step = health_step(cast, person)
    cast.wished(person, "not_want", "no_health", "Pas de psychiatre.")
    with pytest.raises(StoppedByWish):
        stepped(cast, person, family="health", kind="cmp")
    with pytest.raises(StoppedByWish):
        moved(cast, step, "first_contact")
    with inside(cast.karim), pytest.raises(StoppedByWish):
        plan_step(actor=cast.karim, step=step, now=cast.now)
    with pytest.raises(StoppedByWish):
        proposed(cast, person, family="health")
    with pytest.raises(StoppedByWish):
        met_in_three(cast, person, family="health")
    with inside(cast.karim):
        step.refresh_from_db()
        unlock([step])
    assert moved(cast, step, "stopped").state == "stopped"


def test_under_18_nothing_ordinary_is_begun(cast: Cast) -> None:
    person = cast.person()
    cast.wished(person, "want", "health")
    with inside(cast.karim):
        protect_child(actor=cast.karim, person=person, now=cast.now)
    for begin in (
        lambda: stepped(cast, person, family="health", kind="gp"),
        lambda: stepped(cast, person),
        lambda: proposed(cast, person),
        lambda: met_in_three(cast, person),
    ):
        with pytest.raises(UnderAge):
            begin()


def test_a_duty_to_rescue_opens_a_health_step_that_says_which(cast: Cast) -> None:
    person = cast.person()
    cast.wished(person, "not_want", "no_health")
    with inside(cast.karim):
        rescue = Rescue(person=person, team=cast.team, gate="health_step")
        rescue.reason = "Ne répondait plus, lèvres bleues, il fait moins cinq."
        rescue_past_wish(actor=cast.karim, rescue=rescue, now=cast.now)
    step = stepped(cast, person, family="health", kind="other")
    assert (step.wish, step.rescue) == (None, rescue)


def test_a_health_step_has_no_words_of_its_own(cast: Cast) -> None:
    person = cast.person()
    cast.wished(person, "want", "health")
    with pytest.raises(refusals.NoWordsOnHealth):
        stepped(cast, person, family="health", kind="gp", label="Pour sa toux")


def test_the_database_refuses_a_health_step_without_this_persons_wish(cast: Cast) -> None:
    person, other = cast.person(), cast.person("Kiosque")
    shower = cast.wished(person, "want", "wash")
    others = cast.wished(other, "want", "health")
    for wish in (None, shower, others):
        step = a_step(cast, person, family="health", kind="gp", wish=wish)
        step.organisation_id, step.recorded_by = cast.a.pk, cast.karim
        step.asked_on = step.state_on = cast.today
        with inside(cast.karim), pytest.raises(IntegrityError), transaction.atomic():
            step.save(force_insert=True)
    own = health_step(cast, person)
    with inside(cast.karim), pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.filter(pk=own.pk).update(wish=None)


def test_nobody_goes_along_who_may_not_read_it(cast: Cast) -> None:
    cast.welcomed(cast.nadia, "volunteer")
    person = cast.person()
    with pytest.raises(refusals.NotForThem):
        health_step(cast, person, with_member=cast.nadia)
    with pytest.raises(refusals.NotForThem):
        stepped(cast, person, with_member=cast.nadia)
    cast.agreed(person, "social", to=cast.nadia)
    assert stepped(cast, person, with_member=cast.nadia).with_member == cast.nadia


# --- Three of us ---------------------------------------------------------------------
def test_a_meeting_of_three_needs_the_wish_and_how_it_was_said(cast: Cast) -> None:
    person = cast.person()
    with pytest.raises(refusals.HowWished):
        met_in_three(cast, person, wished_how="")
    meeting = met_in_three(cast, person)
    assert meeting.wished_on == cast.today


def test_a_feeling_is_kept_if_agreed_once_and_taken_back_at_will(cast: Cast) -> None:
    meeting = met_in_three(cast, cast.person())

    def say(side: str, feeling: str, agreed: bool = True) -> None:
        with inside(cast.nadia):
            say_feeling(
                actor=cast.nadia, meeting=meeting, side=side, feeling=feeling, agreed=agreed,
                now=cast.now,
            )  # fmt: skip

    with pytest.raises(refusals.NoConsent):
        say("person", "good", agreed=False)
    say("person", "good")
    with pytest.raises(refusals.AlreadySaid):
        say("person", "hard")
    say("professional", "so_so")
    with inside(cast.nadia):
        assert ThreeWay.objects.in_pairs().count() == 1
    say("person", "not_said", agreed=False)
    with inside(cast.nadia):
        assert not ThreeWay.objects.in_pairs().exists()


# --- Erasure -------------------------------------------------------------------------
def test_erasure_keeps_the_counts_and_no_word(cast: Cast) -> None:
    person = cast.person()
    step = health_step(cast, person, with_member=cast.karim)
    stepped(cast, person, label=f"Aux {'Bains'}")
    met_in_three(cast, person)
    proposed(cast, person, choice="wants")
    with inside(cast.nadia):
        twin = erase_person(actor=cast.nadia, person=person, purpose="asked", now=cast.now)
        for model in (Step, StepChange, ThreeWay, Orientation):
            rows = list(model.objects.all())
            assert rows and all((row.person_id, row.twin_id) == (None, twin.pk) for row in rows)
            for row in rows:
                sealed = [name for name in vars(row) if name.endswith("_sealed")]
                assert all(bytes(getattr(row, name)) == b"" for name in sealed)
        left = Step.objects.get(pk=step.pk)
        assert (left.next_at, left.with_member_id) == (None, None)
        assert left.wish_id == Wish.objects.get().pk
