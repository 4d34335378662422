from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StepsConfig(AppConfig):
    name = "entrepairs.steps"
    label = "steps"
    verbose_name = _("Steps and orientations")

    def ready(self) -> None:
        from entrepairs.steps import holdings

        holdings.register_all()
