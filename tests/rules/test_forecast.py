"""What a forecast supposes: the provider does what is due, chooses nothing, and nobody else says anything."""

from dataclasses import replace
from pathlib import Path

import pytest

from fingerpost.rules.duties import Result, UnsettledForecastError, evaluate, forecast
from fingerpost.rules.facts import Fact
from fingerpost.rules.history import History
from fingerpost.rules.policy import Policy
from tests.rules.small_packs import in_lines, made, started, supposed_from
from tests.rules.telling import ENROLMENT, PROVIDER, Line, day, on, terms_of, told

SMALL = ""
WRITING = """
[[rule]]
id = "letters"
shape = "task"
about = "enrolment"
action = "write"
clause = "2"
owner = "coach"
when = { event = { kind = "contact", direction = "out" } }
due = { weeks = 1 }
"""
CHOOSING = (
    WRITING.replace('"write"', '"choose"').replace("due = { weeks = 1 }", "choice = true")
    + """
done_by = [{ kind = "support_decision" }]

[[rule]]
id = "plans"
shape = "task"
about = "enrolment"
action = "plan"
clause = "2"
owner = "coach"
when = { event = { kind = "support_decision" } }
"""
)
WEEKLY = """
[[rule]]
id = "talks"
shape = "requirement"
about = "enrolment"
action = "talk"
clause = "2"
owner = "coach"
counts_from = [{ kind = "plan_agreed" }]
again = { weeks = 1 }
opens_before = { days = 2 }
done_by = [{ kind = "discussed" }]
"""
# The slow one comes first, so that it is supposed before the quick one.
SLOW_AND_QUICK = """
[[rule]]
id = "slow"
shape = "task"
about = "enrolment"
action = "mail"
clause = "2"
owner = "coach"
when = { event = { kind = "indicator" } }
due = { working_days = 5 }
done_by = [{ kind = "contact", way = "email", direction = "out" }]

[[rule]]
id = "quick"
shape = "task"
about = "enrolment"
action = "mail-soon"
clause = "2"
owner = "coach"
when = { event = { kind = "indicator" } }
done_by = [{ kind = "contact", way = "email", direction = "out" }]
"""
# An email asks for a letter a week later, a letter for an email.
ENDLESS = """
[[rule]]
id = "letters"
shape = "task"
about = "enrolment"
action = "write"
clause = "2"
owner = "coach"
when = { event = { kind = "contact", way = "email" } }
due = { weeks = 1 }
done_by = [{ kind = "contact", way = "letter", direction = "out" }]

[[rule]]
id = "emails"
shape = "task"
about = "enrolment"
action = "mail"
clause = "2"
owner = "coach"
when = { event = { kind = "contact", way = "letter" } }
due = { weeks = 1 }
done_by = [{ kind = "contact", way = "email", direction = "out" }]
"""
TUESDAY = on("2026-02-10", "session", sort="session", outcome="absent_without_notice")
APPRENTICE = started(employer="Bakery")
LONG = "2026-12-31"


def supposed(result: Result) -> list[Fact]:
    """Every fact that the forecast supposed, from all its rounds."""
    return [fact for fact in result.reading.history.facts if fact.supposed]


def acts(result: Result) -> list[str]:
    return [f"{fact.on} {fact.kind.name}" for fact in supposed(result)]


# The call is due on Wednesday 11 February.
@pytest.mark.parametrize(
    ("today", "supposed_on"),
    [
        ("2026-02-09", "2026-02-11"),
        ("2026-02-10", "2026-02-11"),
        ("2026-02-11", "2026-02-12"),
        ("2026-02-13", "2026-02-16"),
        ("2026-02-14", "2026-02-16"),
        ("2026-04-02", "2026-04-07"),
    ],
    ids=["ahead", "the day before", "due today", "a Friday", "a Saturday", "before Easter"],
)
def test_an_act_is_supposed_on_its_due_day_never_before_the_working_day_after_today(
    today: str, supposed_on: str, tmp_path: Path
) -> None:
    result = supposed_from(today, LONG, made(SMALL, tmp_path), started(), TUESDAY)
    assert acts(result) == [f"{supposed_on} contact"]


def test_the_next_working_day_is_one_on_which_the_provider_is_open(tmp_path: Path) -> None:
    small = made(SMALL, tmp_path)
    (closed,) = told(on("2026-02-12", "closure", until="2026-02-17"), subject=PROVIDER)
    facts = told(started(), TUESDAY)
    result = forecast(small, terms_of(small, closed), ENROLMENT, facts, day(LONG), day("2026-02-11"))
    assert acts(result) == ["2026-02-17 contact"]


