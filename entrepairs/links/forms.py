from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.models import Member, Team
from entrepairs.base.forms import DayInput, Picks
from entrepairs.links.enums import CHOSEN_ENDS, Answer, Asked, Unmet, Way
from entrepairs.links.models import Link, LinkReview, PeerAsk
from entrepairs.links.services import Parts, Wished
from entrepairs.links.services.handing import Asked as AskedOf
from entrepairs.people.enums import How
from entrepairs.people.gentle import GentleWords
from entrepairs.people.models import Person

LONGEST = 300
NOBODY = "nobody"
HOW_ICONS = {"spoken": "message-circle", "written": "pencil", "picture": "hand"}
ASKED_ICONS = {"person": "hand", "accepted": "check"}
WAY_ICONS = {"poster": "megaphone", "card": "file-text", "word": "ear", "other": "ellipsis"}
ANSWER_ICONS = {"yes": "check", "no": "x", "not_met_yet": "clock"}


def short_text(label: Any, **options: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST, "data-private": ""})
    return forms.CharField(label=label, max_length=LONGEST, widget=area, **options)


def how_field(label: Any, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=How.choices, widget=Picks(icons=HOW_ICONS), **options
    )


class PeerPick(forms.ChoiceField):
    """A radio for each peer, by name."""

    def show(self, peers: Sequence[Member], *more: tuple[str, Any]) -> None:
        self.choices = [(str(peer.pk), peer.full_name) for peer in peers] + list(more)


class OpenForm(GentleWords):
    """Which peer the person wants, and how they said so."""

    gentle_fields = ("said",)
    own_words = ("said",)

    peer = PeerPick(label=_("Whom does the person choose?"), widget=Picks())
    asked = forms.ChoiceField(
        label=_("Whose idea was it?"),
        choices=Asked.choices,
        widget=Picks(icons=ASKED_ICONS),
    )
    how = how_field(_("How did they say it?"))
    said = short_text(
        _("What they said, or pointed at"),
        help_text=_("One sentence, as they said it. No link opens without their wish."),
    )

    def __init__(self, *args: Any, peers: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.peers = {str(peer.pk): peer for peer in peers}
        pick: Any = self.fields["peer"]
        pick.show(peers, (NOBODY, _("Nobody for now")))
        if self.data.get(self.add_prefix("peer")) == NOBODY:
            for name in ("asked", "how", "said"):
                self.fields[name].required = False

    @property
    def chosen(self) -> Member | None:
        return self.peers.get(self.cleaned_data["peer"])

    @property
    def wished(self) -> Wished:
        values = self.cleaned_data
        return Wished(values["asked"], values["how"], values["said"])


class EndForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why it ends"),
        choices=[(reason.value, reason.label) for reason in CHOSEN_ENDS],
        widget=Picks(),
        help_text=_("A family is enough; nobody has to explain."),
    )


class ReviewForm(GentleWords):
    gentle_fields = ("person_words", "peer_words")
    own_words = ("person_words",)

    person_words = short_text(
        _("What the person says of it"),
        required=False,
        help_text=_("In their words: what this link gives, what should change."),
    )
    peer_words = short_text(_("What the peer says of it"), required=False)
    next_on = forms.DateField(
        label=_("Next review"),
        widget=DayInput(),
        help_text=_("Within a year. Earlier if the person prefers."),
    )

    def review(self) -> LinkReview:
        review = LinkReview(next_on=self.cleaned_data["next_on"])
        review.person_words = self.cleaned_data["person_words"]
        review.peer_words = self.cleaned_data["peer_words"]
        return review


