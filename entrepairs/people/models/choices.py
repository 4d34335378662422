"""What the person chose: wishes, goals, agreements, and what was stopped or overridden."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.tenants import TenantModel
from entrepairs.people.enums import SHAREABLE, DataClass, Gate, How, NotWant, Reach, Where, WishKind
from entrepairs.people.models.persons import (
    AboutQuerySet,
    by,
    day_or_never,
    of_person,
    of_twin,
    own_teams,
    somebody,
)
from entrepairs.people.sealing import SealedField


class WishQuerySet(AboutQuerySet):
    def living(self) -> Self:
        """Not taken back. A wish holds until the person says otherwise."""
        return self.filter(ended_on__isnull=True)

    def refusing(self, code: str) -> Self:
        return self.living().filter(kind=WishKind.NOT_WANT, code=code)


class Wish(TenantModel):
    """What somebody wants, does not want, prefers, aims at: in their words or a picture."""

    PERSONAL = frozenset({"person", "kind", "code", "text_sealed", "said_to"})
    PLAIN = frozenset({"twin", "said_on", "how", "ended_on", "ended_how"})
    RETENTION = "As long as the person; then without a word, with the twin."

    person = of_person()
    twin = of_twin()
    kind = models.CharField(max_length=12, choices=WishKind.choices)
    # A value of Want, NotWant or Preference, by kind; empty: words only.
    code = models.CharField(max_length=20, blank=True)
    text_sealed = SealedField()
    text: str
    said_to = by()
    said_on = models.DateField()
    how = models.CharField(max_length=8, choices=How.choices, default=How.SPOKEN)
    ended_on = day_or_never()
    # "changed" by the person, "reached", or "mistake": ours, taken back.
    ended_how = models.CharField(max_length=8, blank=True)

    objects = WishQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [somebody("wish_is_somebodys")]
        indexes = [models.Index(fields=["organisation", "person"], name="wish_by_person")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_gate(self) -> bool:
        gates = (NotWant.NO_TRANSMISSION, NotWant.NO_HEALTH, NotWant.NO_FOLLOW_UP)
        return self.kind == WishKind.NOT_WANT and self.code in gates


class GoalSaid(TenantModel):
    """Where the person says they are with a goal of theirs, that day."""

    PERSONAL = frozenset({"person", "said_to", "place"})
    PLAIN = frozenset({"twin", "goal", "said_on"})
    RETENTION = "As long as the goal."

    person = of_person()
    twin = of_twin()
    goal = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="sayings")
    place = models.CharField(max_length=12, choices=Where.choices)
    said_on = models.DateField()
    said_to = by()

    objects = AboutQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [somebody("goal_saying_is_somebodys")]

    def __str__(self) -> str:
        return str(self.pk)


class AgreementQuerySet(AboutQuerySet):
    def on(self, day: date) -> Self:
        """Given, not revoked, not past its day."""
        return self.filter(revoked_on__isnull=True, given_on__lte=day, until__gte=day)

    def for_reader(self, member: Member) -> Self:
        """Those that name this member, or a team of theirs."""
        return self.filter(Q(to_member=member) | Q(to_team__in=own_teams(member)))


class Agreement(TenantModel):
    """The person lets somebody know something. By default nothing is shared."""

    PERSONAL = frozenset({"person", "to_member", "to_named_sealed", "collected_by", "revoked_by"})
    PLAIN = frozenset(
        {"twin", "reach", "to_team", "classes", "how", "given_on", "until", "revoked_on"}
    )
    RETENTION = "As long as the person; then without names, with the twin."

    person = of_person()
    twin = of_twin()
    reach = models.CharField(max_length=8, choices=Reach.choices)
    to_member = by(null=True, blank=True)
    # Somebody outside the house, named by the person.
    to_named_sealed = SealedField()
    to_named: str
    to_team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    classes = ArrayField(models.CharField(max_length=12, choices=DataClass.choices))
    how = models.CharField(max_length=8, choices=How.choices)
    collected_by = by()
    given_on = models.DateField()
    until = models.DateField(_("until, that day included"))
    revoked_on = day_or_never()
    revoked_by = by(null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            somebody("agreement_is_somebodys"),
            models.CheckConstraint(
                name="agreement_classes_shareable",
                condition=Q(classes__contained_by=[value.value for value in SHAREABLE])
                & Q(classes__len__gt=0),
            ),
            models.CheckConstraint(
                name="agreement_reaches_one",
                condition=Q(reach=Reach.SHARE, to_team__isnull=False, to_member__isnull=True)
                | Q(reach=Reach.EXCHANGE, to_team__isnull=True),
            ),
            models.CheckConstraint(
                name="agreement_ends_after_start", condition=Q(until__gte=models.F("given_on"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def state(self, day: date) -> str:
        """``active``, ``expired`` or ``revoked``."""
        if self.revoked_on is not None:
            return "revoked"
        return "active" if self.given_on <= day <= self.until else "expired"


class StoppedAct(TenantModel):
    """A wish stopped something. It says what and when, not who tried."""

    PERSONAL = frozenset({"person"})
    PLAIN = frozenset({"twin", "team", "gate", "on"})
    RETENTION = "As long as the person; then with the twin."

    person = of_person()
    twin = of_twin()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    gate = models.CharField(max_length=16, choices=Gate.choices)
    on = models.DateField()

    objects = AboutQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [somebody("stopped_act_is_somebodys")]

    def __str__(self) -> str:
        return str(self.pk)


class RescueQuerySet(AboutQuerySet):
    def to_review(self) -> Self:
        return self.filter(reviewed_on__isnull=True)


class Rescue(TenantModel):
    """The only way past a wish: a grave and immediate danger, written, seen by a second person."""

    PERSONAL = frozenset({"person", "reason_sealed", "decided_by", "reviewed_by", "review_sealed"})
    PLAIN = frozenset({"twin", "team", "gate", "decided_at", "reviewed_on", "finding"})
    RETENTION = "As long as the person; then without a word, with the twin."

    person = of_person()
    twin = of_twin()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    gate = models.CharField(max_length=16, choices=Gate.choices)
    reason_sealed = SealedField()
    reason: str
    decided_by = by()
    decided_at = models.DateTimeField()
    reviewed_by = by(null=True, blank=True)
    reviewed_on = day_or_never()
    # "right" or "wrong": was it a duty to rescue?
    finding = models.CharField(max_length=8, blank=True)
    review_sealed = SealedField()
    review: str

    objects = RescueQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [somebody("rescue_is_somebodys")]

    def __str__(self) -> str:
        return str(self.pk)
