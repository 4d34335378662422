from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from entrepairs.base.refusals import Refusal


class NotSaid(Refusal):
    message = _("A link opens at the person’s wish: write in a few words how they said it.")


class NotAPeerOfTheTeam(Refusal):
    message = _("Choose a peer of this team.")


class AlreadyLinked(Refusal):
    message = _("A link is already open between this person and this peer.")


class LinkEnded(Refusal):
    message = _("This link has ended. Another one opens if the person wishes it.")


class AlreadyProposed(Refusal):
    message = _("Somebody is already being asked for this person.")


class NoNewLink(Refusal):
    message = _("This end cannot be undone: another link opens when the person says so.")


class NotKnownToPerson(Refusal):
    message = _("The person must know which colleague is at their side: tell them first.")


class ReviewTooFar(Refusal):
    message = _("The next review comes within a year, after this one.")


class NothingWritten(Refusal):
    message = _("A review holds at least the words of one of you.")


class AlreadyAnswered(Refusal):
    message = _("This request was already answered.")


class NotYetThatDay(Refusal):
    message = _("This day has not come yet.")


class BeforeAsked(Refusal):
    message = _("This day comes before the request.")
