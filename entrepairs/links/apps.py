from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LinksConfig(AppConfig):
    name = "entrepairs.links"
    label = "links"
    verbose_name = _("Links")

    def ready(self) -> None:
        from entrepairs.links import holdings

        holdings.register_all()
