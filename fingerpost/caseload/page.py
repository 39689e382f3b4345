"""The head of a learner's page, and the ways from it to what can be recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fingerpost.caseload.around import Around
from fingerpost.caseload.ladder import stages_said
from fingerpost.caseload.life import Record
from fingerpost.caseload.panels import COMPUTED, RATING, STATES, given_level
from fingerpost.caseload.rows import NUMBER_OF_STAGE
from fingerpost.duties.days import Mark
from fingerpost.kit.dates import long_day
from fingerpost.people.roles import may
from fingerpost.people.viewer import Viewer
from fingerpost.story.language import capitalised

TONES = {"stage-1": "bad", "stage-2": "bad", "stage-3": "bad", "leaving": "bad", "answered": "warn"}
RECORDED = (
    ("log_contact", "log_contact", gettext_lazy("Log a contact")),
    ("rate", "rate", gettext_lazy("Change the rating")),
    ("log_session", "record_session", gettext_lazy("Record a session or visit")),
    ("log_progress", "record_progress", gettext_lazy("Record progress")),
    ("set_indicator", "note_indicator", gettext_lazy("Note an indicator")),
    ("change_placement", "begin_break", gettext_lazy("Begin a break")),
    ("change_placement", "end_break", gettext_lazy("End the break")),
    ("change_placement", "change_employer", gettext_lazy("Change the employer")),
    ("assign", "change_coach", gettext_lazy("Change the coach")),
    ("change_placement", "withdrawal", gettext_lazy("Record a withdrawal")),
    ("change_placement", "completion", gettext_lazy("Record the completion")),
)
"""What can be recorded about a learner: the act that the table of roles allows, the page, and what its link says."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands on top of every page about a learner: marks for stage, rating and break, and facts: what each is
    called, what it says, and the page to which that leads, if any."""

    marks: tuple[Mark, ...]
    rating_since: date | None
    facts: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Door:
    """A page on which something is recorded: its name in addresses, what its link says, and where it leads."""

    name: str
    label: str
    href: str


def doors(record: Record, viewer: Viewer) -> list[Door]:
    """What the viewer may record about the learner. Whether this learner is within the role's reach the page itself
    asks again."""
    found = [_door(name, label, record) for act, name, label in RECORDED if may(viewer, act)]
    shut = {"end_break"} if record.break_now is None else {"begin_break"}
    if record.has_ended:
        shut |= {"begin_break", "end_break", "withdrawal", "completion", "change_employer", "change_coach"}
    return [door for door in found if door.name not in shut] if record.seen.sees_records else []


def _door(name: str, label: str | Promise, record: Record) -> Door:
    return Door(name, str(label), reverse(f"caseload:{name}", args=[record.seen.code]))


def head_of(record: Record, people: Around, viewer: Viewer) -> Head:
    """The head of the page."""
    rating = record.standing(RATING)
    level = given_level(record, rating) if rating is not None else None
    since = level.since if level is not None and not level.is_default else None
    return Head(tuple(_marks(record, since is not None)), since, tuple(_facts(record, people, viewer)))


def _marks(record: Record, is_rated: bool) -> list[Mark]:
    found = []
    if record.has_ended and record.history.end is not None:
        found.append(Mark("none", _("Ended on %(day)s") % {"day": long_day(date.fromordinal(record.history.end))}))
    stage, rating, computed = record.standing("stage"), record.standing(RATING), record.standing(COMPUTED)
    if stage is not None and (said := stages_said(record)):
        number = NUMBER_OF_STAGE.get(stage.level)
        words = _("Stage %(n)s of 3") % {"n": number} if number else said
        found.append(Mark(TONES.get(stage.level, ""), words))
    if rating is not None and is_rated:
        words = _("Rated %(level)s") % {"level": record.language.level(rating.level)}
        found.append(Mark(STATES.get(rating.level, "none"), words))
    elif rating is not None:
        words = _("%(level)s from the start") % {"level": record.language.level(rating.level)}
        found.append(Mark(STATES.get(rating.level, "none"), words))
    if rating is not None and computed is not None and computed.level not in (rating.level, "unknown"):
        found.append(Mark("half", _("The record says %(level)s") % {"level": record.language.level(computed.level)}))
    if record.break_now is not None:
        found.append(Mark("half", _break_said(record.break_now)))
    return found


def _break_said(now: tuple[date, date | None]) -> str:
    _since, until = now
    if until is None:
        return _("On a break, no end known yet")
    return _("On a break until %(day)s") % {"day": long_day(until)}


def _facts(record: Record, people: Around, viewer: Viewer) -> list[tuple[str, str, str]]:
    placement = record.seen.placement
    words = record.language
    found = [
        (_("Programme"), placement.programme or "–", ""),
        (_("Employer"), str(placement.employer or "") or _("None"), ""),
        _coach(record, people, viewer),
    ]
    if people.manager_role:
        found.append((people.manager_role, ", ".join(each.name for each in people.managers) or _("Nobody"), ""))
    if record.seen.sees_records and record.history.start is not None:
        found.append((_("Week"), _week(record), ""))
    nation, sort = words.word(placement.nation), words.word(placement.programme_type)
    found.append((_("Rules of"), _("%(nation)s, %(type)s") % {"nation": capitalised(nation), "type": sort}, ""))
    return found


def _coach(record: Record, people: Around, viewer: Viewer) -> tuple[str, str, str]:
    """Who coaches the learner; where it is nobody, the way for those who may give them somebody."""
    if people.coaches:
        return _("Coach"), ", ".join(each.name for each in people.coaches), ""
    if record.has_ended or not may(viewer, "assign", record.seen.subject):
        return _("Coach"), _("Nobody"), ""
    address = reverse("caseload:change_coach", args=[record.seen.code])
    return _("Coach"), _("Nobody: give this learner a coach"), address


def _week(record: Record) -> str:
    assert record.history.start is not None
    start = date.fromordinal(record.history.start)
    end = record.history.attribute("planned_end", record.today.toordinal())
    if start > record.today:
        return _("Starts on %(day)s") % {"day": long_day(start)}
    week = (record.today - start).days // 7 + 1
    if end is None:
        return _("%(n)s, no end planned") % {"n": week}
    weeks = max(1, -(-(end - start).days // 7))
    if end < record.today:
        return _("%(n)s; planned to end on %(day)s") % {"n": week, "day": long_day(end)}
    return _("%(n)s of %(all)s, ends %(day)s") % {"n": week, "all": weeks, "day": long_day(end)}
