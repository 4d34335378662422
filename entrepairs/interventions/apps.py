from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InterventionsConfig(AppConfig):
    name = "entrepairs.interventions"
    label = "interventions"
    verbose_name = _("Outings and encounters")

    def ready(self) -> None:
        from entrepairs.accounts.terms import register_concepts
        from entrepairs.interventions import holdings
        from entrepairs.interventions.enums import OutingKind, Place, Theme

        register_concepts("outing", OutingKind.choices)
        register_concepts("place", Place.choices)
        register_concepts("theme", Theme.choices)
        holdings.register_all()
