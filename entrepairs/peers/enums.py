from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    """The legal status of a peer over a period (R2.16)."""

    VOLUNTEER = "volunteer", _("Volunteer")
    STRUCTURE = "structure", _("Employed by a social or medico-social structure")
    HOSPITAL = "hospital", _("Employed by a hospital")
    LENT = "lent", _("Employed by a platform and lent")


class Field(TextChoices):
    """Known fields of intervention; the list stays open to other words (R2.17)."""

    PSYCHIATRY = "psychiatry", _("Psychiatry and mental health")
    ADDICTION = "addiction", _("Addiction")
    RECEPTION = "reception", _("Reception services")
    HOUSING = "housing", _("Housing and shelter")
    INSERTION = "insertion", _("Social and professional inclusion")
    EXILE = "exile", _("Paths of exile")
