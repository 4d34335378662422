from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Addressee(TextChoices):
    TEAM = "team", _("a team of the house")
    OUTSIDE = "outside", _("a service outside")


class Named(TextChoices):
    """Whether the person lets the addressee know who speaks."""

    NO_NAME = "no_name", _("without any name")
    ALIAS = "alias", _("with their nickname")


class AnswerKind(TextChoices):
    YES = "yes", pgettext_lazy("answer", "yes")
    PARTLY = "partly", _("in part")
    NO = "no", pgettext_lazy("answer", "no")
    NEEDS_TIME = "needs_time", _("time is needed")


# An answer that only asks for patience: the word still waits.
NOT_YET = AnswerKind.NEEDS_TIME


class Understood(TextChoices):
    YES = "yes", pgettext_lazy("understood", "yes")
    A_BIT = "a_bit", _("a bit")
    NO = "no", pgettext_lazy("understood", "no")
    NOT_ASKED = "not_asked", _("not asked")


class PaperKind(TextChoices):
    CARD = "card", _("card to hand over")
    PROJECT = "project", _("project card")
    POSTER = "poster", _("poster")
