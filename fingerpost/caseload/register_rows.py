"""The lines of the register: since when and why, the stage and what comes next; or on what grounds it ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from fingerpost.caseload.queries import PACK, code_of, duties_in_view
from fingerpost.caseload.rows import NUMBER_OF_STAGE
from fingerpost.duties.about import placements_of
from fingerpost.duties.days import Days, Mark
from fingerpost.duties.models import Duty, Standing
from fingerpost.duties.shown import Sheet, sheet
from fingerpost.facts.kinds import kind_named
from fingerpost.facts.models import Entry
from fingerpost.facts.rows import fact_of
from fingerpost.people.models import Placement
from fingerpost.people.queries import within
from fingerpost.people.viewer import Viewer
from fingerpost.policies.queries import rulebook
from fingerpost.rules.facts import Fact
from fingerpost.rules.history import History
from fingerpost.story.language import Language, capitalised
from fingerpost.story.sayings import told

Row = TypeVar("Row")
ENTERED_BY = "send-notice-1"
"""Who was sent the notice of stage 1 is on the register (5.3.2)."""
LEFT_BY = ("register_removed", "withdrew", "completed", "transferred")
KEEPER = "register-keeper"
"""The value of the policy that names the role: by nation, and in England by sort of programme."""


@dataclass(frozen=True, slots=True)
class Entered:
    """One line. `days` are those on the register; `keeper` is the role that keeps it. Of a spell that is over there is
    no stage and no duty, but its `grounds`."""

    code: str
    placement: Placement
    since: date
    until: date | None
    days: int
    because: str
    keeper: str
    stage: str = ""
    stage_number: int = 0
    stage_days: int = 0
    action: str = ""
    due: Mark | None = None
    due_on: date | None = None
    grounds: str = ""


@dataclass(frozen=True, slots=True)
class _Around:
    """What belongs to the spells of one page, by subject; duties and facts in order of day."""

    today: date
    drawn: Sheet
    placements: Mapping[str, Placement]
    notices: Mapping[str, Sequence[Duty]]
    next_ones: Mapping[str, Sequence[Duty]]
    endings: Mapping[str, Sequence[Fact]]

    @property
    def language(self) -> Language:
        return self.drawn.words[PACK]


def entered(spells: Sequence[Standing], viewer: Viewer, today: date) -> list[Entered]:
    """The lines of some spells, in their order; as many queries for fifty as for one."""
    if not spells:
        return []
    around = _around(spells, viewer, today)
    return [_entered(spell, around.placements[spell.subject_id], around) for spell in spells]


def _around(spells: Sequence[Standing], viewer: Viewer, today: date) -> _Around:
    subjects = {spell.subject_id for spell in spells}
    over = {spell.subject_id for spell in spells if is_over(spell, today)}
    sent = Duty.objects.filter(pack=PACK, action=ENTERED_BY, subject__in=subjects, closed__isnull=False)
    notices = list(within(viewer, sent).order_by("closed"))
    rules = rulebook()
    return _Around(
        today,
        sheet(notices, viewer, rules, Days(today, rules.provider)),
        placements_of(subjects),
        _by_subject(notices, lambda duty: duty.subject_id),
        _by_subject(duties_in_view(viewer, today).filter(subject__in=subjects - over), lambda duty: duty.subject_id),
        _by_subject(_endings(over, viewer), lambda fact: fact.subject),
    )


def is_over(spell: Standing, today: date) -> bool:
    """Whether a spell has ended by a day."""
    return spell.until is not None and spell.until <= today


def _endings(subjects: Collection[str], viewer: Viewer) -> list[Fact]:
    """What took learners off the register, as it holds now; no query where nobody is off it."""
    if not subjects:
        return []
    corrected = Exists(Entry.objects.filter(supersedes=OuterRef("pk")))
    holding = Entry.objects.filter(~corrected, subject__in=subjects, kind__in=LEFT_BY, data__isnull=False)
    return [fact_of(entry) for entry in within(viewer, holding).select_related("words").order_by("on", "id")]


def _by_subject(rows: Iterable[Row], subject_of: Callable[[Row], str]) -> Mapping[str, Sequence[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[subject_of(row)].append(row)
    return found


def _entered(spell: Standing, placement: Placement, around: _Around) -> Entered:
    until = spell.until if is_over(spell, around.today) else None
    line = Entered(
        code=code_of(spell.subject_id),
        placement=placement,
        since=spell.since,
        until=until,
        days=((until or around.today) - spell.since).days,
        because=_because(spell, around),
        keeper=_keeper(placement, around),
    )
    return replace(line, **(_now(spell, placement, around) if until is None else _then(spell, around)))


def _because(spell: Standing, around: _Around) -> str:
    """What the notice was sent for that opened the spell."""
    sent = [duty for duty in around.notices.get(spell.subject_id, ()) if duty.closed and duty.closed <= spell.since]
    because = around.drawn.because(sent[-1]) if sent else ""
    return because or _("what the notice was sent for has been corrected since")


def _keeper(placement: Placement, around: _Around) -> str:
    """The role that keeps the register for somebody of this nation and sort of programme."""
    rule = around.drawn.rules.newest(PACK)
    assert rule is not None
    attributes = {"nation": placement.nation, "programme_type": placement.programme_type}
    alike = Fact(kind_named("started"), placement.subject, around.today, attributes, "", supposed=True)
    return around.language.role(rule.terms.value(KEEPER, History(placement.subject, [alike]), around.today.toordinal()))


def _now(spell: Standing, placement: Placement, around: _Around) -> dict[str, Any]:
    """Where somebody on the register stands, by the columns that `register.spells` adds, and what comes next."""
    level, since = getattr(spell, "stage", None), getattr(spell, "stage_since", None)
    duty = next(iter(around.next_ones.get(spell.subject_id, ())), None)
    return {
        "stage": around.language.level(level) if level and level not in ("none", "unknown") else "",
        "stage_number": NUMBER_OF_STAGE.get(level or "", 0),
        "stage_days": (around.today - since).days if since else 0,
        "action": around.language.action(duty.action) if duty else "",
        "due": around.drawn.days.due(duty.due, placement.nation) if duty else None,
        "due_on": duty.due if duty else None,
    }


def _then(spell: Standing, around: _Around) -> dict[str, Any]:
    """The last thing recorded that took somebody off it, and the reason given."""
    assert spell.until is not None
    facts = [fact for fact in around.endings.get(spell.subject_id, ()) if spell.since <= fact.on <= spell.until]
    return {"grounds": capitalised(told(facts[-1], around.language)) if facts else ""}
