"""A life as it goes on: what happens to a learner day by day, and what the staff do about it because it is due.

What is due is asked of the rules themselves, by the facts so far; so a history here is one that the policy brings
forth. It is made as of a day and says nothing of that day or later ones.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from heapq import heappop, heappush
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from fingerpost.facts.kinds import kind_named
from fingerpost.facts.rows import Told
from fingerpost.kit.clock import LONDON
from fingerpost.project.demo.cast import Cast, Sector
from fingerpost.project.demo.fates import Fate
from fingerpost.rules.calendar import Calendar
from fingerpost.rules.duties import Result, evaluate
from fingerpost.rules.duty import Duty, Key, by_key
from fingerpost.rules.facts import Fact, in_force
from fingerpost.rules.history import History
from fingerpost.rules.policy import Policy
from fingerpost.rules.terms import Terms

MOST = 1000
"""More happens in no life: something calls for itself again and again."""
DELAYS = (0, 1, 1, 1, 2, 2, 3)
"""After how many working days people do what has become due."""
SLOW, SLOWER = 0.05, (5, 6, 8)
"""Now and then it takes them so long, but not on the ladder of stages, where days count."""
LADDER = "escalation"
LOUD_OUTCOMES = frozenset({"absent_without_notice", "cancelled"})
NEVER = date.max.toordinal()
HIDDEN, KEEPERS = "safeguarding", "safeguarding_team"


class Rules(Struct, frozen=True):
    """The policy with the provider's values."""

    policy: Policy
    terms: Terms


class Frame(Struct, frozen=True):
    """Who the learner is and when things begin; days are ordinals."""

    subject: str
    learner: str
    language: str
    sector: Sector
    coach: str
    employer: str
    programme: str
    start: int
    planned_end: int
    trouble: int
    fate: Fate


class EndlessLifeError(RuntimeError):
    """Something in a life calls for itself again and again: a deed that does not do its duty."""


