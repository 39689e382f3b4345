"""What all forms of the desk share: the day, a mark against sending twice, and fields made from kinds of fact."""

from collections.abc import Iterable, Mapping
from datetime import date
from secrets import token_urlsafe
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from fingerpost.facts.kinds import kind_named
from fingerpost.kit.fields import DayField
from fingerpost.kit.folding import folded
from fingerpost.people.models import Employer, named_exactly, named_like
from fingerpost.policies.packs import policy_of
from fingerpost.rules.kinds import Names

PACK = "learners-at-risk"
Choice = tuple[Any, str]
TEXT_LENGTH = 5000
SUGGESTED = 300
"""So many employers are suggested while one types; with more of them one types the name."""


def language() -> str:
    """The language of the page as packs name it: `en` or `cy`."""
    return (get_language() or "en")[:2]


def named(names: Names) -> str:
    """What a thing is called in the language of the page."""
    return str(getattr(names, language()))


def word(choice: str | int) -> str:
    """What the word of a choice means, as it begins a label."""
    names = policy_of(PACK).words.get(str(choice))
    text = str(choice) if names is None else named(names)
    return text[:1].upper() + text[1:]


def listed(name: str) -> list[Choice]:
    """The entries of one of the policy's lists, each with what it means."""
    return list(policy_of(PACK).texts[language()]["lists"][name].items())


def label(kind: str, field: str) -> str:
    """What a field of a kind of fact is called."""
    return named(kind_named(kind).fields[field].names)


def choices_of(kind: str, field: str, empty: str = "") -> list[Choice]:
    """The choices of a field of a kind of fact; `empty` names the choice of none of them."""
    found: list[Choice] = [(each, word(each)) for each in kind_named(kind).fields[field].choices]
    return [("", empty), *found] if empty else found


def radios(kind: str, field: str, *, empty: str = "", **others: Any) -> forms.ChoiceField:
    """One choice of a kind's field, each with its own place to tap; with `empty` it may be left open."""
    others.setdefault("label", label(kind, field))
    choices = choices_of(kind, field, empty)
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, required=not empty, **others)


def free_text(text: str, *, rows: int = 3, required: bool = False, **others: Any) -> forms.CharField:
    """What people write."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=text, widget=area, required=required, max_length=TEXT_LENGTH, **others)


class RecordForm(forms.Form):
    """A form that records something: on which day, and once however often it is sent. `today` is the last day that it
    takes, unless `latest` says another."""

    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    on = DayField(label=gettext_lazy("On which day?"))

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        today: date,
        latest: date | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial={"once": token_urlsafe(12), "on": today, **(initial or {})})
        self.today = today
        self.fields["on"].latest = latest or today  # type: ignore[attr-defined]

    def put(self, **fields: forms.Field) -> None:
        """Adds fields whose words depend on the language of the page, before the day."""
        self.fields = {**_asking(fields), **self.fields}

    def put_last(self, **fields: forms.Field) -> None:
        """Adds fields after the day."""
        self.fields.update(_asking(fields))

    def told(self) -> dict[str, Any]:
        """What was typed, for the action; empty choices are none."""
        return {name: None if value == "" and self._is_choice(name) else value for name, value in self._typed()}

    def _typed(self) -> Iterable[tuple[str, Any]]:
        return self.cleaned_data.items()

    def _is_choice(self, name: str) -> bool:
        return isinstance(self.fields.get(name), forms.ChoiceField)


def _asking(fields: Mapping[str, forms.Field]) -> Mapping[str, forms.Field]:
    """The same fields, which name themselves where they were left without an answer."""
    for each in fields.values():
        if each.required and each.error_messages["required"] == forms.Field.default_error_messages["required"]:
            each.error_messages["required"] = _("“%(label)s” has no answer yet.") % {"label": each.label}
    return fields


class EmployerField(forms.CharField):
    """An employer, typed by name, or by name and place; a name that is not known is answered with those like it."""

    def __init__(self, **others: Any) -> None:
        super().__init__(max_length=330, **others)
        self.widget.attrs |= {"list": "employers", "autocomplete": "off"}

    def clean(self, value: Any) -> Any:
        """The key of the employer; ValidationError says which there are."""
        typed = super().clean(value)
        if not typed:
            return ""
        name, _comma, _place = typed.rpartition(", ")
        alike = Employer.objects.filter(named_exactly(typed) | named_exactly(name))
        found = [each for each in alike if folded(typed) in (folded(each.name), folded(str(each)))]
        if len(found) == 1:
            return found[0].key
        raise ValidationError(_unclear(typed), code="unclear")


def _unclear(typed: str) -> str:
    alike = Employer.objects.filter(named_like(typed.partition(",")[0], "sought")).order_by("name", "place")[:5]
    names = "; ".join(map(str, alike))
    if not names:
        return _("No employer has this name. Check the spelling, or have the employer added to the list first.")
    return _("Write the employer's name as the list has it: %(names)s.") % {"names": names}


def suggested_employers() -> list[str]:
    """The names that are suggested while one types; none where there are too many to send."""
    names = [str(each) for each in Employer.objects.order_by("name", "place")[: SUGGESTED + 1]]
    return names if len(names) <= SUGGESTED else []
