"""The slow ladder: from one enrolment's facts to the duties of its escalation, day by day."""

from collections.abc import Iterable

from .event import Event
from .life import Life, SlowDuty
from .moves import evening, morning
from .triggers import was_silent_before_start


def slow_duties(events: Iterable[Event], last_day: int) -> tuple[list[SlowDuty], set[str]]:
    """The duties that open by `last_day` (a date ordinal), and the rulings that decided them.

    Duties come in the order of opening, then of action; those not closed by `last_day` have
    `closed` and `outcome` None. Breaks that begin later are known from the first day, as
    deadlines are always counted with all breaks that the facts hold.
    """
    life = Life(events)
    if was_silent_before_start(life.world):
        life.tag("R3 nothing before the start breaks a silence")
    until = last_day if life.world.end is None else min(last_day, life.world.end)
    for day in range(life.world.start, until + 1):
        morning(life, day)
        evening(life, day)
    is_over = until == life.world.end
    if is_over and any(e.on > until and e.kind in ("session", "notice_sent") for e in life.world.events):
        life.tag("R12 nothing opens after the end")
    return life.duties(), life.reached