class Living:
    """One life under way. `told` grows; of its facts `supersedes` is the place in `told` that they correct."""

    def __init__(self, cast: Cast, rules: Rules, frame: Frame, rng: Random) -> None:
        self.cast, self.rules, self.frame, self.rng = cast, rules, frame, rng
        self.calendar: Calendar = cast.calendar(frame.sector.plan.nation)
        self.today = cast.today.toordinal()
        self.day = frame.start
        self.told: list[Told] = []
        self.facts: list[Fact] = []
        self.coach = frame.coach
        self.is_away = False
        self.routine = 0
        self.has_ended = False
        self.has_answered = False
        self._agenda: list[tuple[int, int, Callable[[int], None]]] = []
        self._entered = 0
        self._delays: dict[Key, int] = {}
        self._tried: set[Key] = set()
        self._is_stale, self._is_dusty = True, True
        self._result: Result | None = None

    def plan(self, day: int, what: Callable[[int], None]) -> None:
        """Something will happen on the first working day from that one on."""
        self._entered += 1
        heappush(self._agenda, (self.working_day(day), self._entered, what))

    def working_day(self, day: int) -> int:
        """That day, or the next on which people work."""
        return day if self.calendar.is_working_day(day) else self.calendar.add_working_days(day, 1)

    def later(self, day: int, working_days: int) -> int:
        """So many working days later."""
        return self.calendar.add_working_days(day, working_days)

    def tell(self, told: Told, by: str = "") -> None:
        """Somebody, the coach unless another is named, records something on the day that it is."""
        at = self._moment()
        self.told.append(replace(told, by=by or self.coach, at=at))
        number = len(self.facts) + 1
        corrects = None if told.supersedes is None else f"{told.supersedes + 1:012}"
        kind = kind_named(told.kind)
        compartment = told.compartment or ("" if corrects else kind.compartment)
        fact = Fact(
            kind, self.frame.subject, told.on, told.data, f"{number:012}", at, by or self.coach, corrects, compartment
        )
        self.facts.append(fact)
        self._is_stale = self._is_stale or _is_loud(fact)
        self._is_dusty = True

    def _moment(self) -> datetime:
        """Some time in the working day, after what was recorded before."""
        on = date.fromordinal(self.day)
        moment = datetime.combine(on, time(8, 30), LONDON).astimezone(UTC)
        moment += timedelta(minutes=self.rng.randrange(420), seconds=self.rng.randrange(60))
        last = self.told[-1].at if self.told else None
        return moment if last is None or last < moment else last + timedelta(minutes=1 + self.rng.randrange(4))

    @property
    def on(self) -> date:
        """The day that it is."""
        return date.fromordinal(self.day)

    def result(self) -> Result:
        """What the rules say by the facts so far."""
        if self._is_stale or self._is_dusty or self._result is None:
            history = History(self.frame.subject, in_force(self.facts))
            self._result = evaluate(self.rules.policy, self.rules.terms, history, self.today)
            self._is_stale = self._is_dusty = False
        return self._result

    def _result_kept(self) -> Result:
        """The same, of before the last quiet facts: they call for nothing new, but may have done something."""
        return self.result() if self._is_stale or self._result is None else self._result

    def live(self, do: Callable[["Living", Duty], None]) -> None:
        """Goes on until the day of the demonstration; `do` is how somebody does a duty."""
        for _ in range(MOST):
            event_on = self._agenda[0][0] if self._agenda else NEVER
            act_on, duty, key = self._next_act(event_on)
            if min(event_on, act_on) >= self.today:
                return
            if act_on <= event_on and self._is_dusty:
                self._is_stale = True  # look again: what happened since may have done it
            elif duty is not None and key is not None and act_on <= event_on:
                self._tried.add(key)
                self.day = max(self.day, act_on)
                do(self, duty)
            else:
                event_on, _, what = heappop(self._agenda)
                self.day = max(self.day, event_on)
                what(self.day)
        raise EndlessLifeError(
            f"{self.frame.subject}, {self.frame.fate.name}: {[told.kind for told in self.told[-9:]]}"
        )

    def _next_act(self, before: int) -> tuple[int, Duty | None, Key | None]:
        """The duty that somebody does next, and on which day."""
        first: tuple[int, Duty | None, Key | None] = (NEVER, None, None)
        for key, duty in by_key(self._result_kept().duties).items():
            if duty.closed is not None and duty.outcome != "lapsed":
                continue
            if key in self._tried or duty.opens is None or self._is_left(duty):
                continue
            day = max(self._day_of(key, duty), self.day)
            is_over = duty.closed is not None and duty.closed.toordinal() <= day
            if day < first[0] and not is_over and self._has_somebody(duty, day):
                first = (day, duty, key)
        return first

    def _is_left(self, duty: Duty) -> bool:
        """Whether this is what nobody does, or nobody who could do it may know why it is due."""
        is_left = duty.action == self.frame.fate.leaves
        opens = duty.opens.toordinal() if duty.opens else 0
        hidden = bool(duty.because) and all(fact.compartment == HIDDEN for fact in duty.because)
        return (hidden and duty.owner != KEEPERS) or (is_left and opens >= self.frame.trouble)

    def _day_of(self, key: Key, duty: Duty) -> int:
        if key not in self._delays:
            is_slow = self.rng.random() < SLOW and duty.rule != LADDER
            self._delays[key] = self.rng.choice(SLOWER if is_slow else DELAYS)
        opens = duty.opens.toordinal() if duty.opens else NEVER
        return self.working_day(self.later(opens, self._delays[key]))

    def _has_somebody(self, duty: Duty, day: int) -> bool:
        """Whether its owner is still there on the day."""
        return self.owner(duty.owner) != self.cast.leaver or day < self.cast.left_on.toordinal()

    def owner(self, role: str) -> str:
        """Who sees to what a role owes about this learner."""
        if role == "coach":
            return self.coach
        return self.cast.holders.get(role) or self.frame.sector.manager


def _is_loud(fact: Fact) -> bool:
    """Whether a fact may call for something sooner than what was called for before it."""
    data = fact.data or {}
    if fact.kind.name == "session":
        return data.get("outcome") in LOUD_OUTCOMES
    if fact.kind.name == "progress":
        return bool(data.get("review")) or data["percent"] < data["expected"]
    return fact.kind.name not in ("contact", "milestone", "discussed")
