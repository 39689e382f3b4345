"""What cannot be recorded is refused with what would be right, and leaves nothing behind."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import Settings

from fingerpost.facts.actions import record, record_all, withdraw
from fingerpost.facts.keys import PROVIDER, new_key
from fingerpost.facts.models import Entry, Subject, Words
from fingerpost.facts.rows import Told
from fingerpost.rules.kinds import FactError
from tests.rooms.facts import followers
from tests.rooms.facts.telling import AT, COACH, absence, day, enrolled

pytestmark = pytest.mark.django_db
VISIT = {"sort": "visit"}


@pytest.fixture
def enrolment() -> str:
    return enrolled()


@pytest.fixture
def entry(enrolment: str) -> Entry:
    return absence(enrolment, "2026-02-02")


@pytest.fixture
def gone(enrolment: str) -> Entry:
    """An entry that was taken back."""
    taken = absence(enrolment, "2026-02-09")
    withdraw(number=taken.pk, by=COACH, at=AT)
    return taken


@pytest.fixture(autouse=True)
def _nothing_is_left(entry: Entry, gone: Entry, settings: Settings) -> Iterator[None]:
    """After every test of this file the ledger holds what it held before, and nothing followed."""
    settings.FACTS_ARE_FOLLOWED_BY = ["tests.rooms.facts.followers.remembers"]
    followers.told.clear()
    before = Entry.objects.count(), Words.objects.count(), Subject.objects.count()
    yield
    assert (Entry.objects.count(), Words.objects.count(), Subject.objects.count()) == before
    assert followers.told == []


def refused(subject: str, kind: str = "session", data: dict[str, Any] | None = None, **more: Any) -> FactError:
    with pytest.raises(FactError) as refusal:
        given = VISIT if data is None else data
        record(subject=subject, kind=kind, on=day("2026-02-02"), by=COACH, at=more.pop("at", AT), data=given, **more)
    return refusal.value


def corrected(entry: Entry, subject: str, kind: str = "session", **more: Any) -> str:
    return str(refused(subject, kind, supersedes=entry.pk, **more))


def test_an_unknown_kind_with_the_nearest_one(enrolment: str) -> None:
    assert str(refused(enrolment, "sesion")) == "there is no kind of fact 'sesion'; did you mean 'session'?"


def test_data_that_does_not_fit_with_the_field(enrolment: str) -> None:
    error = refused(enrolment, data={"sort": "visits"})
    assert error.field == "sort"
    assert "visit" in str(error)


def test_data_with_a_field_that_the_kind_has_not(enrolment: str) -> None:
    assert refused(enrolment, data={**VISIT, "outcom": "attended"}).field == "outcom"


def test_data_without_a_field_that_the_kind_needs(enrolment: str) -> None:
    assert refused(enrolment, data={}).field == "sort"


def test_a_fact_about_a_new_subject_leaves_no_subject_behind() -> None:
    refused(new_key("enrolment"), "sesion")


def test_a_subject_of_a_kind_that_the_fact_cannot_be_about() -> None:
    assert "is about enrolment, not about 'person:" in str(refused(new_key("person")))


def test_one_unfit_fact_among_several_refuses_all(enrolment: str) -> None:
    told = [Told("session", day("2026-02-02"), VISIT, "Said"), Told("session", day("2026-02-03"), {})]
    with pytest.raises(FactError):
        record_all(subject=enrolment, told=told, by=COACH, at=AT)


def test_an_unknown_compartment_with_the_nearest_one(enrolment: str) -> None:
    assert str(refused(enrolment, compartment="well-being")) == (
        "there is no compartment 'well-being'; did you mean 'wellbeing'?"
    )


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b", "\udfff"])
def test_characters_that_a_database_cannot_keep(enrolment: str, text: str) -> None:
    assert refused(enrolment, said=text).field == "said"
    assert refused(enrolment, "withdrew", {"reason": text}).field == "reason"
    assert refused(enrolment, "changed", {"employer": text}).field == "employer"
    assert refused(enrolment, "plan_agreed", {"options": ["one", text]}).field == "options"
    setting = {"policy": "p", "name": "n", "value": 1, "where": {"nation": text}}
    assert refused(PROVIDER, "parameter_set", setting).field == "where"


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")])
def test_numbers_that_a_database_cannot_keep(enrolment: str, number: float) -> None:
    assert refused(enrolment, "progress", {"percent": number}).field == "percent"


def test_a_correction_of_nothing(enrolment: str) -> None:
    assert str(refused(enrolment, supersedes=10**9)) == "there is no entry 1000000000 to correct"


def test_a_withdrawal_of_nothing() -> None:
    with pytest.raises(FactError, match="there is no entry 1000000000 to take back"):
        withdraw(number=10**9, by=COACH, at=AT)


def test_a_fact_without_data_that_takes_nothing_back(enrolment: str) -> None:
    with pytest.raises(FactError, match="must name the fact that it supersedes"):
        record_all(subject=enrolment, told=[Told("session", day("2026-02-02"), None)], by=COACH, at=AT)


def test_a_correction_of_an_entry_about_another_subject(entry: Entry) -> None:
    other = entry.subject_id
    said = corrected(entry, new_key("enrolment"))
    assert said.startswith(f"entry {entry.pk} is a session of {other}: a correction keeps subject and kind")


def test_a_correction_by_another_kind(entry: Entry) -> None:
    said = corrected(entry, entry.subject_id, "rating", data={"level": "low"})
    assert said.endswith("to move a fact, take it back and record it anew")


def test_a_second_correction_of_the_same_entry(gone: Entry) -> None:
    assert corrected(gone, gone.subject_id) == (
        f"entry {gone.pk} has been corrected meanwhile: look at it again and correct the newer one"
    )


def test_a_second_withdrawal_of_the_same_entry(gone: Entry) -> None:
    with pytest.raises(FactError, match="has been corrected meanwhile"):
        withdraw(number=gone.pk, by=COACH, at=AT)


def test_two_corrections_of_one_entry_at_once(entry: Entry) -> None:
    told = [Told("session", day("2026-02-02"), VISIT, supersedes=entry.pk)] * 2
    with pytest.raises(FactError, match="has been corrected meanwhile"):
        record_all(subject=entry.subject_id, told=told, by=COACH, at=AT)


def test_a_correction_recorded_before_what_it_corrects(entry: Entry) -> None:
    """The ledger as known on an earlier day would hold a correction of nothing."""
    said = corrected(entry, entry.subject_id, at=AT - timedelta(seconds=1))
    assert said == (
        f"entry {entry.pk} was recorded at 2026-03-02T09:00:00+00:00, later than this correction of it: "
        "look at the clocks of the machines"
    )


def test_a_withdrawal_recorded_before_what_it_takes_back(entry: Entry) -> None:
    with pytest.raises(FactError, match="later than this correction"):
        withdraw(number=entry.pk, by=COACH, at=AT - timedelta(days=1))
