from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.enums import Act, Role, Sector, TeamKind
from entrepairs.accounts.models import Member, Organisation, Team, User
from entrepairs.accounts.terms import word_for
from entrepairs.accounts.wording import SEES
from entrepairs.base.forms import DayInput, ManyPicks, Picks
from entrepairs.engines.identifiers import compact


class NumberField(forms.CharField):
    """An identifier, kept without the spaces people write in it."""

    def to_python(self, value: Any) -> Any:
        return compact(super().to_python(value))


def numbers_field(label: Any, example: Any, length: int) -> NumberField:
    return NumberField(label=label, help_text=example, required=False, max_length=length)


class OrganisationForm(forms.ModelForm):
    siret = numbers_field(_("SIRET"), _("14 digits, on any bill."), 20)
    finess = numbers_field(_("FINESS"), _("9 characters, for health and social care."), 12)
    rna = numbers_field(_("RNA"), _("W and 9 digits, for associations."), 12)

    class Meta:
        model = Organisation
        fields = ("name", "kind", "sector", "siret", "finess", "rna")
        widgets = {"kind": Picks(), "sector": Picks()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = [("", _("None or several")), *Sector.choices]  # type: ignore[attr-defined]


class TeamForm(forms.ModelForm):
    finess = numbers_field(_("FINESS"), _("9 characters, if this team has its own."), 12)

    class Meta:
        model = Team
        fields = ("name", "kind", "sector", "finess")
        widgets = {"kind": Picks(), "sector": Picks()}

    def __init__(self, *args: Any, terms: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, word_for(f"team.{kind}", terms)) for kind in TeamKind.values]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["sector"].choices = [("", _("None or several")), *Sector.choices]  # type: ignore[attr-defined]


class RolePicks(ManyPicks):
    """Roles, each with one line saying what it sees."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        return {**option, "note": SEES.get(str(option["value"]), "")}


class MemberForm(forms.ModelForm):
    roles = forms.MultipleChoiceField(label=_("Roles"), widget=RolePicks(attrs={"class": "lines"}))
    teams = forms.ModelMultipleChoiceField(
        label=_("Teams"),
        queryset=Team.objects.none(),
        widget=ManyPicks(),
        required=False,
        help_text=_("Peers, colleagues and coordinators see the teams ticked here, and no other."),
    )

    class Meta:
        model = Member
        fields = ("given_name", "family_name", "chosen_title", "email", "phone", "roles", "since")
        widgets = {"since": DayInput()}
        labels = {"since": _("First day")}

    def __init__(self, *args: Any, terms: dict[str, str], actor: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role, word_for(f"role.{role}", terms)) for role in Role.values]
        self.fields["roles"].choices = roles  # type: ignore[attr-defined]
        own = Team.objects.filter(organisation=actor.organisation_id).open()
        self.fields["teams"].queryset = own  # type: ignore[attr-defined]
        if not self.is_bound and not self.instance._state.adding:
            self.initial["teams"] = Team.objects.of(self.instance)


class LastDayForm(forms.Form):
    last_day = forms.DateField(
        label=_("Last day"), widget=DayInput(), help_text=_("This day is included.")
    )


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("Send the link to"), help_text=_("The link works once, for seven days.")
    )


class JoinForm(forms.Form):
    """Choosing one's key: an address and a password."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        help_text=_("You will sign in with it. It may be your own or that of work."),
    )
    password = forms.CharField(
        label=_("A password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "data-private": ""}),
        help_text=_("At least 12 characters. Three or four words in a row are easy to keep."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("password") and cleaned.get("email"):
            try:
                password_validation.validate_password(
                    cleaned["password"], User(email=cleaned["email"].lower())
                )
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned


class PartnerForm(forms.Form):
    code = forms.UUIDField(
        label=_("Code of the other organisation"),
        help_text=_("They find it on this same page, and give it to you."),
        error_messages={"invalid": _("A code is 32 letters and digits: copy it whole.")},
    )


class TrailForm(forms.Form):
    """Filters of the audit trail, kept in the address."""

    person = forms.ModelChoiceField(
        label=_("Person"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=_("Everybody"),
    )
    day = forms.DateField(label=_("Day"), widget=DayInput(), required=False)
    act = forms.ChoiceField(label=_("What was done"), required=False)

    def __init__(self, *args: Any, reader: Member, whole: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act"].choices = [("", _("Anything")), *Act.choices]  # type: ignore[attr-defined]
        if whole:
            people = Member.objects.visible_to(reader).filter(organisation=reader.organisation_id)
            self.fields["person"].queryset = people  # type: ignore[attr-defined]
        else:
            del self.fields["person"]
