from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The top of the house: what waits today, and search. It has no table of its own."""

    name = "entrepairs.desk"
    label = "desk"
    verbose_name = _("Desk")

    def ready(self) -> None:
        from entrepairs.accounts.trail import register_kinds
        from entrepairs.desk.wording import KINDS

        register_kinds(KINDS)
