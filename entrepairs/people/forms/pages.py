"""A page under an alias: open it, change it, say that two are the same person's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models.query import QuerySet
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.models import Team
from entrepairs.base.forms import ManyPicks, Picks
from entrepairs.people.enums import Distance, Identity
from entrepairs.people.gentle import GentleWords
from entrepairs.people.languages import LANGUAGES, TAG
from entrepairs.people.models import Person

OTHER = "other"
UNDER_18 = "under_18"
NAMED = (Identity.DECLARED, Identity.VERIFIED)


class PersonFields(GentleWords):
    """What one may know of somebody: an alias, and what they chose to say."""

    gentle_fields = ("alias",)

    alias = forms.CharField(
        label=_("Alias"),
        max_length=40,
        help_text=_("Any word, chosen together. Not the name on a paper."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "words"}),
    )
    identity = forms.ChoiceField(
        label=_("What they say of who they are"),
        choices=Identity.choices,
        widget=Picks(
            icons={
                Identity.ANONYMOUS: "dices",
                Identity.PSEUDONYM: "message-circle",
                Identity.DECLARED: "ear",
                Identity.VERIFIED: "id-card",
            }
        ),
        help_text=_("Nothing more than an alias is ever needed, for anything."),
    )
    told_name = forms.CharField(
        label=_("The name they told"),
        max_length=80,
        required=False,
        help_text=_(
            "Never asked. Only if they want it written; it is sealed, and few may read it."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-private": ""}),
    )
    language = forms.ChoiceField(label=_("The language they speak best"), required=False)
    other_language = forms.CharField(
        label=_("Another language, by its code"),
        max_length=16,
        required=False,
        help_text=_("A BCP-47 code such as “ha” or “kab”."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language: Any = self.fields["language"]
        language.choices = [
            ("", _("Not known, or not asked")),
            *LANGUAGES.items(),
            (OTHER, _("Another one")),
        ]

    def clean_other_language(self) -> str:
        tag: str = self.cleaned_data["other_language"].strip()
        if tag and not TAG.match(tag):
            raise forms.ValidationError(_("A code has two or three letters, such as “ha”."))
        return tag

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        other = cleaned.get("language") == OTHER
        if other and not cleaned.get("other_language") and "other_language" not in self.errors:
            self.add_error("other_language", _("Write its code, or choose “Not known”."))
        return cleaned

    def tag(self) -> str:
        chosen: str = self.cleaned_data["language"]
        return self.cleaned_data["other_language"] if chosen == OTHER else chosen

    def fill(self, person: Person) -> Person:
        """Write what was typed on ``person``, unsaved."""
        person.alias = self.cleaned_data["alias"]
        person.identity = self.cleaned_data["identity"]
        person.language = self.tag()
        person.told_name = self._told(person)
        return person

    def _told(self, person: Person) -> str:
        named = person.identity in NAMED
        return str(self.cleaned_data["told_name"]) if named else ""


class NewForm(PersonFields):
    team = forms.ModelChoiceField(
        label=_("The team that meets them"), queryset=Team.objects.none(), empty_label=None
    )
    adult = forms.ChoiceField(
        label=_("Are they an adult?"),
        choices=[
            ("adult", _("Yes, or probably")),
            (UNDER_18, _("Under 18")),
            ("unknown", _("I do not know")),
        ],
        widget=Picks(icons={"adult": "check", UNDER_18: "baby", "unknown": "circle-question-mark"}),
        help_text=_("Nothing of this answer is kept. Under 18, another path protects better."),
    )
    distance = forms.MultipleChoiceField(
        label=_("What is far from them, in their words"),
        choices=Distance.choices,
        widget=ManyPicks(),
        required=False,
        help_text=_(
            "Only if they spoke of it. Leave everything empty when it was not asked: it is not the"
            " same as not knowing."
        ),
    )
    field_order = (
        "alias", "adult", "team", "identity", "told_name", "language", "other_language", "distance",
    )  # fmt: skip

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["team"]
        field.queryset = Team.objects.filter(pk__in=[team.pk for team in teams])
        if len(teams) == 1:
            field.initial = teams[0].pk
            field.widget = forms.HiddenInput()

    @property
    def is_child(self) -> bool:
        """Asked before anything else: nothing typed is kept."""
        return bool(self.data.get(self.add_prefix("adult")) == UNDER_18)

    def fill(self, person: Person) -> Person:
        person.distance = self.cleaned_data["distance"] or None
        return super().fill(person)


class ChangeForm(PersonFields):
    """The told name is never shown here: it is written anew, or stays as it is."""

    field_order = ("alias", "identity", "told_name", "language", "other_language")

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        listed = person.language in LANGUAGES or not person.language
        kwargs["initial"] = {
            "alias": person.alias,
            "identity": person.identity,
            "language": person.language if listed else OTHER,
            "other_language": "" if listed else person.language,
        }
        super().__init__(*args, **kwargs)
        if person.told_name_sealed:
            self.fields["told_name"].help_text = _(
                "A name is written, sealed. Leave empty to keep it; it goes away when you choose"
                " an alias alone."
            )

    def _told(self, person: Person) -> str:
        """``person`` is unlocked."""
        named = person.identity in NAMED
        return (self.cleaned_data["told_name"] or person.told_name) if named else ""


class TieForm(forms.Form):
    """Another page of my teams."""

    other = forms.ModelChoiceField(
        label=_("The other page"), queryset=Person.objects.none(), empty_label=_("Choose an alias")
    )

    def __init__(self, *args: Any, people: QuerySet[Any, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["other"]
        field.queryset = people
        field.label_from_instance = lambda person: person.alias
