"""The forecast as a table for a reader: a heading for each subject, and under it a line for each duty."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby
from operator import attrgetter
from textwrap import wrap
from typing import TextIO

from fingerpost.rules.duty import Duty
from fingerpost.story.language import Language, uncapitalised

WIDTH = 120
MARGIN, DAY, STATE, CLAUSE = 2, 12, 22, 7
JOINED = "\N{NO-BREAK SPACE}"
REST = WIDTH - MARGIN - 2 * DAY - STATE - CLAUSE


def write_table(
    duties: Iterable[Duty],
    stream: TextIO,
    language: Language,
    name_of: Callable[[str], str],
    today: date,
    until: date,
) -> None:
    """Writes the table as the duties come, so that it holds one subject at a time, and a line that counts them."""
    words = language.sentences["table"]
    counts: Counter[str] = Counter()
    not_held: set[str] = set()
    is_projected = False
    for subject, own in groupby(duties, key=attrgetter("subject")):
        if not counts:
            stream.write(_line(*(words[name] for name in ("opens", "due", "state", "clause", "duty"))))
        stream.write(f"\n{name_of(subject)}\n")
        unknown = 0
        for duty in own:
            state = state_of(duty, today)
            counts[state] += 1
            if state == "unknown" and duty.gap is not None:
                not_held.update(duty.gap.kinds)
            if duty.opens is None:
                unknown += 1
                continue
            stream.write(_unknown(unknown, language))
            unknown = 0
            stream.write(_row(duty, language, today))
            is_projected = is_projected or duty.is_projected
        stream.write(_unknown(unknown, language))
    if not counts:
        stream.write(words["nothing"] + "\n")
        return
    if is_projected:
        stream.write(f"\n{words['projected']}\n")
    stream.write(f"\n{_total(counts, language, until)}\n")
    if not_held:
        stream.write(_not_known(counts["unknown"], not_held, language) + "\n")


def state_of(duty: Duty, today: date) -> str:
    """How a duty stands on a day: its outcome, or to come, supposed, overdue or open."""
    if duty.outcome == "unknown" and duty.opens is not None and duty.opens > today:
        return "to_come"
    if duty.outcome is not None and (duty.closed is None or duty.closed <= today):
        return duty.outcome
    if duty.supposed:
        return "supposed"
    if duty.opens is not None and duty.opens > today:
        return "to_come"
    return "overdue" if duty.due is not None and duty.due < today else "open"


def _unknown(number: int, language: Language) -> str:
    """One line for all the duties of a subject of which nobody can tell whether they are asked for."""
    if not number:
        return ""
    words = language.sentences["table"]
    said = language.say("table", "number_unknown", number=str(number))
    return _line(words["no_day"], words["no_day"], words["unknown"], "", said)


def _not_known(number: int, kinds: set[str], language: Language) -> str:
    names = sorted(uncapitalised(language.name(language.policy.kinds[kind].names)) for kind in kinds)
    said = language.say("table", "not_known", number=f"{number:,}", kinds=language.listed(names))
    return "\n".join(wrap(said, WIDTH, break_on_hyphens=False))


def _row(duty: Duty, language: Language, today: date) -> str:
    words = language.sentences["table"]
    state = state_of(duty, today)
    said = f"{words[state]} {duty.closed}" if state == duty.outcome and duty.closed else words[state]
    opens = str(duty.opens or words["no_day"])
    due = str(duty.due or words["no_day"]) + ("~" if duty.is_projected else "")
    action, owner = language.action(duty.action), language.role(duty.owner)
    together = f"·{JOINED}" + owner.replace(" ", JOINED)
    return _line(opens, due, said, duty.clause, f"{action} {together}")


def _line(opens: str, due: str, state: str, clause: str, rest: str) -> str:
    """One line; what is too long for it goes on below."""
    lines = wrap(rest, REST, break_on_hyphens=False) or [""]
    first, *more = [each.replace(JOINED, " ") for each in lines]
    line = f"{'':{MARGIN}}{opens:{DAY}}{due:{DAY}}{state:{STATE}}{clause:{CLAUSE}}{first}\n"
    return line + "".join(f"{'':{WIDTH - REST}}{each}\n" for each in more)


def _total(counts: Counter[str], language: Language, until: date) -> str:
    overdue = counts["overdue"]
    closed = sum(counts[outcome] for outcome in ("done", "waived", "lapsed"))
    total = language.say(
        "table",
        "total",
        open=f"{counts['open'] + overdue:,}",
        overdue=f"{overdue:,}",
        to_come=f"{counts['to_come'] + counts['supposed']:,}",
        until=language.day(until),
    )
    if not closed:
        return total
    return f"{total} {language.say('table', 'closed', closed=f'{closed:,}')}"
