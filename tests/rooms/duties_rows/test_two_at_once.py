"""Several people record at once, each over a connection of their own: all is kept, and one set of duties follows."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connection, transaction

from fingerpost.duties.actions import forget
from fingerpost.duties.models import Worked
from fingerpost.duties.queries import subjects_pending
from fingerpost.duties.rebuilding import rebuild
from fingerpost.facts.actions import record, record_many, withdraw
from fingerpost.facts.keys import PROVIDER, new_key
from fingerpost.facts.models import Entry
from fingerpost.facts.rows import Told
from fingerpost.policies.actions import set_parameter
from fingerpost.policies.queries import rulebook
from fingerpost.rules.kinds import FactError
from tests.rooms.duties_rows.histories import adopt, rows
from tests.rooms.facts.telling import AT, COACH, STARTED, absence, day, enrolled
from tests.rooms.policies.folders import PACK

pytestmark = pytest.mark.django_db(transaction=True)
Doing = Callable[[], object]


def at_once(doings: Sequence[Doing]) -> list[object]:
    """Does all of them at once, each in a thread and over a connection of its own; what each gave or raised."""
    barrier = Barrier(len(doings), timeout=30)

    def one(doing: Doing) -> object:
        barrier.wait()
        try:
            return doing()
        except FactError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(doings)) as pool:
        return list(pool.map(one, doings))


def assert_as_rebuilt() -> None:
    """What stands is what a rebuild makes."""
    assert not subjects_pending().exists()
    by_steps = rows()
    assert by_steps
    forget()
    rebuild()
    assert rows() == by_steps


def test_two_record_about_one_learner() -> None:
    adopt()
    subject = enrolled()
    at_once([lambda: absence(subject, "2026-02-02"), lambda: absence(subject, "2026-02-09")])
    assert Entry.objects.filter(subject=subject, kind="session").count() == 2
    assert_as_rebuilt()


def test_eight_record_five_facts_each_about_one_learner() -> None:
    adopt()
    subject = enrolled()

    def several(person: int) -> Doing:
        def doing() -> None:
            for place in range(5):
                absence(subject, f"2026-0{2 + place}-{10 + person}")

        return doing

    at_once([several(person) for person in range(8)])
    found = Entry.objects.filter(subject=subject, kind="session")
    assert found.count() == len(set(found.values_list("on", flat=True))) == 40
    assert_as_rebuilt()


def test_several_are_the_first_to_record_about_a_subject() -> None:
    adopt()
    subject = new_key("enrolment")

    def start() -> Entry:
        return record(subject=subject, kind="started", on=day("2026-01-05"), by=COACH, at=AT, data=STARTED)

    at_once([start] * 6)
    assert Entry.objects.filter(subject=subject).count() == 6
    assert Worked.objects.get(subject_id=subject).mark == rulebook().mark
    assert_as_rebuilt()


def test_of_two_who_correct_one_entry_one_is_told_that_it_was_corrected_meanwhile() -> None:
    adopt()
    entry = absence(enrolled(), "2026-02-02")
    given = at_once([lambda: withdraw(number=entry.pk, by=COACH, at=AT)] * 4)
    refused = [each for each in given if isinstance(each, FactError)]
    assert len(refused) == 3
    assert all("has been corrected meanwhile" in str(each) for each in refused)
    assert Entry.objects.filter(supersedes=entry).count() == 1
    assert_as_rebuilt()


def test_two_who_record_about_the_same_many_in_other_orders_do_not_block_each_other() -> None:
    adopt()
    keys = [new_key("enrolment") for _ in range(12)]
    told = [Told("started", day("2026-01-05"), STARTED)]

    def all_of(them: list[str]) -> Doing:
        return lambda: record_many(told=dict.fromkeys(them, told), by=COACH, at=AT)

    at_once([all_of(keys), all_of(keys[::-1]), all_of(keys[6:] + keys[:6])])
    assert Entry.objects.exclude(subject=PROVIDER).count() == 36
    assert_as_rebuilt()


def test_a_rebuild_waits_for_whoever_records_and_then_knows_what_was_recorded() -> None:
    """Else it would write over what the other had just worked out."""
    adopt()
    subject = enrolled()
    absence(subject, "2026-02-02")
    record(subject=subject, kind="notice_sent", on=day("2026-02-03"), by=COACH, at=AT, data={"stage": 1})
    set_parameter(pack=PACK, name="window-1", value=7, on=day("2026-01-01"), by=COACH, at=AT)
    recorded, rebuilt = Event(), Event()

    def recording() -> None:
        with transaction.atomic():
            record(subject=subject, kind="register_removed", on=day("2026-02-05"), by=COACH, at=AT)
            recorded.set()
            assert not rebuilt.wait(0.5)

    def rebuilding() -> None:
        recorded.wait(30)
        rebuild()
        rebuilt.set()

    at_once([recording, rebuilding])
    assert rebuilt.is_set()
    assert_as_rebuilt()


def test_a_value_is_set_while_others_record_and_a_rebuild_runs() -> None:
    """Whoever was worked out under the old value is worked out anew; nobody is left behind."""
    adopt()
    keys = [enrolled() for _ in range(6)]

    def recording(subject: str) -> Doing:
        return lambda: [absence(subject, f"2026-02-{on:02}") for on in range(2, 7)]

    def setting() -> None:
        for value in (7, 8, 9):
            set_parameter(pack=PACK, name="window-1", value=value, on=day("2026-01-01"), by=COACH, at=AT)
            rebuild()

    at_once([*map(recording, keys), setting, rebuild])
    rebuild()
    assert Entry.objects.filter(kind="session").count() == 30
    assert_as_rebuilt()
