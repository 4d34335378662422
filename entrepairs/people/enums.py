from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Identity(TextChoices):
    """How much somebody chose to say of who they are. Never more than an alias is needed."""

    ANONYMOUS = "anonymous", _("No name: a drawn word")
    PSEUDONYM = "pseudonym", _("A name they chose")
    DECLARED = "declared", _("A name they told us")
    VERIFIED = "verified", _("A name seen on a paper, at their wish")


class Standing(TextChoices):
    """Whether the ordinary doors are open; under 18 they are not."""

    ORDINARY = "ordinary", _("adult, as far as one knows")
    UNDER_18 = "under_18", _("under 18: child protection")


class Distance(TextChoices):
    """In their words, at the first meeting: what is far from them. No diagnosis."""

    NO_PLACE = "no_place", _("nowhere to sleep")
    NO_RIGHTS = "no_rights", _("no rights open")
    NO_LINK = "no_link", _("no link to any service")
    NO_CARER = "no_carer", _("nobody who cares for their health")
    REFUSES = "refuses", _("does not want services")
    UNKNOWN = "unknown", _("does not know, or did not say")


class How(TextChoices):
    """How something was said or agreed."""

    SPOKEN = "spoken", _("out loud")
    WRITTEN = "written", _("in writing")
    PICTURE = "picture", _("with pictures")


class WishKind(TextChoices):
    WANT = "want", _("What I want")
    NOT_WANT = "not_want", _("What I do not want")
    PREFERENCE = "preference", _("About the peer")
    GOAL = "goal", _("A goal of mine")


class Want(TextChoices):
    """Pictures one can point at; words of one's own are always possible."""

    REST = "rest", _("rest")
    WASH = "wash", _("wash")
    EAT = "eat", _("eat")
    SLEEP = "sleep", _("a place to sleep")
    CLOTHES = "clothes", _("clothes")
    TALK = "talk", _("talk")
    COMPANY = "company", _("company")
    QUIET = "quiet", _("to be left in peace")
    RIGHTS = "rights", _("my rights, my papers")
    HEALTH = "health", _("care for my health")
    HOUSING = "housing", _("a home")
    WORK = "work", _("something to do")
    TIES = "ties", _("see somebody again")
    PHONE = "phone", _("a telephone")
    ANIMAL = "animal", _("my animal")


class NotWant(TextChoices):
    """The first three are gates: the software keeps them closed."""

    NO_TRANSMISSION = "no_transmission", _("nothing passed on to anybody")
    NO_HEALTH = "no_health", _("no health step")
    NO_FOLLOW_UP = "no_follow_up", _("nobody coming back to me")
    NO_NAME_ON_PAPER = "no_name_on_paper", _("my name on no list")
    OTHER = "other", pgettext_lazy("not want", "something else")


class Preference(TextChoices):
    LANGUAGE = "language", _("their language")
    GENDER = "gender", _("a woman, a man")
    PLACE = "place", _("where we meet")
    HOURS = "hours", _("when we meet")
    # Only if the person asks for it: nothing in the software proposes it.
    EXPERIENCE = "experience", _("somebody who lived something alike")


class Where(TextChoices):
    """Where I am with a goal of mine: the person's own word, never computed."""

    NOT_BEGUN = "not_begun", _("not begun")
    ON_THE_WAY = "on_the_way", _("on the way")
    THERE = "there", _("I am there")
    LET_GO = "let_go", _("I let it go")


class DataClass(TextChoices):
    """Kinds of things one may know of somebody; rights are given class by class."""

    LOGISTICS = "logistics", _("next place and hour")
    CHOSEN = "chosen", _("what the person chose to say")
    SAFETY = "safety", _("a danger")
    SOCIAL = "social", _("steps about rights, housing, work, money, ties")
    HEALTH = "health", _("steps about health")
    IDENTITY = "identity", _("the name told")
    PEER_FILE = "peer_file", _("the peer’s own file")
    PEER_NOTES = "peer_notes", _("the peer’s private notes")


# What a person may agree to share. The two last ones are never theirs to give.
SHAREABLE = (
    DataClass.LOGISTICS,
    DataClass.CHOSEN,
    DataClass.SAFETY,
    DataClass.SOCIAL,
    DataClass.HEALTH,
    DataClass.IDENTITY,
)


class ReaderStatus(TextChoices):
    """What a reader is in law towards the person (R.1110-2 CSP, in force 16 June 2024)."""

    PROFESSIONAL = "professional", _("professional of the team")
    STRUCTURE = "structure", _("peer employed by the structure")
    HOSPITAL = "hospital", _("peer employed by a hospital")
    LENT = "lent", _("peer lent by another organisation")
    VOLUNTEER = "volunteer", _("volunteer peer")


class Gate(TextChoices):
    """What a wish can stop."""

    HEALTH_STEP = "health_step", _("a health step")
    TRANSMISSION = "transmission", _("passing something on")
    FOLLOW_UP = "follow_up", _("coming back to the person")
    SHARE = "share", _("a page shown to somebody else")


class Reach(TextChoices):
    """To one named recipient, or to a circle: the law tells them apart (L.1110-4 CSP)."""

    EXCHANGE = "exchange", _("to one named recipient")
    SHARE = "share", _("to a team")
