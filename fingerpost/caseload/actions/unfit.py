"""What the desk refuses to record, because it cannot have been so. Says why, and what to do instead."""

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from fingerpost.caseload.telling import SAFEGUARDING_REFERRAL
from fingerpost.facts.kinds import kind_named
from fingerpost.facts.rows import Told
from fingerpost.kit.dates import long_day
from fingerpost.rules.history import History


class UnfitActionError(ValueError):
    """An action that cannot be: the message says why and what to do, in the reader's language; `field` names what is at
    fault, where there is one."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


ONLY_WHILE_LEARNING = frozenset(
    "session progress break_began break_ended changed rating rating_stands indicator milestone".split()
)
"""Kinds of fact that cannot be so after the end of the programme; letters and calls may follow it."""
NOT_YET_KNOWN = ("attended", "absent_without_notice")
"""Outcomes of a session that nobody can know before its day."""


def refuse_unfit(history: History, told: Told, today: date) -> None:
    """UnfitActionError where a fact cannot be true of a learner with this history (what it corrects left out), told
    today. Raises FactError for a kind of fact that there is not."""
    if history.subject.partition(":")[0] != "enrolment" or told.data is None:
        return
    _refuse_the_future(told, told.data, today)
    if kind_named(told.kind).marks == "starts":
        if history.start is not None:
            message = _("This programme has begun already, on %(day)s. To put the start right, correct that entry.")
            raise UnfitActionError(message % {"day": _said(history.start)}, "on")
        return
    _refuse_outside_life(history, told)
    check = CHECKS.get(told.kind)
    if check is not None:
        check(history, told.on, told.data)


def _refuse_the_future(told: Told, data: Mapping[str, object], today: date) -> None:
    if told.on <= today:
        return
    if told.kind != "session":
        raise UnfitActionError(_("This day has not come yet. Enter today or an earlier day."), "on")
    if data.get("outcome") in NOT_YET_KNOWN:
        message = _(
            "The session lies ahead: nobody can know yet who attends. Leave the outcome open, or say who cancelled."
        )
        raise UnfitActionError(message, "outcome")


def _refuse_outside_life(history: History, told: Told) -> None:
    if history.start is None:
        raise UnfitActionError(_("Nothing says when this learner began the programme. Record the start first."))
    if told.on.toordinal() < history.start:
        message = _("The programme began on %(day)s. Enter that day or a later one.")
        raise UnfitActionError(message % {"day": _said(history.start)}, "on")
    if history.end is None:
        return
    if kind_named(told.kind).marks == "ends":
        message = _("The end of this programme is recorded already, on %(day)s. To change it, correct that entry.")
        raise UnfitActionError(message % {"day": _said(history.end)}, "on")
    if told.on.toordinal() > history.end and told.kind in ONLY_WHILE_LEARNING:
        message = _("The programme ended on %(day)s. Enter that day or an earlier one.")
        raise UnfitActionError(message % {"day": _said(history.end)}, "on")


def _refuse_second_break(history: History, on: date, data: Mapping[str, object]) -> None:
    expected = data.get("expected_return")
    if isinstance(expected, date) and expected <= on:
        raise UnfitActionError(_("The first day back must lie after the first day of the break."), "expected_return")
    for began, until in history.breaks:
        if until is None and began <= on.toordinal():
            message = _("A break runs already, since %(day)s. Record the first day back before another break begins.")
            raise UnfitActionError(message % {"day": _said(began)}, "on")
        if until is None or on.toordinal() < until:
            message = _("A break from %(day)s is recorded. Two breaks cannot lie in one another.")
            raise UnfitActionError(message % {"day": _said(began)}, "on")


def _refuse_end_without_break(history: History, on: date, data: Mapping[str, object]) -> None:
    running = [began for began, until in history.breaks if until is None]
    if not running:
        raise UnfitActionError(_("No break is running, so there is none to come back from."), "on")
    if on.toordinal() <= running[-1]:
        message = _("The break began on %(day)s. The first day back must be a later one.")
        raise UnfitActionError(message % {"day": _said(running[-1])}, "on")


def _refuse_odd_session(history: History, on: date, data: Mapping[str, object]) -> None:
    is_cancelled = data.get("outcome") == "cancelled"
    if data.get("cancelled_by") and not is_cancelled:
        raise UnfitActionError(_("Only a cancelled session has somebody who cancelled it."), "cancelled_by")


def _refuse_odd_percentages(history: History, on: date, data: Mapping[str, object]) -> None:
    for field in ("percent", "expected"):
        value = data.get(field)
        if isinstance(value, int | float) and not 0 <= value <= 100:
            raise UnfitActionError(_("Enter a figure from 0 to 100."), field)


def _refuse_idle_indicator(history: History, on: date, data: Mapping[str, object]) -> None:
    code, holds = str(data.get("code", "")), False
    if code == SAFEGUARDING_REFERRAL and not data.get("ended"):
        return  # to refuse a second one would tell its author that there is a first
    for fact in history.of_kind("indicator"):
        if fact.data and fact.data["code"] == code and fact.on <= on:
            holds = not fact.data.get("ended")
    if data.get("ended") and not holds:
        raise UnfitActionError(_("This indicator does not hold on that day, so it cannot end."), "on")
    if holds and not data.get("ended"):
        raise UnfitActionError(
            _("This indicator holds already. If it is over, record that it no longer holds."), "code"
        )


def _refuse_no_change(history: History, on: date, data: Mapping[str, object]) -> None:
    if all(value is None for value in data.values()):
        raise UnfitActionError(_("Nothing has been entered that would change."))


CHECKS: Mapping[str, Callable[[History, date, Mapping[str, object]], None]] = {
    "break_began": _refuse_second_break,
    "break_ended": _refuse_end_without_break,
    "session": _refuse_odd_session,
    "progress": _refuse_odd_percentages,
    "indicator": _refuse_idle_indicator,
    "changed": _refuse_no_change,
}
"""What is asked of single kinds, beside what is asked of all."""


def _said(ordinal: int) -> str:
    return long_day(date.fromordinal(ordinal))
