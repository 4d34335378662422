from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "entrepairs.people"
    label = "people"
    verbose_name = _("People accompanied")

    def ready(self) -> None:
        from entrepairs.people import holdings

        holdings.register_all()
