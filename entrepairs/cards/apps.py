from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CardsConfig(AppConfig):
    name = "entrepairs.cards"
    label = "cards"
    verbose_name = _("Cards and copies")

    def ready(self) -> None:
        from entrepairs.cards import holdings, narrowing

        holdings.register_all()
        narrowing.add_filters()
