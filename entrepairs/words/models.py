"""What people want said, what teams want understood, and the words of the trade."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.enums import TEAM_ROLES
from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.tenants import TenantModel
from entrepairs.base.querysets import TenantQuerySet
from entrepairs.people.enums import How, NotWant
from entrepairs.people.models import (
    AboutQuerySet,
    Person,
    Wish,
    by,
    day_or_never,
    of_person,
    of_twin,
    own_teams,
    somebody,
)
from entrepairs.people.sealing import SealedField
from entrepairs.words.enums import NOT_YET, Addressee, AnswerKind, Named, PaperKind, Understood

LONGEST = 280


def of_team(**options: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", **options)


class CarriedWordQuerySet(AboutQuerySet):
    def visible_to(self, member: Member) -> Self:
        """The teams of the person, and the team it was carried to while it is carried."""
        if not member.roles_in(TEAM_ROLES):
            return self.none()
        theirs = Q(person__in=Person.objects.visible_to(member))
        return self.filter(theirs | self._carried_to(member))

    @staticmethod
    def _carried_to(member: Member) -> Q:
        """A wish "pass nothing on" takes it out of the other team's hands at once."""
        silent = Wish.objects.refusing(NotWant.NO_TRANSMISSION).filter(person__isnull=False)
        carried = Q(to_team__in=own_teams(member), withdrawn_on__isnull=True)
        return carried & Q(person__isnull=False) & ~Q(person__in=silent.values("person"))

    def addressed_to(self, member: Member) -> Self:
        """Carried to a team of this member."""
        if not member.roles_in(TEAM_ROLES):
            return self.none()
        return self.filter(self._carried_to(member))

    def carried_for(self, member: Member) -> Self:
        """About a person of this member's teams."""
        return self.filter(person__in=Person.objects.visible_to(member))

    def living(self) -> Self:
        return self.filter(withdrawn_on__isnull=True)

    def waiting(self) -> Self:
        """No answer yet, or one that asked for time."""
        return self.living().filter(Q(answered_on__isnull=True) | Q(answer_kind=NOT_YET))

    def to_tell(self) -> Self:
        return self.living().filter(answered_on__isnull=False, told_on__isnull=True)

    def settled(self) -> Self:
        """Answered for good and told, or taken back."""
        told = Q(told_on__isnull=False) & ~Q(answer_kind=NOT_YET)
        return self.filter(Q(withdrawn_on__isnull=False) | told)

    def quiet_since(self, day: date) -> Self:
        """Waiting, with nothing heard since that day."""
        return self.waiting().filter(heard_on__lte=day)

    def with_heard(self) -> Self:
        return self.annotate(heard_on=Coalesce("answered_on", "agreed_on"))

    def oldest_first(self) -> Self:
        return self.order_by("agreed_on", "id")

    def newest_first(self) -> Self:
        return self.order_by("-agreed_on", "id")


