"""What a backtest found, as a table for a reader, or one value a line for a program."""

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from textwrap import wrap
from typing import Any, NamedTuple, TextIO

from fingerpost.project.input import Given
from fingerpost.project.varying import Varying
from fingerpost.rules.backtest import Question
from fingerpost.rules.gaps import Gap, gap_of
from fingerpost.rules.procedure import Procedure
from fingerpost.rules.shares import FEWEST, Share
from fingerpost.rules.worth import EARLY, Catch, Worth
from fingerpost.story.language import Language

WIDTH = 100
NAME, SHARE = 34, 28
"""How wide the names of rows are, and the shares of the table of values."""


class Told(NamedTuple):
    """What was asked: of which policy and folder, which finding and outcome (as written), and what was varied."""

    given: Given
    question: Question
    asked: Varying | None
    outcome: str


class Answer(NamedTuple):
    """What was found with the varied parameter at a value; None: with the policy as it stands."""

    value: int | None
    worth: Worth


def write_table(told: Told, answers: Sequence[Answer], stream: TextIO) -> None:
    """The policy as it stands in full, then a line for each value."""
    worth, language = answers[0].worth, told.given.language
    full = (*_head(told), *_outcomes(worth, language), *_days(worth, language), *_caught(told, worth))
    for line in (*full, *_not_known(told)):
        stream.write(line + "\n")
    if told.asked is not None:
        stream.write("\n" + "\n".join(_values(told, told.asked, answers)) + "\n")


def _head(told: Told) -> list[str]:
    pack, finding, language = told.given.policy.pack, told.question.finding, told.given.language
    title = language.say("backtest", "title", pack=pack.id, version=pack.version, outcome=told.outcome)
    supposed = language.say("backtest", "supposed", action=language.action(finding), finding=finding)
    return [title, "", *wrap(supposed, WIDTH), ""]


def _outcomes(worth: Worth, language: Language) -> list[str]:
    words = language.sentences["backtest"]
    lines = [
        f"{words['outcome']:{NAME}}{words['people']:>9}{words['flagged']:>9}   {words['share']}",
        _row(words["left"], worth.recall, language),
        _row(words["stayed"], worth.false_alarms, language),
        _row(words["no_end"], worth.no_end, language),
        *(f"{words[f'unknown_{fate}']:{NAME}}{number:>9,}{'–':>9}" for fate, number in worth.unknown.items()),
        "",
        language.say("backtest", "precision", share=said(worth.precision, language)),
    ]
    return lines + wrap(words["unknown"], WIDTH) if worth.unknown else lines


def _row(name: str, share: Share, language: Language) -> str:
    return f"{name:{NAME}}{share.out_of:>9,}{share.count:>9,}   {per_cent(share, language)}"


def said(share: Share, language: Language) -> str:
    """A share in words, with its interval."""
    blanks = {"count": f"{share.count:,}", "out_of": f"{share.out_of:,}", "share": per_cent(share, language)}
    return language.say("backtest", "of", **blanks)


def per_cent(share: Share, language: Language) -> str:
    """A share in per cent with its interval; of fewer than five, that they are too few."""
    value, interval = share.value, share.interval
    if value is None or interval is None:
        return language.say("backtest", "too_few", fewest=str(FEWEST))
    low, high = interval
    return language.say("backtest", "interval", share=_spaced(value), low=_spaced(low), high=_spaced(high))


def _spaced(share: float) -> str:
    return f"{share:.1%}".replace("%", " %")


def _days(worth: Worth, language: Language) -> list[str]:
    if worth.quartiles is None:
        few = ", ".join(map(str, worth.days)) or language.sentences["backtest"]["none"]
        return ["", language.say("backtest", "few_days", days=few)]
    low, middle, high = (f"{day:g}" for day in worth.quartiles)
    return [
        "",
        language.say("backtest", "days", low=low, middle=middle, high=high),
        *(f"  {_early(days, worth, language)}" for days in EARLY),
    ]


def _early(days: int, worth: Worth, language: Language) -> str:
    share = said(Share(worth.early(days), worth.left), language)
    return language.say("backtest", "early", days=str(days), share=share)


def _caught(told: Told, worth: Worth) -> list[str]:
    language = told.given.language
    levels = {language.level(name): catch for name, catch in worth.levels.items()}
    standing = told.question.standing
    ordered = [language.level(level) for level in standing.levels] if standing is not None else []
    levels = {level: levels[level] for level in ordered if level in levels}
    return [
        *_block("levels", levels, language),
        *_block("triggers", worth.triggers, language),
        *_block("rules", worth.rules, language),
    ]


def _block(sort: str, caught: Mapping[str, Catch], language: Language) -> list[str]:
    if not caught:
        return []
    words = language.sentences["backtest"]
    head = f"{words[sort]:{NAME + 9}}{words['caught_left']:>9}{words['caught_stayed']:>9}   {words['of_these_left']}"
    rows = [
        f"  {name:{NAME + 7}}{catch.left:>9,}{catch.stayed:>9,}   {per_cent(catch.precision, language)}"
        for name, catch in caught.items()
    ]
    return ["", head, *rows]


