from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.models import Team
from entrepairs.accounts.tenants import TenantModel
from entrepairs.people.models import (
    AboutQuerySet,
    Rescue,
    Wish,
    by,
    day_or_never,
    of_person,
    of_twin,
    somebody,
)
from entrepairs.people.sealing import SealedField
from entrepairs.steps.enums import (
    HEALTH_STATES,
    KINDS,
    ORDINARY_STATES,
    ChosenBy,
    DoorAct,
    DoorReason,
    Family,
    Kind,
    State,
    class_of,
)

TERRITORY = r"^(0[1-9]|[1-8][0-9]|9[0-5]|2[AB]|97[1-8]|98[678])$"


class RowsByFamily(AboutQuerySet):
    """Rows whose family says which class of data they belong to."""

    def open_to(self, rights: Any) -> Self:
        """Those of the classes this reader may read; the others are as if they were not."""
        return self.filter(family__in=[each for each in Family if rights.may(class_of(each))])

    def of_teams(self, teams: Any) -> Self:
        """For numbers only: nobody reads rows found this way."""
        return self.filter(team__in=teams)

    def with_somebody(self) -> Self:
        """``somebody``: the person, or the twin who holds their place in the counts."""
        return self.annotate(somebody=Coalesce("person_id", "twin_id"))


class StepQuerySet(RowsByFamily):
    def kept(self) -> Self:
        return self.filter(removed_on__isnull=True)

    def newest_first(self) -> Self:
        return self.order_by("-state_on", "-asked_on", "id")


def _of_its_family() -> Q:
    found = Q()
    for family, kinds in KINDS.items():
        states = HEALTH_STATES if family == Family.HEALTH else ORDINARY_STATES
        found |= Q(family=family, kind__in=list(kinds), state__in=list(states))
    return found


def territory() -> models.CharField[str, str]:
    return models.CharField(
        _("department where the door is"),
        max_length=3,
        blank=True,
    )


def whole_territory(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name, condition=Q(department="") | Q(department__regex=TERRITORY)
    )


class Step(TenantModel):
    """Something the person asked for or chose, from the asking to the door."""

    PERSONAL = frozenset(
        {"person", "label_sealed", "next_at", "next_place_sealed", "with_member", "recorded_by"}
    )
    PLAIN = frozenset(
        {"twin", "team", "family", "kind", "state", "asked_on", "state_on", "chosen_by",
         "door_reason", "department", "door_act", "door_act_on", "wish", "rescue", "removed_on"}
    )  # fmt: skip
    RETENTION = "As long as the person; then without a word, with the twin."

    person = of_person()
    twin = of_twin()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    family = models.CharField(_("about what"), max_length=8, choices=Family.choices)
    kind = models.CharField(_("which step"), max_length=16, choices=Kind.choices)
    # A few words more; none for health, where the place and the hour are enough.
    label_sealed = SealedField()
    label: str
    state = models.CharField(max_length=16, choices=State.choices, default=State.ASKED)
    asked_on = models.DateField(_("asked for on"))
    state_on = models.DateField(_("since"))
    chosen_by = models.CharField(_("who chose"), max_length=8, choices=ChosenBy.choices)
    with_member = by(null=True, blank=True)
    door_reason = models.CharField(
        _("why the door was closed"), max_length=12, choices=DoorReason.choices, blank=True
    )
    department = territory()
    door_act = models.CharField(max_length=12, choices=DoorAct.choices, blank=True)
    door_act_on = day_or_never()
    next_at = models.DateTimeField(_("next hour"), null=True, blank=True)
    next_place_sealed = SealedField()
    next_place: str
    wish = models.ForeignKey(
        Wish, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # A health step that no wish opened was opened by a duty to rescue, and says which.
    rescue = models.ForeignKey(
        Rescue, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    recorded_by = by()
    removed_on = day_or_never()

    objects = StepQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            somebody("step_is_somebodys"),
            models.CheckConstraint(name="step_is_of_its_family", condition=_of_its_family()),
            models.CheckConstraint(
                name="health_step_was_wished",
                condition=~Q(family=Family.HEALTH)
                | Q(wish__isnull=False)
                | Q(rescue__isnull=False)
                | Q(person__isnull=True),
            ),
            models.CheckConstraint(
                name="health_step_has_no_words",
                condition=~Q(family=Family.HEALTH) | Q(label_sealed=b""),
            ),
            models.CheckConstraint(
                name="closed_door_says_why",
                condition=Q(state=State.CLOSED_DOOR) & ~Q(door_reason="")
                | ~Q(state=State.CLOSED_DOOR) & Q(door_reason=""),
            ),
            models.CheckConstraint(
                name="step_door_act_has_day",
                condition=Q(door_act="", door_act_on__isnull=True)
                | ~Q(door_act="") & Q(door_act_on__isnull=False),
            ),
            models.CheckConstraint(
                name="step_moves_after_asked", condition=Q(state_on__gte=F("asked_on"))
            ),
            whole_territory("step_department_exists"),
        ]
        indexes = [
            models.Index(fields=["organisation", "person"], name="step_by_person"),
            models.Index(
                fields=["organisation", "with_member", "next_at"],
                condition=Q(next_at__isnull=False),
                name="step_by_appointment",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("steps:step", args=[self.pk])


class StepChange(TenantModel):
    """Where a step stood from a day on, and who wrote it down."""

    PERSONAL = frozenset({"person", "by"})
    PLAIN = frozenset({"twin", "step", "state", "on", "at", "door_reason", "undone_on"})
    RETENTION = "As long as the step."

    person = of_person()
    twin = of_twin()
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="changes")
    state = models.CharField(max_length=16, choices=State.choices)
    on = models.DateField()
    at = models.DateTimeField()
    door_reason = models.CharField(max_length=12, choices=DoorReason.choices, blank=True)
    by = by()
    undone_on = day_or_never()

    class Rows(AboutQuerySet):
        def kept(self) -> Self:
            return self.filter(undone_on__isnull=True)

    objects = Rows.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [somebody("step_change_is_somebodys")]

    def __str__(self) -> str:
        return str(self.pk)
