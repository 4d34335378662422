from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CorrectionKind(TextChoices):
    """What one finds at the door, beside what the source says."""

    HOURS = "hours", _("Opening hours")
    PAPERS = "papers", _("Papers asked for")
    ANIMALS = "animals", _("Animals")
    LANGUAGE = "language", _("Languages spoken")
    WAITING = "waiting", _("Waiting list")
    SECTOR = "sector", _("Where one must live")
    MOVED = "moved", _("It has moved")
    CLOSED = "closed", _("It has closed")
    OTHER = "other", _("Something else")
    STILL_TRUE = "still_true", _("Still true")


class Voice(TextChoices):
    """Who said so, without a name: a researcher reads the directory too."""

    PEER = "peer", _("a peer support worker")
    COLLEAGUE = "colleague", _("a colleague")
    COORDINATOR = "coordinator", _("the coordination")


class GroupKind(TextChoices):
    """The two types of data·inclusion that peer groups are published under."""

    WORKSHOP = "atelier", _("A group that meets")
    SUPPORT = "accompagnement", _("Somebody who goes along with you")


class LoadState(TextChoices):
    DONE = "done", _("Loaded")
    FAILED = "failed", _("Failed, nothing loaded")


# How far one may go, in kilometres.
DISTANCES = (5, 10, 25, 50)