class PartsForm(GentleWords):
    gentle_fields = ("peer_part", "colleague_part")

    peer_part = short_text(_("What the peer does"), required=False)
    colleague_part = short_text(_("What the colleague does"), required=False)
    colleague = forms.ModelChoiceField(
        label=_("The colleague"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
        help_text=_("Somebody the person can ask by name."),
    )
    known = forms.BooleanField(label=_("The person knows it, and agrees"), required=False)

    def __init__(self, *args: Any, link: Link, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {
                "peer_part": link.peer_part,
                "colleague_part": link.colleague_part,
                "colleague": link.colleague_id,
            },
        )
        super().__init__(*args, **kwargs)
        mates = Member.objects.in_team(link.team).exclude(pk=link.peer_member_id)
        self.fields["colleague"].queryset = mates  # type: ignore[attr-defined]

    def parts(self) -> Parts:
        return Parts(**{name: self.cleaned_data[name] for name in Parts.__slots__})


class AskForm(GentleWords):
    """Somebody wants to meet a peer: which way, where and when to find them."""

    gentle_fields = ("hint",)

    way = forms.ChoiceField(
        label=_("How did they ask?"), choices=Way.choices, widget=Picks(icons=WAY_ICONS)
    )
    asked_on = forms.DateField(label=_("Which day?"), widget=DayInput())
    hint = forms.CharField(
        label=_("Where and when to meet them"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-private": ""}),
        help_text=_("A place and an hour, in a few words. No name."),
    )
    person = forms.ModelChoiceField(
        label=_("Somebody you know"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Somebody without a page"),
        help_text=_("With a page, the place and the hour are sealed with it."),
    )
    team = forms.ModelChoiceField(
        label=_("For which team?"), queryset=Team.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, member: Member, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"asked_on": today} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["person"].queryset = Person.objects.visible_to(member).by_alias()
        fields["person"].label_from_instance = lambda person: person.alias
        mine = Team.objects.of(member).filter(organisation=member.organisation_id).open()
        fields["team"].queryset = mine
        teams = list(mine[:2])
        if len(teams) == 1:
            fields["team"].initial = teams[0].pk
            fields["team"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        person, team = values.get("person"), values.get("team")
        if person and team and not Person.objects.in_team(team).filter(pk=person.pk).exists():
            self.add_error("person", _("This team does not know this person."))
        return values

    def ask(self) -> PeerAsk:
        values = self.cleaned_data
        ask = PeerAsk(**{name: values[name] for name in ("way", "asked_on", "person", "team")})
        ask.hint = values["hint"]
        return ask


class AnswerAskForm(forms.Form):
    met = forms.ChoiceField(
        label=_("Did they meet a peer?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=Picks(icons=ANSWER_ICONS),
    )
    met_on = forms.DateField(label=_("If they met, which day?"), widget=DayInput(), required=False)
    reason = forms.ChoiceField(
        label=_("If they did not, why?"), choices=Unmet.choices, widget=Picks(), required=False
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        wanted = {"yes": "met_on", "no": "reason"}.get(values.get("met", ""))
        if wanted and not values.get(wanted) and wanted not in self.errors:
            self.add_error(wanted, _("One answer is missing here."))
        return values

    def answer(self) -> dict[str, Any]:
        values = self.cleaned_data
        met = values["met"] == "yes"
        return {
            "met_on": values["met_on"] if met else None,
            "unmet_reason": "" if met else values["reason"],
        }


class HandForm(GentleWords):
    """A peer leaves: whom the person was told about, and what they said."""

    gentle_fields = ("said",)
    own_words = ("said",)

    peer = PeerPick(label=_("Who could come?"), widget=Picks())
    answer = forms.ChoiceField(
        label=_("What does the person say?"),
        choices=Answer.choices,
        widget=Picks(icons=ANSWER_ICONS),
    )
    how = how_field(_("How did they say it?"), required=False)
    said = short_text(_("What they said, or pointed at"), required=False)

    def __init__(self, *args: Any, peers: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.peers = {str(peer.pk): peer for peer in peers}
        pick: Any = self.fields["peer"]
        pick.show(peers)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("answer") == Answer.YES:
            for name in ("how", "said"):
                if not values.get(name):
                    self.add_error(name, _("This is needed for a link to open."))
        return values

    def asked(self) -> AskedOf:
        values = self.cleaned_data
        wished = Wished(Asked.ACCEPTED, values["how"], values["said"])
        return AskedOf(self.peers[values["peer"]], values["answer"], wished)
