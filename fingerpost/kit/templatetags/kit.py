"""Parts of pages and days in words. A builtin: templates need not load it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField, CheckboxInput, Field
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from fingerpost.kit import dates

register = template.Library()

STATES = frozenset({"", "good", "warn", "bad", "half", "none"})
"""Shapes of a mark: ring (no state), disc, diamond (soon), triangle (late), half disc (supposed), dash (not asked)."""


@register.filter
def long_day(day: date | None) -> str:
    """ "Monday 16 February 2026"; nothing where there is no day."""
    return dates.long_day(day) if day else ""


@register.filter
def short_day(day: date | None) -> str:
    """ "Mon 16 February"; nothing where there is no day."""
    return dates.short_day(day) if day else ""


@register.filter
def table_day(day: date | None) -> str:
    """ "16 Feb 2026"; nothing where there is no day."""
    return dates.table_day(day) if day else ""


@register.filter
def day_and_month(day: date | None) -> str:
    """ "16 February"; nothing where there is no day."""
    return dates.day_and_month(day) if day else ""


@register.filter
def long_moment(moment: datetime | None) -> str:
    """ "Friday 13 February 2026, 10:40" in London; nothing where there is no moment."""
    return dates.long_moment(moment) if moment else ""


@register.filter
def short_moment(moment: datetime | None) -> str:
    """ "Fri 13 February, 10:40" in London; nothing where there is no moment."""
    return dates.short_moment(moment) if moment else ""


@register.filter
def clock_time(moment: datetime | None) -> str:
    """ "10:40" in London; nothing where there is no moment."""
    return dates.clock_time(moment) if moment else ""


@register.inclusion_tag("kit/parts/mark.html")
def mark(state: str, text: str, pill: bool = False) -> dict[str, Any]:
    """A state as shape, colour and words: `{% mark "bad" text %}`. `state` is one of `STATES`, else ValueError."""
    if state not in STATES:
        raise ValueError(
            f"“{state}” is no state of a mark; there are {', '.join(sorted(filter(None, STATES)))} and none at all"
        )
    return {"state": state, "text": text, "pill": pill}


@register.inclusion_tag("kit/parts/clause.html")
def clause(number: str, href: str = "", policy: str = "") -> dict[str, Any]:
    """The chip that points to a clause: `{% clause "5.3.2" why_url %}`; `policy` stands before the number."""
    return {"number": number, "href": href, "policy": policy}


@register.inclusion_tag("kit/parts/nums.html")
def nums(pairs: Iterable[tuple[str, Any]], words: bool = False) -> dict[str, Any]:
    """Figures with what they count, `(label, figure)`; `words` where the figures are words."""
    return {"pairs": pairs, "words": words}


@register.inclusion_tag("kit/parts/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any], key: str = "page") -> dict[str, Any]:
    """Links to the other pages of a list. What stands in the address stays; `key` is the page's name there."""
    kept = context["request"].GET.copy()
    kept.pop(key, None)
    elided = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(elided), "gap": page.paginator.ELLIPSIS, "key": key, "kept": kept.urlencode()}


@register.simple_tag(name="field")
def field_part(bound: BoundField, label: str = "", help_text: str | None = None, **attrs: Any) -> SafeString:
    """A field with label, hint and error: `{% field form.said rows=2 %}`. What else is given goes to the input."""
    bound.label = label or bound.label
    bound.help_text = bound.help_text if help_text is None else help_text
    bound.field.widget.attrs.update({name.replace("_", "-"): value for name, value in attrs.items()})
    return bound.as_field_group()


@register.inclusion_tag("kit/parts/error_summary.html")
def error_summary(*forms: BaseForm | None) -> dict[str, Any]:
    """What is to be put right, on top of the page, each with a link to its field. Nothing where nothing is wrong."""
    wrongs = [wrong for form in forms if form is not None for wrong in _wrongs(form)]
    return {"wrongs": wrongs, "count": len(wrongs)}


@register.filter
def first_id(bound: BoundField) -> str:
    """The id of the input to which a link to the field leads: the first choice, the day of a day."""
    found = bound.id_for_label
    return found or (f"{bound.auto_id}_0" if bound.auto_id else "")


@register.filter
def is_check(bound: BoundField) -> bool:
    """Whether the field is one box to tick, whose label stands beside it."""
    return isinstance(bound.field.widget, CheckboxInput)


@register.filter
def is_optional(bound: BoundField) -> bool:
    """Whether the field may be left empty and its label should say so: not a box to tick, and not part of a filter."""
    return not bound.field.required and not is_check(bound) and not getattr(bound.form, "says_no_optional", False)


def _wrongs(form: BaseForm) -> list[dict[str, str]]:
    """Errors of the whole form first, then of each field in its order; hidden fields have no place to lead to."""
    found = [{"text": str(text), "id": ""} for text in form.non_field_errors()]
    for bound in form:
        place = "" if bound.is_hidden else first_id(bound)
        found += [{"text": _named(bound, str(text)), "id": place} for text in bound.errors]
    return found


def _named(bound: BoundField, text: str) -> str:
    """An error that could stand at any field says in the summary which one it is."""
    if text != str(Field.default_error_messages["required"]):
        return text
    return gettext("“%(label)s” has no answer yet.") % {"label": bound.label}
