from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.models import Team
from entrepairs.accounts.tenants import TenantModel
from entrepairs.directory.models import Service
from entrepairs.people.models import by, day_or_never, of_person, of_twin, somebody
from entrepairs.people.sealing import SealedField
from entrepairs.steps.enums import Choice, DoorReason, Family, Outcome
from entrepairs.steps.models.steps import RowsByFamily, territory, whole_territory

# After so long, somebody asks the person whether they got there.
ASK_AFTER = timedelta(days=14)


class OrientationQuerySet(RowsByFamily):
    def kept(self) -> Self:
        return self.filter(removed_on__isnull=True)

    def to_ask(self, today: date) -> Self:
        """The person wanted to go, and nobody knows yet whether they arrived."""
        since = today - ASK_AFTER
        return self.kept().filter(choice=Choice.WANTS, outcome="", choice_on__lte=since)


class Orientation(TenantModel):
    """A service proposed, what the person chose, and what came of it. Never a transfer."""

    PERSONAL = frozenset({"person", "words_sealed", "proposed_by", "going_at", "with_member"})
    PLAIN = frozenset(
        {"twin", "team", "family", "service", "proposed_on", "choice", "choice_on", "outcome",
         "outcome_on", "door_reason", "department", "removed_on"}
    )  # fmt: skip
    RETENTION = "As long as the person; then without a word, with the twin."

    person = of_person()
    twin = of_twin()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    family = models.CharField(_("about what"), max_length=8, choices=Family.choices)
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # A place that no directory knows, in a few words.
    words_sealed = SealedField()
    words: str
    proposed_on = models.DateField()
    proposed_by = by()
    choice = models.CharField(max_length=8, choices=Choice.choices, blank=True)
    choice_on = day_or_never()
    going_at = models.DateTimeField(_("day and hour"), null=True, blank=True)
    with_member = by(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    outcome_on = day_or_never()
    door_reason = models.CharField(max_length=12, choices=DoorReason.choices, blank=True)
    department = territory()
    removed_on = day_or_never()

    objects = OrientationQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            somebody("orientation_is_somebodys"),
            models.CheckConstraint(
                name="orientation_leads_somewhere",
                condition=Q(service__isnull=False) | ~Q(words_sealed=b"") | Q(person__isnull=True),
            ),
            models.CheckConstraint(
                name="orientation_choice_has_day",
                condition=Q(choice="", choice_on__isnull=True)
                | ~Q(choice="") & Q(choice_on__isnull=False),
            ),
            models.CheckConstraint(
                name="orientation_outcome_was_chosen",
                condition=Q(outcome="", outcome_on__isnull=True)
                | ~Q(outcome="") & Q(choice=Choice.WANTS, outcome_on__isnull=False),
            ),
            models.CheckConstraint(
                name="orientation_door_says_why",
                condition=Q(outcome=Outcome.CLOSED_DOOR) & ~Q(door_reason="")
                | ~Q(outcome=Outcome.CLOSED_DOOR) & Q(door_reason=""),
            ),
            whole_territory("orientation_department_exists"),
        ]
        indexes = [models.Index(fields=["organisation", "person"], name="orientation_by_person")]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("steps:orientation", args=[self.pk])
