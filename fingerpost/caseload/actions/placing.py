"""Where a learner stands, and in whose caseload: read from the facts, so that corrections and late facts count too."""

from datetime import date

from django.utils.translation import gettext as _
from msgspec import Struct

from fingerpost.caseload.actions.unfit import UnfitActionError
from fingerpost.facts.kinds import kind_named
from fingerpost.people.models import Assignment, Employer, Group, Person, Placement
from fingerpost.rules.history import History

COACH = "coach"
LAST_DAY = date.max.toordinal()


class Spell(Struct, frozen=True):
    """A coach has the learner from a day until a day, on which it is somebody else or nobody; None: still."""

    person: str
    from_on: date
    until_on: date | None


def moves(kind: str) -> bool:
    """Whether a fact of this kind may change where a learner stands."""
    known = kind_named(kind)
    return bool(known.sets) or known.marks in ("starts", "ends")


def coaches(history: History) -> list[Spell]:
    """Whose caseload the learner was and is in, by the facts; in order."""
    if history.start is None:
        return []
    days = sorted({history.start, *(day for day in history.days_of_change((COACH,)) if day > history.start)})
    found: list[Spell] = []
    for day, after in zip(days, [*days[1:], None], strict=True):
        key = str(history.attribute(COACH, day) or "")
        until = None if after is None else date.fromordinal(after)
        if found and found[-1].person == key:
            found[-1] = Spell(key, found[-1].from_on, until)
        else:
            found.append(Spell(key, date.fromordinal(day), until))
    return [spell for spell in found if spell.person]


def placement(history: History) -> Placement | None:
    """The learner's placement as a row that is not stored, by the last word on each attribute; None before the
    start."""
    if history.start is None:
        return None

    def last(name: str) -> str:
        return str(history.attribute(name, LAST_DAY) or "")

    return Placement(
        subject=history.subject,
        learner_id=last("learner"),
        group_id=last("group") or None,
        employer_id=last("employer") or None,
        nation=last("nation"),
        programme_type=last("programme_type"),
        programme=last("programme"),
        until_on=None if history.end is None else date.fromordinal(history.end + 1),
    )


def place(history: History) -> None:
    """Stores the placement and the coaches that the facts say; for the transaction that recorded them. Raises
    UnfitActionError where a fact names a person, employer or group that there is not."""
    row = placement(history)
    if row is None:
        return
    _refuse_unknown(row)
    values = {field.attname: getattr(row, field.attname) for field in Placement._meta.concrete_fields[1:]}
    Placement.objects.update_or_create(subject=row.subject, defaults=values)
    _assign(row.subject, coaches(history))


def _refuse_unknown(row: Placement) -> None:
    if not Person.objects.filter(pk=row.learner_id).exists():
        raise UnfitActionError(_("There is no such person. Choose the learner again."), "learner")
    if row.employer_id and not Employer.objects.filter(pk=row.employer_id).exists():
        raise UnfitActionError(_("There is no such employer. Choose the employer again."), "employer")
    if row.group_id and not Group.objects.filter(pk=row.group_id).exists():
        raise UnfitActionError(_("There is no such group. Choose the group again."), "group")


def _assign(subject: str, spells: list[Spell]) -> None:
    _refuse_unknown_coach({spell.person for spell in spells})
    there = {
        Spell(row.person_id, row.from_on, row.until_on): row.pk
        for row in Assignment.objects.filter(subject_id=subject, role=COACH)
    }
    gone = [number for spell, number in there.items() if spell not in spells]
    if gone:
        Assignment.objects.filter(pk__in=gone).delete()
    Assignment.objects.bulk_create(
        Assignment(
            subject_id=subject, person_id=spell.person, role=COACH, from_on=spell.from_on, until_on=spell.until_on
        )
        for spell in spells
        if spell not in there
    )


def _refuse_unknown_coach(keys: set[str]) -> None:
    if Person.objects.filter(pk__in=keys).count() < len(keys):
        raise UnfitActionError(_("There is no such person. Choose the coach again."), COACH)
