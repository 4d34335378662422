from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MissionsConfig(AppConfig):
    name = "entrepairs.missions"
    label = "missions"
    verbose_name = _("Teams and missions")

    def ready(self) -> None:
        from entrepairs.accounts.terms import register_concepts
        from entrepairs.missions.enums import CompensationKind, EndReason, Voice

        register_concepts("voice", Voice.choices)
        register_concepts("end", EndReason.choices)
        register_concepts("compensation", CompensationKind.choices)
