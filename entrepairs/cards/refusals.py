from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from entrepairs.base.refusals import Refusal


class CodeSpent(Refusal):
    message = _("This code does not open anything, or no longer does. Ask for another one.")


class ReasonMissing(Refusal):
    message = _("Say why, so that the person can read it.")


class AlreadyAnswered(Refusal):
    message = _("This request already has its answer.")
