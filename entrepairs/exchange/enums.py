from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What one row of a file is. The values are those of the engine."""

    PEOPLE = "people", _("People: members, peers and their statuses")
    TEAMS = "teams", _("Teams")
    OUTINGS = "outings", _("Outings, one line each, with counts")
    ENCOUNTERS = "encounters", _("Encounters, one line each")


# These belong to one team, chosen with the file.
OF_ONE_TEAM = frozenset({Kind.OUTINGS, Kind.ENCOUNTERS})


class State(TextChoices):
    UPLOADED = "uploaded", _("File received")
    MAPPED = "mapped", _("Columns checked")
    RUNNING = "running", _("Importing")
    DONE = "done", _("Imported")
    CANCELLED = "cancelled", _("Stopped, nothing imported")
    FAILED = "failed", _("Failed, nothing imported")


# Before the run: everything may still be corrected.
OPEN = (State.UPLOADED, State.MAPPED, State.CANCELLED, State.FAILED)
