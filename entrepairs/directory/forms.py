from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MinLengthValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

from entrepairs.base.forms import ManyPicks, Picks
from entrepairs.directory import hours, vocabulary
from entrepairs.directory.enums import CorrectionKind, GroupKind
from entrepairs.directory.models import OwnGroup
from entrepairs.directory.refusals import HoursNotRead, NothingSaid
from entrepairs.directory.services import Said

ICONS = {
    "hours": "clock", "papers": "file-text", "animals": "footprints", "language": "languages",
    "waiting": "list", "sector": "map-pin", "moved": "arrow-right", "closed": "lock",
    "other": "info",
}  # fmt: skip


class CorrectionForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[pair for pair in CorrectionKind.choices if pair[0] != CorrectionKind.STILL_TRUE],
        widget=Picks(icons=ICONS),
    )
    text = forms.CharField(
        label=_("What is really so?"),
        max_length=280,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What one needs to know before going there. Nobody’s name."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        kind = cleaned.get("kind")
        if kind and kind != CorrectionKind.CLOSED and not cleaned.get("text", "").strip():
            self.add_error("text", str(NothingSaid.message))
        return cleaned

    def said(self) -> Said:
        return Said(self.cleaned_data["kind"], self.cleaned_data["text"])


class GroupForm(forms.ModelForm):
    themes = forms.MultipleChoiceField(
        label=_("Themes"), choices=vocabulary.themes_of_peers, required=False, widget=ManyPicks()
    )
    publics = forms.MultipleChoiceField(
        label=_("Who it is for"), choices=lambda: list(vocabulary.publics().items()),
        widget=ManyPicks(), initial=[vocabulary.EVERYBODY],
    )  # fmt: skip

    class Meta:
        model = OwnGroup
        fields = (
            "name", "kind", "description", "themes", "publics", "address", "postcode", "commune",
            "insee", "hours", "phone",
        )  # fmt: skip
        widgets = {"kind": Picks(icons={"atelier": "users", "accompagnement": "handshake"})}
        help_texts = {
            "hours": _("For instance: Mo-Fr 09:00-12:00; We 14:00-16:00 (or: lu-ve 9h-12h)."),
            "insee": _("Five characters; other directories find the commune by it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = GroupKind.choices  # type: ignore[attr-defined]
        self.fields["name"].validators.append(MinLengthValidator(3))
        self.fields["description"].validators.append(MinLengthValidator(5))
        self.fields["description"].widget.attrs["rows"] = 4
        for name, pattern, word in (
            ("postcode", r"^\d{5}\Z", _("A postal code is five digits.")),
            ("insee", r"^\w{5}\Z", _("An INSEE code is five characters.")),
        ):
            validator = RegexValidator(pattern, word)
            self.fields[name].validators.append(validator)

    def clean_hours(self) -> str:
        text = hours.as_osm(self.cleaned_data["hours"])
        if text and not hours.is_known(text):
            raise forms.ValidationError(str(HoursNotRead.message))
        return text

    def clean_publics(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["publics"]
        if vocabulary.EVERYBODY in chosen and len(chosen) > 1:
            raise forms.ValidationError(_("“Everybody” goes alone: choose it, or those it is for."))
        return chosen
