"""The law of the projection: what was worked out step by step is what a rebuild makes of the same facts."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.duties.actions import forget
from fingerpost.duties.models import Duty, Worked
from fingerpost.duties.queries import subjects_pending
from fingerpost.duties.rebuilding import rebuild
from fingerpost.duties.working_out import worked_out
from fingerpost.facts.rows import id_of
from fingerpost.policies.queries import rulebook
from fingerpost.rules.facts import Fact
from tests.rooms.duties_rows.histories import Played, adopt, made, moment, play, play_provider, rows
from tests.rooms.facts.telling import undone

pytestmark = pytest.mark.django_db
SEEDS = st.integers(0, 1 << 32)
often = settings(max_examples=8)


@often
@given(SEEDS)
def test_step_by_step_is_as_rebuilt(seed: int) -> None:
    with undone():
        adopt()
        play(made(seed), Random(seed))
        assert rebuild().done == 0
        by_steps = rows()
        forget()
        assert not Duty.objects.exists()
        rebuild()
        assert rows() == by_steps


@often
@given(SEEDS)
def test_whatever_the_provider_does_meanwhile_a_rebuild_makes_the_same(seed: int) -> None:
    rng, ledger = Random(seed), made(seed)
    with undone():
        before = play(made(seed + 1), rng).subject
        play_provider(ledger, rng)
        assert before in subjects_pending().values_list("key", flat=True)
        play(ledger, rng)
        play_provider(made(seed + 2), rng)
        rebuild()
        by_steps = rows()
        forget()
        rebuild()
        assert rows() == by_steps


@often
@given(SEEDS)
def test_rows_are_what_the_rules_make_of_the_facts_as_they_were_told(seed: int) -> None:
    """Without the database in between: what it gives back is what it was given."""
    rng, ledger = Random(seed), made(seed)
    with undone():
        play_provider(ledger, rng)
        played = play(ledger, rng)
        rebuild()
        duties, standings = worked_out(played.subject, as_the_rules_have_them(played), rulebook())
        assert {row.key: shown(row) for row in Duty.objects.filter(subject_id=played.subject)} == {
            key: shown(row) for key, row in duties.items()
        }
        assert rows()[len(Duty.objects.all()) :] == sorted((row.values() for row in standings), key=repr)


def as_the_rules_have_them(played: Played) -> list[Fact]:
    """The facts that were played, under the numbers that the ledger gave them."""
    names = {name: id_of(number) for name, number in played.numbers.items()}
    return [
        replace(
            fact,
            id=names[name],
            subject=played.subject,
            supersedes=fact.supersedes and names[fact.supersedes],
            first="",
            recorded_at=moment(fact),
        )
        for name, fact in played.facts.items()
    ]


def shown(row: Duty) -> dict[str, object]:
    """All that a duty says."""
    return {field.attname: getattr(row, field.attname) for field in Duty._meta.concrete_fields}


@settings(max_examples=4)
@given(SEEDS)
def test_a_second_rebuild_has_nothing_to_do(seed: int) -> None:
    with undone():
        adopt()
        play(made(seed), Random(seed))
        rebuild()
        before, worked = rows(), list(Worked.objects.order_by("pk").values_list())
        assert rebuild().done == 0
        assert (rows(), list(Worked.objects.order_by("pk").values_list())) == (before, worked)
