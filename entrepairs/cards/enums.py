from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Asked(TextChoices):
    """What a person may ask about what is kept (articles 15 to 21 of the GDPR)."""

    COPY = "copy", _("a copy of what is kept about me")
    NAMES = "names", _("the names of those who looked")
    CORRECT = "correct", _("something to correct")
    OPPOSE = "oppose", _("stop using what is kept about me")
    ERASE = "erase", _("erase everything about me")


class Outcome(TextChoices):
    DONE = "done", _("done")
    PARTLY = "partly", _("done in part")
    REFUSED = "refused", _("refused, with its reason")
