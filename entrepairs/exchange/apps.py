from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "entrepairs.exchange"
    label = "exchange"
    verbose_name = _("Imports")

    def ready(self) -> None:
        from entrepairs.exchange.erasing import forget_files_naming
        from entrepairs.people.registry import at_erasure

        at_erasure(forget_files_naming)
