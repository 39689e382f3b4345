"""What is told of a learner, in the words of the desk. Pure: a call gives a fact that is ready to be recorded.

`on` is the day it happened; for a break's end the first day back, for a session the day it was planned for. Employers,
coaches and groups are named by their keys.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from fingerpost.facts.rows import Told

INDICATOR = "indicator"
SAFEGUARDING_REFERRAL, CONFIDENTIAL = "safeguarding-referral", "confidential"
"""The indicator that only the safeguarding team sees, and what others see in its stead if its author chose so (R1)."""


def started(
    on: date,
    *,
    learner: str,
    programme_type: str,
    nation: str,
    programme: str = "",
    planned_end: date | None = None,
    employer: str = "",
    coach: str = "",
    group: str = "",
    restarts: str | None = None,
) -> Told:
    """The learner starts the programme. What is empty is not said."""
    data = {
        "learner": learner,
        "programme": programme,
        "programme_type": programme_type,
        "nation": nation,
        "planned_end": planned_end,
        "employer": employer,
        "coach": coach,
        "group": group,
        "restarts": restarts,
    }
    return act("started", on, data)


def changed(on: date, **attributes: Any) -> Told:
    """Some of the attributes of the start are others from this day on; an empty one holds no longer."""
    return Told("changed", on, attributes)


def contact(
    on: date,
    way: str,
    direction: str,
    party: str,
    outcome: str | None = None,
    purpose: str | None = None,
    said: str = "",
) -> Told:
    """A contact or an attempt at one, with what was said (R3)."""
    data = {"way": way, "direction": direction, "party": party, "outcome": outcome, "purpose": purpose}
    return act("contact", on, data, said)


def session(on: date, sort: str, outcome: str | None = None, cancelled_by: str | None = None, said: str = "") -> Told:
    """A session, visit, review or three-way meeting; without an outcome it is planned (R13)."""
    return act("session", on, {"sort": sort, "outcome": outcome, "cancelled_by": cancelled_by}, said)


def progress(
    on: date, percent: float | None = None, expected: float | None = None, review: bool = False, said: str = ""
) -> Told:
    """Progress was recorded, in percent of the programme; `review` for a formal progress review."""
    return act("progress", on, {"percent": percent, "expected": expected, "review": review or None}, said)


def indicator(on: date, code: str, ended: bool = False, said: str = "", compartment: str = "") -> Told:
    """A circumstance that may put achievement at risk holds from this day, or no longer does."""
    return act(INDICATOR, on, {"code": code, "ended": ended or None}, said, compartment)


def rating(on: date, level: str, reason: str = "") -> Told:
    """How great the risk is, as a person judges it (5.2)."""
    return act("rating", on, {"level": level, "reason": reason})


def rating_stands(on: date, reason: str, compartment: str = "") -> Told:
    """The rating stays as it is, although the record disagrees, because."""
    return act("rating_stands", on, {"reason": reason}, compartment=compartment)


def break_began(on: date, reason: str = "", expected_return: date | None = None) -> Told:
    """A break in learning begins."""
    return act("break_began", on, {"reason": reason, "expected_return": expected_return})


def break_ended(on: date) -> Told:
    """The first day back from a break."""
    return act("break_ended", on)


def withdrew(on: date, reason: str = "", destination: str = "") -> Told:
    """The learner left before completing; `on` is the last day on the programme."""
    return act("withdrew", on, {"reason": reason, "destination": destination})


def completed(on: date) -> Told:
    """The programme is completed."""
    return act("completed", on)


def transferred(on: date, to: str) -> Told:
    """The learner goes on elsewhere, or on another programme."""
    return act("transferred", on, {"to": to})


def milestone(on: date, code: str) -> Told:
    """A milestone of the programme is reached."""
    return act("milestone", on, {"code": code})


def act(kind: str, on: date, data: Mapping[str, Any] | None = None, said: str = "", compartment: str = "") -> Told:
    """Any other kind of fact; fields that say nothing are left out."""
    given = {name: value for name, value in (data or {}).items() if value is not None and value != ""}
    return Told(kind, on, given, said, compartment)
