from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from entrepairs.base.refusals import Refusal


class NotByTheirPeer(Refusal):
    message = _(
        "The peer of this person does not stay beside them for these questions. Ask a colleague,"
        " or let the person answer alone on the screen."
    )


class NoWayBack(Refusal):
    message = _(
        "You sign in without a passphrase or a second factor: you could not take this screen back."
        " Add one on your page first, or print a sheet."
    )


class UnknownSheet(Refusal):
    message = _("This code is not that of a sheet of your teams, or one sign was misread.")


class SheetUsed(Refusal):
    message = _("This sheet was already typed in. It serves once.")


class SheetTooOld(Refusal):
    message = _("This sheet is more than 12 months old. Print a new one.")
