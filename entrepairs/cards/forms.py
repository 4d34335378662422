from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entrepairs.base.forms import Picks
from entrepairs.cards.enums import Asked, Outcome
from entrepairs.cards.models import RightsRequest
from entrepairs.people.enums import How

# What anybody of the team may do at once has its own button.
TO_NOTE = (Asked.CORRECT, Asked.OPPOSE, Asked.COPY, Asked.NAMES)


class RequestForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What the person asks"),
        choices=[(kind.value, kind.label) for kind in TO_NOTE],
        widget=Picks(),
    )
    words = forms.CharField(
        label=_("In their words"),
        required=False,
        max_length=280,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    how = forms.ChoiceField(
        label=_("How it was asked"), choices=How.choices, initial=How.SPOKEN, widget=Picks()
    )

    def request(self) -> RightsRequest:
        asked = RightsRequest(kind=self.cleaned_data["kind"], how=self.cleaned_data["how"])
        asked.words = self.cleaned_data["words"]
        return asked


class OwnRequestForm(RequestForm):
    """The same, filled in by the person."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["how"]
        self.fields["kind"].label = _("What I ask")
        self.fields["words"].label = _("In my words")
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind.value, kind.label) for kind in (Asked.CORRECT, Asked.OPPOSE, Asked.NAMES)
        ]

    def request(self) -> RightsRequest:
        asked = RightsRequest(kind=self.cleaned_data["kind"], how=How.WRITTEN)
        asked.words = self.cleaned_data["words"]
        return asked


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Answer"), choices=Outcome.choices, widget=Picks())
    reason = forms.CharField(
        label=_("What is told to the person"),
        required=False,
        max_length=280,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when everything was not done."),
    )


class EraseForm(forms.Form):
    sure = forms.BooleanField(label=_("The person asked for it, and knows it cannot be undone"))


class OwnEraseForm(forms.Form):
    sure = forms.BooleanField(label=_("I want everything erased. I know it cannot be undone."))


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code on your paper"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        help_text=_("Eighteen letters and digits. Spaces do not matter."),
    )
