from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class HouseRenderer(TemplatesSetting):
    """Our own markup for forms and fields, from the project's templates."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
