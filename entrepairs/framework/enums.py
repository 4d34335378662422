from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StatementKind(TextChoices):
    """What somebody says about a row, beside what daily facts show."""

    DECLARATION = "declaration", _("Declaration")
    DOCUMENT = "document", _("Document")
    CONFIRMATION = "confirmation", _("Confirmation")


class Speaker(TextChoices):
    """In what capacity a statement is made."""

    PEER = "peer", _("Peer support worker")
    COLLEAGUE = "colleague", _("Colleague")
    COORDINATOR = "coordinator", _("Coordination")
    MANAGER = "manager", _("Management")
