"""The floor: stage 1 of the ladder as a loop that knows its policy by heart, for England and Wales.

It does less than the engine (no breaks, corrections, parameters, owners, stages 2 and 3) and says what a special
case costs on the same facts.
"""

from collections.abc import Sequence

from fingerpost.rules.calendar import Calendar
from fingerpost.rules.facts import Fact

LIMIT = {"england": 42, "wales": 49}


def stage_1_by_hand(facts: Sequence[Fact], calendars: dict[str, Calendar]) -> list[tuple[str, int, int, int | None]]:
    """(action, opens, due, closed) for send-notice-1 and attempts-1, as ordinals."""
    start = facts[0].data or {}
    nation = start["nation"]
    calendar, limit = calendars[nation], LIMIT[nation]
    silent_since = facts[0].day
    opened = sent = phoned = emailed = None
    for fact in facts:
        day, kind, data = fact.day, fact.kind.name, fact.data or {}
        if opened is None and day > silent_since + limit:
            opened = silent_since + limit + 1
        if kind == "progress" or kind == "response":
            silent_since = day
        elif kind == "session":
            if opened is None and data.get("outcome") == "absent_without_notice":
                opened = day
        elif kind == "notice_sent":
            if opened is not None and sent is None:
                sent = day
        elif kind == "contact" and sent is not None and data.get("purpose") == "welfare":
            if data["way"] == "phone":
                phoned = phoned or day
            else:
                emailed = emailed or day
    if opened is None:
        opened = silent_since + limit + 1
    duties: list[tuple[str, int, int, int | None]] = [
        ("send-notice-1", opened, calendar.add_working_days(opened, 1), sent)
    ]
    if sent is not None:
        closed = max(phoned, emailed) if phoned and emailed else None
        duties.append(("attempts-1", sent, calendar.add_working_days(sent, 5), closed))
    return duties
