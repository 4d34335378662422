from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.enums import TEAM_ROLES
from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.tenants import TenantModel
from entrepairs.base.querysets import TenantQuerySet
from entrepairs.links.enums import Answer, Asked, CloseReason, State, Stated, Unmet, Way
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

# Not seen for longer, a link is silent. Nothing closes it.
SILENCE = timedelta(days=90)


def of_team() -> models.ForeignKey[Team, Team]:
    return models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")


class LinkQuerySet(AboutQuerySet):
    def open(self) -> Self:
        """Not ended: awake, silent or asleep."""
        return self.filter(closed_on__isnull=True)

    def quiet(self, today: date) -> Self:
        """Not seen for more than 90 days, or left asleep."""
        silent = Q(last_seen_on__lt=today - SILENCE)
        return self.open().filter(silent | Q(asleep_on__isnull=False))

    def to_review(self, today: date) -> Self:
        """A sleeping link waits: its review is written with the person."""
        return self.open().filter(review_on__lte=today, asleep_on__isnull=True)

    def with_people(self) -> Self:
        return self.select_related("person", "peer_member", "team", "colleague")

    def by_alias(self) -> Self:
        return self.order_by("person__alias_key", "opened_on", "id")


class Link(TenantModel):
    """A person and a peer, at the person's wish. It sleeps rather than ends.

    An end that the person chose keeps no name of a peer: nothing can be counted by peer.
    """

    PERSONAL = frozenset(
        {"person", "peer_member", "colleague", "opened_by", "said_sealed", "peer_part_sealed",
         "colleague_part_sealed"}
    )  # fmt: skip
    PLAIN = frozenset(
        {"twin", "team", "asked", "how", "opened_on", "preference", "asleep_on", "closed_on",
         "close_reason", "last_seen_on", "review_on", "colleague_known_on"}
    )  # fmt: skip
    RETENTION = "As long as the person; then without a word, with the twin."

    person = of_person()
    twin = of_twin()
    team = of_team()
    peer_member = by(null=True, blank=True)
    asked = models.CharField(max_length=10, choices=Asked.choices)
    how = models.CharField(max_length=8, choices=How.choices)
    # How the person said that they wanted it: no link opens without.
    said_sealed = SealedField()
    said: str
    opened_on = models.DateField()
    opened_by = by(null=True, blank=True)
    preference = models.CharField(max_length=4, choices=Stated.choices)
    last_seen_on = models.DateField()
    asleep_on = day_or_never()
    review_on = models.DateField()
    closed_on = day_or_never()
    close_reason = models.CharField(max_length=16, choices=CloseReason.choices, blank=True)
    # Who does what, and the colleague whom the person knows by name since that day.
    peer_part_sealed = SealedField()
    peer_part: str
    colleague_part_sealed = SealedField()
    colleague_part: str
    colleague = by(null=True, blank=True)
    colleague_known_on = day_or_never()

    objects = LinkQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            somebody("link_is_somebodys"),
            models.UniqueConstraint(
                fields=["organisation", "person", "peer_member"],
                condition=Q(closed_on__isnull=True),
                name="one_open_link_each",
            ),
            models.CheckConstraint(
                name="link_ends_for_a_reason",
                condition=Q(closed_on__isnull=True, close_reason="")
                | (Q(closed_on__isnull=False) & ~Q(close_reason="")),
            ),
            models.CheckConstraint(
                name="link_open_has_a_peer",
                condition=Q(closed_on__isnull=False) | Q(peer_member__isnull=False),
            ),
            models.CheckConstraint(
                name="link_chosen_end_names_no_peer",
                condition=~Q(close_reason=CloseReason.CHOICE)
                | Q(
                    peer_member__isnull=True,
                    opened_by__isnull=True,
                    colleague__isnull=True,
                    peer_part_sealed=b"",
                    colleague_part_sealed=b"",
                ),
            ),
            models.CheckConstraint(
                name="link_ends_after_it_opens",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "person"], name="link_by_person"),
            models.Index(
                fields=["organisation", "team", "last_seen_on"],
                condition=Q(closed_on__isnull=True),
                name="link_open_by_sight",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("links:link", args=[self.pk])

    def state(self, today: date) -> State:
        if self.closed_on is not None:
            return State.CLOSED
        if self.asleep_on is not None:
            return State.ASLEEP
        return State.SILENT if today - self.last_seen_on > SILENCE else State.OPEN


class LinkWake(TenantModel):
    """The person was seen again after a silence or a sleep."""

    PERSONAL = frozenset({"person"})
    PLAIN = frozenset({"twin", "link", "woke_on", "quiet_since", "slept_on"})
    RETENTION = "As long as the link."

    person = of_person()
    twin = of_twin()
    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="wakes")
    woke_on = models.DateField()
    quiet_since = models.DateField()
    slept_on = day_or_never()

    objects = AboutQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            somebody("wake_is_somebodys"),
            models.CheckConstraint(
                name="wake_after_silence", condition=Q(woke_on__gt=F("quiet_since"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class LinkReview(TenantModel):
    """Once a year, what both say of the link, written together."""

    PERSONAL = frozenset({"person", "person_words_sealed", "peer_words_sealed"})
    PLAIN = frozenset({"twin", "link", "due_on", "reviewed_on", "next_on"})
    RETENTION = "As long as the person; then without a word, with the twin."

    person = of_person()
    twin = of_twin()
    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="reviews")
    due_on = models.DateField()
    reviewed_on = models.DateField()
    next_on = models.DateField(_("next review"))
    person_words_sealed = SealedField()
    person_words: str
    peer_words_sealed = SealedField()
    peer_words: str

    objects = AboutQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            somebody("review_is_somebodys"),
            models.CheckConstraint(
                name="review_then_next", condition=Q(next_on__gt=F("reviewed_on"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Proposal(TenantModel):
    """A peer is asked whether they would; a no takes their name away and leaves the place open."""

    PERSONAL = frozenset({"person", "peer_member", "said_sealed"})
    PLAIN = frozenset({"team", "asked", "how", "proposed_on"})
    RETENTION = "Until a link opens or the person no longer wishes it; at most with the person."

    person = of_person()
    team = of_team()
    peer_member = by(null=True, blank=True)
    asked = models.CharField(max_length=10, choices=Asked.choices)
    how = models.CharField(max_length=8, choices=How.choices)
    said_sealed = SealedField()
    said: str
    proposed_on = models.DateField()

    objects = AboutQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person", "team"], name="one_proposal_each"
            ),
            models.CheckConstraint(name="proposal_is_somebodys", condition=Q(person__isnull=False)),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ChangeAskQuerySet(AboutQuerySet):
    def waiting(self) -> Self:
        return self.filter(honoured_on__isnull=True)


class ChangeAsk(TenantModel):
    """The person asked for another peer. It says neither whom, nor why."""

    PERSONAL = frozenset({"person"})
    PLAIN = frozenset({"twin", "team", "asked_on", "honoured_on"})
    RETENTION = "As long as the person; then with the twin."

    person = of_person()
    twin = of_twin()
    team = of_team()
    asked_on = models.DateField()
    honoured_on = day_or_never()

    objects = ChangeAskQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            somebody("change_is_somebodys"),
            models.CheckConstraint(
                name="change_honoured_after_asked",
                condition=Q(honoured_on__isnull=True) | Q(honoured_on__gte=F("asked_on")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PeerAskQuerySet(TenantQuerySet["PeerAsk"]):
    def visible_to(self, member: Member) -> Self:
        """Those of my teams, for those who meet people; of a page, while they know it."""
        if not member.roles_in(TEAM_ROLES):
            return self.none()
        known = Q(person__isnull=True) | Q(person__in=Person.objects.visible_to(member))
        mine = self.filter(organisation=member.organisation_id, team__in=own_teams(member))
        return mine.filter(known)

    def waiting(self) -> Self:
        return self.filter(met_on__isnull=True, unmet_on__isnull=True)

    def oldest_first(self) -> Self:
        return self.order_by("asked_on", "id")


class PeerAsk(TenantModel):
    """Somebody asked to meet a peer: by the poster, a card, a word to anybody of the team."""

    PERSONAL = frozenset({"person", "hint_sealed", "noted_by"})
    PLAIN = frozenset(
        {"twin", "team", "way", "asked_on", "area", "met_on", "unmet_on", "unmet_reason"}
    )
    RETENTION = "While the organisation uses Entrepairs; without a word once the person is erased."

    person = of_person(blank=True)
    twin = of_twin()
    team = of_team()
    way = models.CharField(max_length=8, choices=Way.choices)
    asked_on = models.DateField()
    # Where and when: sealed when it is somebody's, without a name otherwise.
    hint_sealed = SealedField()
    hint: str
    area = models.CharField(max_length=60, blank=True)
    noted_by = by(null=True)
    met_on = day_or_never()
    unmet_on = day_or_never()
    unmet_reason = models.CharField(max_length=16, choices=Unmet.choices, blank=True)

    objects = PeerAskQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                name="peer_ask_is_of_one",
                condition=Q(person__isnull=True) | Q(twin__isnull=True),
            ),
            models.CheckConstraint(
                name="peer_ask_says_nothing_clear_of_somebody",
                condition=Q(person__isnull=True) | Q(area=""),
            ),
            models.CheckConstraint(
                name="peer_ask_has_one_answer",
                condition=Q(met_on__isnull=True) | Q(unmet_on__isnull=True),
            ),
            models.CheckConstraint(
                name="peer_ask_unmet_for_a_reason",
                condition=Q(unmet_on__isnull=True, unmet_reason="")
                | (Q(unmet_on__isnull=False) & ~Q(unmet_reason="")),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "team"], name="peer_ask_by_team")]

    def __str__(self) -> str:
        return str(self.pk)


class Handover(TenantModel):
    """A peer leaves; the person was asked whether somebody else may come."""

    PERSONAL = frozenset({"person", "to_member"})
    PLAIN = frozenset({"twin", "link", "asked_on", "answer"})
    RETENTION = "As long as the link."

    person = of_person()
    twin = of_twin()
    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="handovers")
    to_member = by(null=True, blank=True)
    asked_on = models.DateField()
    answer = models.CharField(max_length=12, choices=Answer.choices)

    objects = AboutQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            somebody("handover_is_somebodys"),
            # Once answered, a yes is told by the link that opened, and a no by nobody.
            models.CheckConstraint(
                name="handover_answered_names_no_peer",
                condition=Q(answer=Answer.NOT_MET_YET) | Q(to_member__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["organisation", "link"],
                condition=Q(answer=Answer.NOT_MET_YET),
                name="one_waiting_handover",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
