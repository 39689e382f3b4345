"""Laws of replays: what stood on a past day stays as it was then known, and the days add up."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.rules.duties import Result
from fingerpost.rules.duty import Duty, Key
from fingerpost.rules.facts import day_recorded
from fingerpost.rules.replay import Difference, differences, is_open
from tests.rules.evaluated import evaluated, row, seen
from tests.rules.ledgers import Ledger, ledgers, shown
from tests.rules.telling import ENROLMENT, at_risk


@settings(max_examples=150)
@given(ledgers(), st.data())
def test_a_fact_recorded_later_never_changes_what_a_replay_at_an_earlier_day_says(
    ledger: Ledger, data: st.DataObject
) -> None:
    day = data.draw(st.sampled_from(sorted({day_recorded(fact) for fact in ledger.facts})))
    early = Ledger(
        tuple(fact for fact in ledger.facts if day_recorded(fact) <= day),
        tuple(fact for fact in ledger.provider if day_recorded(fact) <= day),
    )
    assert seen(evaluated(ledger, known_at=day).duties) == seen(evaluated(early).duties)
    assert [said(each) for each in replayed(ledger, day)] == [said(each) for each in replayed(early, day)]


@settings(max_examples=60)
@given(ledgers())
def test_a_replay_day_by_day_says_what_each_day_by_itself_would(ledger: Ledger) -> None:
    recorded = {day_recorded(fact) for fact in (*ledger.facts, *ledger.provider)}
    first = min((*recorded, *(fact.day for fact in ledger.facts))) - 1
    last = max((*recorded, *(fact.day for fact in ledger.facts))) + 40
    changes = {change.day: change for change in replayed(ledger, last)}
    duties: dict[Key, Duty] = {}
    standings: dict[str, str] = {}
    result = evaluated(ledger, known_at=first)
    for day in range(first, last + 1):
        result = evaluated(ledger, known_at=day) if day in recorded else result
        on = date.fromordinal(day)
        if on in changes:
            turn(duties, standings, changes[on])
        assert shown_of(duties) == shown_of({duty.key: duty for duty in result.duties if is_open(duty, on)})
        assert standings == levels_on(result, day)


def replayed(ledger: Ledger, last: int) -> list[Difference]:
    facts, provider = list(ledger.facts), list(ledger.provider)
    return list(differences(at_risk(), ENROLMENT, facts, provider, date.fromordinal(last)))


def turn(duties: dict[Key, Duty], standings: dict[str, str], change: Difference) -> None:
    """Turns the picture of one day into that of the next change; every part of the change must find its place."""
    for duty in (*change.closed, *change.gone):
        del duties[duty.key]
    for duty in change.opened:
        assert duty.key not in duties
        duties[duty.key] = duty
    for before, now in change.changed:
        assert (duties[before.key].owner, duties[before.key].due) == (before.owner, before.due)
        duties[before.key] = now
    for name, level, now_level in change.standings:
        assert standings.pop(name, "") == level
        if now_level:
            standings[name] = now_level


def shown_of(duties: dict[Key, Duty]) -> dict[Key, str]:
    """What a picture shows of open duties: who, and until when."""
    return {key: f"{duty.owner} {duty.due}" for key, duty in duties.items()}


def levels_on(result: Result, day: int) -> dict[str, str]:
    """The level of each standing of the enrolment, where it has one."""
    about = [each.id for each in at_risk().pack.standings if each.about == "enrolment"]
    return {name: level for name in about if (level := result.reading.standing(name).level(day)) is not None}


def said(change: Difference) -> str:
    """A change in words."""
    duties = [[row(duty) for duty in some] for some in (change.opened, change.closed, change.gone)]
    changed = [(row(before), row(now)) for before, now in change.changed]
    return f"{change.day} {[shown(fact) for fact in change.told]} {duties} {changed} {change.standings}"
