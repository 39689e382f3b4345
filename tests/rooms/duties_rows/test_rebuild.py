"""Rebuilding: after a rule, a value or a working day became another, or all rows were thrown away."""

from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from fingerpost.duties import rebuilding
from fingerpost.duties.actions import forget
from fingerpost.duties.models import Duty, Standing, Worked
from fingerpost.duties.queries import duties_of, subjects_pending
from fingerpost.duties.rebuilding import Rebuilt, rebuild, rebuild_as_it_comes
from fingerpost.facts.actions import record, withdraw
from fingerpost.facts.models import Entry, Subject
from fingerpost.policies.actions import close, set_parameter
from fingerpost.policies.queries import rulebook
from tests.rooms.duties_rows.histories import adopt, made, play, rows
from tests.rooms.facts.telling import AT, COACH, absence, day, enrolled
from tests.rooms.policies.folders import PACK, change, own_packs, read_anew

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
    monkeypatch.setattr(rebuilding, "BATCH", 1)

    def stop(done: int, total: int) -> None:
        assert total == 4
        if done == 2:
            raise StoppedError

    with pytest.raises(StoppedError):
        rebuild(progress=stop)
    assert (subjects_pending().count(), Worked.objects.count()) == (2, 2)
    assert rebuild().done == 2
    assert rows() == whole


def odd(subject: str) -> None:
    """The record of a subject holds a fact of a kind that there is no longer: nobody can work out its duties."""
    on = day("2026-02-02")
    Entry.objects.create(subject_id=subject, kind="gone", on=on, recorded_at=AT, compartment="ordinary", data={})


def mend(packs: Path) -> None:
    """A release of the packs knows the kind."""
    told = '[gone]\nnames = { en = "Gone", cy = "Wedi mynd" }\nabout = ["enrolment"]\n'
    (packs / "kinds" / "gone.toml").write_text(told, encoding="utf-8")
    read_anew()


def test_a_subject_that_cannot_be_worked_out_keeps_no_other_waiting(packs: Path) -> None:
    one, *_others = history()
    whole = rows()
    odd(one)
    forget()
    assert rebuild() == Rebuilt(3, (one,))
    assert list(subjects_pending().values_list("key", flat=True)) == [one]
    assert not Duty.objects.filter(subject_id=one).exists()
    assert rebuild() == Rebuilt(0, (one,))
    mend(packs)
    assert one not in rebuild().failed
    assert rows() == whole


def test_the_command_names_who_could_not_be_worked_out_by_key_and_fails(packs: Path) -> None:
    one, *_others = history()
    odd(one)
    said = StringIO()
    with pytest.raises(CommandError) as failure:
        call_command("rebuild", "--all", stdout=said, stderr=StringIO())
    assert said.getvalue() == "3 subjects worked out\n"
    assert str(failure.value) == f"1 could not be worked out, and will be tried again next time: {one}"
    assert failure.value.returncode == 1
    mend(packs)
    call_command("rebuild", stdout=said, stderr=StringIO())


def test_the_worker_goes_on_beside_an_odd_record_and_names_it_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    one, *_others = history()
    odd(one)
    forget()
    monkeypatch.setattr(rebuilding, "PAUSE", 0)
    rounds = iter([True, True, False])
    rebuild_as_it_comes(goes_on=lambda: next(rounds))
    assert [line.getMessage() for line in caplog.records] == [f"the duties of {one} could not be worked out"]
    assert Worked.objects.count() == 3


def test_the_worker_lives_on_where_a_whole_round_fails(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    history()
    forget()
    monkeypatch.setattr(rebuilding, "PAUSE", 0)
    monkeypatch.setattr(rebuilding, "connections", SimpleNamespace(close_all=lambda: None))
    rounds = iter([True, True, False])

    def stop(done: int, total: int) -> None:
        raise StoppedError

    rebuild_as_it_comes(goes_on=lambda: next(rounds), progress=stop)
    assert [line.getMessage() for line in caplog.records] == ["duties could not be worked out; another try follows"]
    assert not subjects_pending().exists()


def test_progress_is_told_batch_by_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    history()
    forget()
    monkeypatch.setattr(rebuilding, "BATCH", 3)
    heard: list[tuple[int, int]] = []
    assert rebuild(progress=lambda done, total: heard.append((done, total))).done == 4
    assert heard == [(3, 4), (4, 4)]


def test_the_rows_of_some_subjects_can_be_forgotten_and_come_back() -> None:
    one, *others = history()
    whole = rows()
    forget([one])
    assert not Duty.objects.filter(subject_id=one).exists()
    assert not Standing.objects.filter(subject_id=one).exists()
    assert Duty.objects.filter(subject_id__in=others).exists()
    assert list(subjects_pending().values_list("key", flat=True)) == [one]
    assert rebuild() == Rebuilt(1, ())
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
    assert rebuild() == Rebuilt(1, ())
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
    assert rebuild() == Rebuilt(1, ())
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
