from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FrameworkConfig(AppConfig):
    name = "entrepairs.framework"
    label = "framework"
    verbose_name = _("Recommendations")
