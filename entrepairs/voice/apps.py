from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VoiceConfig(AppConfig):
    name = "entrepairs.voice"
    label = "voice"
    verbose_name = _("Voice")

    def ready(self) -> None:
        from entrepairs.voice import holdings

        holdings.register_all()
