"""What people said stands apart from what rules read, and can be erased."""

import pytest

from fingerpost.facts.actions import record, withdraw
from fingerpost.facts.kinds import kinds
from fingerpost.facts.models import Entry, Words
from fingerpost.facts.queries import facts_in_force, facts_of
from fingerpost.facts.rows import SAID, free_text, words_of
from tests.rooms.facts.telling import AT, COACH, absence, day, enrolled

pytestmark = pytest.mark.django_db


def decision(subject: str, reason: str = "A new job far away", said: str = "") -> Entry:
    data = {"withdraws": True, "reason": reason}
    return record(
        subject=subject, kind="withdrawal_decided", on=day("2026-02-20"), by=COACH, at=AT, data=data, said=said
    )


def test_free_text_does_not_stand_in_the_ledger() -> None:
    entry = decision(enrolled(), said="We talked for an hour")
    kept = Entry.objects.get(pk=entry.pk)
    assert kept.data == {"withdraws": True}
    assert kept.words.texts == {"reason": "A new job far away", "said": "We talked for an hour"}


def test_a_fact_is_read_with_its_free_text_and_without_what_was_said_on_the_whole() -> None:
    subject = enrolled()
    decision(subject, said="We talked for an hour")
    assert facts_of(subject)[1].data == {"withdraws": True, "reason": "A new job far away"}


def test_what_was_said_is_kept_without_the_space_around_it() -> None:
    assert words_of(absence(enrolled(), "2026-02-02", said="  Did not come\n")) == {"said": "Did not come"}


@pytest.mark.parametrize("said", ["", "  ", "\n\t"])
def test_where_nothing_was_said_there_are_no_words(said: str) -> None:
    assert words_of(absence(enrolled(), "2026-02-02", said=said)) == {}
    assert not Words.objects.exists()


def test_an_attribute_that_rules_read_is_no_free_text() -> None:
    enrolled(employer="Meadow House", group="Monday", coach="person:c", programme="Care")
    assert not Words.objects.exists()
    assert {"employer", "group", "coach", "programme"} <= set(Entry.objects.get().data or ())


def test_erased_words_leave_a_fact_that_can_be_read_and_corrected() -> None:
    subject = enrolled()
    entry = decision(subject, said="We talked for an hour")
    Words.objects.filter(entry=entry).delete()
    fact = facts_of(subject)[1]
    assert fact.data == {"withdraws": True}
    assert facts_in_force(subject)[1].data == {"withdraws": True}
    withdraw(number=entry.pk, by=COACH, at=AT)
    assert len(facts_in_force(subject)) == 1


def test_erased_words_of_a_text_that_its_kind_needs_leave_a_readable_fact_too() -> None:
    subject = enrolled()
    entry = record(
        subject=subject, kind="rating_stands", on=day("2026-02-20"), by=COACH, at=AT, data={"reason": "Same"}
    )
    assert facts_of(subject)[1].data == {"reason": "Same"}
    Words.objects.filter(entry=entry).delete()
    assert facts_of(subject)[1].data == {}


def test_words_of_any_writing_come_back_as_they_were() -> None:
    said = "Roedd hi’n dweud “na” — 日本語, emoji 🙂, 'quotes', \\n, and a\nline"
    assert words_of(Entry.objects.get(pk=absence(enrolled(), "2026-02-02", said=said).pk)) == {"said": said}


def test_no_kind_has_a_field_of_the_name_under_which_what_was_said_is_kept() -> None:
    assert [kind.name for kind in kinds().values() if SAID in kind.fields] == []


def test_what_is_free_text_is_named_by_the_kind() -> None:
    assert free_text(kinds()["withdrew"]) == ["reason", "destination"]
    assert free_text(kinds()["changed"]) == []
