"""What a backtest found, as a table for a reader, or one value a line for a program."""

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from textwrap import fill
from typing import Any, NamedTuple, TextIO

from fingerpost.project.input import Given
from fingerpost.project.varying import Varying
from fingerpost.rules.backtest import Question
from fingerpost.rules.gaps import gap_of
from fingerpost.rules.procedure import Procedure
from fingerpost.rules.shares import FEWEST, Share
from fingerpost.rules.worth import EARLY, Catch, Worth

WIDTH = 100
NAME = 34


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
    worth = answers[0].worth
    for line in (*_head(told), *_outcomes(worth), *_days(worth), *_caught(told, worth), *_not_known(told)):
        stream.write(line + "\n")
    if told.asked is not None:
        stream.write("\n" + "\n".join(_values(told, told.asked, answers)) + "\n")


def _head(told: Told) -> list[str]:
    pack, finding, language = told.given.policy.pack, told.question.finding, told.given.language
    supposed = (
        "Supposed, all through the past: each duty of the provider was done on its due day, and nobody outside "
        f"answered. Flagged: “{language.action(finding)}” ({finding}) opened before the day of the outcome."
    )
    return [f"{pack.id} {pack.version} on those whose fate is known: {told.outcome}", "", fill(supposed, WIDTH), ""]


def _outcomes(worth: Worth) -> list[str]:
    lines = [
        f"{'outcome':{NAME}}{'people':>9}{'flagged':>9}   share (95 % interval)",
        _row("left", worth.recall),
        _row("stayed (flagged: false alarms)", worth.false_alarms),
        _row("no end is told (counted apart)", worth.no_end),
        *(f"{f'unknown, {_fate(fate)}':{NAME}}{number:>9,}{'–':>9}" for fate, number in worth.unknown.items()),
        "",
        f"Of those flagged {said(worth.precision)} left.",
    ]
    if worth.unknown:
        lines.append("Unknown: the record does not hold what the finding rests on (not_held); in no share above.")
    return lines


def _fate(fate: str) -> str:
    return fate.replace("_", " ")


def _row(name: str, share: Share) -> str:
    return f"{name:{NAME}}{share.out_of:>9,}{share.count:>9,}   {per_cent(share)}"


def said(share: Share) -> str:
    """A share in words, with its interval."""
    return f"{share.count:,} of {share.out_of:,}: {per_cent(share)}"


def per_cent(share: Share) -> str:
    """A share in per cent with its interval; of fewer than five, that they are too few."""
    value, interval = share.value, share.interval
    if value is None or interval is None:
        return f"fewer than {FEWEST}: too few for a share"
    low, high = interval
    return f"{value:.1%} ({low:.1%} to {high:.1%})".replace("%", " %")


def _days(worth: Worth) -> list[str]:
    if worth.quartiles is None:
        few = ", ".join(map(str, worth.days)) or "none"
        return ["", f"Days from flag to outcome: {few} (too few for a median)"]
    low, middle, high = worth.quartiles
    early = "; ".join(f"{days} days or more: {said(Share(worth.early(days), worth.left))}" for days in EARLY)
    return [
        "",
        f"Days from flag to outcome: median {middle:g}, half of them from {low:g} to {high:g}.",
        *_wrapped(early),
    ]


def _wrapped(parts: str) -> list[str]:
    return [f"  {part}" for part in parts.split("; ")]


def _caught(told: Told, worth: Worth) -> list[str]:
    language = told.given.language
    levels = {language.level(name): catch for name, catch in worth.levels.items()}
    standing = told.question.standing
    ordered = [language.level(level) for level in standing.levels] if standing is not None else []
    levels = {level: levels[level] for level in ordered if level in levels}
    return [
        *_block("how far, had every step been taken in time", levels),
        *_block("found by", worth.triggers),
        *_block("rule that asked for anything", worth.rules),
    ]


def _block(title: str, caught: Mapping[str, Catch]) -> list[str]:
    if not caught:
        return []
    head = f"{title:{NAME + 9}}{'left':>9}{'stayed':>9}   of these left"
    rows = [
        f"  {name:{NAME + 7}}{catch.left:>9,}{catch.stayed:>9,}   {per_cent(catch.precision)}"
        for name, catch in caught.items()
    ]
    return ["", head, *rows]


def _not_known(told: Told) -> list[str]:
    """Which occasions found nobody because the record does not hold what they rest on."""
    rule, policy = told.question.rule, told.given.policy
    triggers = rule.triggers if isinstance(rule, Procedure) else ()
    gaps = [(each.id, gap_of(each.when.rests_on(policy), told.given.terms.gaps)) for each in triggers]
    lines = [f"  {name} ({gap})" for name, gap in gaps if gap is not None]
    return ["", "not known, and so not counted on", *lines] if lines else []


def _values(told: Told, asked: Varying, answers: Sequence[Answer]) -> list[str]:
    unit = told.given.policy.pack.parameters[asked.name].unit
    lines = [
        f"{asked} ({unit})",
        f"{'value':>9}{'left,':>9}  {'share of those who left':26}{'stayed,':>9}  {'share of those who stayed':26}"
        f"{'of those flagged':26}{'days':>6}",
        f"{'':9}{'flagged':>9}  {'':26}{'flagged':>9}  {'':26}{'left':26}{'before':>6}",
    ]
    return lines + [_value(answer) for answer in answers]


def _value(answer: Answer) -> str:
    worth = answer.worth
    value = "as it is" if answer.value is None else str(answer.value)
    days = "–" if worth.quartiles is None else f"{worth.quartiles[1]:g}"
    shares = [_short(share) for share in (worth.recall, worth.false_alarms, worth.precision)]
    return (
        f"{value:>9}{worth.flagged.left:>9,}  {shares[0]:26}{worth.flagged.stayed:>9,}  {shares[1]:26}"
        f"{shares[2]:26}{days:>6}"
    )


def _short(share: Share) -> str:
    return per_cent(share) if share.is_told else "too few"


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
