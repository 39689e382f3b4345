"""Rebuilding: after a rule, a value or a working day became another, or all rows were thrown away."""

from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from random import Random

import pytest
from django.core.management import call_command

from fingerpost.duties import actions
from fingerpost.duties.actions import forget, rebuild
from fingerpost.duties.models import Duty, Standing, Worked
from fingerpost.duties.queries import duties_of, subjects_pending
from fingerpost.duties.working_out import worked_out
from fingerpost.facts.actions import record, withdraw
from fingerpost.facts.keys import PROVIDER
from fingerpost.facts.models import Subject
from fingerpost.policies.actions import close, set_parameter
from fingerpost.policies.queries import rulebook
from tests.rooms.duties_rows.histories import adopt, made, play, rows
from tests.rooms.facts.telling import AT, COACH, absence, day, enrolled
from tests.rooms.policies.folders import PACK, change, own_packs

pytestmark = pytest.mark.django_db


class StoppedError(Exception):
    """The machine is switched off."""


@pytest.fixture
def packs(tmp_path: Path) -> Iterator[Path]:
    with own_packs(tmp_path / "packs") as folder:
        yield folder


def history() -> list[str]:
    """Three learners of whom much was recorded."""
    adopt()
    return [play(made(seed), Random(seed)).subject for seed in (1, 2, 3)]


def due(subject: str) -> list[str]:
    """The notice of the first stage and what follows it, in short."""
    return [
        f"{row.action} {row.opens} {row.due} {row.outcome}" for row in duties_of(subject) if row.rule == "escalation"
    ]


def noticed() -> str:
    """A learner who did not come on Monday 2 February and was sent a notice on Tuesday: attempts until Tuesday 10."""
    subject = enrolled()
    absence(subject, "2026-02-02")
    told(subject, "notice_sent", "2026-02-03", stage=1)
    return subject


def told(subject: str, kind: str, on: str, **data: object) -> None:
    record(subject=subject, kind=kind, on=day(on), by=COACH, at=AT, data=data)


def test_a_rebuild_that_is_stopped_half_way_and_begun_again_makes_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    history()
    whole = rows()
    forget()
    monkeypatch.setattr(actions, "BATCH", 1)

    def stop(done: int, total: int) -> None:
        assert total == 4
        if done == 2:
            raise StoppedError

    with pytest.raises(StoppedError):
        rebuild(progress=stop)
    assert (subjects_pending().count(), Worked.objects.count()) == (2, 2)
    assert rebuild() == 2
    assert rows() == whole


