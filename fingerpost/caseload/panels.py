"""The parts of a learner's page beside the ladder and the log: rating, indicators, support, progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fingerpost.caseload.charts import Figure, ProgressChart, figures_of, progress_chart
from fingerpost.caseload.life import CONFIDENTIAL, Record
from fingerpost.rules.facts import Fact
from fingerpost.rules.gaps import UNKNOWN
from fingerpost.rules.timeline import Change
from fingerpost.story.causes import why_since
from fingerpost.story.language import capitalised

RATING, COMPUTED = "rating", "computed-rating"
STATES = {"low": "good", "medium": "warn", "high": "bad"}
"""How a rating is drawn."""


@dataclass(frozen=True, slots=True)
class Level:
    """A rating as a page shows it: its state, its word, since when, and why. `is_default` where nobody rated yet."""

    state: str
    word: str
    since: date
    why: str = ""
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class RatingPanel:
    """The rating that people gave beside the one that the facts give (5.2). `disagrees` where they are not the same."""

    given: Level
    computed: Level | None
    disagrees: bool


@dataclass(frozen=True, slots=True)
class Rated:
    """One line of the history of ratings: by whom, and what the facts said on that day."""

    on: date
    level: Level
    by: str
    reason: str
    is_confirmed: bool
    computed: Level | None


@dataclass(frozen=True, slots=True)
class IndicatorPanel:
    """An indicator that holds (5.1.2): its words, since when, what was said, and the entry that began it."""

    words: str
    since: date
    said: str
    number: int
    is_confidential: bool


@dataclass(frozen=True, slots=True)
class SupportPanel:
    """What was agreed to help (5.1.3): the options in words, with whom, since when, the next review; the contract."""

    plan_on: date | None
    options: tuple[str, ...]
    parties: str
    review_on: date | None
    is_running: bool
    contract_on: date | None
    contract_parties: str
    contract_due: date | None


@dataclass(frozen=True, slots=True)
class ProgressPanel:
    """Progress: the finding in a sentence, the chart, the figures from the latest on."""

    finding: str
    state: str
    chart: ProgressChart | None
    figures: tuple[Figure, ...]


def rating_panel(record: Record) -> RatingPanel | None:
    """The rating today; None where no policy has one, or it may not be seen."""
    given, computed = record.standing(RATING), record.standing(COMPUTED)
    if given is None:
        return None
    return RatingPanel(
        given_level(record, given),
        _level(computed, record) if computed else None,
        computed is not None and UNKNOWN != computed.level != given.level,
    )


def given_level(record: Record, change: Change) -> Level:
    """The rating that people gave. One that says what held from the start has its own first day all the same."""
    level = _level(change, record)
    ratings = [fact for fact in record.history.of_kind("rating") if fact.on <= record.today]
    if not level.is_default or not ratings:
        return level
    return replace(level, since=ratings[0].on, is_default=False)


def _level(change: Change, record: Record) -> Level:
    since = date.fromordinal(change.day)
    assert record.now is not None
    language, is_default = record.language, not change.facts
    why = "" if is_default else why_since(change.facts, since, record.now.reading, language, section="cause")
    return Level(STATES.get(change.level, "none"), language.level(change.level), since, capitalised(why), is_default)


def ratings_of(record: Record) -> list[Rated]:
    """Every rating and every note that one stands, the latest first, beside what the facts said on the day."""
    if record.now is None or record.history.start is None:
        return []
    reading = record.now.reading
    found = []
    for fact in record.facts:
        if fact.kind.name not in ("rating", "rating_stands"):
            continue
        level, computed = reading.standing(RATING).at(fact.day), reading.standing(COMPUTED).at(fact.day)
        if level is None:
            continue
        reason = str((fact.data or {}).get("reason") or record.written.said.get(fact.id, ""))
        is_confirmed = fact.kind.name == "rating_stands"
        by = record.names.get(fact.by, "")
        said = _level(computed, record) if computed else None
        found.append(Rated(fact.on, _level(level, record), by, reason, is_confirmed, said))
    return found[::-1]


def indicators_of(record: Record) -> list[IndicatorPanel]:
    """The indicators that hold today, the latest first."""
    running: dict[str, Fact] = {}
    for fact in record.facts:
        if fact.kind.name == "indicator" and fact.on <= record.today:
            code = str((fact.data or {}).get("code"))
            if (fact.data or {}).get("ended"):
                running.pop(code, None)
            else:
                running.setdefault(code, fact)
    return [_indicator(code, fact, record) for code, fact in reversed(running.items())]


def _indicator(code: str, fact: Fact, record: Record) -> IndicatorPanel:
    is_confidential = (fact.compartment or fact.kind.compartment) == "safeguarding"
    words = listed_word(code, ("programme-indicators", "start-indicators"), record)
    return IndicatorPanel(words, fact.on, record.written.said.get(fact.id, ""), int(fact.id), is_confidential)


def listed_word(code: str, lists: Sequence[str], record: Record) -> str:
    """What a code of one of the policy's lists means; what a person typed stays as it is."""
    if code == CONFIDENTIAL:
        return _("Confidential: known to the safeguarding team")
    texts = record.policy.texts[record.language.code].get("lists", {})
    return next((str(texts[name][code]) for name in lists if code in texts.get(name, {})), code)


