from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from entrepairs.base.refusals import Refusal


class NotAgreed(Refusal):
    message = _("Carry it only if the person agrees to these words, and to this recipient.")


class NoRecipient(Refusal):
    message = _("Say to whom: one team of the house, or one service outside.")


class NothingSaid(Refusal):
    message = _("Write what is to be said.")


class TooLong(Refusal):
    message = _("This is too long to be carried: 280 characters at most.")


class NotTheirs(Refusal):
    message = _("Only the team the word was carried to may answer it.")


class AlreadyAnswered(Refusal):
    message = _("This word already has its answer.")


class NotAnswered(Refusal):
    message = _("There is no answer to tell yet.")


class AlreadyTold(Refusal):
    message = _("The answer was told already.")


class TakenBack(Refusal):
    message = _("This word was taken back: it is no longer carried.")


class NotOnThisDay(Refusal):
    message = _("This day is not possible: between the day it was carried and today.")


class TooLateToUndo(Refusal):
    message = _("It can be put back on the same day only. Ask the person again.")


class KnownTerm(Refusal):
    message = _("This word is on the list already: change it there.")
