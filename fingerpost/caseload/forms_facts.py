"""Forms made from a kind of fact: for every kind that has no page of its own, and for putting entries right."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from fingerpost.caseload.forms import Choice, EmployerField, RecordForm, free_text, listed, named, radios, word
from fingerpost.kit.fields import DayField
from fingerpost.people.roles import ROLES
from fingerpost.rules.kinds import Kind

LISTS = {("plan_agreed", "options"): "support-options", ("support_given", "option"): "support-options"}
"""Lists of the policy from which a field of words, or of one word, is chosen."""
ROLES_IN = (("notice_sent", "copied_to"),)
"""Fields of words that name roles."""
NOT_TYPED = ("subject", "value", "table")
"""Types of fields that nobody types: what they hold is kept."""
Lists = Mapping[str, Sequence[Choice]]


class FactForm(RecordForm):
    """The fields of a kind of fact. `names` narrows them; `lists` gives the coaches and groups to choose from; `kept`
    is what the fact holds beside them."""

    def __init__(
        self,
        data: Any = None,
        *,
        kind: Kind,
        today: date,
        latest: date | None = None,
        names: Collection[str] | None = None,
        lists: Lists | None = None,
        kept: Mapping[str, Any] | None = None,
        initial: Any = None,
    ) -> None:
        super().__init__(data, today=today, latest=latest, initial=initial)
        self.kept = dict(kept or {})
        shown = {name: field for name in kind.fields if (field := _field(kind, name, lists or {})) is not None}
        self.typed = [name for name in shown if names is None or name in names]
        self.put(**{name: shown[name] for name in self.typed})
        if (initial or {}).get("said") or not any(kind.fields[name].type == "text" for name in self.typed):
            self.put_last(said=free_text(_("What was said or agreed?")))

    def told(self) -> dict[str, Any]:
        """For the action: the data as the fact holds it, what was said, the day, and the mark against sending twice."""
        typed = self.cleaned_data
        unchanged = {name for name in ("coach", "group") if name in self.kept and typed.get(name) == ""}
        data = {**self.kept, **{name: typed[name] for name in self.typed if name not in unchanged}}
        given = {name: value for name, value in data.items() if value not in (None, "", [])}
        return {"data": given, "said": typed.get("said", ""), "on": typed["on"], "once": typed["once"]}


class TakeBackForm(RecordForm):
    """Why an entry is taken back."""

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, today=today)
        del self.fields["on"]
        self.put(reason=free_text(_("Why was it wrong?"), required=True))


def _field(kind: Kind, name: str, lists: Lists) -> forms.Field | None:
    """The field of a form for a field of a kind; None where nobody types it."""
    if name in kind.sets and name in ("employer", "coach", "group"):
        return _place(kind, name, lists)
    if kind.fields[name].type in NOT_TYPED:
        return None
    return MAKERS[kind.fields[name].type](kind, name)


def _place(kind: Kind, name: str, lists: Lists) -> forms.Field | None:
    text = named(kind.fields[name].names)
    if name == "employer":
        return EmployerField(label=text, required=False)
    if name not in lists:
        return None
    return forms.ChoiceField(choices=[("", _("Unchanged")), *lists[name]], required=False, label=text)


def _chosen(kind: Kind, name: str) -> forms.Field:
    field = kind.fields[name]
    by_word = {str(each): each for each in field.choices}
    made = radios(kind.name, name, empty="" if field.required else _("Not said"))
    return forms.TypedChoiceField(
        choices=made.choices,
        widget=forms.RadioSelect,
        required=field.required,
        label=made.label,
        coerce=by_word.__getitem__,
        empty_value=None,
    )


def _ticked(kind: Kind, name: str) -> forms.Field:
    field = kind.fields[name]
    choices: list[Choice] = [(each, word(each)) for each in field.choices]
    if (kind.name, name) in LISTS:
        choices = listed(LISTS[kind.name, name])
    elif (kind.name, name) in ROLES_IN:
        choices = [(slug, str(role.name)) for slug, role in ROLES.items()]
    if not choices:
        return LinesField(required=field.required, label=named(field.names), help_text=_("One on each line."))
    box = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(choices=choices, widget=box, required=field.required, label=named(field.names))


class LinesField(forms.CharField):
    """Several words, one on each line."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        """The words, without empty lines."""
        lines = value if isinstance(value, list | tuple) else str(value or "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        """The words as one types them."""
        return "\n".join(value) if isinstance(value, list | tuple) else value


def _answered(kind: Kind, name: str) -> forms.Field:
    field = kind.fields[name]
    choices = [("true", _("Yes")), ("false", _("No"))]
    return forms.TypedChoiceField(
        choices=choices if field.required else [("", _("Not said")), *choices],
        widget=forms.RadioSelect,
        required=field.required,
        label=named(field.names),
        coerce={"true": True, "false": False}.__getitem__,
        empty_value=None,
    )


def _written(kind: Kind, name: str) -> forms.Field:
    field = kind.fields[name]
    if (kind.name, name) in LISTS:
        choices = listed(LISTS[kind.name, name])
        return forms.ChoiceField(
            choices=choices, widget=forms.RadioSelect, required=field.required, label=named(field.names)
        )
    if field.type == "text" and name not in kind.sets:
        return free_text(named(field.names), required=field.required)
    return forms.CharField(label=named(field.names), required=field.required, max_length=200)


def _counted(kind: Kind, name: str) -> forms.Field:
    field = kind.fields[name]
    sort = forms.IntegerField if field.type == "whole_number" else forms.FloatField
    box = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "digits"})
    return sort(label=named(field.names), required=field.required, widget=box)


def _dated(kind: Kind, name: str) -> forms.Field:
    field = kind.fields[name]
    return DayField(label=named(field.names), required=field.required)


MAKERS = {
    "word": _written,
    "text": _written,
    "choice": _chosen,
    "choices": _ticked,
    "words": _ticked,
    "yes_no": _answered,
    "number": _counted,
    "whole_number": _counted,
    "date": _dated,
}
