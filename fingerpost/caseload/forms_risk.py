"""Indicators and ratings."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from fingerpost.caseload.forms import RecordForm, free_text, listed
from fingerpost.caseload.telling import SAFEGUARDING_REFERRAL

STANDS = "stands"


class IndicatorForm(RecordForm):
    """Which circumstances hold from a day on: those of the start (5.1.1) or of the programme (5.1.2). `known` are those
    that hold already, by what the author may see; with `closes_check` none need hold."""

    def __init__(
        self,
        data: Any = None,
        *,
        today: date,
        at_start: bool = False,
        closes_check: bool = False,
        known: Collection[str] = (),
        initial: Any = None,
    ) -> None:
        super().__init__(data, today=today, initial=initial)
        self.closes_check = closes_check
        choices = listed("start-indicators" if at_start else "programme-indicators")
        codes = forms.MultipleChoiceField(
            choices=[(code, text) for code, text in choices if code not in known],
            widget=forms.CheckboxSelectMultiple,
            required=not closes_check,
            label=_("What holds?"),
            error_messages={"required": _("Choose at least one indicator.")},
        )
        if closes_check:
            codes.help_text = _("Leave all of them empty if you have looked and none holds.")
        self.put(codes=codes)
        self.put_last(said=free_text(_("What do you know about it?")))
        if not at_start:
            self.put_last(
                confidential=forms.BooleanField(
                    required=False,
                    label=_("Show others that there is something confidential"),
                    help_text=_(
                        "Only for a referral to the safeguarding team: it is read by that team alone, and so are your "
                        "words. Others who work with the learner see “confidential” if you choose so, else nothing."
                    ),
                )
            )

    def told(self) -> dict[str, Any]:
        """For the action."""
        typed = super().told()
        confidential = bool(typed.get("confidential")) and SAFEGUARDING_REFERRAL in typed["codes"]
        return {**typed, "confidential": confidential, "closes_start_check": self.closes_check}


class EndingForm(RecordForm):
    """From which day an indicator no longer holds."""

    def __init__(self, data: Any = None, *, today: date, initial: Any = None) -> None:
        super().__init__(data, today=today, initial=initial)
        self.fields["on"].label = _("No longer holds from")
        self.put_last(said=free_text(_("What has changed?")))


class RatingForm(RecordForm):
    """A rating with its meaning, or that the present one stands. `by_the_record` gives the rating by the facts on a
    day; None where there is none."""

    says_no_optional = True

    def __init__(
        self,
        data: Any = None,
        *,
        today: date,
        by_the_record: Callable[[date], str | None],
        initial: Any = None,
    ) -> None:
        super().__init__(data, today=today, initial=initial)
        self.by_the_record = by_the_record
        choices = [*listed("ratings"), (STANDS, _("The rating stands as it is, although the record disagrees"))]
        level = forms.ChoiceField(choices=choices, widget=forms.RadioSelect, label=_("How great is the risk?"))
        self.put(level=level)
        self.put_last(reason=free_text(_("Why? (needed where the rating is not what the record says)")))

    def clean(self) -> dict[str, Any]:
        """A rating other than the record's needs its reason."""
        typed = super().clean() or self.cleaned_data
        level, on = typed.get("level"), typed.get("on")
        if level is None or on is None or typed.get("reason"):
            return typed
        if level == STANDS:
            self.add_error("reason", _("Say why the rating stands."))
        elif self.by_the_record(on) not in (level, None):
            self.add_error("reason", _("The record says otherwise. Say why you rate the risk so."))
        return typed
