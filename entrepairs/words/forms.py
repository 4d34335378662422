from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.models import Team
from entrepairs.base.forms import DayInput, Picks
from entrepairs.people.enums import How
from entrepairs.people.gentle import GentleWords
from entrepairs.people.models import Person
from entrepairs.words.enums import AnswerKind, Named, Understood
from entrepairs.words.models import LONGEST, CarriedWord, Explanation, Jargon

HOW_ICONS = {"spoken": "message-circle", "written": "pencil", "picture": "hand"}
ANSWER_ICONS = {"yes": "check", "partly": "scale", "no": "x", "needs_time": "clock"}


def short_text(label: Any, **options: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST, "data-private": ""})
    return forms.CharField(label=label, max_length=LONGEST, widget=area, **options)


class CarryForm(GentleWords):
    """What, to whom, under which name, and the agreement."""

    gentle_fields = ("text", "to_named")
    own_words = ("text",)

    text = short_text(
        _("What they want said, in their own words"),
        help_text=_("Exactly as they say it. Read it back to them before you tick the agreement."),
    )
    to_team = forms.ModelChoiceField(
        label=_("To a team of the house"),
        queryset=Team.objects.none(),
        required=False,
        empty_label=_("to nobody of the house"),
    )
    to_named = forms.CharField(
        label=_("Or to a service outside"),
        max_length=80,
        required=False,
        help_text=_("Its name, as people say it: “the baths of the port”."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-private": ""}),
    )
    named = forms.ChoiceField(
        label=_("Said under which name?"),
        choices=Named.choices,
        initial=Named.NO_NAME,
        widget=Picks(icons={"no_name": "eye-off", "alias": "circle-user"}),
    )
    agreed = forms.BooleanField(
        label=_("They agree to these words, and to this recipient alone"),
        error_messages={
            "required": _("Without their agreement to these words and this recipient, nothing is"
                          " carried.")
        },
    )  # fmt: skip
    how = forms.ChoiceField(
        label=_("How did they agree?"), choices=How.choices, widget=Picks(icons=HOW_ICONS)
    )
    team = forms.ModelChoiceField(
        label=_("Carried by which team?"), queryset=Team.objects.none(), empty_label=None
    )

    def __init__(
        self, *args: Any, mine: Sequence[Team], house: Sequence[Team], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.filter(pk__in=[t.pk for t in mine])  # type: ignore[attr-defined]
        self.fields["to_team"].queryset = Team.objects.filter(pk__in=[t.pk for t in house])  # type: ignore[attr-defined]
        if len(mine) == 1:
            self.fields["team"].widget = forms.HiddenInput()
            self.fields["team"].initial = mine[0].pk

    def word(self, person: Person) -> CarriedWord:
        said = self.cleaned_data
        word = CarriedWord(
            person=person,
            team=said["team"],
            to_team=said["to_team"],
            named=said["named"],
            agreed=said["how"],
        )
        word.text, word.to_named = said["text"], said["to_named"]
        return word


class RefusedForm(forms.Form):
    """Only which team: nothing of the person."""

    team = forms.ModelChoiceField(queryset=Team.objects.none())

    def __init__(self, *args: Any, mine: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.filter(pk__in=[t.pk for t in mine])  # type: ignore[attr-defined]


class AnswerForm(GentleWords):
    gentle_fields = ("text",)

    kind = forms.ChoiceField(
        label=_("The answer"), choices=AnswerKind.choices, widget=Picks(icons=ANSWER_ICONS)
    )
    text = short_text(
        _("In a few plain words"),
        help_text=_("The person will be told these words. Say why, and what happens next."),
    )
    on = forms.DateField(label=_("Received on"), widget=DayInput())

    def __init__(self, *args: Any, outside: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not outside:
            del self.fields["on"]

    @property
    def day(self) -> date | None:
        day: date | None = self.cleaned_data.get("on")
        return day


class TellForm(forms.Form):
    how = forms.ChoiceField(
        label=_("How was it told?"),
        choices=How.choices,
        initial=How.SPOKEN,
        widget=Picks(icons=HOW_ICONS),
    )


class ExplainForm(GentleWords):
    gentle_fields = ("text",)

    text = short_text(
        _("What the team wants to explain, in plain words"),
        help_text=_("Short sentences, no word of the trade. Say it aloud once before you keep it."),
    )
    team = forms.ModelChoiceField(
        label=_("Which team?"), queryset=Team.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, mine: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.filter(pk__in=[t.pk for t in mine])  # type: ignore[attr-defined]
        if len(mine) == 1:
            self.fields["team"].widget = forms.HiddenInput()
            self.fields["team"].initial = mine[0].pk

    def explanation(self, person: Person) -> Explanation:
        made = Explanation(person=person, team=self.cleaned_data["team"])
        made.text = self.cleaned_data["text"]
        return made


class ExplainedForm(forms.Form):
    understood = forms.ChoiceField(
        label=_("Was it clear to them?"), choices=Understood.choices, widget=Picks()
    )


class JargonForm(forms.Form):
    term = forms.CharField(label=_("The word"), max_length=60)
    meaning = forms.CharField(
        label=_("In plain words"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One or two short sentences, said to somebody who never heard the word."),
    )
    others = forms.CharField(
        label=_("In other languages"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One line for each: “English: an address for your letters”."),
    )

    def fill(self, jargon: Jargon) -> Jargon:
        for name in ("term", "meaning", "others"):
            setattr(jargon, name, self.cleaned_data[name])
        return jargon