def test_a_batch_that_fails_leaves_its_subjects_pending_and_the_others_done(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = sorted([*history(), PROVIDER])
    whole = rows()
    forget()
    monkeypatch.setattr(actions, "BATCH", 2)

    def failing(subject: str, *given: object) -> object:
        if subject == keys[3]:
            raise StoppedError
        return worked_out(subject, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "worked_out", failing)
    with pytest.raises(StoppedError):
        rebuild()
    assert list(subjects_pending().values_list("key", flat=True)) == keys[2:]
    monkeypatch.setattr(actions, "worked_out", worked_out)
    rebuild()
    assert rows() == whole


def test_progress_is_told_batch_by_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    history()
    forget()
    monkeypatch.setattr(actions, "BATCH", 3)
    heard: list[tuple[int, int]] = []
    assert rebuild(progress=lambda done, total: heard.append((done, total))) == 4
    assert heard == [(3, 4), (4, 4)]


def test_the_rows_of_some_subjects_can_be_forgotten_and_come_back() -> None:
    one, *others = history()
    whole = rows()
    forget([one])
    assert not Duty.objects.filter(subject_id=one).exists()
    assert not Standing.objects.filter(subject_id=one).exists()
    assert Duty.objects.filter(subject_id__in=others).exists()
    assert list(subjects_pending().values_list("key", flat=True)) == [one]
    assert rebuild() == 1
    assert rows() == whole


def test_to_forget_nobody_forgets_nothing() -> None:
    history()
    whole = rows()
    forget([])
    assert rows() == whole
    assert not subjects_pending().exists()


def test_a_value_set_anew_holds_for_everybody_after_a_rebuild() -> None:
    adopt()
    subject = noticed()
    assert due(subject)[-1] == "attempts-1 2026-02-03 2026-02-10 None"
    set_parameter(pack=PACK, name="window-1", value=7, on=day("2026-02-01"), by=COACH, at=AT)
    assert due(subject)[-1] == "attempts-1 2026-02-03 2026-02-10 None"
    assert list(subjects_pending().values_list("key", flat=True)) == [subject]
    assert rebuild() == 1
    assert due(subject)[-1] == "attempts-1 2026-02-03 2026-02-12 None"


def test_days_closed_move_what_is_due_after_a_rebuild_and_back_when_they_are_taken_back() -> None:
    adopt()
    subject = noticed()
    closed = close(on=day("2026-02-05"), until=day("2026-02-07"), by=COACH, at=AT)
    rebuild()
    assert due(subject)[-1] == "attempts-1 2026-02-03 2026-02-12 None"
    withdraw(number=closed.pk, by=COACH, at=AT)
    rebuild()
    assert due(subject)[-1] == "attempts-1 2026-02-03 2026-02-10 None"


def test_whoever_is_recorded_about_meanwhile_need_not_wait_for_the_rebuild() -> None:
    adopt()
    waiting, seen = noticed(), noticed()
    set_parameter(pack=PACK, name="window-1", value=7, on=day("2026-02-01"), by=COACH, at=AT)
    told(seen, "progress", "2026-02-04", percent=5)
    assert (due(waiting)[-1][-15:-5], due(seen)[-1][-15:-5]) == ("2026-02-10", "2026-02-12")
    assert list(subjects_pending().values_list("key", flat=True)) == [waiting]


def test_another_edition_of_the_pack_makes_all_anew(packs: Path) -> None:
    adopt()
    subject = noticed()
    change(
        packs,
        'window-1 = { unit = "working days", value = { by = "programme_type", traineeship = 3, other = 5 }',
        'window-1 = { unit = "working days", value = { by = "programme_type", traineeship = 3, other = 6 }',
    )
    assert subjects_pending().count() == 2
    rebuild()
    assert due(subject)[-1] == "attempts-1 2026-02-03 2026-02-11 None"
    assert not subjects_pending().exists()


def test_rows_that_do_not_change_are_not_written_anew() -> None:
    subject = history()[0]
    numbers = set(Standing.objects.values_list("pk", flat=True))
    Worked.objects.filter(subject_id=subject).delete()
    rebuild()
    assert set(Standing.objects.values_list("pk", flat=True)) == numbers


def test_a_subject_without_facts_is_worked_out_once_and_has_no_duties() -> None:
    Subject.objects.create(key="person:22mhq7tgkwzn", kind="person")
    assert rebuild() == 1
    assert not Duty.objects.exists()
    assert not subjects_pending().exists()


def test_before_any_adoption_facts_make_no_duties_and_adoption_makes_them() -> None:
    subject = noticed()
    assert not Duty.objects.exists()
    adopt(date(2026, 2, 1))
    rebuild()
    assert due(subject) == ["send-notice-1 2026-02-02 2026-02-03 done", "attempts-1 2026-02-03 2026-02-10 None"]


def test_an_adoption_that_is_taken_back_takes_all_duties_with_it() -> None:
    entry = adopt()
    noticed()
    withdraw(number=entry.pk, by=COACH, at=AT)
    rebuild()
    assert (Duty.objects.count(), Standing.objects.count()) == (0, 0)


def test_the_mark_that_stands_is_that_of_the_rules_that_ruled() -> None:
    subject = history()[0]
    assert Worked.objects.get(subject_id=subject).mark == rulebook().mark


def test_the_command_says_what_it_did_and_that_there_is_nothing_more_to_do() -> None:
    history()
    said = StringIO()
    call_command("rebuild", "--all", stdout=said, stderr=StringIO())
    call_command("rebuild", stdout=said, stderr=StringIO())
    assert said.getvalue() == "4 subjects worked out\nevery duty is up to date\n"
