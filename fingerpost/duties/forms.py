"""What people type when they decide about a duty."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fingerpost.kit.fields import DayField
from fingerpost.people.models import Person

LONGEST = 1000
FURTHEST = timedelta(days=366)
"""A duty can be put off by a year at most: a slip in the year must not hide it for good."""


def _reason(required: bool = True) -> forms.CharField:
    help_text = _("Whoever may see the duty can read this.")
    widget = forms.Textarea(attrs={"rows": 3})
    missing = {"required": _("Say why, in a few words: others will ask.")}
    return forms.CharField(
        label=_("Reason"),
        required=required,
        max_length=LONGEST,
        widget=widget,
        help_text=help_text,
        error_messages=missing,
    )


class WaiverForm(forms.Form):
    """Why a duty need not be done."""

    reason = _reason()


class PassingOnForm(forms.Form):
    """To whom a duty goes."""

    to = forms.TypedChoiceField(
        label=_("To whom"),
        help_text=_("Everybody listed may see what this is about."),
        error_messages={
            "required": _("Choose a person."),
            "invalid_choice": _("Choose a person from the list: only they may see what this is about."),
        },
    )
    reason = _reason(required=False)

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {person.key: person for person in people}
        field = self.fields["to"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", _("Choose a person")), *((key, person.name) for key, person in known.items())]
        field.coerce = known.__getitem__


class PostponementForm(forms.Form):
    """Until when a duty is put off, and why."""

    until = DayField(label=_("Until"), help_text=_("The new last day, for example 16 3 2026."))
    reason = _reason()

    def __init__(self, *args: Any, today: date, due: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["until"]
        assert isinstance(field, DayField)
        field.earliest = max(today, due or today) + timedelta(days=1)
        field.latest = today + FURTHEST
