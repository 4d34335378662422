"""The short lists of this room: families, kinds, where a step stands, why a door is closed."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entrepairs.people.enums import DataClass


class Family(TextChoices):
    RIGHTS = "rights", pgettext_lazy("family of steps", "Rights")
    HEALTH = "health", pgettext_lazy("family of steps", "Health")
    HOUSING = "housing", pgettext_lazy("family of steps", "Housing and daily needs")
    PAPERS = "papers", pgettext_lazy("family of steps", "Papers and citizenship")
    WORK = "work", pgettext_lazy("family of steps", "Work and activity")
    TIES = "ties", pgettext_lazy("family of steps", "Ties")
    MONEY = "money", pgettext_lazy("family of steps", "Money")


class Kind(TextChoices):
    """What one points at first. Words of one's own come after, and never for health."""

    DOMICILIATION = "domiciliation", _("an address for mail")
    # One word on purpose: which cover would tell of papers.
    HEALTH_COVER = "health_cover", _("health cover")
    LAWYER = "lawyer", _("a lawyer, a legal point")
    CMP = "cmp", _("a CMP")
    GP = "gp", _("a general practitioner")
    DENTIST = "dentist", _("a dentist")
    PASS = "pass", _("a PASS, care without cover")
    SHOWER = "shower", _("a shower, laundry")
    LOCKER = "locker", _("a locker for one’s things")
    SIAO = "siao", _("a request to the SIAO, the 115")
    SHELTER = "shelter", _("a place in a shelter")
    OWN_HOME = "own_home", _("a home of one’s own")
    IDENTITY_PAPERS = "identity_papers", _("identity papers")
    VOTE = "vote", _("the electoral roll")
    COMPLAINT = "complaint", _("a complaint, help for victims")
    COUNCIL = "council", _("a council of people accompanied (CVS…)")
    ASSOCIATION = "association", _("an association")
    TRAINING = "training", _("a training course")
    JOB = "job", _("a job")
    ACTIVITY = "activity", _("something to do")
    KIN = "kin", _("one’s family")
    FRIENDS = "friends", _("friends, a group")
    BANK = "bank", _("a bank account")
    BENEFITS = "benefits", _("an income one is entitled to")
    DEBTS = "debts", _("debts")
    OTHER = "other", pgettext_lazy("kind of step", "something else")


KINDS: dict[str, tuple[Kind, ...]] = {
    Family.RIGHTS: (Kind.DOMICILIATION, Kind.HEALTH_COVER, Kind.LAWYER, Kind.OTHER),
    Family.HEALTH: (Kind.GP, Kind.DENTIST, Kind.PASS, Kind.CMP, Kind.OTHER),
    Family.HOUSING: (
        Kind.SHOWER, Kind.LOCKER, Kind.SIAO, Kind.SHELTER, Kind.OWN_HOME, Kind.OTHER,
    ),
    Family.PAPERS: (
        Kind.IDENTITY_PAPERS, Kind.VOTE, Kind.COMPLAINT, Kind.COUNCIL, Kind.ASSOCIATION,
        Kind.OTHER,
    ),
    Family.WORK: (Kind.TRAINING, Kind.JOB, Kind.ACTIVITY, Kind.OTHER),
    Family.TIES: (Kind.KIN, Kind.FRIENDS, Kind.OTHER),
    Family.MONEY: (Kind.BANK, Kind.BENEFITS, Kind.DEBTS, Kind.OTHER),
}  # fmt: skip
# Access to citizenship (R3.9) and to insertion (R3.10), whatever the family.
CITIZENSHIP = (
    Kind.DOMICILIATION, Kind.IDENTITY_PAPERS, Kind.VOTE, Kind.COMPLAINT, Kind.COUNCIL,
    Kind.ASSOCIATION,
)  # fmt: skip
INSERTION = (Family.HOUSING, Family.WORK, Family.TIES)


