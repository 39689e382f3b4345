"""Histories told by hand, with dates as one writes them, and duties as one reads them."""

from datetime import date
from typing import Any

from .event import Event
from .ladder import slow_duties

Fact = tuple[str, str, dict[str, Any]]


def fact(day: str, kind: str, **data: Any) -> Fact:
    """A fact on a day."""
    return day, kind, data


def started(day: str, programme_type: str, nation: str, employer: str = "") -> Fact:
    """The start of an enrolment."""
    return fact(day, "started", programme_type=programme_type, nation=nation, employer=employer)


def absence(day: str) -> Fact:
    """An absence without notice."""
    return fact(day, "session", sort="session", outcome="absent_without_notice")


def visit(day: str, by: str = "learner") -> Fact:
    """A cancelled visit."""
    return fact(day, "session", sort="visit", outcome="cancelled", cancelled_by=by)


def notice(day: str, stage: int) -> Fact:
    """A notice is sent."""
    return fact(day, "notice_sent", stage=stage)


def attempt(day: str, way: str) -> Fact:
    """A welfare contact."""
    return fact(day, "contact", way=way, direction="out", purpose="welfare", party="learner")


def call(day: str, party: str) -> Fact:
    """A stage call."""
    return fact(day, "contact", way="phone", direction="out", purpose="stage_call", party=party)


def answer(day: str, commitment: bool) -> Fact:
    """The learner answers."""
    return fact(day, "response", party="learner", commitment=commitment)


def waiver(day: str, action: str) -> Fact:
    """A duty is waived."""
    return fact(day, "duty_waived", duty=f"escalation/{action}")


def review(day: str, percent: int | None, expected: int | None) -> Fact:
    """A formal review."""
    return fact(day, "progress", review=True, percent=percent, expected=expected)


def told(*facts: Fact) -> list[Event]:
    """The facts as events, recorded in the order in which they are told."""
    return [
        Event(kind, date.fromisoformat(day).toordinal(), data, f"f{place}", place)
        for place, (day, kind, data) in enumerate(facts, start=1)
    ]


def duties_of(*facts: Fact, until: str) -> list[str]:
    """The duties as lines: action, owner, opens, due, and then closed and outcome if any."""
    duties, _ = slow_duties(told(*facts), date.fromisoformat(until).toordinal())
    lines = []
    for duty in duties:
        words = [duty.action, duty.owner, written(duty.opens), written(duty.due)]
        if duty.closed is not None:
            words += [written(duty.closed), str(duty.outcome)]
        lines.append(" ".join(words))
    return lines


def written(day: int | None) -> str:
    """The day as month and day, or a dash where there is none."""
    return "-" if day is None else date.fromordinal(day).strftime("%m-%d")
