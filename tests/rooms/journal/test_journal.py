"""The journal: who did and saw what."""

from datetime import UTC, date, datetime, timedelta

import pytest

from fingerpost.journal.actions import write
from fingerpost.journal.models import Line
from fingerpost.journal.queries import has_line, lines_about

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
LEARNER = "enrolment:7gk2m9xq4wbt"


def test_a_line_says_who_did_what_when_about_whom() -> None:
    line = write("contact-logged", by="person:a", at=AT, about=LEARNER, way="phone")
    kept = Line.objects.get(pk=line.pk)
    assert (kept.act, kept.by, kept.at, kept.about) == ("contact-logged", "person:a", AT, LEARNER)
    assert kept.details == {"way": "phone"}
    assert str(kept) == f"2026-03-02 09:00 person:a contact-logged {LEARNER}"


def test_a_line_need_not_be_about_anyone_nor_by_anyone() -> None:
    write("signed-out", by="", at=AT)
    assert (Line.objects.get().about, Line.objects.get().details) == ("", {})


def test_days_and_moments_in_the_details_are_kept_as_text() -> None:
    write("closure-recorded", by="", at=AT, on=date(2026, 3, 2), seen_at=AT)
    assert Line.objects.get().details == {"on": "2026-03-02", "seen_at": "2026-03-02T09:00:00Z"}


def test_lines_about_a_subject_come_the_latest_first_and_none_of_others() -> None:
    for hours, act in ((0, "first"), (2, "third"), (1, "second"), (2, "fourth")):
        write(act, by="", at=AT + timedelta(hours=hours), about=LEARNER)
    write("other", by="", at=AT, about="enrolment:3f9kwm2rxq7t")
    assert [line.act for line in lines_about(LEARNER)] == ["fourth", "third", "second", "first"]


def test_whether_an_act_was_ever_written() -> None:
    assert not has_line("demo-made")
    write("demo-made", by="", at=AT)
    assert has_line("demo-made")
    assert not has_line("demo")


def test_a_line_outlives_the_one_whom_it_is_about() -> None:
    """No foreign key leads from the journal: nothing that is erased drags a line along, or is held back by one."""
    assert [field.name for field in Line._meta.get_fields() if field.is_relation] == []
