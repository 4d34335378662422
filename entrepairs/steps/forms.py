from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member, Team
from entrepairs.base.forms import DayInput, MomentInput, Picks
from entrepairs.directory.models import Service
from entrepairs.people.enums import How
from entrepairs.people.gentle import GentleWords
from entrepairs.people.models import Person
from entrepairs.steps.enums import (
    KINDS,
    Choice,
    ChosenBy,
    DoorAct,
    DoorReason,
    Family,
    Feeling,
    Outcome,
    State,
    states_of,
)
from entrepairs.steps.models import Orientation, Step, StepChange, ThreeWay
from entrepairs.steps.models.steps import TERRITORY

FAMILY_ICONS = {
    Family.RIGHTS: "scale",
    Family.HEALTH: "stethoscope",
    Family.HOUSING: "house",
    Family.PAPERS: "file-text",
    Family.WORK: "briefcase",
    Family.TIES: "users",
    Family.MONEY: "clipboard-list",
}
CHOSEN_ICONS = {"person": "hand", "together": "handshake", "team": "message-circle"}
CHOICE_ICONS = {"wants": "footprints", "not_now": "pause", "no": "hand"}
OUTCOME_ICONS = {
    "reached": "check-check",
    "not_reached": "undo-2",
    "closed_door": "lock",
    "unknown": "circle-question-mark",
}
HOW_ICONS = {How.SPOKEN: "ear", How.WRITTEN: "pencil", How.PICTURE: "hand"}
NOBODY = pgettext_lazy("goes along", "Nobody named")
PRIVATE = {"autocomplete": "off", "data-private": ""}


def words_field(label: Any, help_text: Any = "", required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=120,
        required=required,
        widget=forms.TextInput(attrs=PRIVATE),
        help_text=help_text,
    )


def department_field() -> forms.CharField:
    return forms.CharField(
        label=_("Department where the door is"),
        max_length=3,
        required=False,
        validators=[RegexValidator(TERRITORY, _("Two figures, 2A, 2B, or three overseas."))],
        help_text=_("Two figures. It only serves to count closed doors."),
        widget=forms.TextInput(attrs={"inputmode": "text", "size": 4}),
    )


def door_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("If the door was closed: what did the service say?"),
        choices=DoorReason.choices,
        widget=Picks(),
        required=False,
    )


