"""The audit trail as a page: who did or opened what, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.paginator import Page
from django.utils.functional import Promise
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.accounts.enums import Act
from entrepairs.accounts.models import AuditEntry, AuditEntryQuerySet, Member

PAGE = 100
# The kind written in the trail -> what a reader calls it. Rooms above add theirs.
KINDS: dict[str, str | Promise] = {
    "accounts.organisation": gettext_lazy("the organisation"),
    "accounts.partnership": gettext_lazy("a partnership"),
    "accounts.team": gettext_lazy("a team"),
    "accounts.member": gettext_lazy("a member"),
    "accounts.invitation": gettext_lazy("an invitation"),
    "accounts.localterm": gettext_lazy("a local word"),
    "accounts.auditentry": gettext_lazy("the trail itself"),
}


def register_kinds(kinds: dict[str, str | Promise]) -> None:
    KINDS.update(kinds)


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    who: str
    act: str
    kind: str
    thing: str
    purpose: str
    refused: bool


def find_entries(reader: Member, asked: dict[str, Any]) -> AuditEntryQuerySet:
    entries = AuditEntry.objects.visible_to(reader).order_by("-at", "-id")
    if asked.get("person"):
        entries = entries.filter(actor=asked["person"].pk)
    if asked.get("day"):
        start = datetime.combine(asked["day"], time.min, get_current_timezone())
        entries = entries.filter(at__gte=start, at__lt=start + timedelta(days=1))
    if asked.get("act"):
        entries = entries.filter(act=asked["act"])
    return entries


def lines(reader: Member, entries: Page[AuditEntry]) -> list[Line]:
    """One query for all names, whatever the number of rows."""
    actors: set[UUID] = {entry.actor for entry in entries if entry.actor}
    people = Member.objects.visible_to(reader).filter(pk__in=actors)
    names = {member.pk: member.full_name for member in people}
    return [_line(entry, names) for entry in entries]


def _line(entry: AuditEntry, names: dict[UUID, str]) -> Line:
    who = names.get(entry.actor, _("Somebody who left")) if entry.actor else _("The software")
    return Line(
        at=entry.at,
        who=who,
        act=Act(entry.act).label if entry.act in Act.values else entry.act,
        kind=_kind(entry.kind),
        thing=entry.thing[:8],
        purpose=entry.purpose,
        refused=entry.act == Act.REFUSED,
    )


def _kind(kind: str) -> str:
    if kind in KINDS:
        return str(KINDS[kind])
    try:
        return str(apps.get_model(kind)._meta.verbose_name)
    except (LookupError, ValueError):
        return kind
