"""Why a service of this room says no."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from entrepairs.base.refusals import Refusal


class PackChanged(Refusal):
    message = _(
        "This version is already loaded with another text. A changed text needs a new version."
    )


class UnknownCriterion(Refusal):
    message = _("This row is not in this recommendation.")


class NothingSaid(Refusal):
    message = _("Say it in a few words: somebody else will read it.")


class NotConcerned(Refusal):
    message = _("Only the people concerned can confirm this row, and never the management.")


class NotYetAsked(Refusal):
    message = _("This row is not yet observable here, so there is nothing to confirm.")


class AlreadyConfirmed(Refusal):
    message = _("You have already confirmed this row.")


class AlreadyWithdrawn(Refusal):
    message = _("This was already taken back.")


class SaidLater(Refusal):
    message = _("The date cannot be in the future.")
