"""What people asked about what is kept of them: the coordination answers within a month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from entrepairs.accounts.enums import Role
from entrepairs.cards.enums import Asked
from entrepairs.cards.models import RightsRequest
from entrepairs.desk.line import CALL, MANY, SETTLE, Ask, Line

# The last ten days of the month call; before that the line is only to be settled.
NEAR = timedelta(days=10)


def everything(ask: Ask) -> Iterator[Line]:
    """One query; the words are on the page of the request, never here."""
    if not ask.member.has(Role.COORDINATOR):
        return
    waiting = RightsRequest.objects.visible_to(ask.member).waiting()
    for one in waiting.order_by("due_on", "id")[:MANY]:
        yield Line(
            CALL if one.due_on - ask.today <= NEAR else SETTLE,
            _("A person asks: %(what)s") % {"what": Asked(one.kind).label},
            _("The answer is due by %(day)s.") % {"day": date_format(one.due_on, "l j F")},
            reverse("cards:request", args=[one.pk]),
            _("Answer"),
        )