class State(TextChoices):
    ASKED = "asked", pgettext_lazy("state of a step", "Asked for")
    ACCOMPANIED = "accompanied", pgettext_lazy("state of a step", "Under way, together")
    FIRST_CONTACT = "first_contact", pgettext_lazy("state of a step", "First appointment kept")
    CONTACT_AGAIN = "contact_again", pgettext_lazy("state of a step", "Seen again")
    DONE = "done", pgettext_lazy("state of a step", "Done")
    REFUSED = "refused", pgettext_lazy("state of a step", "Does not want it for now")
    LOST = "lost", pgettext_lazy("state of a step", "Lost on the way")
    STOPPED = "stopped", pgettext_lazy("state of a step", "Stopped")
    CLOSED_DOOR = "closed_door", pgettext_lazy("state of a step", "Closed door")


ORDINARY_STATES = (
    State.ASKED, State.ACCOMPANIED, State.DONE, State.REFUSED, State.LOST, State.CLOSED_DOOR,
)  # fmt: skip
# Stages only: nothing medical is ever said of a health step.
HEALTH_STATES = (
    State.ASKED, State.FIRST_CONTACT, State.CONTACT_AGAIN, State.STOPPED, State.REFUSED,
    State.LOST, State.CLOSED_DOOR,
)  # fmt: skip
REACHED = (State.DONE, State.FIRST_CONTACT, State.CONTACT_AGAIN)
# Still to be done.
UNDER_WAY = (State.ASKED, State.ACCOMPANIED, State.FIRST_CONTACT, State.CONTACT_AGAIN)
# Folded away on the card. A closed door is not behind: it may still be opened.
BEHIND = (State.DONE, State.LOST, State.STOPPED)
# The person was there, or said so: their page is kept longer.
WITH_THE_PERSON = (
    State.ASKED, State.ACCOMPANIED, State.DONE, State.FIRST_CONTACT, State.CONTACT_AGAIN,
    State.REFUSED,
)  # fmt: skip


class ChosenBy(TextChoices):
    PERSON = "person", _("the person asked for it")
    TOGETHER = "together", _("decided together")
    TEAM = "team", _("the team proposed it")


class DoorReason(TextChoices):
    """Why a service said no: the service’s reason, never the person’s."""

    PAPERS = "papers", pgettext_lazy("closed door", "papers asked for")
    WAITING_LIST = "waiting_list", pgettext_lazy("closed door", "waiting list, no room")
    SECTOR = "sector", pgettext_lazy("closed door", "not the right sector")
    LANGUAGE = "language", pgettext_lazy("closed door", "language")
    ANIMAL = "animal", pgettext_lazy("closed door", "animal")
    NO_PHONE = "no_phone", pgettext_lazy("closed door", "no telephone")
    OTHER = "other", pgettext_lazy("closed door", "another reason")


class DoorAct(TextChoices):
    """What was done about a closed door."""

    ASKED_AGAIN = "asked_again", _("we asked again, with the person")
    WENT_ALONG = "went_along", _("somebody went along")
    OTHER_DOOR = "other_door", _("another door was found")
    TOLD = "told", _("it was reported to those who decide")


class Choice(TextChoices):
    WANTS = "wants", _("wants to go")
    NOT_NOW = "not_now", _("not now")
    NO = "no", _("does not want to")


class Outcome(TextChoices):
    REACHED = "reached", pgettext_lazy("orientation", "arrived")
    NOT_REACHED = "not_reached", pgettext_lazy("orientation", "did not get there")
    CLOSED_DOOR = "closed_door", pgettext_lazy("orientation", "closed door")
    UNKNOWN = "unknown", pgettext_lazy("orientation", "nobody knows")


class Feeling(TextChoices):
    GOOD = "good", pgettext_lazy("feeling", "good")
    SO_SO = "so_so", pgettext_lazy("feeling", "so-so")
    HARD = "hard", pgettext_lazy("feeling", "hard")
    NOT_SAID = "not_said", pgettext_lazy("feeling", "I would rather not say")


def class_of(family: str) -> DataClass:
    """What kind of thing one learns of somebody by reading this row."""
    return DataClass.HEALTH if family == Family.HEALTH else DataClass.SOCIAL


def states_of(family: str) -> tuple[State, ...]:
    return HEALTH_STATES if family == Family.HEALTH else ORDINARY_STATES
