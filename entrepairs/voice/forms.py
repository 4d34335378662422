from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.models import Member, Team
from entrepairs.base.forms import Picks
from entrepairs.voice.access import may_read_aloud
from entrepairs.voice.enums import Answer, Degree, Helper, More, Question
from entrepairs.voice.models import Voice
from entrepairs.voice.services import Asking
from entrepairs.voice.speech import languages

MOST_SHEETS = 40


def language_choices() -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in languages()]


class AskForm(forms.Form):
    """How the screen is handed over: for which team, in which language, beside whom."""

    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none())
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)
    helped_by = forms.ChoiceField(
        label=_("Who is beside the person?"),
        choices=Helper.choices,
        initial=Helper.NOBODY,
        widget=Picks(icons={"nobody": "user-round", "colleague": "users"}),
    )
    by_their_peer = forms.BooleanField(
        label=_("I am, or was, the peer of this person"), required=False
    )

    def __init__(self, member: Member, teams: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_teams(self, teams)
        if not may_read_aloud(member):
            self.fields["helped_by"].choices = [(Helper.NOBODY.value, Helper.NOBODY.label)]
            del self.fields["by_their_peer"]

    def asking(self, person: Any = None) -> Asking:
        said = self.cleaned_data
        return Asking(
            team=said["team"],
            language=said["language"],
            person=person,
            helped_by=Helper(said["helped_by"]),
            by_their_peer=said.get("by_their_peer", False),
        )


class SheetsForm(forms.Form):
    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none())
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)
    number = forms.IntegerField(
        label=_("How many sheets"),
        help_text=_("Two on each page: %(most)d at most.") % {"most": MOST_SHEETS},
        min_value=1,
        max_value=MOST_SHEETS,
        initial=10,
    )

    def __init__(self, teams: Any, *args: Any, one: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_teams(self, teams)
        if one:
            del self.fields["number"]

    def asking(self, person: Any = None) -> Asking:
        said = self.cleaned_data
        return Asking(team=said["team"], language=said["language"], person=person)


def _offer_teams(form: forms.Form, teams: Any) -> None:
    """One team is not asked for; it is still checked."""
    field = form.fields["team"]
    field.queryset = teams
    found = list(teams[:2])
    if len(found) == 1:
        field.widget, field.initial = forms.HiddenInput(), found[0].pk


class AnswersForm(forms.Form):
    """The answers of a screen: what is left aside is a silence, not a mistake."""

    more: tuple[More, ...] = tuple(More)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in Question:
            self.fields[question.value] = forms.ChoiceField(
                label=question.label, choices=Answer.choices, required=False, widget=Picks
            )
        for question in self.more:
            self.fields[question.value] = forms.ChoiceField(
                label=question.label,
                choices=[("", _("not answered")), *Degree.choices],
                required=False,
                widget=Picks,
            )

    def voice(self) -> Voice:
        said = self.cleaned_data
        answers = {one.value: said[one.value] or Answer.SKIP.value for one in Question}
        return Voice(**answers, **{one.value: said[one.value] for one in self.more})


class TypeInForm(AnswersForm):
    """A sheet of paper: its code, then the pictures that were circled."""

    more = ()
    code = forms.CharField(
        label=_("Code of the sheet"),
        help_text=_("Nine signs, written in threes."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