class CarriedWord(TenantModel):
    """Exactly what somebody wants said, to whom, and what was answered.

    Carried only with their agreement, for these words and this recipient.
    """

    PERSONAL = frozenset(
        {"person", "text_sealed", "to_named_sealed", "named", "answer_sealed", "collected_by",
         "answered_by", "told_by"}
    )  # fmt: skip
    PLAIN = frozenset(
        {"twin", "team", "reach", "to_team", "agreed", "agreed_on", "answer_kind", "answered_on",
         "told_on", "told_how", "withdrawn_on"}
    )  # fmt: skip
    RETENTION = "As long as the person; then without a word, with the twin."

    person = of_person()
    twin = of_twin()
    # The team that carries it.
    team = of_team()
    text_sealed = SealedField()
    text: str
    reach = models.CharField(max_length=8, choices=Addressee.choices)
    to_team = of_team(null=True, blank=True)
    to_named_sealed = SealedField()
    to_named: str
    named = models.CharField(max_length=8, choices=Named.choices, default=Named.NO_NAME)
    # How the person agreed: to these words, and to this recipient.
    agreed = models.CharField(max_length=8, choices=How.choices)
    agreed_on = models.DateField()
    collected_by = by()
    answer_sealed = SealedField()
    answer: str
    answer_kind = models.CharField(max_length=12, choices=AnswerKind.choices, blank=True)
    answered_on = day_or_never()
    answered_by = by(null=True, blank=True)
    told_on = day_or_never()
    told_by = by(null=True, blank=True)
    told_how = models.CharField(max_length=8, choices=How.choices, blank=True)
    withdrawn_on = day_or_never()

    objects = CarriedWordQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "person"], name="word_by_person"),
            models.Index(
                fields=["organisation", "to_team"],
                condition=Q(to_team__isnull=False),
                name="word_by_addressee",
            ),
        ]
        constraints = [
            somebody("word_is_somebodys"),
            models.CheckConstraint(
                name="word_has_one_addressee",
                condition=Q(reach=Addressee.TEAM, to_team__isnull=False)
                | Q(reach=Addressee.OUTSIDE, to_team__isnull=True),
            ),
            models.CheckConstraint(
                name="word_answer_whole",
                condition=Q(answered_on__isnull=True, answer_kind="")
                | Q(answered_on__gte=F("agreed_on"), answer_kind__in=AnswerKind.values),
            ),
            models.CheckConstraint(
                name="word_told_once_answered",
                condition=Q(told_on__isnull=True) | Q(answered_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("words:word", args=[self.pk])

    @property
    def waits(self) -> bool:
        """For an answer, or for one that says more than "time is needed"."""
        return self.withdrawn_on is None and self.answer_kind in ("", NOT_YET)

    @property
    def is_to_tell(self) -> bool:
        return self.withdrawn_on is None and bool(self.answered_on) and self.told_on is None


class OwnTeamsQuerySet(TenantQuerySet[Any]):
    """Counts of a team, without anybody's name: read by that team."""

    def visible_to(self, member: Member) -> Self:
        if not member.roles_in(TEAM_ROLES):
            return self.none()
        return self.filter(team__in=own_teams(member))


class RefusedCarry(TenantModel):
    """Somebody did not want their word carried. That is all that is known."""

    PERSONAL = frozenset()
    PLAIN = frozenset({"team", "on"})
    RETENTION = "While the organisation uses Entrepairs: it tells of nobody."

    team = of_team()
    on = models.DateField()

    objects = OwnTeamsQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)


class Explanation(TenantModel):
    """What a team wants to explain to somebody, in plain words, and whether it was clear."""

    PERSONAL = frozenset({"person", "text_sealed", "said_by", "told_by", "understood"})
    PLAIN = frozenset({"twin", "team", "said_on", "told_on", "removed_on"})
    RETENTION = "As long as the person; then without a word, with the twin."

    person = of_person()
    twin = of_twin()
    team = of_team()
    text_sealed = SealedField()
    text: str
    said_by = by()
    said_on = models.DateField()
    told_on = day_or_never()
    told_by = by(null=True, blank=True)
    understood = models.CharField(max_length=12, choices=Understood.choices, blank=True)
    removed_on = day_or_never()

    objects = AboutQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "person"], name="explained_by_person")]
        constraints = [
            somebody("explanation_is_somebodys"),
            models.CheckConstraint(
                name="explanation_told_whole",
                condition=Q(told_on__isnull=True, understood="")
                | Q(told_on__isnull=False, understood__in=Understood.values),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class JargonQuerySet(TenantQuerySet["Jargon"]):
    def visible_to(self, member: Member) -> Self:
        """Shared by the whole house: it speaks of nobody."""
        own = self.filter(organisation=member.organisation_id)
        return own if member.roles_in(TEAM_ROLES) or member.sees_whole_organisation else own.none()

    def living(self) -> Self:
        return self.filter(removed_on__isnull=True)

    def by_term(self) -> Self:
        return self.order_by("term_key", "id")


class Jargon(TenantModel):
    """A word of the trade, said plainly."""

    PERSONAL = frozenset({"added_by", "changed_by"})
    PLAIN = frozenset(
        {"term", "term_key", "meaning", "others", "added_on", "changed_on", "removed_on"}
    )
    RETENTION = "While the organisation uses Entrepairs."

    term = models.CharField(_("the word"), max_length=60)
    term_key = models.CharField(max_length=80, editable=False)
    meaning = models.CharField(_("in plain words"), max_length=300)
    # One line for each language, as people say it: "en: …".
    others = models.TextField(_("in other languages"), max_length=600, blank=True)
    added_by = by()
    added_on = models.DateField()
    changed_by = by(null=True, blank=True)
    changed_on = day_or_never()
    removed_on = day_or_never()

    objects = JargonQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "term_key"],
                condition=Q(removed_on__isnull=True),
                name="jargon_once",
            )
        ]

    def __str__(self) -> str:
        return self.term


class PaperPrinted(TenantModel):
    """A paper was printed. Which kind and when; never for whom."""

    PERSONAL = frozenset()
    PLAIN = frozenset({"team", "kind", "on", "language"})
    RETENTION = "While the organisation uses Entrepairs: it tells of nobody."

    team = of_team()
    kind = models.CharField(max_length=8, choices=PaperKind.choices)
    on = models.DateField()
    language = models.CharField(max_length=16)

    objects = OwnTeamsQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)
