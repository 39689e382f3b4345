"""The way through a programme: breaks, employer, coach, and the end."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from fingerpost.caseload.forms import EmployerField, RecordForm, free_text, label
from fingerpost.kit.fields import DayField
from fingerpost.people.models import Person


class BreakForm(RecordForm):
    """The first day of a break, why, and when the learner is expected back."""

    def __init__(self, data: Any = None, *, today: date, initial: Any = None) -> None:
        super().__init__(data, today=today, initial=initial)
        self.fields["on"].label = _("First day of the break")
        self.put_last(
            expected_return=DayField(
                label=label("break_began", "expected_return"),
                required=False,
                help_text=_("On that day you are asked whether the learner is back."),
            ),
            reason=free_text(label("break_began", "reason")),
        )


class ReturnForm(RecordForm):
    """The first day back."""

    def __init__(self, data: Any = None, *, today: date, initial: Any = None) -> None:
        super().__init__(data, today=today, initial=initial)
        self.fields["on"].label = _("First day back")


class EmployerForm(RecordForm):
    """Which employer, and from when."""

    def __init__(self, data: Any = None, *, today: date, initial: Any = None) -> None:
        super().__init__(data, today=today, initial=initial)
        self.put(
            employer=EmployerField(label=_("New employer"), help_text=_("Type the name; add the place if needed."))
        )
        self.fields["on"].label = _("First day with this employer")
        self.put_last(said=free_text(_("What should others know about the change?")))


class CoachForm(RecordForm):
    """Which coach, and from when."""

    def __init__(self, data: Any = None, *, today: date, coaches: Iterable[Person], initial: Any = None) -> None:
        super().__init__(data, today=today, initial=initial)
        choices = [("", _("Choose a coach")), *((each.key, each.name) for each in coaches)]
        self.put(coach=forms.ChoiceField(choices=choices, label=_("New coach")))
        self.fields["on"].label = _("In this coach's caseload from")
        self.put_last(said=free_text(_("What should the new coach know?")))


class WithdrawalForm(RecordForm):
    """That the learner leaves, on which day, why, and where they go."""

    def __init__(self, data: Any = None, *, today: date, initial: Any = None) -> None:
        super().__init__(data, today=today, initial=initial)
        self.fields["on"].label = _("Last day on the programme")
        self.put_last(
            reason=free_text(label("withdrew", "reason"), required=True),
            destination=forms.CharField(
                label=label("withdrew", "destination"),
                required=False,
                max_length=200,
                help_text=_("Where the learner goes on, if you know."),
            ),
        )


class CompletionForm(RecordForm):
    """The day on which the programme was completed."""

    def __init__(self, data: Any = None, *, today: date, initial: Any = None) -> None:
        super().__init__(data, today=today, initial=initial)
        self.fields["on"].label = _("Completed on")
