from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from entrepairs.accounts.models import Member, Team
from entrepairs.accounts.tenants import TenantModel
from entrepairs.base.querysets import TenantQuerySet
from entrepairs.voice.enums import Answer, Degree, Helper, Pictures, Stated, Way, Wording


def answer(label: Any) -> models.CharField[str, str]:
    return models.CharField(label, max_length=8, choices=Answer.choices, default=Answer.SKIP)


def degree(label: Any) -> models.CharField[str, str]:
    """Empty: not asked, or left aside. Nobody is asked to choose."""
    return models.CharField(label, max_length=8, choices=Degree.choices, blank=True)


class VoiceQuerySet(TenantQuerySet["Voice"]):
    def visible_to(self, member: Member) -> Self:
        """Nobody reads a voice: they are counted (``voice.counts``)."""
        return self.none()

    def of_respondents(self, tokens: list[str]) -> Self:
        return self.filter(respondent__in=tokens)

    def within(self, team: Team, first: date, last: date) -> Self:
        return self.filter(team=team, on__range=(first, last))


class Voice(TenantModel):
    """What somebody answered about the service, once. No name, no text, no peer.

    ``respondent`` is a token that only the person's own key can make again, or chance: two
    voices of one person are counted as one person, and lead to nobody.
    """

    PERSONAL = frozenset(
        {"respondent", "asked_by", "understood", "respected", "useful", "go_on", "hope", "trust"}
    )
    PLAIN = frozenset(
        {"team", "way", "language", "wording", "pictures", "preference_stated", "helped_by", "on"}
    )
    RETENTION = "While the team uses Entrepairs; the token is drawn anew with the person's erasure."

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    # Nobody when the person answered alone. Never the peer who accompanies them.
    asked_by = models.ForeignKey(
        Member,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    respondent = models.CharField(max_length=64)
    way = models.CharField(max_length=8, choices=Way.choices)
    # BCP-47.
    language = models.CharField(max_length=16)
    wording = models.CharField(max_length=8, choices=Wording.choices, default=Wording.STANDARD)
    pictures = models.CharField(max_length=8, choices=Pictures.choices, default=Pictures.WITH)
    understood = answer(_("understood"))
    respected = answer(_("respected"))
    useful = answer(_("useful"))
    go_on = answer(_("wants to go on"))
    hope = degree(_("hope"))
    trust = degree(_("trust in the service"))
    preference_stated = models.CharField(max_length=4, choices=Stated.choices, blank=True)
    helped_by = models.CharField(max_length=16, choices=Helper.choices, default=Helper.NOBODY)
    # The day it was given on a screen or typed in: a closed period never changes.
    on = models.DateField()

    objects = VoiceQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "team", "on"], name="voice_of_a_team")]
        constraints = [
            models.CheckConstraint(
                name="voice_alone_asked_by_nobody",
                condition=Q(way=Way.ALOUD) | Q(asked_by__isnull=True),
            ),
            models.CheckConstraint(
                name="voice_has_respondent", condition=Q(respondent__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PaperSheetQuerySet(TenantQuerySet["PaperSheet"]):
    def visible_to(self, member: Member) -> Self:
        """Sheets of the teams one may type for; their code is nowhere to be read."""
        from entrepairs.voice.access import may_type_in

        if not may_type_in(member):
            return self.none()
        return self.filter(team__in=Team.objects.visible_to(member))

    def waiting(self) -> Self:
        return self.filter(used_on__isnull=True)


class PaperSheet(TenantModel):
    """One printed sheet: its code serves once. The digest alone is kept."""

    PERSONAL = frozenset({"respondent"})
    PLAIN = frozenset({"team", "digest", "language", "preference_stated", "made_on", "used_on"})
    RETENTION = "12 months after it was printed, 30 days after it was typed in."

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    # Emptied once the sheet is typed in: nothing ties the sheet to its voice.
    respondent = models.CharField(max_length=64, blank=True)
    # The code of the texts it was printed with.
    language = models.CharField(max_length=16)
    preference_stated = models.CharField(max_length=4, choices=Stated.choices, blank=True)
    made_on = models.DateField()
    used_on = models.DateField(null=True, blank=True)

    objects = PaperSheetQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "digest"], name="sheet_code_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
