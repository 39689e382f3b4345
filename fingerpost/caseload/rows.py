"""The lines of a list: each life with what the viewer may see of it, for a whole page in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fingerpost.caseload.life import language_code
from fingerpost.caseload.models import Break, Life
from fingerpost.caseload.panels import STATES
from fingerpost.caseload.queries import (
    PACK,
    RATING,
    REGISTER,
    STAGE,
    code_of,
    duties_in_view,
    opened_to,
    standings_on,
)
from fingerpost.duties.days import Days, Mark
from fingerpost.duties.models import Duty, Standing
from fingerpost.people.models import Assignment, running
from fingerpost.people.role_table import AT_RISK, ORDINARY
from fingerpost.people.viewer import Viewer
from fingerpost.policies.packs import policy_of
from fingerpost.policies.queries import rulebook

NUMBER_OF_STAGE = {"stage-1": 1, "stage-2": 2, "stage-3": 3}


@dataclass(frozen=True, slots=True)
class Row:
    """One line. What may not be seen is None; `sees_records` and `sees_risk` say what may. `stage_number` is 0 where
    the stage is no numbered one."""

    life: Life
    code: str
    coaches: tuple[str, ...]
    sees_records: bool
    sees_risk: bool
    rating: Mark | None
    stage: str
    stage_number: int
    stage_days: int | None
    is_on_register: bool
    duty: Duty | None
    action: str
    due: Mark | None
    break_until: date | None
    is_on_break: bool

    @property
    def due_on(self) -> date | None:
        """The last day of the next duty; None without one, or while a break keeps it without an end."""
        return self.duty.due if self.duty else None

    @property
    def behind(self) -> int | None:
        """Points behind expected; below nought where ahead."""
        if not self.sees_records or self.life.percent is None or self.life.expected is None:
            return None
        return round(self.life.expected - self.life.percent)


@dataclass(frozen=True)
class Around:
    """What belongs to the lives of one page, by subject."""

    coaches: Mapping[str, Sequence[str]]
    records: set[str]
    risk: set[str]
    standings: Mapping[tuple[str, str], Standing]
    duties: Mapping[str, Duty]
    breaks: Mapping[str, Break]


def rows_of(lives: Sequence[Life], viewer: Viewer, today: date) -> list[Row]:
    """The lines of some lives, in their order. Six queries, whatever their number, and one for the rules."""
    found = _around([life.pk for life in lives], viewer, today)
    texts = policy_of(PACK).texts[language_code()]
    days = Days(today, rulebook().provider)
    return [_row(life, found, texts, days) for life in lives]


def _around(subjects: Sequence[str], viewer: Viewer, today: date) -> Around:
    assigned = Assignment.objects.filter(running(today), subject__in=subjects, role="coach").select_related("person")
    coaches: defaultdict[str, list[str]] = defaultdict(list)
    for each in assigned.order_by("id"):
        coaches[each.subject_id].append(each.person.name)
    standings = standings_on(viewer, today, (RATING, STAGE, REGISTER)).filter(subject__in=subjects)
    duties: dict[str, Duty] = {}
    for duty in duties_in_view(viewer, today).filter(subject__in=subjects):
        duties.setdefault(duty.subject_id, duty)
    breaks = Break.objects.filter(placement__in=subjects, since__lte=today).exclude(until__lte=today)
    return Around(
        coaches,
        opened_to(viewer, subjects, ORDINARY),
        opened_to(viewer, subjects, AT_RISK),
        {(each.subject_id, each.name): each for each in standings},
        duties,
        {each.placement_id: each for each in breaks},
    )


def _row(life: Life, found: Around, texts: Mapping[str, Mapping[str, str]], days: Days) -> Row:
    subject = life.pk
    sees_records, sees_risk = subject in found.records, subject in found.risk
    stage = found.standings.get((subject, STAGE))
    has_stage = stage is not None and stage.level not in ("none", "unknown")
    register = found.standings.get((subject, REGISTER))
    duty = found.duties.get(subject)
    pause = found.breaks.get(subject) if sees_records else None
    return Row(
        life,
        code_of(subject),
        tuple(found.coaches.get(subject, ())),
        sees_records,
        sees_risk,
        _rating(life, found.standings.get((subject, RATING)), texts) if sees_risk else None,
        texts["levels"][stage.level] if stage and has_stage else "",
        NUMBER_OF_STAGE.get(stage.level, 0) if stage else 0,
        (days.today - stage.since).days if stage and has_stage else None,
        register is not None and register.level == "yes",
        duty,
        texts["actions"].get(duty.action, duty.action) if duty else "",
        days.due(duty.due, life.placement.nation) if duty else None,
        pause.until if pause else None,
        pause is not None,
    )


def _rating(life: Life, standing: Standing | None, texts: Mapping[str, Mapping[str, str]]) -> Mark | None:
    """The rating; everyone starts at the first level (5.2)."""
    if standing is None:
        return None
    return Mark(STATES.get(standing.level, "none"), texts["levels"].get(standing.level, standing.level))
