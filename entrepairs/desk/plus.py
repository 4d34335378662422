"""What one may note from the street: one page of large targets, under the + of the phone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.models import Member
from entrepairs.interventions.access import may_go_out
from entrepairs.people.access import may_meet_people


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to note: the first one is what one notes most."""

    title: str | Promise
    text: str | Promise
    url_name: str
    icon: str
    may: Callable[[Member], bool] = may_meet_people

    @property
    def url(self) -> str:
        try:
            return reverse(self.url_name)
        except NoReverseMatch:
            return ""


NOTES = (
    Note(
        _("A meeting"),
        _("Who, about what: three taps, nothing obligatory."),
        "interventions:note",
        "footprints",
        may_go_out,
    ),
    Note(
        _("A word to carry"),
        _("What somebody wants said, with their agreement."),
        "words:begin",
        "send",
    ),
    Note(
        _("A step"),
        _("What they ask for, or the door that closed."),
        "steps:start",
        "milestone",
    ),
    Note(
        _("Somebody asks for a peer"),
        _("No name, no telephone: a place and an hour."),
        "links:new_ask",
        "handshake",
    ),
    Note(
        _("A poster: meet a peer"),
        _("For a wall or a table, in seven languages."),
        "cards:poster",
        "printer",
    ),
    Note(
        _("A word of the trade"),
        _("Say plainly what “domiciliation” means."),
        "words:jargon",
        "message-square-text",
    ),
)


def notes_for(member: Member) -> list[Note]:
    return [note for note in NOTES if note.may(member) and note.url]
