"""Why a service of this room says no, in sentences a person can act on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from entrepairs.base.refusals import Refusal
from entrepairs.missions.excluded import Found
from entrepairs.missions.models import EXCEPTION_LENGTH


class DiscussedLater(Refusal):
    message = _("The team cannot have discussed it in the future.")


class StartsBeforeDiscussion(Refusal):
    message = _("The engagement cannot start before the team discussed it.")


class ReviewTooFar(Refusal):
    message = _("A team looks again at its engagement within twelve months: choose an earlier day.")


class ReviewBeforeStart(Refusal):
    message = _("The review comes after the first day of the engagement.")


class AlreadyWithdrawn(Refusal):
    message = _("This engagement was already withdrawn.")


class ReasonMissing(Refusal):
    message = _("Say why, in a few words: others will read it later.")


class TeamClosed(Refusal):
    message = _("This team is closed: nobody can be placed there any more.")


class NoEngagement(Refusal):
    """The refused placement of the first walk: what is missing, and two ways out."""

    def __init__(self, team: str, day: date) -> None:
        self.team, self.day = team, day
        super().__init__(
            gettext(
                "The team %(team)s has no live engagement on %(day)s. Peers work only in "
                "teams that volunteer: record the team’s engagement first, or write why an "
                "exception is needed."
            )
            % {"team": team, "day": date_format(day)}
        )


class ExceptionTooShort(Refusal):
    def __init__(self) -> None:
        super().__init__(
            gettext(
                "The reason of an exception takes at least %(count)d characters: "
                "everybody will see it on the board."
            )
            % {"count": EXCEPTION_LENGTH}
        )


class OneReferentOnly(Refusal):
    message = _("Name two different people: a line référent and a day-to-day référent.")


class ReferentIsThePeer(Refusal):
    message = _("A peer cannot be their own référent.")


class ReferentElsewhere(Refusal):
    message = _(
        "The line référent belongs to the peer’s employer, the day-to-day référent to the team’s "
        "organisation."
    )


class NoStatus(Refusal):
    message = _(
        "No single status period of this peer covers these dates: open one first, or place the "
        "peer period by period."
    )


class NotLentToUs(Refusal):
    message = _("This peer is not lent to your organisation on all of these dates.")


class EndsBeforeItStarts(Refusal):
    message = _("The last day comes before the first one.")


class TooMuchTime(Refusal):
    """Shares of one peer above 100 % on some day."""

    def __init__(self, day: date | None = None, percent: int = 0) -> None:
        self.day, self.percent = day, percent
        if day is None:
            super().__init__(
                gettext(
                    "With this share the peer would work more than full time: "
                    "part of their time is already promised elsewhere."
                )
            )
            return
        super().__init__(
            gettext(
                "On %(day)s the peer’s shares of time would add up to %(percent)d %%: "
                "lower this share, or end another placement first."
            )
            % {"day": date_format(day), "percent": percent}
        )


class PlacementOver(Refusal):
    message = _("This placement has already ended.")


class AlreadyAMission(Refusal):
    message = _("This placement already has its mission: write in that one.")


class NothingWritten(Refusal):
    message = _("Write at least one sentence before saving.")


class NothingChanged(Refusal):
    message = _("The text is the same as before: there is nothing to save.")


class WrittenMeanwhile(Refusal):
    """Somebody saved a version while this one was being written."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(
            gettext(
                "Version %(number)d was saved while you were writing. Your words are kept below: "
                "read the new version, then save again."
            )
            % {"number": number}
        )


class SaidByMissing(Refusal):
    message = _("Give the alias of the person who said these words.")


class NotReadBack(Refusal):
    message = _("Words of a person are kept only once read back to them, with their agreement.")


class HoldsExcludedActs(Refusal):
    """A mission that asks what a peer does not do (R1.4)."""

    def __init__(self, found: Sequence[Found]) -> None:
        self.found = tuple(found)
        super().__init__(
            gettext(
                "A peer’s work adds to that of professionals and never replaces it. "
                "Please write differently: %(acts)s."
            )
            % {"acts": " ; ".join(_one(one) for one in found)}
        )


def _one(found: Found) -> str:
    return gettext("“%(words)s” (a peer does not %(act)s)") % {
        "words": found.words,
        "act": found.act.label,
    }


class MissionOver(Refusal):
    message = _("This mission has ended: its text can still be read, not changed.")


class CharterChanged(Refusal):
    message = _("The text changed while you were reading it: read it again before you sign.")


class PeerHasNotWritten(Refusal):
    message = _(
        "The peer has not written in this text yet. A mission is written together: it can be "
        "signed once the peer has changed it at least once."
    )


class HeadingsMissing(Refusal):
    message = _(
        "Before signing, the text says the field, the responsibilities, the activities and what "
        "the peer does not do."
    )


class AlreadySigned(Refusal):
    message = _("Your side has already signed this text.")


class NotYourSide(Refusal):
    message = _("The peer signs for themselves; the coordinator or the référent for the team.")


class NotSigned(Refusal):
    message = _("There is no signature of yours to withdraw on this text.")


class SamePerson(Refusal):
    message = _("A binôme takes two people: a peer and another member of the team.")


class NotInTheTeam(Refusal):
    message = _("Both people of a binôme belong to the team.")


class AlreadyPaired(Refusal):
    message = _("These two already form a binôme in this team.")