def support_panel(record: Record) -> SupportPanel:
    """The support plan and the contract."""
    plans = [fact for fact in record.history.of_kind("plan_agreed") if fact.on <= record.today]
    contracts = [fact for fact in record.history.of_kind("contract_agreed") if fact.on <= record.today]
    plan, contract = plans[-1] if plans else None, contracts[-1] if contracts else None
    data = (plan.data if plan else None) or {}
    reviews = [(fact.on, (fact.data or {}).get("review_on")) for fact in record.history.of_kind("support_reviewed")]
    named = [on for day, on in reviews if plan and day >= plan.on and on]
    running = record.standing("supported")
    due = next((duty.due for duty in record.duties_open if duty.action in ("develop-contract", "agree-contract")), None)
    return SupportPanel(
        plan.on if plan else None,
        tuple(listed_word(str(code), ("support-options",), record) for code in data.get("options") or ()),
        _parties(plan, record),
        named[-1] if named else data.get("review_on"),
        running is None or running.level == "yes",
        contract.on if contract else None,
        _parties(contract, record),
        due,
    )


def _parties(fact: Fact | None, record: Record) -> str:
    parties = ((fact.data if fact else None) or {}).get("parties") or ()
    return record.language.listed([record.language.word(str(party)) for party in parties])


def progress_panel(record: Record) -> ProgressPanel:
    """Progress against expected, from the ordinary records."""
    figures = [each for each in figures_of(record.facts) if each.on <= record.today]
    start = date.fromordinal(record.history.start) if record.history.start is not None else None
    end = record.history.attribute("planned_end", record.today.toordinal())
    chart = progress_chart(figures, start, end, record.today) if start and figures else None
    state, finding = _progress_said(figures, record)
    return ProgressPanel(finding, state, chart, tuple(reversed(figures)))


def _progress_said(figures: Sequence[Figure], record: Record) -> tuple[str, str]:
    if not figures:
        return "none", _("No progress has been recorded yet.")
    behind = next((each.behind for each in reversed(figures) if each.behind is not None), None)
    since = _since(figures[-1].on, record.today)
    if behind is None:
        return "none", _("What is expected has not been recorded; %(since)s.") % {"since": since}
    points = round(abs(behind))
    if points == 0:
        return "good", _("As far as expected; %(since)s.") % {"since": since}
    said = (
        ngettext("%(n)s point behind expected; %(since)s.", "%(n)s points behind expected; %(since)s.", points)
        if behind > 0
        else ngettext("%(n)s point ahead of expected; %(since)s.", "%(n)s points ahead of expected; %(since)s.", points)
    )
    return _state_of(behind, record), said % {"n": points, "since": since}


def _state_of(behind: float, record: Record) -> str:
    """How points behind are drawn: by the policy's own limit between medium and high, where one may be seen (5.2)."""
    if behind <= 0:
        return "good"
    if record.now is None or "medium-points" not in record.policy.pack.parameters:
        return "warn"
    return "bad" if behind > record.now.reading.value("medium-points", record.today.toordinal()) else "warn"


def _since(last: date, today: date) -> str:
    days = (today - last).days
    if days == 0:
        return _("progress was recorded today")
    return ngettext(
        "%(n)s day since progress was last recorded", "%(n)s days since progress was last recorded", days
    ) % {"n": days}
