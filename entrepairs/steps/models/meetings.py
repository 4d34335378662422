from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from entrepairs.accounts.models import Team
from entrepairs.accounts.tenants import TenantModel
from entrepairs.people.enums import How
from entrepairs.people.models import by, day_or_never, of_person, of_twin, somebody
from entrepairs.people.sealing import SealedField
from entrepairs.steps.enums import Family, Feeling
from entrepairs.steps.models.steps import RowsByFamily


class ThreeWayQuerySet(RowsByFamily):
    def kept(self) -> Self:
        return self.filter(removed_on__isnull=True)

    def in_pairs(self) -> Self:
        """Both sides said how it was; one who would rather not say makes no pair."""
        said = [Feeling.GOOD, Feeling.SO_SO, Feeling.HARD]
        return self.filter(person_feeling__in=said, professional_feeling__in=said)


class ThreeWay(TenantModel):
    """The person, their peer and a professional meet, because the person wishes it."""

    PERSONAL = frozenset(
        {"person", "peer_member", "service_sealed", "outcome_sealed", "person_feeling",
         "professional_feeling", "recorded_by"}
    )  # fmt: skip
    PLAIN = frozenset({"twin", "team", "family", "on", "wished_how", "wished_on", "removed_on"})
    RETENTION = "As long as the person; then without a word, with the twin."

    person = of_person()
    twin = of_twin()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    family = models.CharField(max_length=8, choices=Family.choices)
    peer_member = by()
    service_sealed = SealedField()
    service: str
    on = models.DateField()
    # How the person said that they wish it: without it, no meeting.
    wished_how = models.CharField(max_length=8, choices=How.choices)
    wished_on = models.DateField()
    outcome_sealed = SealedField()
    outcome: str
    # Each asked apart, agreed to, counted from eleven pairs on, and never shown again.
    person_feeling = models.CharField(max_length=8, choices=Feeling.choices, blank=True)
    professional_feeling = models.CharField(max_length=8, choices=Feeling.choices, blank=True)
    recorded_by = by()
    removed_on = day_or_never()

    objects = ThreeWayQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            somebody("three_way_is_somebodys"),
            models.CheckConstraint(name="three_way_was_wished", condition=~Q(wished_how="")),
        ]
        indexes = [models.Index(fields=["organisation", "person"], name="three_way_by_person")]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("steps:meeting", args=[self.pk])
