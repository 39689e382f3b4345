"""Entering a learner on a programme: somebody new, or somebody who is among the people already."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fingerpost.caseload.actions.course import KEY
from fingerpost.caseload.forms import Choice, EmployerField, RecordForm, label, radios
from fingerpost.facts.keys import new_key
from fingerpost.kit.fields import DayField
from fingerpost.people.models import Person, named_exactly

SOMEBODY_NEW = "new"
LONGEST = timedelta(days=3653)
"""No programme is planned for longer than ten years."""


class EnrolForm(RecordForm):
    """Who, which programme, where and from when. `person` is the learner, where the page was opened for one."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        today: date,
        groups: Sequence[Choice],
        coaches: Sequence[Choice],
        person: Person | None = None,
        initial: Any = None,
    ) -> None:
        super().__init__(data, today=today, initial={"key": new_key("enrolment"), **(initial or {})})
        self.person = person
        if person is None:
            self._ask_who()
        self.put_last(
            programme=forms.CharField(label=label("started", "programme"), max_length=200),
            programme_type=radios("started", "programme_type"),
            nation=radios("started", "nation"),
            planned_end=DayField(label=label("started", "planned_end"), required=False),
            group=forms.ChoiceField(label=label("started", "group"), choices=[("", _("Choose a group")), *groups]),
            coach=forms.ChoiceField(
                label=label("started", "coach"), choices=[("", _("Not known yet")), *coaches], required=False
            ),
            employer=EmployerField(label=label("started", "employer"), required=False),
        )
        self.fields["on"].label = _("First day of the programme")
        self.fields["planned_end"].latest = today + LONGEST  # type: ignore[attr-defined]

    def _ask_who(self) -> None:
        self.put(
            name=forms.CharField(label=_("Name of the learner"), max_length=200),
            email=forms.EmailField(label=_("Email"), required=False),
            phone=forms.CharField(label=_("Telephone"), required=False, max_length=40),
            language=forms.ChoiceField(
                label=_("Language"), choices=Person.Language.choices, widget=forms.RadioSelect, initial="en"
            ),
        )
        name = " ".join(str(self.data.get("name", "")).split()) if self.is_bound else ""
        namesakes = list(Person.objects.filter(named_exactly(name))[:5]) if name else []
        if namesakes:
            choices = [(each.key, _same(each)) for each in namesakes]
            who = forms.ChoiceField(
                choices=[*choices, (SOMEBODY_NEW, _("No, this is somebody else"))],
                widget=forms.RadioSelect,
                label=_("Is this the same person?"),
                error_messages={"required": _("Somebody has this name already. Say whether it is the same person.")},
            )
            self.put_last(same=who)

    def clean_key(self) -> str:
        """The key of the enrolment to be; the page gave it."""
        key = str(self.cleaned_data["key"])
        if not KEY.fullmatch(key):
            raise ValidationError(_("Something is missing from this form. Open the page again."))
        return key

    def clean(self) -> dict[str, Any]:
        """The end is planned for a day after the start."""
        typed = super().clean() or self.cleaned_data
        start, end = typed.get("on"), typed.get("planned_end")
        if start and end and end <= start:
            self.add_error("planned_end", _("The planned end must lie after the first day."))
        return typed

    def learner(self) -> str:
        """The key of a learner who is among the people; empty for somebody new."""
        if self.person is not None:
            return self.person.key
        same = str(self.cleaned_data.get("same") or SOMEBODY_NEW)
        return "" if same == SOMEBODY_NEW else same

    def told(self) -> dict[str, Any]:
        """For the action: what the programme is, and for somebody new who they are."""
        typed = {name: value for name, value in self.cleaned_data.items() if name not in ("once", "same")}
        if learner := self.learner():
            about_person = ("name", "email", "phone", "language")
            return {"learner": learner, **{name: value for name, value in typed.items() if name not in about_person}}
        return typed


def _same(person: Person) -> str:
    """A namesake, with enough to tell them by and no more: who enrols need not be allowed to see this person."""
    first, _at, house = person.email.partition("@")
    email = f"{first[:1]}…@{house}" if house else ""
    phone = f"…{person.phone[-3:]}" if person.phone else ""
    known = ", ".join(filter(None, (email, phone)))
    return _("Yes: %(name)s (%(known)s)") % {"name": person.name, "known": known or _("no address known")}
