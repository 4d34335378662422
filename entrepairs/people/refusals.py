from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from entrepairs.base.refusals import Refusal


class NoAlias(Refusal):
    message = _("An alias is needed: any word the person chooses, or one we draw.")


class IdentityNumber(Refusal):
    message = _("This looks like a social security number: it is never written here.")


class PlaceOnMap(Refusal):
    message = _("This looks like a place on a map: a few words for the area are enough.")


class UnderAge(Refusal):
    message = _("Under 18, another path protects better: child protection, 119.")


class StoppedByWish(Refusal):
    """A wish of the person closes this door. ``gate`` says which."""

    message = _("The person does not want this. Their wish stops it.")
    gate = ""

    def __init__(self, gate: str, message: object = None) -> None:
        self.gate = gate
        super().__init__(message)  # type: ignore[arg-type]


class NoWish(Refusal):
    message = _("No wish for this was said. Ask first, note the wish, then come back.")
    gate = "health_step"


class TooLateToRestore(Refusal):
    message = _("A slip is put right the same day. After that, ask and note the wish again.")


class LastTeam(Refusal):
    message = _("One team at least keeps the page.")


class AlreadyReviewed(Refusal):
    message = _("This was looked at again already.")


class NotToGive(Refusal):
    message = _("An agreement needs a recipient, what it covers and until when.")


class ReasonNeeded(Refusal):
    message = _("Write why, in one sentence or two: the person will be able to read it.")


class OwnReview(Refusal):
    message = _("Somebody else than the one who decided must look at it again.")


class Held(Refusal):
    message = _("A legal hold stops the erasure. The person may read its reason.")


class SamePage(Refusal):
    message = _("Choose another page than this one.")
