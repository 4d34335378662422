from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Voice(TextChoices):
    """Whose words a version brings in."""

    PEER = "peer", _("Peer support worker")
    COLLEAGUE = "colleague", _("Colleague")
    PERSON = "person", _("Person accompanied")
    COORDINATOR = "coordinator", _("Coordinator")


class Side(TextChoices):
    PEER = "peer", _("The peer")
    TEAM = "team", _("The team")


class MissionState(TextChoices):
    DRAFT = "draft", _("Draft")
    WAITING = "waiting", _("Waiting for a signature")
    IN_FORCE = "in_force", _("In force")
    ENDED = "ended", _("Ended")


class EndReason(TextChoices):
    """Families of reasons: why a placement ended, never a judgement on somebody."""

    PLANNED = "planned", _("It was planned to end then")
    WISH = "wish", _("The peer’s wish")
    MOVE = "move", _("Another team or another job")
    TEAM = "team", _("The team could not go on")
    FUNDING = "funding", _("The funding ended")
    OTHER = "other", _("Another reason")


class CompensationKind(TextChoices):
    """What is done for a peer who is alone in a team (R6.22)."""

    INTERVISION = "intervision", _("Exchange between peers, with another team")
    TWIN = "twin", _("A twin peer, in another team")
    LENT_PEER = "lent_peer", _("A second peer, lent")
