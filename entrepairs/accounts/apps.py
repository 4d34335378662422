from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "entrepairs.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from entrepairs.accounts.enums import Role, TeamKind
        from entrepairs.accounts.terms import register_concepts

        register_concepts("role", Role.choices)
        register_concepts("team", TeamKind.choices)
