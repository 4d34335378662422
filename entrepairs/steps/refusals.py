from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from entrepairs.base.refusals import Refusal


class NotThisState(Refusal):
    message = _("This step cannot stand there.")


class DoorNeedsReason(Refusal):
    message = _("Say why the door was closed: it is what makes doors open.")


class NotYet(Refusal):
    message = _("This day has not come yet.")


class BeforeAsked(Refusal):
    message = _("It cannot happen before it was asked for.")


class WishCameAfter(Refusal):
    message = _("The wish was said after that day. A health step comes after the wish.")


class NoWordsOnHealth(Refusal):
    message = _("A health step has no words of its own: the place and the hour are enough.")


class NotForThem(Refusal):
    """Whoever goes along would read what they may not."""

    message = _(
        "This member may not read such a step. If the person agrees to it, note the agreement"
        " first."
    )


class NothingToUndo(Refusal):
    message = _("There is nothing left to undo.")


class AlreadyUnderWay(Refusal):
    """A gentle warning: the same step is open for this person."""

    message = _("The same step is already under way. Open it, or say that it is another one.")


class DoorIsOpen(Refusal):
    message = _("This door is not closed.")


class NowhereToGo(Refusal):
    message = _("Say where: a service of the directory, or a few words of your own.")


class NotWanted(Refusal):
    """No outcome, no appointment, no way shown before the person chose to go."""

    message = _("The person has not chosen to go. An orientation is a proposal.")


class AlreadyCameBack(Refusal):
    message = _("What came of it is already noted.")


class HowWished(Refusal):
    message = _("Say how the person wished it: without their wish there is no meeting of three.")


class AlreadySaid(Refusal):
    message = _("An answer is already kept. It is shown to nobody; it can only be taken back.")


class NoConsent(Refusal):
    message = _("The answer is kept only if the one who gives it agrees.")
