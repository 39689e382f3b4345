"""R17: two formal reviews in a row at or above expected."""

from .event import Event
from .life import Life


def ask_removal(life: Life, day: int) -> bool:
    """Open consider-removal on the day of the second review; whether it opened."""
    case = life.case
    if case is None or case.state != "answered" or "consider-removal" in case.open:
        return False
    settled_on = case.settled.get("consider-removal", (0, ""))[0]
    reviews = counted_reviews(life, max(case.answered_on, settled_on), day)
    if not reviews or max(reviews) != day or not is_good(reviews[day]):
        return False
    if len(reviews) < 2:
        tag_single(life, case.answered_on, settled_on, day)
        return False
    before = max(x for x in reviews if x < day)
    if not is_good(reviews[before]):
        life.tag("R17 a review below expected breaks the row")
        return False
    life.tag("R17 two reviews in a row")
    if any(not has_figures(e) for x in range(before, day) for e in formal_reviews(life, x)):
        life.tag("R17 a review without figures does not break the row")
    if any(e.data["percent"] == e.data["expected"] for e in (reviews[before], reviews[day])):
        life.tag("R17 at expected is enough")
    life.ask(case, "consider-removal", day, 5)
    return True


def tag_single(life: Life, answered_on: int, settled_on: int, day: int) -> None:
    """Note why a good review is the only one that counts."""
    if counted_reviews(life, answered_on - 40, answered_on):
        life.tag("R17 reviews up to the answer do not count")
    if settled_on and counted_reviews(life, settled_on - 40, settled_on):
        life.tag("R17 after a decision two new reviews are needed")


def counted_reviews(life: Life, after: int, until: int) -> dict[int, Event]:
    """The review that counts on each day after..until: the last recorded with both figures."""
    reviews: dict[int, Event] = {}
    for day in range(after + 1, until + 1):
        full = [e for e in formal_reviews(life, day) if has_figures(e)]
        if full:
            reviews[day] = max(full, key=lambda e: e.recorded)
        if len({is_good(e) for e in full}) > 1:
            life.tag("R17 of two reviews on one day the last recorded stands")
    return reviews


def formal_reviews(life: Life, day: int) -> list[Event]:
    """The formal reviews of the day."""
    facts = life.world.facts_on(day)
    return [e for e in facts if e.kind == "progress" and e.data.get("review") is True]


def has_figures(review: Event) -> bool:
    """Whether the review says both how far the learner is and how far was expected."""
    return review.data.get("percent") is not None and review.data.get("expected") is not None


def is_good(review: Event) -> bool:
    """Whether the learner is at or above expected."""
    return bool(review.data["percent"] >= review.data["expected"])
