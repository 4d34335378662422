from __future__ import annotations

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Asked(TextChoices):
    """Whose idea the link was; either way the person said yes."""

    PERSON = "person", _("The person asked for it")
    ACCEPTED = "accepted", _("It was proposed, and the person said yes")


class Stated(TextChoices):
    """Whether the person had said a preference about the peer when the link opened."""

    YES = "yes", pgettext_lazy("preference", "said")
    NO = "no", pgettext_lazy("preference", "none said")


class CloseReason(TextChoices):
    """Families, never a judgement. Under ``choice`` no name of a peer remains."""

    CHOICE = "choice", _("The person chose")
    REACHED = "reached", _("What the person wanted is there")
    OTHER_SUPPORT = "other_support", _("Somebody else is at their side now")
    MOVED = "moved", _("The person lives elsewhere")
    PEER_LEFT = "peer_left", _("The peer left the team")
    UNKNOWN = "unknown", _("Not known")


# What one may choose when a link ends; the departure of a peer has its own page.
CHOSEN_ENDS = tuple(reason for reason in CloseReason if reason != CloseReason.PEER_LEFT)


class Way(TextChoices):
    """How somebody asked for a peer, without telephone or account."""

    POSTER = "poster", _("After seeing the poster")
    CARD = "card", _("With the card")
    WORD = "word", _("By a word to somebody of the team")
    OTHER = "other", pgettext_lazy("way", "Another way")


class Unmet(TextChoices):
    """Why a request found no meeting."""

    NO_PEER = "no_peer", _("No peer was free")
    NOT_FOUND = "not_found", _("The person was not found again")
    CHANGED_MIND = "changed_mind", _("The person no longer wished it")
    ELSEWHERE = "elsewhere", _("The person found somebody elsewhere")
    UNKNOWN = "unknown", _("Not known")


class Answer(TextChoices):
    """What the person said of another peer."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_MET_YET = "not_met_yet", _("They have not met yet")


class State(StrEnum):
    """Read from the dates of a link, never stored."""

    OPEN = "open"
    SILENT = "silent"
    ASLEEP = "asleep"
    CLOSED = "closed"
