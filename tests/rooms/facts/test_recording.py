"""Recording: a fact and all that follows from it, or neither."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytest_django import Settings

from fingerpost.facts.actions import record, record_all, record_many, withdraw
from fingerpost.facts.keys import LENGTH, LETTERS, kind_of, new_key
from fingerpost.facts.models import Entry, Subject, Words
from fingerpost.facts.queries import corrections_of, entries_about, facts_in_force, facts_of, facts_of_each
from fingerpost.facts.rows import Told
from tests.rooms.facts import followers
from tests.rooms.facts.telling import AT, COACH, STARTED, absence, day, enrolled

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


@pytest.fixture
def told(settings: Settings) -> Iterator[list[list[str]]]:
    settings.FACTS_ARE_FOLLOWED_BY = ["tests.rooms.facts.followers.remembers"]
    followers.told.clear()
    yield followers.told


def test_a_fact_is_recorded_with_who_when_and_on_which_day() -> None:
    entry = absence(enrolled(), "2026-02-02")
    kept = Entry.objects.get(pk=entry.pk)
    assert (kept.kind, kept.on, kept.recorded_by, kept.recorded_at) == ("session", day("2026-02-02"), COACH, AT)
    assert kept.data == {"sort": "session", "outcome": "absent_without_notice"}


def test_a_fact_lies_in_the_compartment_of_its_kind_unless_it_names_another() -> None:
    subject = enrolled()
    ordinary = absence(subject, "2026-02-02")
    named = record(
        subject=subject,
        kind="session",
        on=day("2026-02-03"),
        by=COACH,
        at=AT,
        data={"sort": "visit"},
        compartment="wellbeing",
    )
    at_risk = record(subject=subject, kind="rating", on=day("2026-02-04"), by=COACH, at=AT, data={"level": "low"})
    assert [each.compartment for each in (ordinary, named, at_risk)] == ["ordinary", "wellbeing", "at-risk"]
    assert [fact.compartment for fact in facts_of(subject)] == ["ordinary", "ordinary", "wellbeing", "at-risk"]


def test_a_subject_is_known_from_its_first_fact_on() -> None:
    subject = enrolled()
    assert Subject.objects.get(key=subject).kind == "enrolment"


def test_facts_are_read_in_the_order_in_which_they_were_recorded() -> None:
    subject = enrolled()
    days = ["2026-02-09", "2026-02-02", "2026-02-05"]
    for each in days:
        absence(subject, each)
    assert [fact.on.isoformat() for fact in facts_of(subject)[1:]] == days
    assert [fact.id for fact in facts_of(subject)] == sorted(fact.id for fact in facts_of(subject))


def test_facts_of_several_subjects_are_kept_apart() -> None:
    one, other, none = enrolled(), enrolled(), new_key("enrolment")
    absence(one, "2026-02-02")
    found = facts_of_each([one, other, none])
    assert {subject: len(facts) for subject, facts in found.items()} == {one: 2, other: 1, none: 0}


def test_a_correction_takes_the_place_of_what_it_corrects_and_both_stay() -> None:
    subject = enrolled()
    old = absence(subject, "2026-02-02")
    new = record(
        subject=subject,
        kind="session",
        on=day("2026-02-03"),
        by=COACH,
        at=LATER,
        data={"sort": "session", "outcome": "attended"},
        supersedes=old.pk,
    )
    assert [fact.on for fact in facts_in_force(subject)] == [day("2026-01-05"), day("2026-02-03")]
    assert len(facts_of(subject)) == 3
    assert list(corrections_of([old.pk])) == [new]
    assert list(entries_about(subject))[1:] == [old, new]


def test_a_correction_of_a_correction_keeps_the_identity_of_the_first() -> None:
    subject = enrolled()
    first = absence(subject, "2026-02-02")
    second = record(
        subject=subject,
        kind="session",
        on=day("2026-02-03"),
        by=COACH,
        at=LATER,
        data={"sort": "session"},
        supersedes=first.pk,
    )
    record(
        subject=subject,
        kind="session",
        on=day("2026-02-04"),
        by=COACH,
        at=LATER,
        data={"sort": "visit"},
        supersedes=second.pk,
    )
    assert facts_in_force(subject)[1].first == f"{first.pk:012}"


def test_a_correction_stays_in_the_compartment_of_what_it_corrects() -> None:
    """Else a mended spelling would show to many what few may see."""
    subject = enrolled()
    hidden = record(
        subject=subject,
        kind="session",
        on=day("2026-02-02"),
        by=COACH,
        at=AT,
        data={"sort": "visit"},
        compartment="safeguarding",
    )
    mended = record(
        subject=subject,
        kind="session",
        on=day("2026-02-03"),
        by=COACH,
        at=LATER,
        data={"sort": "visit"},
        supersedes=hidden.pk,
    )
    opened = record(
        subject=subject,
        kind="session",
        on=day("2026-02-03"),
        by=COACH,
        at=LATER,
        data={"sort": "visit"},
        supersedes=mended.pk,
        compartment="ordinary",
    )
    assert [each.compartment for each in (mended, opened)] == ["safeguarding", "ordinary"]
    assert list(Entry.objects.filter(subject=subject).order_by("pk").values_list("compartment", flat=True)) == [
        "ordinary",
        "safeguarding",
        "safeguarding",
        "ordinary",
    ]


def test_what_is_taken_back_never_held_and_keeps_day_kind_and_compartment() -> None:
    subject = enrolled()
    old = record(
        subject=subject,
        kind="session",
        on=day("2026-02-02"),
        by=COACH,
        at=AT,
        data={"sort": "visit"},
        compartment="safeguarding",
    )
    gone = withdraw(number=old.pk, by="person:someone-else", at=LATER, said="The wrong learner")
    assert (gone.on, gone.kind, gone.compartment, gone.data) == (old.on, "session", "safeguarding", None)
    assert gone.words.texts == {"said": "The wrong learner"}
    assert [fact.kind.name for fact in facts_in_force(subject)] == ["started"]
    assert facts_of(subject)[-1].data is None


def test_a_withdrawal_can_itself_be_taken_back_by_telling_the_fact_again() -> None:
    subject = enrolled()
    gone = withdraw(number=absence(subject, "2026-02-02").pk, by=COACH, at=LATER)
    record(
        subject=subject,
        kind="session",
        on=day("2026-02-02"),
        by=COACH,
        at=LATER,
        data={"sort": "visit"},
        supersedes=gone.pk,
    )
    assert [fact.kind.name for fact in facts_in_force(subject)] == ["started", "session"]


def test_several_facts_about_a_subject_are_followed_once(told: list[list[str]]) -> None:
    subject = new_key("enrolment")
    entries = record_all(
        subject=subject,
        told=[Told("started", day("2026-01-05"), STARTED), Told("session", day("2026-02-02"), {"sort": "visit"})],
        by=COACH,
        at=AT,
    )
    assert [entry.kind for entry in entries] == ["started", "session"]
    assert told == [[subject]]


def test_facts_about_many_subjects_are_followed_once_and_given_back_by_subject(told: list[list[str]]) -> None:
    keys = [new_key("enrolment") for _ in range(3)]
    recorded = record_many(told={key: [Told("started", day("2026-01-05"), STARTED)] * 2 for key in keys}, by="", at=AT)
    assert {key: [entry.subject_id for entry in entries] for key, entries in recorded.items()} == {
        key: [key, key] for key in keys
    }
    assert told == [sorted(keys)]


def test_each_fact_of_an_import_may_say_its_own_moment_and_person() -> None:
    subject = new_key("enrolment")
    one = Told("started", day("2026-01-05"), STARTED, by="person:a", at=AT - timedelta(days=9))
    record_all(subject=subject, told=[one, Told("session", day("2026-02-02"), {"sort": "visit"})], by=COACH, at=AT)
    assert [(fact.by, fact.recorded_at) for fact in facts_of(subject)] == [
        ("person:a", AT - timedelta(days=9)),
        (COACH, AT),
    ]


def test_nothing_told_records_nothing() -> None:
    assert record_many(told={}, by=COACH, at=AT) == {}
    subject = new_key("enrolment")
    assert record_all(subject=subject, told=[], by=COACH, at=AT) == []
    assert not Entry.objects.exists()


def test_what_follows_sees_what_was_recorded(settings: Settings) -> None:
    settings.FACTS_ARE_FOLLOWED_BY = ["tests.rooms.facts.followers.sees_the_facts"]
    followers.told.clear()
    enrolled()
    assert followers.told == [["started"]]


@pytest.mark.django_db(transaction=True)
def test_where_what_follows_fails_nothing_is_recorded(settings: Settings) -> None:
    name = "tests.rooms.facts.followers.{}".format
    settings.FACTS_ARE_FOLLOWED_BY = [name("remembers"), name("fails")]
    with pytest.raises(ZeroDivisionError):
        record(
            subject=new_key("enrolment"),
            kind="started",
            on=day("2026-01-05"),
            by=COACH,
            at=AT,
            data=STARTED,
            said="With pleasure",
        )
    assert not Entry.objects.exists()
    assert not Words.objects.exists()
    assert not Subject.objects.exists()


def test_a_key_says_what_it_names_and_nothing_else() -> None:
    keys = {new_key("group") for _ in range(200)}
    assert len(keys) == 200
    assert {kind_of(key) for key in keys} == {"group"}
    assert all(len(key) == len("group:") + LENGTH and set(key.partition(":")[2]) <= set(LETTERS) for key in keys)
