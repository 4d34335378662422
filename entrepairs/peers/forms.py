from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member, Organisation
from entrepairs.accounts.terms import word_for
from entrepairs.base.forms import DayInput, ManyPicks, Picks
from entrepairs.peers.enums import Field, Status
from entrepairs.peers.models import Peer
from entrepairs.peers.services import PeriodUpsideDown, days

Terms = Mapping[str, str]


def renamed(prefix: str, codes: list[str], terms: Terms) -> list[tuple[str, str]]:
    """Choices in the organisation's own words."""
    return [(code, word_for(f"{prefix}.{code}", dict(terms))) for code in codes]


class TermsForm(forms.Form):
    """A form whose choices speak the organisation's words."""

    RENAMED = {"known": ("field", Field.values), "kind": ("status", Status.values)}

    def __init__(self, *args: Any, terms: Terms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (prefix, codes) in self.RENAMED.items():
            if name in self.fields:
                self.fields[name].choices = renamed(prefix, codes, terms)  # type: ignore[attr-defined]


class PeriodFields(forms.Form):
    """First and last day, both included; no last day means still open."""

    first = forms.DateField(label=_("First day"), widget=DayInput())
    last = forms.DateField(
        label=_("Last day"),
        widget=DayInput(),
        required=False,
        help_text=_("Leave empty while no end is known."),
    )

    def period(self) -> DateRange:
        return days(self.cleaned_data["first"], self.cleaned_data["last"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", str(PeriodUpsideDown.message))
        return cleaned


class FieldsForm(TermsForm):
    """Fields of intervention: those we know, and the organisation's own words."""

    known = forms.MultipleChoiceField(
        label=_("Fields of intervention"), widget=ManyPicks(), required=False
    )
    others = forms.CharField(
        label=_("Other fields, in your words"),
        max_length=300,
        required=False,
        help_text=_("Separate them with commas. No field asks about an illness or a life."),
    )

    def __init__(self, *args: Any, peer: Peer | None = None, **kwargs: Any) -> None:
        if peer is not None:
            own = [word for word in peer.fields if word not in Field.values]
            kwargs["initial"] = {"known": peer.fields, "others": ", ".join(own)}
        super().__init__(*args, **kwargs)

    def words(self) -> list[str]:
        return [*self.cleaned_data["known"], *self.cleaned_data["others"].split(",")]


class StatusForm(TermsForm, PeriodFields):
    kind = forms.ChoiceField(label=_("Status"), widget=Picks())
    field_order = ("kind", "first", "last")


class WelcomeForm(FieldsForm, StatusForm):
    """A member who has the peer role, or somebody new; then their fields and status."""

    member = forms.ModelChoiceField(
        label=_("Somebody already here"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=_("Somebody new, named below"),
    )
    given_name = forms.CharField(label=_("First name"), max_length=80, required=False)
    family_name = forms.CharField(label=_("Family name"), max_length=80, required=False)
    field_order = (
        "member", "given_name", "family_name", "known", "others", "kind", "first", "last",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        welcomed = Peer.objects.filter(organisation=actor.organisation_id).values("member")
        candidates = Member.objects.filter(organisation=actor.organisation_id, until=None)
        self.fields["member"].queryset = (  # type: ignore[attr-defined]
            candidates.with_role(Role.PEER).exclude(pk__in=welcomed)
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("member") and not cleaned.get("given_name"):
            self.add_error("given_name", _("Choose somebody, or give a first name."))
        return cleaned

    def newcomer(self) -> Member | None:
        """The unsaved member to add, or ``None`` when somebody was chosen."""
        if self.cleaned_data["member"]:
            return None
        return Member(
            given_name=self.cleaned_data["given_name"],
            family_name=self.cleaned_data["family_name"],
            roles=[Role.PEER.value],
            since=self.cleaned_data["first"],
        )


class LastDayForm(forms.Form):
    last = forms.DateField(
        label=_("Last day"), widget=DayInput(), help_text=_("This day is included.")
    )


class LoanForm(PeriodFields):
    host = forms.ModelChoiceField(
        label=_("Lent to"),
        queryset=Organisation.objects.none(),
        empty_label=_("Choose a partner"),
        help_text=_("Only organisations that accepted a partnership are here."),
    )
    contact = forms.ModelChoiceField(
        label=_("Line référent, at home"),
        queryset=Member.objects.none(),
        empty_label=_("Choose somebody"),
        help_text=_("The host will read this name and the peer’s, and no others."),
    )
    field_order = ("host", "contact", "first", "last")

    def __init__(self, *args: Any, actor: Member, peer: Peer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = Organisation.objects.visible_to(actor).exclude(pk=actor.organisation_id)
        self.fields["host"].queryset = partners.order_by("name")  # type: ignore[attr-defined]
        mates = Member.objects.filter(organisation=peer.organisation_id, until=None)
        self.fields["contact"].queryset = mates.exclude(pk=peer.member_id)  # type: ignore[attr-defined]


def ending_on(last: date | None, today: date) -> dict[str, date]:
    """The day first proposed for an end: today, unless it ends sooner."""
    return {"last": min(last, today) if last else today}
