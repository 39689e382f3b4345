"""The smallest cases in which the laws once found the rules at fault, and the two in which a law does not hold."""

from collections import Counter
from datetime import date, datetime

from fingerpost.rules.duties import evaluate
from fingerpost.rules.duty import Duty, by_key
from fingerpost.rules.facts import Fact
from fingerpost.rules.history import History
from fingerpost.rules.reading import DISTANT
from fingerpost.rules.replay import differences
from tests.rules.telling import ENROLMENT, at_risk, day, on, terms_of, told

APPRENTICE = on("2026-01-05", "started", learner="person:1", programme_type="apprenticeship", nation="england")
TRAINEE = on("2026-01-05", "started", learner="person:1", programme_type="traineeship", nation="wales")
REVIEW = {"review": True, "expected": 50}


def test_a_removal_after_the_last_day_asked_for_still_ends_the_weekly_contacts() -> None:
    facts = told(APPRENTICE, on("2026-06-01", "register_removed"))
    for until in (day("2026-03-01"), DISTANT):
        contact, *_ = [duty for duty in duties_of(facts, until) if duty.action == "keep-contact"]
        assert (contact.opens, contact.closed) == (date(2026, 2, 21), date(2026, 6, 1))


def test_what_was_recorded_before_the_start_was_known_can_be_replayed() -> None:
    notice = on("2026-01-12", "notice_sent", stage=1)
    contacts = [
        on("2026-01-13", "contact", way=way, direction="out", party="learner", purpose="welfare")
        for way in ("phone", "email")
    ]
    facts = told(notice, *contacts)
    started = Fact(
        at_risk().kinds["started"], ENROLMENT, date(2026, 1, 5), TRAINEE[2], "S", datetime(2026, 1, 20, 9, 0)
    )
    changes = list(differences(at_risk(), ENROLMENT, [*facts, started], [], date(2026, 1, 20)))
    assert [(change.day.day, bool(change.opened), bool(change.standings)) for change in changes] == [
        (12, False, False),
        (13, False, False),
        (20, True, True),
    ]


def test_a_start_corrected_to_a_later_day_takes_the_standings_away_until_then() -> None:
    started = told(TRAINEE)[0]
    later = Fact(
        started.kind, ENROLMENT, date(2026, 1, 12), TRAINEE[2], "S", datetime(2026, 1, 6, 9, 0), supersedes=started.id
    )
    changes = list(differences(at_risk(), ENROLMENT, [started, later], [], date(2026, 1, 12)))
    ratings = [(c.day.day, before, now) for c in changes for name, before, now in c.standings if name == "rating"]
    assert ratings == [(5, "", "low"), (6, "low", ""), (12, "", "low")]


def test_a_rating_is_to_be_reviewed_because_of_what_got_better_and_not_of_what_held_before() -> None:
    facts = told(
        TRAINEE,
        on("2026-01-06", "indicator", code="travel"),
        on("2026-01-07", "rating_stands", reason="one bus"),
        on("2026-02-02", "progress", percent=20, expected=40),
        on("2026-02-03", "rating_stands", reason="was ill"),
        on("2026-03-02", "progress", percent=45, expected=45),
    )
    reviews = [duty for duty in duties_of(facts) if duty.action == "review-rating"]
    assert [[fact.id for fact in duty.because] for duty in reviews] == [["F02"], ["F04"], ["F06"]]
    assert set(Counter(duty.key for duty in reviews).values()) == {1}


def test_a_rating_above_the_facts_on_the_first_day_is_to_be_reviewed_because_of_itself() -> None:
    facts = told(TRAINEE, on("2026-01-05", "rating", level="high"))
    (review,) = [duty for duty in duties_of(facts) if duty.action == "review-rating"]
    assert [fact.id for fact in review.because] == ["F02"]


def test_a_rating_before_the_start_asks_for_nothing_before_it() -> None:
    facts = told(on("2025-11-03", "rating", level="high"), TRAINEE)
    assert [duty.action for duty in duties_of(facts)] == ["check-start-indicators"]


def test_a_row_that_a_late_review_breaks_and_others_complete_keeps_its_key() -> None:
    """A limit of the law of closed duties: the key is of the review that was recorded first, and both rows have it."""
    facts = told(
        TRAINEE,
        on("2026-01-12", "notice_sent", stage=1),
        on("2026-01-12", "response", party="learner", commitment=True),
        on("2026-01-30", "removal_considered", stays=True),
        on("2026-01-28", "progress", percent=60, **REVIEW),
        on("2026-02-10", "progress", percent=60, **REVIEW),
    )
    kind = at_risk().kinds["progress"]
    good = Fact(kind, ENROLMENT, date(2026, 1, 20), {"percent": 60, **REVIEW}, "G", datetime(2026, 1, 29))
    bad = Fact(kind, ENROLMENT, date(2026, 1, 24), {"percent": 10, **REVIEW}, "B", datetime(2026, 3, 1))
    (before,) = removals([*facts, good])
    (after,) = removals([*facts, good, bad])
    assert before.key == after.key
    assert (before.opens, before.closed) == (date(2026, 1, 28), date(2026, 1, 30))
    assert (after.opens, after.closed) == (date(2026, 2, 10), None)


def test_two_spells_that_rest_on_one_answer_share_a_key_and_are_numbered() -> None:
    """A limit of the law of keys: the answer came on the day on which the case opened, so that the standing of that day
    names it; later the silence since it opens another case."""
    facts = told(
        APPRENTICE,
        on("2026-01-12", "notice_sent", stage=1),
        on("2026-01-12", "response", party="employer", commitment=False),
        on("2026-02-09", "register_removed"),
    )
    contacts = [duty for duty in duties_of(facts) if duty.action == "keep-contact"]
    assert [duty.opens for duty in contacts] == [date(2026, 1, 16), date(2026, 2, 28)]
    assert {duty.key[-1] for duty in contacts} == {"F03"}
    assert [key[-1] for key in by_key(contacts)] == ["F03", "F03#2"]


def removals(facts: list[Fact]) -> list[Duty]:
    return [duty for duty in duties_of(facts) if duty.action == "consider-removal"]


def duties_of(facts: list[Fact], until: int = DISTANT) -> list[Duty]:
    return evaluate(at_risk(), terms_of(at_risk()), History(ENROLMENT, facts), until).duties
