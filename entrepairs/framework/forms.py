from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.models import Team
from entrepairs.base.forms import DayInput
from entrepairs.framework.models import Framework, Statement


class SayingForm(forms.Form):
    """Words about one row, for one team or for all of them."""

    team = forms.ChoiceField(label=_("For which team?"), required=False)

    def __init__(self, *args: Any, teams: Sequence[Team], whole: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in teams}
        choices = [(key, team.name) for key, team in self.teams.items()]
        everything = [("", _("The whole organisation"))] if whole else []
        field = self.fields["team"]
        field.choices = [*everything, *choices]  # type: ignore[attr-defined]
        field.required = not whole

    def statement(self, framework: Framework, criterion: str) -> Statement:
        """What the services complete and keep."""
        return Statement(
            framework=framework,
            criterion=criterion,
            team=self.teams.get(self.cleaned_data["team"]),
            text=self.cleaned_data.get("text", ""),
            said_on=self.cleaned_data.get("said_on") or date.min,
        )


class DeclareForm(SayingForm):
    text = forms.CharField(
        label=_("How is it, today?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In a sentence or two. Nobody’s name, nothing about a person accompanied."),
    )


class DocumentForm(SayingForm):
    text = forms.CharField(
        label=_("Which text, and where is it kept?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For instance: welcome guide, page 4, shared folder of the team."),
    )
    said_on = forms.DateField(label=_("Date of that text"), widget=DayInput())


class ConfirmForm(SayingForm):
    """One press: no words are asked for, so that none can be read."""
