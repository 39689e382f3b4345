"""Fields of forms that Django does not have: a day typed in three boxes."""

import calendar
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fingerpost.kit.dates import long_day
from fingerpost.kit.months import month_typed

EARLIEST_YEAR, LATEST_YEAR = 1990, 2090
"""The years in which working days are known."""


class TypedDay(NamedTuple):
    """What was typed into the three boxes, as it was typed."""

    day: str = ""
    month: str = ""
    year: str = ""


class DayInput(forms.Widget):
    """Three boxes, for day, month and year. Takes a whole day too, under the field's own name: `?on=2026-02-16`."""

    template_name = "kit/widgets/day.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What the template of the three boxes needs."""
        context: dict[str, Any] = super().get_context(name, None, attrs)
        typed = _as_typed(value)
        context["is_wrong"] = "aria-invalid" in context["widget"]["attrs"]
        names = (
            ("day", gettext_lazy("Day"), 2),
            ("month", gettext_lazy("Month"), 9),
            ("year", gettext_lazy("Year"), 4),
        )
        context["boxes"] = [
            {"part": part, "label": label, "length": length, "value": getattr(typed, part)}
            for part, label, length in names
        ]
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> TypedDay:
        """What was typed, even where it makes no day: it is shown again."""
        if not any(f"{name}_{part}" in data for part in TypedDay._fields):
            return _as_typed(data.get(name))
        return TypedDay(*(str(data.get(f"{name}_{part}") or "").strip() for part in TypedDay._fields))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether the form that was sent had none of the boxes."""
        return name not in data and not any(f"{name}_{part}" in data for part in TypedDay._fields)

    def id_for_label(self, id_: str) -> str:
        """The box to which a label or a link of the summary leads."""
        return f"{id_}_day" if id_ else id_


class DayField(forms.Field):
    """A day. A form may set `earliest` and `latest` on the field when it is made; both days themselves are allowed."""

    widget = DayInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": gettext_lazy("Enter a day, a month and a year, for example 16 3 2026.")
    }

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.earliest, self.latest = earliest, latest

    def to_python(self, value: Any) -> date | None:
        """The day that was typed; ValidationError says which part is missing or wrong."""
        if isinstance(value, date) or value in self.empty_values:
            return value or None
        typed = _as_typed(value)
        return _day(typed) if any(typed) else None

    def validate(self, value: date | None) -> None:
        """ValidationError where the day lies outside what the form allows."""
        super().validate(value)
        if value and self.latest and value > self.latest:
            raise ValidationError(_("Enter a day no later than %(day)s.") % {"day": long_day(self.latest)}, code="late")
        if value and self.earliest and value < self.earliest:
            raise ValidationError(
                _("Enter a day no earlier than %(day)s.") % {"day": long_day(self.earliest)}, code="early"
            )

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another day was typed than the one first shown."""
        return _as_typed(initial) != _as_typed(data)


def _as_typed(value: Any) -> TypedDay:
    if isinstance(value, TypedDay):
        return value
    if isinstance(value, date):
        return TypedDay(str(value.day), str(value.month), str(value.year))
    try:
        return _as_typed(date.fromisoformat(str(value or "")))
    except ValueError:
        return TypedDay(day=str(value or ""))


def _day(typed: TypedDay) -> date:
    missing = [part for part in TypedDay._fields if not getattr(typed, part)]
    if missing:
        raise ValidationError(_missing(missing), code="incomplete")
    year, month = _year(typed.year), month_typed(typed.month)
    if month is None:
        raise ValidationError(
            _("“%(typed)s” is no month: enter a number from 1 to 12, or its name.") % {"typed": typed.month}
        )
    last = calendar.monthrange(year, month)[1]
    if not (typed.day.isascii() and typed.day.isdigit() and 1 <= int(typed.day) <= last):
        told = {"month": _month_of(year, month), "count": last}
        raise ValidationError(_("%(month)s has %(count)d days: enter a day from 1 to %(count)d.") % told)
    return date(year, month, int(typed.day))


def _missing(parts: list[str]) -> str:
    if len(parts) > 1:
        return _("Enter a day, a month and a year, for example 16 3 2026.")
    return {"day": _("Enter the day too."), "month": _("Enter the month too."), "year": _("Enter the year too.")}[
        parts[0]
    ]


def _year(typed: str) -> int:
    digits = typed.isascii() and typed.isdigit()
    year = int(typed) + 2000 if digits and len(typed) == 2 else int(typed) if digits and len(typed) == 4 else 0
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValidationError(_("Enter the year with four figures, for example 2026."), code="year")
    return year


def _month_of(year: int, month: int) -> str:
    return long_day(date(year, month, 1)).split(" 1 ", 1)[1]