def _not_known(told: Told) -> list[str]:
    """Which occasions found nobody because the record does not hold what they rest on."""
    rule, policy, language = told.question.rule, told.given.policy, told.given.language
    triggers = rule.triggers if isinstance(rule, Procedure) else ()
    gaps = [(each.id, gap_of(each.when.rests_on(policy), told.given.terms.gaps)) for each in triggers]
    lines = [f"  {name} ({_not_held(gap, language)})" for name, gap in gaps if gap is not None]
    return ["", language.sentences["backtest"]["not_known"], *lines] if lines else []


def _not_held(gap: Gap, language: Language) -> str:
    kinds = ", ".join(gap.kinds)
    if gap.until is None:
        return language.say("backtest", "not_held", kinds=kinds)
    return language.say("backtest", "not_held_until", kinds=kinds, until=date.fromordinal(gap.until).isoformat())


def _values(told: Told, asked: Varying, answers: Sequence[Answer]) -> list[str]:
    language = told.given.language
    words = language.sentences["backtest"]["values"]
    unit = language.unit(told.given.policy.pack.parameters[asked.name].unit)
    lines = [
        f"{asked} ({unit})",
        f"{words['value']:>9}{words['left']:>9}  {words['recall']:{SHARE}}{words['stayed']:>9}  "
        f"{words['false_alarms']:{SHARE}}{words['precision']:{SHARE}}{words['days']:>6}",
        f"{'':9}{words['left_more']:>9}  {'':{SHARE}}{words['stayed_more']:>9}  "
        f"{'':{SHARE}}{words['precision_more']:{SHARE}}{words['days_more']:>6}",
    ]
    return lines + [_value(answer, language) for answer in answers]


def _value(answer: Answer, language: Language) -> str:
    worth, words = answer.worth, language.sentences["backtest"]["values"]
    value = words["as_it_is"] if answer.value is None else str(answer.value)
    days = "–" if worth.quartiles is None else f"{worth.quartiles[1]:g}"
    shares = [
        per_cent(share, language) if share.is_told else words["too_few"]
        for share in (worth.recall, worth.false_alarms, worth.precision)
    ]
    return (
        f"{value:>9}{worth.flagged.left:>9,}  {shares[0]:{SHARE}}{worth.flagged.stayed:>9,}  {shares[1]:{SHARE}}"
        f"{shares[2]:{SHARE}}{days:>6}"
    )


def as_row(told: Told, answer: Answer) -> dict[str, Any]:
    """What was found at one value, as plain values; shares lie between 0 and 1 and are null where too few."""
    worth = answer.worth
    middle = worth.quartiles or (None, None, None)
    shares = {"recall": worth.recall, "false_alarms": worth.false_alarms, "precision": worth.precision}
    return {
        "outcome": told.outcome,
        "finding": told.question.finding,
        "parameter": None if told.asked is None else str(told.asked),
        "value": answer.value,
        "left": worth.left,
        "left_flagged": worth.flagged.left,
        "stayed": worth.stayed,
        "stayed_flagged": worth.flagged.stayed,
        "no_end": worth.no_end.out_of,
        "no_end_flagged": worth.no_end.count,
        **{f"unknown_{fate}": worth.unknown.get(fate, 0) for fate in ("left", "stayed", "no_end")},
        **{key: value for name, share in shares.items() for key, value in _share(name, share).items()},
        **{f"days_{name}": day for name, day in zip(("lower", "median", "upper"), middle, strict=True)},
        **{f"at_least_{days}_days": worth.early(days) for days in EARLY},
        **{name: _counts(caught) for name, caught in _sorts(worth).items()},
    }


def _share(name: str, share: Share) -> dict[str, float | None]:
    low, high = share.interval or (None, None)
    told = {name: share.value, f"{name}_low": low, f"{name}_high": high}
    return {key: None if value is None else round(value, 6) for key, value in told.items()}


def _sorts(worth: Worth) -> dict[str, Mapping[str, Catch]]:
    return {"levels": worth.levels, "triggers": worth.triggers, "rules": worth.rules}


def _counts(caught: Mapping[str, Catch]) -> dict[str, dict[str, int]]:
    return {name: {"left": catch.left, "stayed": catch.stayed} for name, catch in caught.items()}


def write_jsonl(told: Told, answers: Sequence[Answer], stream: TextIO) -> None:
    """One JSON object a value; the first, without a value, is the policy as it stands."""
    for answer in answers:
        stream.write(json.dumps(as_row(told, answer), ensure_ascii=False) + "\n")


def write_csv(told: Told, answers: Sequence[Answer], stream: TextIO) -> None:
    """A header and one row a value; empty cells for null, and in one cell `name: left/stayed` joined by semicolons."""
    rows = [as_row(told, answer) for answer in answers]
    writer = csv.DictWriter(stream, rows[0], lineterminator="\n")
    writer.writeheader()
    for row, answer in zip(rows, answers, strict=True):
        for name, caught in _sorts(answer.worth).items():
            row[name] = "; ".join(f"{each}: {catch.left}/{catch.stayed}" for each, catch in caught.items())
        writer.writerow(row)


WRITERS: dict[str, Callable[[Told, Sequence[Answer], TextIO], None]] = {
    "table": write_table,
    "jsonl": write_jsonl,
    "csv": write_csv,
}
