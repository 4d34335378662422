"""Why a correction or a group is refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from entrepairs.base.refusals import Refusal


class NothingSaid(Refusal):
    message = _("Say in a few words what is really so.")


class NumberOfSomebody(Refusal):
    message = _("This holds a social security number: the directory speaks of places, not people.")


class AlreadyWithdrawn(Refusal):
    message = _("This has been taken back already.")


class HoursNotRead(Refusal):
    message = _("These hours cannot be read. Write for instance: Mo-Fr 09:00-12:00; We 14:00-16:00")
