"""What a forecast of the Open University's enrolments says: how many are flagged, when, and what became of them.

./run forecast FOLDER --format jsonl > duties.jsonl
./run python examples/oulad/summary.py FOLDER duties.jsonl
"""

import csv
import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from statistics import median

FLAG = "send-notice-1"


def main(folder: Path, duties: Path) -> None:
    """Prints the tables of docs/real-data.md."""
    started, ended = lives(folder)
    flagged, opened, unknown = flags(duties, ended)
    print(f"enrolments: {len(started):,}; duties: {sum(opened.values()):,}")
    for action, number in opened.most_common():
        print(f"  {action}: {number:,}")
    print(f"rows for what nobody can tell: {sum(unknown.values()):,}")
    for kinds, number in unknown.most_common():
        print(f"  {kinds}: {number:,}")
    print(f"flagged at least once (stage 1 due within the enrolment): {len(flagged):,}")
    by_module(started, flagged)
    by_week(started, flagged)
    by_end(started, ended, flagged)


def lives(folder: Path) -> tuple[dict[str, date], dict[str, tuple[str, date]]]:
    """The start of each enrolment, and how and when it ended where it did."""
    started: dict[str, date] = {}
    ended: dict[str, tuple[str, date]] = {}
    with (folder / "facts.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] == "started":
                started[row["subject"]] = date.fromisoformat(row["on"])
            elif row["kind"] in ("withdrew", "completed"):
                how = json.loads(row["data"]).get("reason") or row["kind"]
                ended[row["subject"]] = (how, date.fromisoformat(row["on"]))
    return started, ended


def flags(duties: Path, ended: dict[str, tuple[str, date]]) -> tuple[dict[str, date], Counter[str], Counter[str]]:
    """The first day on which stage 1 was due for each enrolment that reached it, all duties by action, and the rows
    without days by what is not held.

    Where an enrolment has no end in the source, what lies more than a year after the last end is not looked at.
    """
    horizon = max(day for _, day in ended.values())
    flagged: dict[str, date] = {}
    opened: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    with duties.open(encoding="utf-8") as file:
        for line in file:
            duty = json.loads(line)
            if duty["opens"] is None:
                unknown[duty["waits_for"]] += 1
                continue
            opened[duty["action"]] += 1
            opens = date.fromisoformat(duty["opens"])
            if duty["action"] == FLAG and opens <= horizon:
                flagged.setdefault(duty["subject"], opens)
    return flagged, opened, unknown


def by_module(started: dict[str, date], flagged: dict[str, date]) -> None:
    """Flagged enrolments by module."""
    everyone = Counter(module_of(subject) for subject in started)
    some = Counter(module_of(subject) for subject in flagged)
    print("module, enrolments, flagged, share")
    for module, number in sorted(everyone.items()):
        print(f"  {module} {number:,} {some[module]:,} {some[module] / number:.0%}")


def by_week(started: dict[str, date], flagged: dict[str, date]) -> None:
    """When the first flag comes, in weeks after the start."""
    weeks = Counter((opens - started[subject]).days // 7 for subject, opens in flagged.items())
    days = [(opens - started[subject]).days for subject, opens in flagged.items()]
    print(f"first flag: median day {median(days):.0f} after the start")
    for week, number in sorted(weeks.items()):
        print(f"  week {week}: {number:,}")


def by_end(started: dict[str, date], ended: dict[str, tuple[str, date]], flagged: dict[str, date]) -> None:
    """What became of the flagged and of the others."""
    everyone = Counter(ended.get(subject, ("open", date.max))[0] for subject in started)
    some = Counter(ended.get(subject, ("open", date.max))[0] for subject in flagged)
    print("end, enrolments, flagged before it, share, median days from first flag to end")
    for how, number in everyone.most_common():
        ahead = [(ended[each][1] - day).days for each, day in flagged.items() if ended.get(each, ("",))[0] == how]
        middle = f"{median(ahead):.0f}" if ahead else "–"
        print(f"  {how} {number:,} {some[how]:,} {some[how] / number:.0%} {middle}")


def module_of(subject: str) -> str:
    """The module of an enrolment, from its name."""
    return subject.partition(":")[2].partition("-")[0]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
