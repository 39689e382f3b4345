"""A provider sets the values that a policy leaves open, from a day on, and its days of closing."""

from typing import Any

import pytest

from fingerpost.facts.actions import record
from fingerpost.facts.keys import PROVIDER
from fingerpost.facts.models import Entry
from fingerpost.facts.queries import facts_of
from fingerpost.journal.models import Line
from fingerpost.policies.actions import UnfitPolicyError, adopt_pack, close, set_parameter
from fingerpost.policies.queries import terms_of
from fingerpost.rules.history import History
from tests.rooms.facts.telling import AT, COACH, day, enrolled
from tests.rooms.policies.folders import PACK

pytestmark = pytest.mark.django_db


@pytest.fixture
def _adopted() -> None:
    adopt_pack(pack=PACK, on=day("2025-09-01"), by=COACH, at=AT)


adopted = pytest.mark.usefixtures("_adopted")


def set_to(value: Any, name: str = "window-1", on: str = "2026-03-02", **more: Any) -> Entry:
    return set_parameter(**{"pack": PACK, "name": name, "value": value, "on": day(on), "by": COACH, "at": AT, **more})


def value(subject: str, on: str, name: str = "window-1") -> object:
    """The value for a subject on a day."""
    found = terms_of(PACK)
    assert found is not None
    return found[1].value(name, History(subject, facts_of(subject)), day(on).toordinal())


@adopted
def test_a_value_holds_from_its_day_on_and_the_one_before_until_then() -> None:
    subject = enrolled()
    set_to(7)
    assert [value(subject, on) for on in ("2026-03-01", "2026-03-02", "2026-03-03")] == [5, 7, 7]


@adopted
def test_the_history_of_values_stays_and_later_ones_take_their_place() -> None:
    subject = enrolled()
    set_to(7)
    set_to(3, on="2026-04-01")
    set_to(9, on="2026-02-02")
    assert [value(subject, on) for on in ("2026-01-05", "2026-02-02", "2026-03-02", "2026-04-01")] == [5, 9, 7, 3]
    settings = [fact for fact in facts_of(PROVIDER) if fact.kind.name == "parameter_set"]
    assert [(fact.on.isoformat(), (fact.data or {})["value"]) for fact in settings] == [
        ("2026-03-02", 7),
        ("2026-04-01", 3),
        ("2026-02-02", 9),
    ]


@adopted
def test_a_value_may_hold_only_where_an_attribute_says_so() -> None:
    english, welsh = enrolled(), enrolled(nation="wales")
    set_to(7, where={"nation": "wales"})
    assert (value(english, "2026-03-02"), value(welsh, "2026-03-02")) == (5, 7)


@adopted
def test_a_value_may_hold_where_several_attributes_say_so() -> None:
    both, one = enrolled(nation="wales", programme_type="traineeship"), enrolled(nation="wales")
    set_to(7, where={"nation": "wales", "programme_type": "traineeship"})
    assert (value(both, "2026-03-02"), value(one, "2026-03-02")) == (7, 5)


@adopted
def test_a_value_follows_an_attribute_that_changes() -> None:
    subject = enrolled()
    record(subject=subject, kind="changed", on=day("2026-04-01"), by=COACH, at=AT, data={"nation": "wales"})
    set_to(7, where={"nation": "wales"})
    assert [value(subject, on) for on in ("2026-03-31", "2026-04-01")] == [5, 7]


@adopted
def test_a_setting_is_a_fact_and_a_line_in_the_journal_that_says_for_whom() -> None:
    set_to(7, where={"nation": "wales"})
    fact = facts_of(PROVIDER)[-1]
    assert fact.data == {"policy": PACK, "name": "window-1", "value": 7, "where": {"nation": "wales"}}
    line = Line.objects.get(act="parameter-set")
    assert line.details == {
        "pack": PACK,
        "name": "window-1",
        "value": 7,
        "where": {"nation": "wales"},
        "on": "2026-03-02",
    }


@adopted
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "window-11", "value": 7}, "has no parameter 'window-11'; did you mean 'window-1'?"),
        ({"value": 0}, "0 working days is too little; it may be 1 at least"),
        ({"value": 31}, "31 working days is too much; it may be 30 at most"),
        ({"value": "seven"}, "'seven' is not a number of working days"),
        ({"value": True}, "True is not a number of working days"),
        ({"value": 2.5}, "2.5 is not a whole number"),
        ({"value": float("nan")}, "nan is not a whole number"),
        ({"name": "consent-first", "value": "yes"}, "'yes' is not allowed; it may be true, false"),
        ({"name": "panel-owner", "value": "quality-team"}, "'quality-team' is no role; did you mean 'quality_team'?"),
        ({"name": "panel-owner", "value": 3}, "3 is no role"),
        ({"value": 7, "where": {"natoin": "wales"}}, "there is no attribute 'natoin'; did you mean 'nation'?"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_what_would_be_right(given: dict[str, Any], said: str) -> None:
    before = Entry.objects.count(), Line.objects.count()
    with pytest.raises(UnfitPolicyError) as refusal:
        set_to(**given)
    assert said in str(refusal.value)
    assert (Entry.objects.count(), Line.objects.count()) == before


def test_a_policy_is_adopted_before_its_values_are_set() -> None:
    with pytest.raises(UnfitPolicyError, match="has not been adopted: adopt it before setting its values"):
        set_to(7)
    assert not Entry.objects.exists()


def test_a_provider_closes_from_a_day_until_the_one_on_which_it_opens_again() -> None:
    close(on=day("2026-04-06"), until=day("2026-04-13"), by=COACH, at=AT, said="Easter")
    (fact,) = facts_of(PROVIDER)
    assert (fact.kind.name, fact.on, fact.data) == ("closure", day("2026-04-06"), {"until": day("2026-04-13")})
    line = Line.objects.get()
    assert (line.act, line.details) == ("closure-recorded", {"on": "2026-04-06", "until": "2026-04-13"})


@pytest.mark.parametrize("until", ["2026-04-06", "2026-04-05"])
def test_a_closure_that_closes_no_day_is_refused(until: str) -> None:
    with pytest.raises(UnfitPolicyError, match="must lie after the first day closed"):
        close(on=day("2026-04-06"), until=day(until), by=COACH, at=AT)
    assert not Entry.objects.exists()


@adopted
def test_days_on_which_the_provider_is_closed_are_no_working_days() -> None:
    close(on=day("2026-03-04"), until=day("2026-03-06"), by=COACH, at=AT)
    policy, terms = terms_of(PACK) or pytest.fail("it was adopted")
    subject = enrolled()
    calendar = terms.calendar(History(subject, facts_of(subject)), day("2026-03-02").toordinal())
    days = ["2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"]
    assert [calendar.is_working_day(day(each).toordinal()) for each in days] == [True, False, False, True]
    assert policy.pack.id == PACK
