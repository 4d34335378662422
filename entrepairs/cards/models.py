from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.enums import TEAM_ROLES
from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.tenants import TenantModel
from entrepairs.base.querysets import TenantQuerySet
from entrepairs.cards.enums import Asked, Outcome
from entrepairs.people.enums import How
from entrepairs.people.models import (
    AboutQuerySet,
    Person,
    by,
    day_or_never,
    of_person,
    of_twin,
    own_teams,
    somebody,
)
from entrepairs.people.sealing import SealedField

TRIES = 10


class AccessCodeQuerySet(AboutQuerySet):
    def living(self, at: datetime) -> Self:
        return self.filter(used_at__isnull=True, until__gt=at, tries__lt=TRIES)


class AccessCode(TenantModel):
    """A code on paper: whoever holds it reads, once, what is kept about one person."""

    PERSONAL = frozenset({"person", "made_by"})
    PLAIN = frozenset({"handle", "digest", "made_at", "until", "used_at", "tries"})
    RETENTION = "48 hours, then removed by the nightly clean-up."

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    # The first letters: they find the row, they open nothing.
    handle = models.CharField(max_length=8)
    # Argon2 or SHA-256 would do as well: 65 random bits cannot be tried.
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = by()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = AccessCodeQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "handle"], name="code_handle_once"),
            models.CheckConstraint(name="code_tries_counted", condition=Q(tries__lte=TRIES)),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class RequestQuerySet(TenantQuerySet["RightsRequest"]):
    def visible_to(self, member: Member) -> Self:
        """Those of people one knows; once they are gone, those that one's teams received."""
        if not member.roles_in(TEAM_ROLES):
            return self.none()
        gone = Q(person__isnull=True, team__in=own_teams(member))
        return self.filter(Q(person__in=Person.objects.visible_to(member)) | gone)

    def about(self, person: Person) -> Self:
        return self.filter(person=person)

    def waiting(self) -> Self:
        return self.filter(answered_on__isnull=True)


class RightsRequest(TenantModel):
    """What the person asked about what is kept, and by when it is answered: one month."""

    PERSONAL = frozenset({"person", "words_sealed", "received_by", "answered_by", "reason_sealed"})
    PLAIN = frozenset(
        {"twin", "team", "kind", "asked_on", "how", "due_on", "answered_on", "outcome"}
    )
    RETENTION = "As long as the person; then without a word, with the twin: it proves the answer."

    person = of_person()
    twin = of_twin()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("what is asked"), max_length=8, choices=Asked.choices)
    words_sealed = SealedField()
    words: str
    asked_on = models.DateField()
    how = models.CharField(max_length=8, choices=How.choices, default=How.SPOKEN)
    # Nobody when the person asked by themselves, with a code.
    received_by = by(null=True, blank=True)
    due_on = models.DateField()
    answered_on = day_or_never()
    answered_by = by(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    reason_sealed = SealedField()
    reason: str

    objects = RequestQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            somebody("request_is_somebodys"),
            models.CheckConstraint(
                name="request_answered_with_outcome",
                condition=Q(answered_on__isnull=True, outcome="")
                | Q(answered_on__isnull=False) & ~Q(outcome=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def is_late(self, day: date) -> bool:
        return self.answered_on is None and day > self.due_on