def test_without_a_day_of_today_nothing_is_supposed(tmp_path: Path) -> None:
    small = made(SMALL, tmp_path)
    result = forecast(small, terms_of(small), ENROLMENT, told(started(), TUESDAY), day(LONG))
    assert acts(result) == []
    assert in_lines(result.duties) == ["call 2026-02-10 2026-02-11 open"]


def test_what_a_supposed_act_closes_is_still_open_and_what_it_opens_is_supposed(tmp_path: Path) -> None:
    result = supposed_from("2026-02-10", LONG, made(WRITING, tmp_path), started(), TUESDAY)
    assert in_lines(result.duties) == ["call 2026-02-10 2026-02-11 open", "~write 2026-02-11 2026-02-18 open"]
    assert [duty.closed_by for duty in result.duties] == [(), ()]


def test_what_was_really_done_is_closed_and_what_follows_from_it_is_not_supposed(tmp_path: Path) -> None:
    called = on("2026-02-10", "contact", way="phone", direction="out", party="learner")
    result = supposed_from("2026-02-10", LONG, made(WRITING, tmp_path), started(), TUESDAY, called)
    assert in_lines(result.duties) == ["call 2026-02-10 2026-02-11 done 2026-02-10", "write 2026-02-10 2026-02-17 open"]


def test_what_somebody_ticks_off_is_supposed_ticked_off(tmp_path: Path) -> None:
    result = supposed_from("2026-02-10", LONG, made(WRITING, tmp_path), started(), TUESDAY)
    assert acts(result) == ["2026-02-11 contact", "2026-02-18 duty_done"]
    assert supposed(result)[1].data == {"duty": "letters/write"}


def test_a_supposed_act_is_a_whole_fact_of_its_kind(tmp_path: Path) -> None:
    (call,) = supposed(supposed_from("2026-02-10", LONG, made(SMALL, tmp_path), started(), TUESDAY))
    assert call.data == {"way": "phone", "direction": "out", "party": "learner"}
    assert replace(call, supposed=False).data == call.data


def test_a_choice_is_never_supposed_made_and_nothing_follows_from_it(tmp_path: Path) -> None:
    result = supposed_from("2026-02-10", LONG, made(CHOOSING, tmp_path), started(), TUESDAY)
    assert in_lines(result.duties) == ["call 2026-02-10 2026-02-11 open", "~choose 2026-02-11 2026-02-12 open"]
    assert acts(result) == ["2026-02-11 contact"]


def test_nobody_outside_is_supposed_to_answer(policy: Policy) -> None:
    result = supposed_from("2026-02-16", LONG, policy, APPRENTICE, TUESDAY)
    kinds = {fact.kind.name for fact in supposed(result)}
    assert kinds >= {"notice_sent", "contact", "consent_sought"}
    assert kinds.isdisjoint({"response", "employer_consent", "withdrawal_decided", "withdrew", "rating"})
    assert [duty.action for duty in result.duties if duty.waits_for == "withdrawal_decided"] == ["decide-withdrawal"]


def test_of_several_acts_only_the_missing_is_supposed(policy: Policy) -> None:
    facts = [
        on("2026-02-11", "notice_sent", stage=1),
        on("2026-02-12", "contact", way="phone", direction="out", party="learner", purpose="welfare"),
    ]
    result = supposed_from("2026-02-12", "2026-02-18", policy, APPRENTICE, TUESDAY, *facts)
    welfare = [fact for fact in supposed(result) if fact.kind.name == "contact"]
    ways = [
        (str(fact.on), (fact.data or {})["way"]) for fact in welfare if (fact.data or {}).get("purpose") == "welfare"
    ]
    assert ways == [("2026-02-18", "email")]


def test_until_leaves_out_what_opens_later_and_keeps_the_rest(policy: Policy) -> None:
    whole = in_lines(supposed_from("2026-02-10", "2026-06-30", policy, APPRENTICE, TUESDAY).duties)
    cut = in_lines(supposed_from("2026-02-10", "2026-03-09", policy, APPRENTICE, TUESDAY).duties)
    assert 0 < len(cut) < len(whole)
    assert cut == [line for line in whole if line.split()[1] <= "2026-03-09"]


