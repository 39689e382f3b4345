"""Day by day what changed, by what was known on each day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace as changed

from fingerpost.rules.duties import evaluate
from fingerpost.rules.facts import Fact
from fingerpost.rules.history import History
from fingerpost.rules.policy import Policy
from fingerpost.rules.replay import Difference, differences, is_open
from tests.rules.small_packs import in_lines, made, started
from tests.rules.telling import ENROLMENT, PROVIDER, Line, on, terms_of, told

STANDINGS = """
[[standing]]
id = "followed"
about = "enrolment"
levels = ["none", "open"]
of_rule = "follow-up"
in_steps = { open = ["first"] }

[[measure]]
id = "tenure"
days_since = [{ kind = "started" }]

[[standing]]
id = "newness"
about = "enrolment"
levels = ["new", "settled"]
worst_of = [{ measure = "tenure", at_least = [30] }]

[[standing]]
id = "led"
about = "provider"
begins = [{ kind = "policy_adopted" }]
ends = [{ kind = "guidance_changed" }]
"""
ABSENCE = on("2026-02-10", "session", sort="session", outcome="absent_without_notice")
CALL = on("2026-02-11", "contact", way="phone", direction="out", party="learner")
ANSWER = on("2026-02-12", "response", party="learner", commitment=True)
LAST = date(2026, 2, 27)


@pytest.fixture
def pack(tmp_path: Path) -> Policy:
    return made(STANDINGS, tmp_path)


def facts_of(policy: Policy, *lines: Line) -> list[Fact]:
    return told(started(), *lines, kinds=policy.kinds)


def recorded(fact: Fact, moment: str) -> Fact:
    return replace(fact, recorded_at=datetime.fromisoformat(moment))


def replayed(
    policy: Policy, facts: Sequence[Fact], provider: Sequence[Fact] = (), last: date = LAST
) -> list[Difference]:
    return list(differences(policy, ENROLMENT, facts, provider, last))


def shown(differing: Difference) -> list[str]:
    """A day and what changed on it."""
    duties = [
        *(f"opened {each}" for each in in_lines(differing.opened)),
        *(f"closed {each}" for each in in_lines(differing.closed)),
        *(f"gone {each}" for each in in_lines(differing.gone)),
        *(f"changed {each}" for pair in differing.changed for each in in_lines(pair)),
    ]
    standings = [f"{name}: {before or '-'} > {after or '-'}" for name, before, after in differing.standings]
    return [str(differing.day), *(f"told {fact.id}" for fact in differing.told), *duties, *standings]


def test_what_was_told_opened_and_closed_stands_on_its_day(pack: Policy) -> None:
    assert [shown(each) for each in replayed(pack, facts_of(pack, ABSENCE, CALL, ANSWER))] == [
        ["2026-02-02", "told F01", "followed: - > none", "newness: - > new"],
        ["2026-02-10", "told F02", "opened call 2026-02-10 2026-02-11 open", "followed: none > open"],
        ["2026-02-11", "told F03", "closed call 2026-02-10 2026-02-11 done 2026-02-11"],
        ["2026-02-12", "told F04", "followed: open > none"],
    ]


# Thirty days after 2 February is 4 March.
def test_what_time_brings_stands_on_its_day_though_nothing_was_told(pack: Policy) -> None:
    facts = facts_of(pack)
    assert shown(replayed(pack, facts, last=date(2026, 3, 4))[-1]) == ["2026-03-04", "newness: new > settled"]
    assert len(replayed(pack, facts, last=date(2026, 3, 3))) == 1


def test_nothing_after_the_last_day_is_told(pack: Policy) -> None:
    facts = facts_of(pack, ABSENCE, CALL)
    assert [each.day for each in replayed(pack, facts, last=date(2026, 2, 10))] == [
        date(2026, 2, 2),
        date(2026, 2, 10),
    ]
    assert replayed(pack, facts, last=date(2026, 2, 1)) == []


def test_a_fact_recorded_late_shows_on_the_day_of_its_recording(pack: Policy) -> None:
    start, absence, call = facts_of(pack, ABSENCE, CALL)
    late = recorded(absence, "2026-02-17T09:00")
    assert [shown(each) for each in replayed(pack, [start, late])][1:] == [
        ["2026-02-17", "told F02", "opened call 2026-02-10 2026-02-11 open", "followed: none > open"],
    ]
    done_already = replayed(pack, [start, late, call])
    assert [shown(each) for each in done_already][1:] == [
        ["2026-02-11", "told F03"],
        ["2026-02-17", "told F02", "followed: none > open"],
    ]


def test_what_a_withdrawal_takes_the_cause_of_is_gone(pack: Policy) -> None:
    start, absence = facts_of(pack, ABSENCE)
    taken_back = replace(recorded(absence, "2026-02-16T09:00"), id="F09", data=None, supersedes="F02")
    assert shown(replayed(pack, [start, absence, taken_back])[-1]) == [
        "2026-02-16",
        "told F09",
        "gone call 2026-02-10 2026-02-11 open",
        "followed: open > none",
    ]


def test_a_duty_moved_past_the_day_by_a_correction_is_gone_until_it_opens_again(pack: Policy) -> None:
    start, absence = facts_of(pack, ABSENCE)
    moved = replace(recorded(absence, "2026-02-16T09:00"), id="F09", on=date(2026, 2, 20), supersedes="F02")
    assert [shown(each) for each in replayed(pack, [start, absence, moved])][2:] == [
        ["2026-02-16", "told F09", "gone call 2026-02-10 2026-02-11 open", "followed: open > none"],
        ["2026-02-20", "opened call 2026-02-20 2026-02-23 open", "followed: none > open"],
    ]


def test_a_duty_put_off_or_passed_on_has_changed(pack: Policy) -> None:
    put_off = on("2026-02-11", "duty_put_off", duty="follow-up/call", until="2026-02-18", reason="On leave.")
    passed = on("2026-02-12", "duty_passed_on", duty="follow-up/call", to="sector_manager")
    days = replayed(pack, facts_of(pack, ABSENCE, put_off, passed))
    assert [shown(each) for each in days[2:3]] == [
        [
            "2026-02-11",
            "told F03",
            "changed call 2026-02-10 2026-02-11 open",
            "changed call 2026-02-10 2026-02-18 open",
        ]
    ]
    ((before, after),) = days[3].changed
    assert (before.owner, after.owner) == ("coach", "sector_manager")


def test_what_the_provider_records_late_changes_what_stands(pack: Policy) -> None:
    (closed,) = told(on("2026-02-11", "closure"), kinds=pack.kinds, subject=PROVIDER)
    days = replayed(pack, facts_of(pack, ABSENCE), [recorded(closed, "2026-02-16T09:00")])
    assert shown(days[-1]) == [
        "2026-02-16",
        "changed call 2026-02-10 2026-02-11 open",
        "changed call 2026-02-10 2026-02-12 open",
    ]


def test_the_end_of_life_closes_what_is_open(pack: Policy) -> None:
    days = replayed(pack, facts_of(pack, ABSENCE, on("2026-02-20", "completed")))
    assert shown(days[-1]) == [
        "2026-02-20",
        "told F03",
        "closed call 2026-02-10 2026-02-11 lapsed 2026-02-20",
        "followed: open > none",
    ]


def test_a_subject_whose_standings_the_policy_has_not_shows_its_own_only(pack: Policy) -> None:
    facts = told(on("2026-02-03", "policy_adopted", policy="example"), kinds=pack.kinds, subject=PROVIDER)
    days = differences(pack, PROVIDER, facts, facts, LAST)
    assert [shown(each) for each in days] == [["2026-02-03", "told F01", "led: - > yes"]]


def test_a_duty_is_open_from_its_opening_to_the_day_before_its_closing(pack: Policy) -> None:
    history = History(ENROLMENT, facts_of(pack, ABSENCE, CALL))
    (duty,) = evaluate(pack, terms_of(pack), history).duties
    assert [is_open(duty, date(2026, 2, number)) for number in (9, 10, 11)] == [False, True, False]
    assert is_open(changed(duty, closed=None), date(2027, 1, 1))
    assert not is_open(changed(duty, opens=None), date(2026, 2, 10))


def test_a_day_on_which_nothing_changed_is_left_out(pack: Policy) -> None:
    provider = told(on("2026-02-13", "panel_held"), kinds=pack.kinds, subject=PROVIDER)
    facts = facts_of(pack, ABSENCE)
    assert replayed(pack, facts, provider) == replayed(pack, facts)
    assert len(replayed(pack, facts)) == 2
