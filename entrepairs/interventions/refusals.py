from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from entrepairs.base.refusals import Refusal


class NobodyGoes(Refusal):
    message = _("Say who goes: at least one person.")


class NotOfTeam(Refusal):
    message = _("Somebody on the list is not in this team.")


class NotYet(Refusal):
    message = _("This moment has not come yet. An outing is noted when it starts.")


class EndsBeforeStart(Refusal):
    message = _("It cannot end before it started.")


class LastsTooLong(Refusal):
    message = _("More than 24 hours: is the day right?")


class OutingGone(Refusal):
    message = _("This outing was removed. Put it back before you write in it.")


class PlaceOnMap(Refusal):
    message = _("This looks like coordinates. Name the area in a few words: we never keep where.")


class IdentityNumber(Refusal):
    message = _("This looks like a social security number. Leave it out: a nickname is enough.")


class CivilIdentity(Refusal):
    """Only a warning: the person who writes may say that it is a nickname."""

    message = _("This looks like a civil identity. A nickname is enough, or no name at all.")


class OutsideOuting(Refusal):
    message = _("This meeting is not within the outing.")


class TooLate(Refusal):
    message = _("The 30 days in which this could be put back are over.")
