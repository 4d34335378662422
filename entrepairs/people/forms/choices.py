"""What the person chose: wishes, goals, agreements; and what goes past a wish."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models.query import QuerySet
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.models import Member, Team
from entrepairs.base.clock import months_after
from entrepairs.base.forms import DayInput, ManyPicks, Picks
from entrepairs.people.enums import SHAREABLE, DataClass, How, Reach, Where, WishKind
from entrepairs.people.gentle import GentleWords
from entrepairs.people.models import Agreement, Person, Wish
from entrepairs.people.services import LEAST_REASON
from entrepairs.people.wishing import CODES, ENDED, ENDED_ICONS, HELP, ICONS, WHERE_ICONS

HOW_ICONS = {How.SPOKEN: "ear", How.WRITTEN: "pencil", How.PICTURE: "hand"}
MONTHS, MOST_MONTHS = 3, 12
CLASS_ICONS = {
    DataClass.LOGISTICS: "calendar-days",
    DataClass.CHOSEN: "message-circle",
    DataClass.SAFETY: "shield-alert",
    DataClass.SOCIAL: "scale",
    DataClass.HEALTH: "stethoscope",
    DataClass.IDENTITY: "id-card",
}


def how_field(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=How.choices, initial=How.SPOKEN, widget=Picks(icons=HOW_ICONS)
    )


class WishForm(GentleWords):
    """A picture one points at, words of one's own, or both."""

    gentle_fields = ("text",)
    own_words = ("text",)

    code = forms.ChoiceField(label=_("Pictures"), required=False)
    text = forms.CharField(
        label=_("In their words"),
        max_length=280,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-private": ""}),
        help_text=_("Short, as it was said. The person may read it, and ask you to change it."),
    )
    how = how_field(_("How it was said"))

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        field: Any = self.fields["code"]
        field.widget = Picks(icons=ICONS)
        field.choices = CODES[kind].choices
        field.help_text = HELP[kind]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("code") and not cleaned.get("text") and not self.errors:
            self.add_error("code", _("Choose a picture, or write a few words."))
        return cleaned

    def wish(self, person: Person) -> Wish:
        wish = Wish(
            person=person,
            kind=self.kind,
            code=self.cleaned_data["code"],
            how=self.cleaned_data["how"],
        )
        wish.text = self.cleaned_data["text"]
        return wish


class EndWishForm(forms.Form):
    how = forms.ChoiceField(
        label=_("Why it no longer holds"),
        choices=list(ENDED.items()),
        widget=Picks(icons=ENDED_ICONS),
    )

    def __init__(self, *args: Any, wish: Wish, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if wish.kind in (WishKind.NOT_WANT, WishKind.PREFERENCE):
            field: Any = self.fields["how"]
            field.choices = [pair for pair in ENDED.items() if pair[0] != "reached"]


class WhereForm(forms.Form):
    place = forms.ChoiceField(
        label=_("Where they say they are"), choices=Where.choices, widget=Picks(icons=WHERE_ICONS)
    )


class AgreementForm(forms.Form):
    """Who, what, how, until when. Read out as a sentence before it is kept."""

    who = forms.ChoiceField(
        label=_("Who may know"),
        choices=[
            ("member", _("Somebody of the house")),
            ("named", _("Somebody outside")),
            ("team", _("A team of the house")),
        ],
        widget=Picks(icons={"member": "user-round", "named": "door-open", "team": "users"}),
    )
    member = forms.ModelChoiceField(
        label=_("Somebody of the house"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=_("Choose somebody"),
    )
    named = forms.CharField(
        label=_("Somebody outside, by name and place"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-private": ""}),
    )
    team = forms.ModelChoiceField(
        label=_("A team of the house"),
        queryset=Team.objects.none(),
        required=False,
        empty_label=_("Choose a team"),
    )
    classes = forms.MultipleChoiceField(
        label=_("What they may know"),
        choices=[(code.value, code.label) for code in SHAREABLE],
        widget=ManyPicks(icons=CLASS_ICONS),
        help_text=_("Only what the person named. Nothing is ticked for them."),
    )
    how = how_field(_("How they agreed"))
    until = forms.DateField(
        label=_("Until"),
        widget=DayInput(),
        help_text=_("This day is included. Three months if they said nothing, a year at most."),
    )

    def __init__(
        self,
        *args: Any,
        members: QuerySet[Any, Any],
        teams: QuerySet[Any, Any],
        today: date,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("initial", {"until": months_after(today, MONTHS)})
        super().__init__(*args, **kwargs)
        self.today = today
        fields: Any = self.fields
        fields["member"].queryset, fields["team"].queryset = members, teams
        fields["member"].label_from_instance = lambda member: member.full_name

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < self.today:
            raise forms.ValidationError(_("This day is past."))
        if until > months_after(self.today, MOST_MONTHS):
            raise forms.ValidationError(_("A year at most: then one asks again."))
        return until

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        who = cleaned.get("who")
        if who and not cleaned.get(who) and who not in self.errors:
            self.add_error(who, _("Say who, by name."))
        return cleaned

    def agreement(self, person: Person) -> Agreement:
        said, who = self.cleaned_data, self.cleaned_data["who"]
        agreement = Agreement(
            person=person,
            reach=Reach.SHARE if who == "team" else Reach.EXCHANGE,
            to_member=said["member"] if who == "member" else None,
            to_team=said["team"] if who == "team" else None,
            classes=[code.value for code in SHAREABLE if code.value in said["classes"]],
            how=said["how"],
            until=said["until"],
        )
        agreement.to_named = said["named"] if who == "named" else ""
        return agreement


def reason_field(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        min_length=LEAST_REASON,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "data-private": ""}),
        help_text=help_text,
    )


class RescueForm(forms.Form):
    """A danger is never held up by a gentle word: only two refusals of the service apply."""

    reason = reason_field(
        _("What is happening, and why it cannot wait"),
        _("Two sentences are enough. The coordinator and the person will read them."),
    )


class ReviewForm(GentleWords):
    gentle_fields = ("words",)

    finding = forms.ChoiceField(
        label=_("Was it a duty to rescue?"),
        choices=[
            ("right", _("Yes: the danger was grave and immediate")),
            ("wrong", _("No: the wish should have held")),
        ],
        widget=Picks(icons={"right": "check", "wrong": "undo-2"}),
    )
    words = forms.CharField(
        label=_("In a few words, for the person too"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "data-private": ""}),
    )


class HoldForm(GentleWords):
    gentle_fields = ("reason",)

    reason = reason_field(
        _("Which law or which judge asks for it"),
        _("The person may read it. Without a written reason nothing is held."),
    )
