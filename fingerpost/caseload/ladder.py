"""The ladder of a learner: the steps of the escalation that were taken, the one where the case stands, and what follows
if each duty is done on its day and nobody answers (5.3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from fingerpost.caseload.around import Around
from fingerpost.caseload.coming import Coming
from fingerpost.caseload.life import Record
from fingerpost.duties.days import Days
from fingerpost.kit.dates import day_and_month as day_said
from fingerpost.rules.asks import Ask
from fingerpost.rules.duty import Duty
from fingerpost.rules.stays import Stay
from fingerpost.story.causes import why_since
from fingerpost.story.language import capitalised

ESCALATION = "escalation"
PAST, NOW, NEXT = "past", "is", "next"


@dataclass(frozen=True, slots=True)
class Marked:
    """A state as the style sheet knows it (`kit.STATES`), the day it belongs to as people read it, and words; of what
    is open also the page where it is done."""

    state: str
    day: str
    words: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: whether it is past, now or to come (the words of the style sheet), its name, and what happened in it or
    would."""

    state: str
    name: str
    items: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps of the case that runs (`has_begun`) or that is foreseen, and the finding in a sentence."""

    steps: tuple[Step, ...]
    finding: str
    has_forecast: bool = False
    has_begun: bool = False


def ladder_of(record: Record, people: Around, open_now: Iterable[Coming]) -> Ladder | None:
    """The ladder, where what is open now leads to where it is done; None where no policy with one rules, or the viewer
    may not see it."""
    if record.ahead is None or ESCALATION not in record.ahead.reading.policy.procedures or record.history.start is None:
        return None
    stays = _case(record)
    if not stays:
        return Ladder((), _nothing(record))
    pages = {each.row.action: each.page for each in open_now if each.row.rule == ESCALATION}
    steps = [_cause(stays[0], record), *(_step(stay, record, people, pages) for stay in stays)]
    has_forecast = any(step.state == NEXT for step in steps)
    return Ladder(tuple(steps), _finding(stays, record), has_forecast, steps[0].state == PAST)


def _case(record: Record) -> list[Stay]:
    """The stays of the case that runs today; else of the next one that is foreseen."""
    assert record.ahead is not None
    today = record.today.toordinal()
    for stays in _cases(record.ahead.reading.course(ESCALATION).stays):
        last = stays[-1].until
        if last is None or last >> 1 > today:
            return stays
    return []


def _cases(stays: Iterable[Stay]) -> list[list[Stay]]:
    found: list[list[Stay]] = [[]]
    for stay in stays:
        found[-1].append(stay)
        if stay.closes is not None:
            found.append([])
    return [case for case in found if case]


def _day(moment: int) -> date:
    return date.fromordinal(moment >> 1)


def _state(stay: Stay, today: date) -> str:
    if _day(stay.since) > today:
        return NEXT
    return PAST if stay.until is not None and _day(stay.until) <= today else NOW


def _cause(first: Stay, record: Record) -> Step:
    """What opened the case, or would."""
    since, today = _day(first.since), record.today
    is_past = since <= today
    assert record.ahead is not None
    reading, language = record.ahead.reading, record.language
    said = why_since(first.facts, since, reading, language, dated=False, section="cause") if first.facts else ""
    item = Marked("good" if is_past else "half", day_said(since), capitalised(said))
    return Step(PAST if is_past else NEXT, _("Cause"), (item,))


def _step(stay: Stay, record: Record, people: Around, pages: Mapping[str, str]) -> Step:
    state = _state(stay, record.today)
    name = str(record.policy.texts[record.language.code]["steps"][stay.step])
    if state != PAST:
        name = (_("%(step)s, now") if state == NOW else _("%(step)s, forecast")) % {"step": name}
    arrived = Marked("half" if state == NEXT else "good", day_said(_day(stay.since)), _("opens"))
    items = [arrived] if state == NEXT else [Marked("good", arrived.day, _("opened"))]
    items += [_item(duty, record, people, pages if state == NOW else {}) for duty in _duties_in(stay, record)]
    return Step(state, name, tuple(items))


def _duties_in(stay: Stay, record: Record) -> Sequence[Duty]:
    """The duties that opened in a stay, or would; each once."""
    assert record.ahead is not None
    actions = {ask.action for ask in _asks(stay, record)}
    found: dict[str, Duty] = {}
    for duty in record.ahead.duties:
        if duty.rule == ESCALATION and duty.action in actions and duty.opens is not None and _is_in(stay, duty.opens):
            found.setdefault(duty.action, duty)
    return list(found.values())


def _asks(stay: Stay, record: Record) -> Iterable[Ask]:
    step = record.policy.procedures[ESCALATION].step_of[stay.step]
    return [*step.duties, *step.tasks]


def _is_in(stay: Stay, day: date) -> bool:
    return _day(stay.since) <= day and (stay.until is None or day <= _day(stay.until))


def _item(duty: Duty, record: Record, people: Around, pages: Mapping[str, str]) -> Marked:
    action, today = record.language.action(duty.action), record.today
    if duty.closed is not None and duty.closed <= today:
        is_late = duty.due is not None and duty.closed > duty.due and duty.outcome == "done"
        said = {"done": _("done"), "waived": _("waived"), "lapsed": _("no longer asked for")}[duty.outcome or "done"]
        words = _("%(action)s: %(outcome)s") % {"action": action, "outcome": _("done late") if is_late else said}
        return Marked("good" if duty.outcome == "done" else "none", day_said(duty.closed), words)
    owner = people.called(duty.owner, record.names.get(duty.owner) or record.language.role(duty.owner))
    words = _("%(action)s – %(owner)s") % {"action": action, "owner": owner}
    page = "" if duty.supposed else pages.get(duty.action, "")
    if duty.due is None:
        return Marked("half", "", words, page)
    days = Days(today, record.book.provider)
    state = "half" if duty.supposed else days.due(duty.due, record.seen.placement.nation).state
    return Marked(state, _("by %(day)s") % {"day": day_said(duty.due)}, words, page)


def _finding(stays: Sequence[Stay], record: Record) -> str:
    """Where the case leads if nothing is done, in a sentence."""
    texts = record.policy.texts[record.language.code]["steps"]
    coming = [stay for stay in stays if _day(stay.since) > record.today]
    if not coming:
        return ""
    first = coming[0]
    step, day = str(texts[first.step]), record.language.day(_day(first.since))
    if len(coming) == len(stays):
        return _("If nothing more is recorded, the ladder begins on %(day)s: %(step)s.") % {"day": day, "step": step}
    return _("If nobody answers, the next step is on %(day)s: %(step)s.") % {"day": day, "step": step}


def _nothing(record: Record) -> str:
    if record.has_ended:
        return _("The programme is over: the ladder asks for nothing more.")
    return _("No stage is open, and nothing on record leads to one.")


def stages_said(record: Record) -> str:
    """The stage as the head of the page says it; empty where there is none."""
    change = record.standing("stage")
    if change is None or change.level in ("none", "unknown"):
        return ""
    return capitalised(record.language.level(change.level))
