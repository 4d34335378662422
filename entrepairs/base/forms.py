"""The look of forms: our markup, native dates, wide targets for choices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting


class HouseRenderer(TemplatesSetting):
    """Our own markup for forms and fields, from the project's templates."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


class DayInput(forms.DateInput):
    """A day, with the browser's own calendar; the field still reads dd/mm/yyyy."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class MomentInput(forms.DateTimeInput):
    """A day and an hour, in the time zone of the organisation."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class Picks(forms.RadioSelect):
    """One choice among a few, each a wide target, with an icon beside its word if given."""

    def __init__(self, icons: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.icons = icons or {}

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return _with_icon(super().create_option(*args, **kwargs), self.icons)


class ManyPicks(forms.CheckboxSelectMultiple):
    """Several choices among a few, each a wide target."""

    def __init__(self, icons: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.icons = icons or {}

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return _with_icon(super().create_option(*args, **kwargs), self.icons)


def _with_icon(option: dict[str, Any], icons: Mapping[str, str]) -> dict[str, Any]:
    return {**option, "icon": icons.get(str(option["value"]), "")}
