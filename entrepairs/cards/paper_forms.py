"""What one types on a paper before it is printed. None of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.models import Team
from entrepairs.base.forms import DayInput, HourInput, ManyPicks, Picks
from entrepairs.base.refusals import Refusal
from entrepairs.cards.papers import Card, Poster, Project, Tongue, tongue, tongues
from entrepairs.people.wording import check_words


def private(rows: int = 0) -> forms.Widget:
    attrs = {"autocomplete": "off", "data-private": ""}
    return forms.Textarea(attrs | {"rows": rows}) if rows else forms.TextInput(attrs=attrs)


class PaperForm(forms.Form):
    """A language, and words that hold neither a NIR nor a point on a map."""

    language = forms.ChoiceField(label=_("In which language?"), widget=Picks())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = tongues()  # type: ignore[attr-defined]
        self.fields["language"].initial = "fr"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name, value in list(cleaned.items()):
            if isinstance(value, str):
                try:
                    check_words(value)
                except Refusal as refusal:
                    self.add_error(name, str(refusal.message))
        return cleaned

    @property
    def tongue(self) -> Tongue:
        return tongue(self.cleaned_data["language"])


class NamedPaperForm(PaperForm):
    """A paper that may carry the alias, only if the person wants it there."""

    alias = forms.BooleanField(label=_("Print their nickname: they want it there"), required=False)

    def __init__(self, *args: Any, may_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_name:
            del self.fields["alias"]

    def alias_of(self, person: Any) -> str:
        return str(person.alias) if self.cleaned_data.get("alias") else ""


class CardForm(NamedPaperForm):
    place = forms.CharField(
        label=_("Where?"),
        max_length=80,
        required=False,
        help_text=_("As one would say it. Empty: a line to write on."),
        widget=private(),
    )
    day = forms.DateField(label=_("Which day?"), widget=DayInput(), required=False)
    hour = forms.TimeField(label=_("At what time?"), widget=HourInput(), required=False)
    who = forms.ChoiceField(label=_("With whom?"), widget=Picks(), required=False)
    ask = forms.ChoiceField(
        label=_("Whom to ask for somebody else?"), widget=Picks(), required=False
    )
    field_order = ("language", "place", "day", "hour", "who", "ask", "alias")

    def __init__(
        self, *args: Any, peers: Sequence[str], others: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        blank, anyone = ("", _("a line to write on")), ("", _("anybody of the team"))
        self.fields["who"].choices = [blank, *((name, name) for name in peers)]  # type: ignore[attr-defined]
        self.fields["ask"].choices = [anyone, *((name, name) for name in others)]  # type: ignore[attr-defined]

    def card(self, person: Any) -> Card:
        typed, said = self.cleaned_data, self.tongue
        when = [said.day(typed["day"])] if typed["day"] else []
        when += [said.hour(typed["hour"])] if typed["hour"] else []
        return Card(
            place=typed["place"],
            when=", ".join(when),
            who=typed["who"],
            ask=typed["ask"],
            alias=self.alias_of(person),
        )


class ProjectForm(NamedPaperForm):
    want = forms.MultipleChoiceField(
        label=_("What they want: only what they choose to print"),
        widget=ManyPicks(),
        required=False,
    )
    goal = forms.MultipleChoiceField(
        label=_("Their goals: only what they choose to print"), widget=ManyPicks(), required=False
    )
    step = forms.CharField(
        label=_("Their next small step"), max_length=120, required=False, widget=private()
    )
    helps = forms.CharField(
        label=_("Who helps them"), max_length=120, required=False, widget=private()
    )
    team = forms.ModelChoiceField(
        label=_("Printed by which team?"), queryset=Team.objects.none(), empty_label=None
    )
    field_order = ("language", "want", "goal", "step", "helps", "alias", "team")

    def __init__(
        self,
        *args: Any,
        wants: Sequence[tuple[str, str]],
        goals: Sequence[tuple[str, str]],
        mine: Sequence[Team],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.said = dict([*wants, *goals])
        self._offer("want", wants)
        self._offer("goal", goals)
        seat_team(self, mine)

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        if choices:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    def project(self, person: Any) -> Project:
        def words(name: str) -> tuple[str, ...]:
            return tuple(self.said[key] for key in self.cleaned_data.get(name, []))

        return Project(
            want=words("want"),
            goal=words("goal"),
            step=self.cleaned_data["step"],
            helps=self.cleaned_data["helps"],
            alias=self.alias_of(person),
        )


class PosterForm(PaperForm):
    shape = forms.ChoiceField(
        label=_("Which sheet?"),
        widget=Picks(icons={"strips": "file-text", "cards": "list"}),
        choices=[
            ("strips", _("a poster, with strips to tear off")),
            ("cards", _("eight small cards to cut out")),
        ],
        initial="strips",
    )
    place = forms.CharField(
        label=_("Where?"),
        max_length=80,
        required=False,
        help_text=_("The place where peers are, as people call it. Empty: a line to write on."),
    )
    hours = forms.CharField(
        label=_("Days and hours"),
        max_length=80,
        required=False,
        help_text=_("“Tuesday and Thursday, 6 to 8 pm”."),
    )
    team = forms.ModelChoiceField(
        label=_("Which team?"), queryset=Team.objects.none(), empty_label=None
    )
    field_order = ("language", "shape", "place", "hours", "team")

    def __init__(self, *args: Any, mine: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seat_team(self, mine)

    def poster(self) -> Poster:
        typed = self.cleaned_data
        return Poster(team=typed["team"].name, place=typed["place"], hours=typed["hours"])


def seat_team(form: forms.Form, mine: Sequence[Team]) -> None:
    """My teams; a single one is not asked for."""
    field = form.fields["team"]
    field.queryset = Team.objects.filter(pk__in=[team.pk for team in mine])  # type: ignore[attr-defined]
    if len(mine) == 1:
        field.widget = forms.HiddenInput()
        field.initial = mine[0].pk
