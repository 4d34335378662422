from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member, MemberShare, Team
from entrepairs.base.forms import DayInput, Picks
from entrepairs.missions.enums import CompensationKind, EndReason
from entrepairs.missions.models import Compensation, Engagement, MissionVersion, Placement
from entrepairs.missions.services.charters import Draft
from entrepairs.peers.models import Peer

# One year, and the day before the same date: the longest a team engages itself.
YEAR = timedelta(days=365)


def colleagues(member: Member) -> Any:
    """Members of the organisation who are still here."""
    return Member.objects.filter(organisation=member.organisation_id, until=None)


class EngagementForm(forms.Form):
    discussed_on = forms.DateField(
        label=_("Day of the discussion"),
        widget=DayInput(),
        help_text=_("The day the team talked about working with peers."),
    )
    discussion = forms.CharField(
        label=_("What the team said"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        help_text=_("Wishes, doubts, conditions. Write no name: the team speaks as one here."),
    )
    sponsor = forms.ModelChoiceField(
        label=_("Sponsor in management"),
        queryset=Member.objects.none(),
        empty_label=_("Choose somebody"),
        help_text=_("Who answers for the means: time, supervision, a place in meetings."),
    )
    starts_on = forms.DateField(label=_("First day"), widget=DayInput())
    review_on = forms.DateField(
        label=_("To be looked at again by"),
        widget=DayInput(),
        help_text=_("Twelve months later at most. After that day it no longer counts."),
    )

    def __init__(self, *args: Any, actor: Member, today: date, **kwargs: Any) -> None:
        days = {"discussed_on": today, "starts_on": today, "review_on": today + YEAR}
        kwargs["initial"] = days | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["sponsor"].queryset = colleagues(actor)  # type: ignore[attr-defined]

    def engagement(self, team: Team) -> Engagement:
        return Engagement(team=team, **self.cleaned_data)


class WithdrawalForm(forms.Form):
    on = forms.DateField(label=_("From this day on"), widget=DayInput())
    reason = forms.CharField(
        label=_("Why the team steps back"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class PeerChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.member.full_name)


class PlacementForm(forms.Form):
    peer = PeerChoice(label=_("Peer"), queryset=Peer.objects.none(), empty_label=_("Choose a peer"))
    percent = forms.IntegerField(
        label=_("Share of time, in %"),
        min_value=1,
        max_value=100,
        initial=50,
        help_text=_("All the placements of one peer add up to 100 at most."),
    )
    starts_on = forms.DateField(label=_("First day"), widget=DayInput())
    ends_on = forms.DateField(
        label=_("Last day"),
        widget=DayInput(),
        required=False,
        help_text=_("Leave empty while no end is known."),
    )
    line_referent = forms.ModelChoiceField(
        label=_("Line référent"),
        queryset=Member.objects.none(),
        empty_label=_("Choose somebody"),
        help_text=_("Contract, hours, leave: at the peer’s employer."),
    )
    day_to_day_referent = forms.ModelChoiceField(
        label=_("Day-to-day référent"),
        queryset=Member.objects.none(),
        empty_label=_("Choose somebody"),
        help_text=_("In the team: to whom the peer turns during the day."),
    )
    exception_reason = forms.CharField(
        label=_("Why an exception is needed"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
        help_text=_("Twenty characters at least. It shows on the board until the team engages."),
    )

    def __init__(self, *args: Any, actor: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        named = MemberShare.objects.received(actor).values("member")
        ours = Q(organisation=actor.organisation_id) | Q(pk__in=named)
        readable = Member.objects.filter(ours, until=None)
        fields["peer"].queryset = (
            Peer.objects.of_organisation(actor)
            .filter(member__in=readable.values("pk"))
            .select_related("organisation")
            .prefetch_related("member")
        )
        # A lent peer's line référent is the contact their employer named to us.
        fields["line_referent"].queryset = readable
        fields["day_to_day_referent"].queryset = colleagues(actor)

    def placement(self, team: Team) -> Placement:
        values = dict(self.cleaned_data)
        share = Decimal(values.pop("percent")) / 100
        return Placement(team=team, share=share, **values)


class EndingForm(forms.Form):
    last = forms.DateField(
        label=_("Last day"), widget=DayInput(), help_text=_("This day is included.")
    )
    reason = forms.ChoiceField(label=_("Reason"), choices=EndReason.choices, widget=Picks())


def _text(label: Any, help_text: Any, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=6000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class CharterForm(forms.Form):
    """The text of a mission, one sentence per line; no JavaScript needed."""

    domain = _text(_("Field"), _("Where, when, with which people in mind."))
    responsibilities = _text(
        _("Responsibilities"), _("What the peer answers for, and to whom."), rows=5
    )
    activities = _text(_("Activities"), _("What the peer does, with simple verbs."), rows=6)
    not_done = _text(
        _("What the peer does not do"),
        _("Acts of professionals, and what the peer keeps to themselves."),
        rows=5,
    )
    with_whom = _text(_("With whom"), _("Binôme, référents, who to call."))
    secrecy = _text(_("What stays between us"), _("Secret, what is shared, with whose agreement."))
    emergencies = _text(_("In an emergency"), _("Who calls, which number, what then."))
    conflict = _text(_("When we disagree"), _("With whom it is talked over, and when."))
    ending = _text(_("How it can end"), _("Notice, goodbye to people, what happens next."))
    said_by = forms.CharField(
        label=_("Alias of the person who said it"),
        max_length=60,
        required=False,
        help_text=_("Only when every word you add in this version is theirs."),
    )
    read_back = forms.BooleanField(
        label=_("I read these words back aloud, and the person agrees to their being kept"),
        required=False,
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput(), initial=0, min_value=0)

    def draft(self) -> Draft:
        values = self.cleaned_data
        return Draft(
            text={heading: values[heading] for heading in MissionVersion.TEXT},
            based_on=values["based_on"],
            said_by=values["said_by"],
            read_back=values["read_back"],
        )

    def rebase(self, number: int) -> None:
        """The next save continues the version that was saved meanwhile."""
        self.data = self.data.copy()
        self.data["based_on"] = str(number)


class SignatureForm(forms.Form):
    digest = forms.CharField(min_length=64, max_length=64, widget=forms.HiddenInput())


class PairingForm(forms.Form):
    peer_member = forms.ModelChoiceField(
        label=_("Peer"), queryset=Member.objects.none(), empty_label=_("Choose a peer")
    )
    colleague = forms.ModelChoiceField(
        label=_("Other member of the team"),
        queryset=Member.objects.none(),
        empty_label=_("Choose somebody"),
    )

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = Member.objects.in_team(team).filter(until=None)
        fields: Any = self.fields
        fields["peer_member"].queryset = here.with_role(Role.PEER)
        fields["colleague"].queryset = here.exclude(roles=[Role.PEER.value])


class CompensationForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What the team starts"), choices=CompensationKind.choices, widget=Picks()
    )
    note = forms.CharField(label=_("With whom, how often"), max_length=300, required=False)

    def compensation(self, team: Team, today: date) -> Compensation:
        return Compensation(team=team, started_on=today, **self.cleaned_data)
