from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.enums import Role
from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.terms import word_for
from entrepairs.base.forms import HourInput, ManyPicks, MomentInput, Picks
from entrepairs.interventions.enums import OutingKind, Place, Seen, Theme
from entrepairs.interventions.models import AliasSeen, Encounter, Outing
from entrepairs.interventions.services import Going

Terms = Mapping[str, str]

KIND_ICONS = {"round": "footprints", "drop_in": "coffee", "visit": "house", "group": "users"}
THEME_ICONS = {
    "being": "messages-square",
    "health": "life-buoy",
    "rights": "signature",
    "housing": "house",
    "ties": "users",
    "money": "briefcase",
    "activity": "sun",
    "papers": "file-text",
    "other": "ellipsis",
}
MINUTES = (5, 15, 30, 60)


def renamed(prefix: str, codes: Iterable[str], terms: Terms) -> list[tuple[str, str]]:
    """Choices in the organisation's own words."""
    return [(code, word_for(f"{prefix}.{code}", dict(terms))) for code in codes]


def choices_of(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    form.fields[name].choices = list(choices)  # type: ignore[attr-defined]


# --- Outings -----------------------------------------------------------------
class CrewForm(forms.Form):
    """Who goes. A member with the role of peer goes as one."""

    crew = forms.TypedMultipleChoiceField(label=_("Who goes?"), widget=ManyPicks(), coerce=UUID)
    solo_reason = forms.CharField(
        label=_("If you go alone: why?"),
        max_length=200,
        required=False,
        help_text=_("A few words. Nobody is blamed: it shows what is missing for going in pairs."),
    )

    members: dict[UUID, Member]

    def seat(self, members: Sequence[Member]) -> None:
        self.members = {member.pk: member for member in members}
        choices_of(self, "crew", [(member.pk, member.full_name) for member in members])

    def going(self) -> list[Going]:
        chosen = [self.members[pk] for pk in self.cleaned_data["crew"]]
        return [Going(member, as_peer=member.has(Role.PEER)) for member in chosen]


class OutingForm(CrewForm):
    kind = forms.ChoiceField(label=_("What is it?"), widget=Picks(icons=KIND_ICONS))
    place_kind = forms.ChoiceField(label=_("What kind of place?"))
    area = forms.CharField(
        label=_("Area, in a few words"),
        max_length=60,
        required=False,
        help_text=_("“Around the station”. Never an address: people must not be found by it."),
    )
    started_at = forms.DateTimeField(label=_("Start"), widget=MomentInput())
    ended_at = forms.DateTimeField(
        label=_("End"),
        widget=MomentInput(),
        required=False,
        help_text=_("Leave empty while it lasts."),
    )
    field_order = ("kind", "place_kind", "area", "crew", "solo_reason", "started_at", "ended_at")

    def __init__(
        self,
        *args: Any,
        members: Sequence[Member],
        terms: Terms,
        outing: Outing | None = None,
        **kwargs: Any,
    ) -> None:
        if outing is not None:
            kept = ("kind", "place_kind", "area", "solo_reason", "started_at", "ended_at")
            before = {name: getattr(outing, name) for name in kept}
            kwargs["initial"] = {**before, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.seat(members)
        choices_of(self, "kind", renamed("outing", OutingKind.values, terms))
        choices_of(self, "place_kind", renamed("place", Place.values, terms))

    def fill(self, outing: Outing) -> Outing:
        for name in ("kind", "place_kind", "area", "solo_reason", "started_at", "ended_at"):
            setattr(outing, name, self.cleaned_data[name])
        return outing


class EndForm(forms.Form):
    ended_at = forms.DateTimeField(label=_("End"), widget=MomentInput(), required=False)

    def moment(self, now: datetime) -> datetime:
        return self.cleaned_data["ended_at"] or now


# --- Encounters --------------------------------------------------------------
KNOWN = "known:"  # followed by the nickname, as the team last wrote it


class WhoField(forms.ChoiceField):
    """First time, nobody's name, another nickname, or one that the team already knows.

    A known nickname carries itself, so that noting it costs no look-up.
    """

    def valid_value(self, value: Any) -> bool:
        return str(value).startswith(KNOWN) or super().valid_value(value)


class MeetForm(forms.Form):
    """Three taps: who, about what, done. Nothing is obligatory."""

    who = WhoField(
        label=_("With whom?"),
        widget=Picks(),
        required=False,
        choices=[
            ("first", _("First time")),
            ("anon", _("Without a name")),
            ("other", _("Another nickname")),
        ],
    )
    alias = forms.CharField(
        label=_("A nickname, if there is one"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-private": ""}),
    )
    alias_kept = forms.BooleanField(label=_("It is a nickname: keep it"), required=False)
    themes = forms.MultipleChoiceField(
        label=_("About what?"),
        widget=ManyPicks(icons=THEME_ICONS),
        required=False,
        choices=Theme.choices,
    )
    seen = forms.ChoiceField(
        label=_("Seen before?"), widget=Picks(), required=False, choices=Seen.choices
    )
    minutes = forms.TypedChoiceField(
        label=_("How long?"),
        widget=Picks(),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[(number, f"{number} min") for number in MINUTES],
    )
    headcount = forms.IntegerField(
        label=_("How many people?"), min_value=1, max_value=500, required=False
    )
    hour = forms.TimeField(
        label=_("At what time?"),
        widget=HourInput(),
        required=False,
        help_text=_("Leave empty for now."),
    )
    token = forms.UUIDField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"token": uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.warned = False

    def dress(self, known: Sequence[AliasSeen], terms: Terms) -> None:
        """Before it is shown: the nicknames of the team, the words of the organisation."""
        aliases = [(f"{KNOWN}{row.alias}", row.alias) for row in known]
        first, anon, other = self.fields["who"].choices  # type: ignore[attr-defined]
        choices_of(self, "who", [first, anon, *aliases, other])
        self.fields["who"].widget.icons = {  # type: ignore[attr-defined]
            "first": "user-plus",
            "anon": "circle-user",
            "other": "search",
            **{code: "link-2" for code, _alias in aliases},
        }
        choices_of(self, "themes", renamed("theme", Theme.values, terms))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        who, alias = cleaned.get("who", ""), cleaned.get("alias", "")
        if who == "other" and not alias:
            self.add_error("alias", _("Write the nickname, or choose “Without a name”."))
        if len(who) > len(KNOWN) + 40:
            self.add_error("who", _("This nickname is too long."))
        if alias and (who == "anon" or who.startswith(KNOWN)):
            self.add_error(
                "alias",
                _("You also chose somebody above: choose “Another nickname” or clear this."),
            )
        return cleaned

    def encounter(self, outing: Outing, now: datetime) -> Encounter:
        chosen = self.cleaned_data
        return Encounter(
            at=self._moment(outing, now),
            alias=self.knows or chosen["alias"],
            seen=self._seen(),
            themes=chosen["themes"],
            minutes=chosen["minutes"],
            headcount=chosen["headcount"] or 1,
            token=chosen["token"],
        )

    @property
    def knows(self) -> str:
        """The nickname chosen among those the team knows."""
        who = str(self.cleaned_data["who"])
        return who.removeprefix(KNOWN) if who.startswith(KNOWN) else ""

    @property
    def alias_accepted(self) -> bool:
        """The warning about civil identities was answered, now or when it was first noted."""
        return bool(self.knows or self.cleaned_data["alias_kept"])

    def _seen(self) -> str:
        """What was said; a known alias speaks for itself; else the service looks it up."""
        if self.cleaned_data["seen"]:
            return str(self.cleaned_data["seen"])
        if self.cleaned_data["who"] == "first":
            return Seen.FIRST
        return Seen.AGAIN if self.knows else ""

    def _moment(self, outing: Outing, now: datetime) -> datetime:
        """Now while the outing lasts, else its start; an hour given is of that night."""
        hour: time | None = self.cleaned_data["hour"]
        if hour is None:
            over = outing.ended_at is not None or now - outing.started_at > timedelta(hours=18)
            return outing.started_at if over else max(now, outing.started_at)
        start = timezone.localtime(outing.started_at)
        at = start.replace(hour=hour.hour, minute=hour.minute)
        # An hour before the start is after midnight.
        return at if at >= start.replace(second=0, microsecond=0) else at + timedelta(days=1)

    def warn(self) -> None:
        """Show the box that keeps an alias which looks like a civil identity."""
        self.warned = True


class NowForm(MeetForm):
    """A meeting just now, with nobody out yet: the outing starts in the same gesture."""

    team = forms.ModelChoiceField(
        label=_("Which team?"), queryset=Team.objects.none(), widget=Picks()
    )
    place_kind = forms.ChoiceField(label=_("Where?"))
    mate = forms.ChoiceField(label=_("Who is with you?"), widget=Picks(), required=False)

    def __init__(
        self,
        *args: Any,
        teams: Sequence[Team],
        mates: Sequence[Member],
        terms: Terms,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.mates = {str(member.pk): member for member in mates}
        self.teams = teams
        self.fields["team"].queryset = Team.objects.filter(pk__in=[team.pk for team in teams])  # type: ignore[attr-defined]
        if len(teams) == 1:
            self.fields["team"].widget = forms.HiddenInput()
        choices_of(self, "team", [(team.pk, team.name) for team in teams])
        choices_of(self, "place_kind", renamed("place", Place.values, terms))
        nobody = [("", _("Nobody, I am alone"))]
        choices_of(
            self, "mate", [*nobody, *((pk, who.full_name) for pk, who in self.mates.items())]
        )

    def outing(self, now: datetime) -> Outing:
        return Outing(
            team=self.cleaned_data["team"],
            kind=OutingKind.ROUND,
            place_kind=self.cleaned_data["place_kind"],
            started_at=now,
        )

    def going(self, actor: Member) -> list[Going]:
        mate = self.mates.get(self.cleaned_data["mate"])
        crew = [actor, mate] if mate else [actor]
        return [Going(member, as_peer=member.has(Role.PEER)) for member in crew]
