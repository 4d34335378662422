from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WordsConfig(AppConfig):
    name = "entrepairs.words"
    label = "words"
    verbose_name = _("Carried words")

    def ready(self) -> None:
        from entrepairs.words import holdings

        holdings.register_all()
