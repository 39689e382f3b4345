"""The book in which a random history is written: facts as they come, ids and recording at last."""

from random import Random
from typing import Any

from .event import Event
from .world import calendar_of

WAYS = ("phone", "email")


class Diary:
    """One enrolment's facts so far, and the attributes that the writer goes by."""

    def __init__(self, rng: Random, start: int) -> None:
        """Choose the enrolment's attributes and note its start."""
        self.rng, self.start = rng, start
        self.facts: list[tuple[str, int, dict[str, Any]]] = []
        self.nation = rng.choice(("england", "wales"))
        self.programme = self.pick(apprenticeship=60, traineeship=25, course=15)
        self.employer = "employer:M-1" if self.chance(0.65) else ""
        data = {
            "learner": "person:P-1",
            "programme": "care-2",
            "programme_type": self.programme,
            "nation": self.nation,
            "coach": "person:C-1",
        }
        if self.employer:
            data["employer"] = self.employer
        self.add(start, "started", **data)

    def chance(self, probability: float) -> bool:
        """Throw the dice."""
        return self.rng.random() < probability

    def pick(self, **weights: int) -> str:
        """One of the names, as often as its weight says."""
        return self.rng.choices(list(weights), weights=list(weights.values()))[0]

    def add(self, day: int, kind: str, **data: Any) -> None:
        """Write a fact; now and then twice."""
        self.facts.append((kind, day, data))
        if kind not in ("started", "break_began", "break_ended") and self.chance(0.03):
            self.facts.append((kind, day, dict(data)))

    def after(self, day: int, working_days: int) -> int:
        """So many working days on, breaks left aside: the writer need not be exact."""
        return calendar_of(self.nation).add_working_days(day, working_days)

    def near(self, day: int) -> int:
        """The day, or one close by."""
        return day + self.rng.choice((0, 0, 0, 0, 0, 0, -1, 1, 1, 2))

    def change(self, day: int, **data: str) -> None:
        """An attribute changes; contradicted on the same day now and then."""
        self.nation = data.get("nation", self.nation)
        self.programme = data.get("programme_type", self.programme)
        self.employer = data.get("employer", self.employer)
        self.add(day, "changed", **data)

    def attempt(self, day: int, way: str) -> None:
        """An outgoing welfare contact."""
        outcome = self.rng.choice(("reached", "no_answer", "message_left"))
        party = self.rng.choice(("learner", "learner", "employer"))
        contact = {"way": way, "direction": "out", "party": party, "outcome": outcome}
        self.add(day, "contact", purpose="welfare", **contact)

    def call(self, day: int, party: str) -> None:
        """A stage call to a party."""
        outcome = self.rng.choice(("reached", "no_answer"))
        contact = {"way": "phone", "direction": "out", "party": party, "outcome": outcome}
        self.add(day, "contact", purpose="stage_call", **contact)

    def notice(self, day: int, stage: int) -> None:
        """A notice of a stage is sent."""
        self.add(day, "notice_sent", stage=stage, to=["learner"])

    def respond(self, day: int, commitment: bool | None, party: str | None = None) -> None:
        """Somebody answers."""
        data: dict[str, Any] = {"party": party or self.rng.choice(("learner", "employer"))}
        if commitment is not None:
            data["commitment"] = commitment
        self.add(day, "response", **data)

    def waive(self, day: int, action: str) -> None:
        """A duty is waived."""
        self.add(day, "duty_waived", duty=f"escalation/{action}", reason="agreed")

    def absent(self, day: int) -> None:
        """An absence without notice."""
        sort = self.rng.choice(("session", "visit", "review", "three_way"))
        self.add(day, "session", sort=sort, outcome="absent_without_notice")

    def cancelled(self, day: int, by: str = "", sort: str = "visit") -> None:
        """A cancelled visit."""
        by = by or self.rng.choice(("learner", "employer"))
        self.add(day, "session", sort=sort, outcome="cancelled", cancelled_by=by)

    def review(self, day: int, *, percent: int, expected: int) -> None:
        """A formal review with both figures."""
        self.add(day, "progress", percent=percent, expected=expected, review=True)

    def pause(self, day: int, days: int | None) -> None:
        """A break of so many days, or without an end."""
        self.add(day, "break_began", reason="ill")
        if days is not None:
            self.add(day + days, "break_ended")

    def end(self, day: int) -> None:
        """The enrolment ends."""
        kind = self.rng.choice(("withdrew", "withdrew", "completed", "transferred"))
        data = {"withdrew": {"reason": "left"}, "completed": {}, "transferred": {"to": "other"}}
        self.add(day, kind, **data[kind])

    def events(self) -> list[Event]:
        """All facts in a random order; most were recorded on their day, some late."""
        rng = self.rng
        late = [rng.random() + (rng.randrange(40) if self.chance(0.1) else 0) for _ in self.facts]
        by_moment = sorted(range(len(late)), key=lambda i: self.facts[i][1] + late[i])
        events = [
            Event(self.facts[i][0], self.facts[i][1], self.facts[i][2], f"f{place}", place)
            for place, i in enumerate(by_moment, start=1)
        ]
        rng.shuffle(events)
        return events
