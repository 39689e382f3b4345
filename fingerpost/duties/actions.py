"""Working duties out: of the subjects about which something was recorded. (Of all: see `rebuilding`.)"""

from collections.abc import Collection, Iterable

from django.db import transaction

from fingerpost.duties.models import Duty, Standing, Worked
from fingerpost.duties.working_out import worked_out
from fingerpost.facts.queries import facts_of_each
from fingerpost.policies.queries import rulebook

VALUES = [field.attname for field in Duty._meta.concrete_fields if not field.primary_key]


def refresh(subjects: Collection[str]) -> None:
    """Works out the duties of subjects and stores what is different. It belongs in the transaction that recorded a fact
    about them, which keeps others from recording about them meanwhile (`facts.actions.wait_for`)."""
    rules = rulebook()
    duties: dict[str, Duty] = {}
    standings: list[Standing] = []
    for subject, facts in facts_of_each(subjects).items():
        its_duties, its_standings = worked_out(subject, facts, rules)
        duties |= its_duties
        standings += its_standings
    _store(subjects, duties)
    _store_standings(subjects, standings)
    worked = [Worked(subject_id=subject, mark=rules.mark) for subject in subjects]
    Worked.objects.bulk_create(worked, update_conflicts=True, unique_fields=["subject"], update_fields=["mark"])


def _store(subjects: Collection[str], wanted: dict[str, Duty]) -> None:
    there = {row.key: row for row in Duty.objects.filter(subject_id__in=subjects)}
    new = [row for key, row in wanted.items() if key not in there]
    changed = [row for key, row in wanted.items() if key in there and _values(row) != _values(there[key])]
    gone = [key for key in there if key not in wanted]
    if gone:
        Duty.objects.filter(key__in=gone).delete()
    if new:
        Duty.objects.bulk_create(new, batch_size=500)
    if changed:
        Duty.objects.bulk_update(changed, VALUES, batch_size=100)


def _store_standings(subjects: Collection[str], wanted: list[Standing]) -> None:
    there = {row.values(): row.pk for row in Standing.objects.filter(subject_id__in=subjects)}
    values = {row.values() for row in wanted}
    gone = [number for said, number in there.items() if said not in values]
    if gone:
        Standing.objects.filter(pk__in=gone).delete()
    Standing.objects.bulk_create([row for row in wanted if row.values() not in there], batch_size=500)


def _values(row: Duty) -> list[object]:
    return [getattr(row, name) for name in VALUES]


@transaction.atomic
def forget(subjects: Iterable[str] | None = None) -> None:
    """Throws duties and standings away, all or those of some subjects. They are projections: `rebuild` makes the same
    again."""
    keys = None if subjects is None else list(subjects)
    for table in (Duty, Standing, Worked):
        rows = table._default_manager.all()
        (rows if keys is None else rows.filter(subject_id__in=keys)).delete()
