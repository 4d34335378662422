from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OutingKind(TextChoices):
    ROUND = "round", _("Street round")
    DROP_IN = "drop_in", _("Drop-in time")
    VISIT = "visit", _("Visit")
    GROUP = "group", _("Group")


# Going to where people are (« aller-vers »), HAS sheet: rounds and visits.
OUTREACH = (OutingKind.ROUND, OutingKind.VISIT)


class Place(TextChoices):
    """What kind of place. Never where exactly: no address, no coordinates."""

    STREET = "street", _("Street")
    STATION = "station", _("Station")
    SQUARE = "square", _("Square or park")
    CAMP = "camp", _("Squat or camp")
    CAR = "car", _("Car or van")
    SHELTER = "shelter", _("Shelter or housing")
    HOSPITAL = "hospital", _("Hospital")
    DAY_CENTRE = "day_centre", _("Day centre")
    OFFICE = "office", _("Office")
    OTHER = "other", _("Elsewhere")


class Seen(TextChoices):
    FIRST = "first", _("First time")
    AGAIN = "again", _("Seen again")
    UNKNOWN = "unknown", _("Not known")


class Theme(TextChoices):
    """The whole person, not a list of symptoms (R2.9)."""

    BEING = "being", _("Being together")
    HEALTH = "health", _("Health")
    RIGHTS = "rights", _("Rights")
    HOUSING = "housing", _("Housing")
    TIES = "ties", _("Ties")
    MONEY = "money", _("Money")
    ACTIVITY = "activity", _("Activity")
    PAPERS = "papers", _("Papers")
    OTHER = "other", _("Something else")


class Hat(TextChoices):
    """In what capacity a fact was written: it bounds what the fact can prove."""

    PEER = "peer", _("Peer support worker")
    COLLEAGUE = "colleague", _("Colleague")
    COORDINATOR = "coordinator", _("Coordinator")
    MANAGER = "manager", _("Management or quality")
    IMPORT = "import", _("Imported")


class Source(TextChoices):
    WEB = "web", _("Web page")
    FIELD = "field", _("Field application")
    IMPORT = "import", _("Import")