class WithMember(forms.Form):
    """``with_member`` is chosen among the team."""

    with_member = forms.ModelChoiceField(
        label=_("Who goes along?"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=NOBODY,
    )

    def seat(self, members: Iterable[Member], name: str = "with_member") -> None:
        members = list(members)
        field: Any = self.fields[name]
        field.queryset = Member.objects.filter(pk__in=[each.pk for each in members])
        first = [("", field.empty_label)] if field.empty_label else []
        field.choices = [*first, *((each.pk, each.full_name) for each in members)]


class WithTeam(forms.Form):
    """The team in whose name it is noted: hidden when there is only one."""

    team = forms.ModelChoiceField(label=_("In which team?"), queryset=Team.objects.none())

    def home(self, teams: Sequence[Team]) -> None:
        field: Any = self.fields["team"]
        field.queryset = Team.objects.filter(pk__in=[team.pk for team in teams])
        field.initial = teams[0].pk
        field.widget = forms.HiddenInput() if len(teams) == 1 else Picks()
        if len(teams) > 1:
            field.choices = [(team.pk, team.name) for team in teams]


# --- A step ----------------------------------------------------------------------
class StepForm(GentleWords, WithTeam, WithMember):
    """A picture first, a few words if one likes, and who chose."""

    gentle_fields = ("label", "next_place")

    kind = forms.ChoiceField(label=_("Which step?"), widget=Picks())
    label = words_field(_("A few words"), _("“At the baths of the port”. Never a diagnosis."))
    chosen_by = forms.ChoiceField(
        label=_("Who chose?"), choices=ChosenBy.choices, widget=Picks(icons=CHOSEN_ICONS)
    )
    next_at = forms.DateTimeField(label=_("Next hour"), widget=MomentInput(), required=False)
    next_place = words_field(_("Where"))
    wish = forms.ChoiceField(label=_("For which wish?"), required=False)
    state = forms.ChoiceField(
        label=pgettext_lazy("step", "Where it stands"),
        widget=Picks(),
        initial=State.ASKED,
        required=False,
    )
    asked_on = forms.DateField(
        label=_("Asked for on"),
        widget=DayInput(),
        required=False,
        help_text=_("Leave empty for today."),
    )
    door_reason = door_field()
    department = department_field()
    another = forms.BooleanField(label=_("It is another one"), required=False)

    def __init__(self, *args: Any, family: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.family, self.twice = family, False
        fields: Any = self.fields
        fields["kind"].choices = [(kind.value, kind.label) for kind in KINDS[family]]
        fields["state"].choices = [(state.value, state.label) for state in states_of(family)]
        if family == Family.HEALTH:
            del fields["label"]
            del fields["wish"]

    def wishes(self, choices: Iterable[tuple[str, str]]) -> None:
        if "wish" in self.fields:
            field: Any = self.fields["wish"]
            field.choices = [("", _("None in particular")), *choices]
            if len(field.choices) == 1:
                del self.fields["wish"]

    def step(self, person: Person) -> Step:
        chosen = self.cleaned_data
        step = Step(
            person=person,
            team=chosen["team"],
            family=self.family,
            kind=chosen["kind"],
            chosen_by=chosen["chosen_by"],
            state=chosen["state"] or State.ASKED,
            asked_on=chosen["asked_on"],
            door_reason=chosen["door_reason"],
            department=chosen["department"].upper(),
            next_at=chosen["next_at"],
            with_member=chosen["with_member"],
            wish_id=chosen.get("wish") or None,
        )
        step.label, step.next_place = chosen.get("label", ""), chosen["next_place"]
        return step


class ChangeForm(forms.Form):
    """Where the step stands now: one touch, today unless said otherwise."""

    state = forms.ChoiceField(label=pgettext_lazy("step", "Where it stands"))
    on = forms.DateField(label=_("It was on"), widget=DayInput(), required=False)
    door_reason = door_field()

    def __init__(self, *args: Any, family: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["state"]
        field.choices = [(state.value, state.label) for state in states_of(family)]

    def change(self, today: date) -> StepChange:
        chosen = self.cleaned_data
        return StepChange(
            state=chosen["state"], on=chosen["on"] or today, door_reason=chosen["door_reason"]
        )


class PlanForm(GentleWords, WithMember):
    """What one may correct without the step moving."""

    gentle_fields = ("label", "next_place")

    label = words_field(_("A few words"), _("“At the baths of the port”. Never a diagnosis."))
    next_at = forms.DateTimeField(label=_("Next hour"), widget=MomentInput(), required=False)
    next_place = words_field(_("Where"))
    department = department_field()
    field_order = ("label", "next_at", "next_place", "with_member", "department")

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        names = ("label", "next_at", "next_place", "department", "with_member")
        kwargs["initial"] = {name: getattr(step, name) for name in names}
        super().__init__(*args, **kwargs)
        if step.family == Family.HEALTH:
            del self.fields["label"]

    def fill(self, step: Step) -> Step:
        for name in self.fields:
            setattr(step, name, self.cleaned_data[name])
        step.department = step.department.upper()
        return step


class DoorActForm(forms.Form):
    how = forms.ChoiceField(choices=DoorAct.choices)


# --- Three of us -------------------------------------------------------------------
class MeetingForm(GentleWords, WithTeam):
    gentle_fields = ("service",)

    wished_how = forms.ChoiceField(
        label=_("How did the person wish it?"),
        choices=How.choices,
        widget=Picks(icons=HOW_ICONS),
        help_text=_("Without their wish there is no meeting of three."),
    )
    family = forms.ChoiceField(label=_("About what?"), widget=Picks(icons=FAMILY_ICONS))
    service = words_field(_("With whom: the service or the professional"), required=True)
    peer_member = forms.ModelChoiceField(
        label=_("Which peer?"), queryset=Member.objects.none(), empty_label=None
    )
    on = forms.DateField(label=_("Which day?"), widget=DayInput())

    def peers(self, members: Iterable[Member], families: Iterable[Family]) -> None:
        peers = [member for member in members if member.has(Role.PEER)]
        fields: Any = self.fields
        fields["peer_member"].queryset = Member.objects.filter(pk__in=[each.pk for each in peers])
        fields["peer_member"].choices = [(each.pk, each.full_name) for each in peers]
        fields["family"].choices = [(family.value, family.label) for family in families]

    def meeting(self, person: Person) -> ThreeWay:
        chosen = self.cleaned_data
        row = ThreeWay(
            person=person,
            team=chosen["team"],
            family=chosen["family"],
            peer_member=chosen["peer_member"],
            on=chosen["on"],
            wished_how=chosen["wished_how"],
        )
        row.service, row.outcome = chosen["service"], ""
        return row


class EndMeetingForm(GentleWords):
    gentle_fields = ("outcome",)

    on = forms.DateField(label=_("Which day?"), widget=DayInput())
    outcome = words_field(_("What was agreed, in a few words"))


class FeelingForm(forms.Form):
    feeling = forms.ChoiceField(
        label=_("How was this meeting for you?"),
        choices=Feeling.choices,
        widget=Picks(icons={"good": "sun", "so_so": "ellipsis", "hard": "hand", "not_said": "x"}),
    )
    agreed = forms.BooleanField(
        label=_("I agree that my answer is counted, with many others, without my name"),
        required=False,
    )


# --- Orientation -------------------------------------------------------------------
class OrientationForm(GentleWords, WithTeam):
    gentle_fields = ("words",)

    service = forms.ModelChoiceField(
        queryset=Service.objects.none(), required=False, widget=forms.HiddenInput()
    )
    family = forms.ChoiceField(label=_("About what?"), widget=Picks(icons=FAMILY_ICONS))
    words = words_field(_("Where, in a few words"), _("A place that the directory does not know."))
    choice = forms.ChoiceField(
        label=_("What does the person choose?"),
        choices=[*Choice.choices, ("", _("not asked yet"))],
        widget=Picks(icons={**CHOICE_ICONS, "": "clock"}),
        required=False,
        help_text=_("It is a proposal. The person chooses, today or later."),
    )
    department = department_field()

    def dress(self, services: Any, families: Iterable[Family], chosen: Service | None) -> None:
        fields: Any = self.fields
        fields["service"].queryset = services
        fields["family"].choices = [(family.value, family.label) for family in families]
        if chosen is not None:
            fields["service"].initial = chosen.pk
            del fields["words"]

    def orientation(self, person: Person) -> Orientation:
        chosen = self.cleaned_data
        row = Orientation(
            person=person,
            team=chosen["team"],
            family=chosen["family"],
            service=chosen["service"],
            choice=chosen["choice"],
            department=chosen["department"].upper(),
        )
        row.words = chosen.get("words", "")
        return row


class ChooseForm(forms.Form):
    choice = forms.ChoiceField(choices=Choice.choices)


class GoingForm(WithMember):
    going_at = forms.DateTimeField(label=_("Day and hour"), widget=MomentInput(), required=False)
    field_order = ("going_at", "with_member")


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(choices=Outcome.choices)
    door_reason = door_field()
