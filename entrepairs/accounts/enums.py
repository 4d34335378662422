from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrganisationKind(TextChoices):
    ESTABLISHMENT = "establishment", _("Establishment or service")
    PEER_ASSOCIATION = "peer_association", _("Association of peers or GEM")
    PLATFORM = "platform", _("Peer platform")


class Sector(TextChoices):
    HEALTH = "health", _("Health")
    SOCIAL = "social", _("Social")
    MEDICOSOCIAL = "medicosocial", _("Medico-social")


class TeamKind(TextChoices):
    EMPP = "empp", _("EMPP, mobile psychiatry and precarity team")
    CHRS = "chrs", _("CHRS, reintegration hostel")
    DAY_CENTRE = "day_centre", _("Day centre")
    ACT = "act", _("ACT or Un chez-soi d’abord")
    LHSS_LAM = "lhss_lam", _("LHSS or LAM")
    PASS = "pass", _("PASS, access to care in hospital")
    CSAPA_CAARUD = "csapa_caarud", _("CSAPA or CAARUD")
    CMP = "cmp", _("CMP, community mental health centre")
    GEM = "gem", _("GEM, mutual help group")
    OTHER = "other", _("Other")


class Role(TextChoices):
    PEER = "peer", _("Peer support worker")
    COLLEAGUE = "colleague", _("Colleague")
    COORDINATOR = "coordinator", _("Coordinator")
    MANAGER = "manager", _("Management or quality")
    PLATFORM_COORDINATOR = "platform_coordinator", _("Platform coordinator")
    SUPPORTER = "supporter", _("Support for peers, outside the hierarchy")
    ADMIN = "admin", _("Accounts administrator")
    AUDITOR = "auditor", _("Auditor or data protection officer")
    RESEARCHER = "researcher", _("Researcher")


# Roles that belong to the daily life of one or several teams.
TEAM_ROLES = frozenset({Role.PEER, Role.COLLEAGUE, Role.COORDINATOR})
# Roles that see every team of their organisation.
WHOLE_ORGANISATION = frozenset({Role.MANAGER, Role.PLATFORM_COORDINATOR, Role.AUDITOR})
# Roles for which what they write counts as written by the management (ceiling at rung 2).
MANAGEMENT = frozenset({Role.MANAGER, Role.COORDINATOR, Role.PLATFORM_COORDINATOR, Role.ADMIN})
# Roles that read about people met: a second factor is required by default.
READS_PEOPLE = frozenset(
    {Role.PEER, Role.COLLEAGUE, Role.COORDINATOR, Role.PLATFORM_COORDINATOR, Role.AUDITOR}
)


class Act(TextChoices):
    """What an audit row says was done."""

    ADD = "add", pgettext_lazy("act", "added")
    CHANGE = "change", pgettext_lazy("act", "changed")
    END = "end", pgettext_lazy("act", "ended")
    SIGN = "sign", pgettext_lazy("act", "signed")
    WITHDRAW = "withdraw", pgettext_lazy("act", "withdrew")
    IMPORT = "import", pgettext_lazy("act", "imported")
    EXPORT = "export", pgettext_lazy("act", "exported")
    ERASE = "erase", pgettext_lazy("act", "erased")
    LOOK = "look", pgettext_lazy("act", "looked at")
    REFUSED = "refused", pgettext_lazy("act", "was refused")