# A talk a week after each, opened two days before.
def test_a_cycle_goes_on_until_the_last_day(tmp_path: Path) -> None:
    agreed = on("2026-02-10", "plan_agreed")
    result = supposed_from("2026-02-10", "2026-03-06", made(WEEKLY, tmp_path), started(), agreed)
    assert in_lines(result.duties) == [
        "talk 2026-02-15 2026-02-17 open",
        "~talk 2026-02-22 2026-02-24 open",
        "~talk 2026-03-01 2026-03-03 open",
    ]
    assert acts(result) == ["2026-02-17 discussed", "2026-02-24 discussed", "2026-03-03 discussed"]


def test_an_overdue_cycle_goes_on_from_the_next_working_day(tmp_path: Path) -> None:
    agreed = on("2026-02-10", "plan_agreed")
    result = supposed_from("2026-02-20", "2026-03-06", made(WEEKLY, tmp_path), started(), agreed)
    assert in_lines(result.duties) == ["talk 2026-02-15 2026-02-17 open", "~talk 2026-02-28 2026-03-02 open"]


# The letter is due on the 17th; the call, overdue on the 11th, would be supposed on the 12th.
def test_what_lapses_before_its_act_would_be_supposed_is_not_supposed_done(tmp_path: Path) -> None:
    policy, emailed = (
        made(WRITING, tmp_path),
        on("2026-02-10", "contact", way="email", direction="out", party="learner"),
    )
    letter = supposed_from("2026-02-10", LONG, policy, started(), emailed, on("2026-02-13", "completed"))
    assert in_lines(letter.duties) == ["write 2026-02-10 2026-02-17 lapsed 2026-02-13"]
    call = supposed_from("2026-02-11", LONG, policy, started(), TUESDAY, on("2026-02-11", "completed"))
    assert in_lines(call.duties) == ["call 2026-02-10 2026-02-11 lapsed 2026-02-11"]
    assert acts(letter) == acts(call) == []


def test_what_is_supposed_for_a_slower_duty_does_not_make_a_quicker_one_late(tmp_path: Path) -> None:
    policy, indicator = made(SLOW_AND_QUICK, tmp_path), on("2026-02-10", "indicator", code="illness")
    assert "2026-02-11 contact" in acts(supposed_from("2026-02-10", LONG, policy, started(), indicator))


def test_where_a_break_without_an_end_hides_the_due_day_nothing_is_supposed(tmp_path: Path) -> None:
    facts = [started(), TUESDAY, on("2026-02-11", "break_began")]
    result = supposed_from("2026-02-11", LONG, made(SMALL, tmp_path), *facts)
    assert in_lines(result.duties) == ["call 2026-02-10 None open"]
    assert acts(result) == []


def test_a_forecast_that_never_settles_is_refused(tmp_path: Path) -> None:
    letter = on("2026-02-10", "contact", way="letter", direction="out", party="learner")
    policy = made(ENDLESS, tmp_path)
    assert supposed_from("2026-02-10", "2026-03-31", policy, started(), letter).supposed == []
    with pytest.raises(UnsettledForecastError, match="rules of example keep calling for each other's acts"):
        supposed_from("2026-02-10", "2030-12-31", policy, started(), letter)


STORIES: dict[str, list[Line]] = {
    "an absence": [TUESDAY],
    "time alone": [],
    "a rating": [on("2026-02-10", "rating", level="high")],
    "a break": [TUESDAY, on("2026-02-12", "break_began"), on("2026-03-02", "break_ended")],
    "an answer": [
        TUESDAY,
        on("2026-02-11", "notice_sent", stage=1),
        on("2026-02-12", "response", party="learner", commitment=True),
    ],
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_what_is_supposed_told_as_facts_gives_the_same_duties(story: list[Line], policy: Policy) -> None:
    until = "2026-05-29"
    result = supposed_from("2026-02-12", until, policy, APPRENTICE, *story)
    assert supposed(result)
    facts = [told_as_it_is(fact) for fact in result.reading.history.facts]
    really = evaluate(policy, terms_of(policy), History(ENROLMENT, facts), day(until))
    assert not any(duty.supposed for duty in really.duties)
    assert days_and_owners(really) == days_and_owners(result)


def told_as_it_is(fact: Fact) -> Fact:
    """The fact as somebody tells it, with a yes to what nobody can foresee."""
    unforeseen = {name: True for name, each in fact.kind.fields.items() if each.required and each.type == "yes_no"}
    return replace(fact, supposed=False, data={**unforeseen, **(fact.data or {})})


def days_and_owners(result: Result) -> list[tuple[str, str, str, str]]:
    return [(duty.action, duty.owner, str(duty.opens), str(duty.due)) for duty in result.duties]
