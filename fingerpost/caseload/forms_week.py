"""Contacts, sessions and progress: what is recorded from week to week."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fingerpost.caseload.forms import RecordForm, free_text, radios, word
from fingerpost.people.models import Placement

AHEAD = timedelta(days=366)
"""How far ahead a session may be planned."""
GROUP_OUTCOMES = ("attended", "absent_without_notice", "absent_with_notice")


class ContactForm(RecordForm):
    """The quick log: how, and what was said. The rest has its usual answer (to the learner, from here, today) and can
    be changed. `compartments` are those in which the author may write beside the usual one."""

    says_no_optional = True
    usual = ("way", "said")
    rest = ("party", "direction", "on", "outcome", "purpose", "compartment")

    def __init__(self, data: Any = None, *, today: date, compartments: Sequence[str] = (), initial: Any = None) -> None:
        super().__init__(data, today=today, initial={"party": "learner", "direction": "out", **(initial or {})})
        self.put(
            way=radios("contact", "way", label=_("How did you make contact?")),
            said=free_text(_("What was said?"), rows=2),
        )
        self.put_last(
            party=radios("contact", "party"),
            direction=radios("contact", "direction"),
            outcome=radios("contact", "outcome", empty=_("Not said")),
            purpose=radios("contact", "purpose", empty=_("Not said")),
        )
        for name in ("party", "direction", "on"):
            self.fields[name].required = False
        if compartments:
            choices = [("", _("Those who work with the learner")), *((each, _readers(each)) for each in compartments)]
            who = forms.ChoiceField(
                choices=choices, widget=forms.RadioSelect, required=False, label=_("Who may read it?")
            )
            self.put_last(compartment=who)

    def clean(self) -> dict[str, Any]:
        """Without a word and without an outcome nobody would know what came of it."""
        typed = super().clean() or self.cleaned_data
        typed["party"] = typed.get("party") or "learner"
        typed["direction"] = typed.get("direction") or "out"
        if "on" not in self.errors:
            typed["on"] = typed.get("on") or self.today
        if not typed.get("said") and not typed.get("outcome") and "said" not in self.errors:
            self.add_error("said", _("Write a few words, or open “Change that” and choose what came of it."))
        return typed

    def told(self) -> dict[str, Any]:
        """For the action: an empty compartment is that of all contacts."""
        return {**super().told(), "compartment": self.cleaned_data.get("compartment") or ""}

    def is_unusual(self) -> bool:
        """Whether the rest is shown unfolded: something there is wrong, or is not as usual."""
        usual = {"party": "learner", "direction": "out", "on": self.today, "outcome": None, "purpose": None}
        asked = {name: self.get_initial_for_field(self.fields[name], name) for name in usual}
        return any(name in self.errors for name in self.rest) or asked != usual

    def rest_fields(self) -> list[forms.BoundField]:
        """The fields that have a usual answer."""
        return [self[name] for name in self.rest if name in self.fields]


def _readers(compartment: str) -> str:
    return {
        "wellbeing": _("Only those who look after the learner's wellbeing"),
        "safeguarding": _("Only the safeguarding team"),
    }[compartment]


class SessionForm(RecordForm):
    """A session or visit of one learner, past or planned."""

    def __init__(self, data: Any = None, *, today: date, initial: Any = None) -> None:
        super().__init__(data, today=today, latest=today + AHEAD, initial={"sort": "session", **(initial or {})})
        self.put(sort=radios("session", "sort"))
        self.put_last(
            outcome=radios("session", "outcome", empty=_("Planned: not held yet")),
            cancelled_by=radios("session", "cancelled_by", empty=_("It was not cancelled")),
            said=free_text(_("What was done, or why it was not?")),
        )
        self.fields["on"].help_text = _("The day for which it was planned.")


class GroupSessionForm(RecordForm):
    """One session of several learners: a row for each, with the outcomes to tap."""

    says_no_optional = True

    def __init__(
        self, data: Any = None, *, today: date, learners: Sequence[Placement], initial: Any = None, everyone: str = ""
    ) -> None:
        super().__init__(data, today=today, initial={"sort": "session", **(initial or {})})
        self.learners = learners
        self.put(sort=radios("session", "sort"))
        choices = [("", _("Not part of it")), *((each, word(each)) for each in GROUP_OUTCOMES)]
        for each in learners:
            row = forms.ChoiceField(
                choices=choices,
                widget=forms.RadioSelect,
                required=False,
                label=each.learner.name,
                initial=everyone if everyone in GROUP_OUTCOMES else "",
            )
            self.put_last(**{_row(each.subject): row})
        self.put_last(said=free_text(_("What was done? (in the log of each)")))

    def rows(self) -> list[forms.BoundField]:
        """A field for each learner."""
        return [self[_row(each.subject)] for each in self.learners]

    def clean(self) -> dict[str, Any]:
        """Somebody must have been part of it."""
        typed = super().clean() or self.cleaned_data
        if not self.errors and not self._outcomes(typed):
            raise ValidationError(_("Nobody has been marked. Choose an outcome for at least one learner."))
        return typed

    def told(self) -> dict[str, Any]:
        """For the action: outcomes by learner."""
        typed = self.cleaned_data
        shared = {name: typed[name] for name in ("sort", "on", "said", "once")}
        return {**shared, "outcomes": self._outcomes(typed)}

    def _outcomes(self, typed: Mapping[str, Any]) -> dict[str, str]:
        rows = {each.subject: typed.get(_row(each.subject)) for each in self.learners}
        return {subject: outcome for subject, outcome in rows.items() if outcome}


def _row(subject: str) -> str:
    return f"outcome-{subject.partition(':')[2]}"


class ProgressForm(RecordForm):
    """How far the learner has come, and how far they should be."""

    def __init__(self, data: Any = None, *, today: date, initial: Any = None) -> None:
        super().__init__(data, today=today, initial=initial)
        self.put(
            percent=_percent(_("Percent achieved")),
            expected=_percent(_("Percent expected by now")),
            review=forms.BooleanField(required=False, label=_("This was a formal progress review")),
        )
        self.put_last(said=free_text(_("What was found, and what comes next?")))

    def clean(self) -> dict[str, Any]:
        """That progress was recorded is worth something without figures too, but then with words."""
        typed = super().clean() or self.cleaned_data
        if not self.errors and typed.get("percent") is None and not typed.get("said"):
            self.add_error("percent", _("Enter a figure from 0 to 100, or write below what was found."))
        return typed


def _percent(text: str) -> forms.FloatField:
    messages = {
        "invalid": _("Enter a figure from 0 to 100, for example 35."),
        "min_value": _("Enter a figure from 0 to 100."),
        "max_value": _("Enter a figure from 0 to 100."),
    }
    area = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "digits"})
    return forms.FloatField(
        label=text, required=False, min_value=0, max_value=100, widget=area, error_messages=messages
    )
