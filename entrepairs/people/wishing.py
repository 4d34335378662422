"""The pictures of wishes: what one can point at, by kind, and what each does."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from entrepairs.people.enums import NotWant, Preference, Want, Where, WishKind

# A goal is pointed at with the same pictures as a wish.
CODES: dict[str, type[TextChoices]] = {
    WishKind.WANT: Want,
    WishKind.NOT_WANT: NotWant,
    WishKind.PREFERENCE: Preference,
    WishKind.GOAL: Want,
}
KIND_ICONS = {
    WishKind.WANT: "hand-heart",
    WishKind.NOT_WANT: "hand",
    WishKind.PREFERENCE: "user-round",
    WishKind.GOAL: "flag",
}
ICONS = {
    Want.REST: "armchair",
    Want.WASH: "shower-head",
    Want.EAT: "utensils",
    Want.SLEEP: "bed",
    Want.CLOTHES: "shirt",
    Want.TALK: "message-circle",
    Want.COMPANY: "users",
    Want.QUIET: "moon",
    Want.RIGHTS: "id-card",
    Want.HEALTH: "stethoscope",
    Want.HOUSING: "house",
    Want.WORK: "hammer",
    Want.TIES: "heart-handshake",
    Want.PHONE: "phone",
    Want.ANIMAL: "paw-print",
    NotWant.NO_TRANSMISSION: "volume-x",
    NotWant.NO_HEALTH: "stethoscope",
    NotWant.NO_FOLLOW_UP: "footprints",
    NotWant.NO_NAME_ON_PAPER: "file-pen-line",
    NotWant.OTHER: "hand",
    Preference.LANGUAGE: "languages",
    Preference.GENDER: "user-round",
    Preference.PLACE: "map-pin",
    Preference.HOURS: "clock",
    Preference.EXPERIENCE: "sparkles",
}
WHERE_ICONS = {
    Where.NOT_BEGUN: "clock",
    Where.ON_THE_WAY: "footprints",
    Where.THERE: "flag",
    Where.LET_GO: "hand",
}
# What the software does from the moment the wish is said.
HOLDS: dict[str, tuple[str | Promise, str | Promise]] = {
    NotWant.NO_TRANSMISSION: (
        _("Nothing is passed on."),
        _("Carried words, exports and sharing are blocked, and no agreement opens a page."),
    ),
    NotWant.NO_HEALTH: (
        _("No health step can be opened."),
        _("The software refuses it, whoever asks."),
    ),
    NotWant.NO_FOLLOW_UP: (
        _("Nobody comes back to them."),
        _("The software proposes no visit and no reminder. They come when they like."),
    ),
    NotWant.NO_NAME_ON_PAPER: (
        _("On no list."),
        _("Not even the alias is written on a paper of the team."),
    ),
}
HELP: dict[str, str | Promise] = {
    WishKind.WANT: _(
        "Point at pictures together, or write the words that were said. Both is fine."
    ),
    WishKind.NOT_WANT: _(
        "The first three close doors in the software: nobody can go past them, the coordinator"
        " no more than you."
    ),
    WishKind.PREFERENCE: _(
        "Nobody has to say why. “Somebody who lived something alike” is noted only if the person"
        " asks for it: do not propose it."
    ),
    WishKind.GOAL: _("Something they aim at, in their words. Where they are with it, they say."),
}
ENDED = {
    "changed": _("They said something else"),
    "reached": _("It is done, they have it"),
    "mistake": _("It was a mistake of ours"),
}
ENDED_ICONS = {"changed": "message-circle", "reached": "check", "mistake": "undo-2"}


def picture_word(kind: str, code: str) -> str:
    """The word beside the picture; empty when the wish is in words only."""
    return str(CODES[kind](code).label) if code else ""
