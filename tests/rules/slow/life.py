"""The state that the slow ladder keeps from day to day: the case, its duties, what is used up."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from .event import Event
from .rulings import RULINGS
from .world import World

NOTICES = {1: "send-notice-1", 2: "send-notice-2", 3: "send-withdrawal-notice"}
MANAGED = ("call-2", "send-notice-2", "consider-removal")
HEADED = (
    "call-3",
    "send-withdrawal-notice",
    "seek-employer-consent",
    "decide-withdrawal",
    "record-withdrawal",
)
KNOWN = frozenset(RULINGS)


@dataclass(frozen=True, slots=True)
class SlowDuty:
    """A duty that the slow ladder found; days are date ordinals, open ones end in None."""

    action: str
    owner: str
    opens: int
    due: int | None
    closed: int | None = None
    outcome: str | None = None


@dataclass(slots=True)
class Case:
    """A case: `state` is due (stage 1 not sent), waiting (for an answer), answered or leaving.

    `since` is the day from which acts of the stage count; `settled` says when and how each of
    the stage's duties was settled, those too that were done before they could open.
    """

    opened: int
    state: str
    since: int
    stage: int = 1
    answered_on: int = 0
    is_next_stage_pending: bool = False
    noes_used_on: int = 0
    is_consent_asked: bool = False
    window_ends: int | None = None
    open: dict[str, SlowDuty] = field(default_factory=dict)
    settled: dict[str, tuple[int, str]] = field(default_factory=dict)


class Life:
    """One enrolment on its way through the days."""

    def __init__(self, events: Iterable[Event]) -> None:
        """Begin before the first day, with nothing open and nothing used."""
        self.world = World(events)
        self.case: Case | None = None
        self.last_closed = 0
        self.listed: list[SlowDuty] = []
        self.reached: set[str] = set()
        self.anchor = self.world.start
        self.renewals: dict[int, str] = {}
        self.silences_used: set[int] = set()
        self.visits: list[Event] = []
        self.visits_used: list[Event] = []
        self.occasions = 0
        self.trigger_worked_on = 0

    def tag(self, ruling: str) -> None:
        """Note that the ruling decided something."""
        if ruling not in KNOWN:
            raise ValueError(f"{ruling!r} is not in RULINGS: add it there or mend its spelling")
        self.reached.add(ruling)

    def owner_of(self, action: str, day: int) -> str:
        """R18: the role that owns the action on the day."""
        if action not in MANAGED + HEADED:
            return "coach"
        if self.world.attribute("nation", day) == "wales":
            return "operational_support_coordinator"
        if action in HEADED:
            return "head_of_operations"
        if self.world.attribute("programme_type", day) == "traineeship":
            return "traineeship_manager"
        return "sector_manager"

    def ask(self, case: Case, action: str, day: int, working_days: int) -> SlowDuty:
        """Open a duty on the day, due so many working days after it."""
        owner = self.owner_of(action, day)
        due = self.world.working_days_after(day, working_days)
        self.tag(f"R18 {owner}")
        if due is None:
            self.tag("R19 no due day while a break has no end")
        else:
            if any(day < began <= due for began, _ in self.world.breaks):
                self.tag("R19 a break that comes later moves the due day")
            if self.world.holiday_within(day, due):
                self.tag("R19 a bank holiday moves the due day")
        case.open[action] = SlowDuty(action, owner, day, due)
        return case.open[action]

    def settle(self, case: Case, action: str, day: int, outcome: str) -> None:
        """Close an open duty; one that opens and lapses on one day is not listed."""
        duty = case.open.pop(action)
        case.settled[action] = (day, outcome)
        if self.owner_of(action, day) != duty.owner:
            self.tag("R18 the owner stays as on the day of opening")
        if duty.opens == day and outcome == "lapsed":
            self.tag("R12 opened and lapsed on one day is not listed")
            return
        if duty.opens == day:
            self.tag("R12 opened and done on one day is listed")
        self.listed.append(replace(duty, closed=day, outcome=outcome))

    def duties(self) -> list[SlowDuty]:
        """All duties, those still open among them, in the order of opening, then of action."""
        still_open = list(self.case.open.values()) if self.case else []
        return sorted(self.listed + still_open, key=lambda duty: (duty.opens, duty.action))
