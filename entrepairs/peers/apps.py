from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeersConfig(AppConfig):
    name = "entrepairs.peers"
    label = "peers"
    verbose_name = _("Peers")

    def ready(self) -> None:
        from entrepairs.accounts.terms import register_concepts
        from entrepairs.peers.enums import Field, Status

        register_concepts("status", Status.choices)
        register_concepts("field", Field.choices)
