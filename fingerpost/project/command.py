"""The command line. `forecast`, `explain`, `replay`, `backtest`, `import ilr`, `pack check` and `sample` work on files;
`serve`, `demo`, `migrate`, `adopt`, `set`, `rebuild`, `send` and `administrator` are the web product's.

Exit status: 0 done, 1 an example of a pack does not hold, 2 the input is at fault and nothing was
written (or the output cannot be), 130 stopped.
"""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from fingerpost import __version__
from fingerpost.folder.cells import day_of
from fingerpost.folder.reading import FaultyFolderError
from fingerpost.funding.ilr import FaultyFileError
from fingerpost.project import backtest, cohort, imports, person, policies, serving, worth
from fingerpost.project.demo import command as demonstration
from fingerpost.project.environment import UnfitEnvironmentError
from fingerpost.project.places import sample
from fingerpost.project.varying import UnfitQuestionError
from fingerpost.rules.calendar import FIRST_YEAR, LAST_YEAR, OutsideCalendarError
from fingerpost.rules.duties import UnsettledForecastError
from fingerpost.rules.faults import Fault, FaultyPackError
from fingerpost.story.language import LANGUAGES

EXAMPLE_PERSON = "enrolment:E-0001"
OF_THE_PRODUCT = {
    "serve": "start the product on this machine, with what it needs beside it",
    "demo": "start the product with an invented provider, to try it on",
    "migrate": "make the tables of the database, or bring them up to date",
    "adopt": "adopt a policy from a day on",
    "set": "set a value of an adopted policy from a day on",
    "rebuild": "work out the duties of everyone whose rules or values have changed",
    "send": "send the letters that wait, and read the delivery reports that have come",
    "administrator": "give a person the right to manage people and settings: the first step at a new provider",
}
"""The commands that need the web product's settings and database, and what they do."""
STARTING = {"serve": serving.run, "demo": demonstration.run}
"""Those that start it, and so load the settings themselves."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; gives the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # what is written does not depend on the machine
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words and words[0] in OF_THE_PRODUCT:
        return _run_in_product(words)
    options = _parser().parse_args(words)
    try:
        status = int(options.run(options))
        sys.stdout.flush()
    except (FaultyFolderError, FaultyPackError, FaultyFileError) as error:
        return _refuse(error.faults)
    except (person.UnknownSubjectError, UnfitQuestionError, OutsideCalendarError, UnsettledForecastError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return _stop_writing()
    except OSError as error:
        _stop_writing()
        print(f"error: cannot go on: {error.strerror or error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    return status


def _run_in_product(words: Sequence[str]) -> int:
    """Runs a command that needs settings and database. (Django is loaded here: the others start sooner without it.)"""
    from django.core.management import execute_from_command_line

    if words[0] in STARTING:
        return STARTING[words[0]](words[1:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fingerpost.project.settings")
    try:
        execute_from_command_line(["fingerpost", *words])
    except UnfitEnvironmentError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    return 0


def _refuse(faults: Sequence[Fault]) -> int:
    """Says everything that is wrong with the input."""
    for fault in faults:
        print(fault, file=sys.stderr)
    print("Nothing was taken; please mend what is listed.", file=sys.stderr)
    return 2


def _stop_writing() -> int:
    """Nobody reads on (`| head`), or the disk is full: what is left goes nowhere, in silence."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="fingerpost",
        description="Policies as data, facts as a ledger, duties as what follows.",
        epilog="Try: fingerpost sample",
    )
    parser.add_argument("--version", action="version", version=f"fingerpost {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_forecast(commands)
    _add_explain(commands)
    _add_replay(commands)
    _add_import(commands)
    _add_backtest(commands)
    _add_pack(commands)
    bundled = commands.add_parser("sample", help="the bundled sample: its forecast as a table, and one person's story")
    _add_language(bundled)
    bundled.set_defaults(run=_sample)
    for word, what in OF_THE_PRODUCT.items():
        commands.add_parser(word, help=what)
    return parser


def _add_folder(parser: ArgumentParser) -> None:
    parser.add_argument(
        "folder",
        type=Path,
        metavar="FOLDER",
        help="a facts folder: it holds facts.csv, and people.csv if there is one",
    )
    parser.add_argument(
        "--pack",
        default="learners-at-risk",
        help="the policy: its name, or the folder of a pack (learners-at-risk)",
    )
    parser.add_argument(
        "--known-at",
        type=_day,
        metavar="DATE",
        help="only what was recorded by the end of that day",
    )
    _add_language(parser)


def _add_language(parser: ArgumentParser) -> None:
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="English (en) or Welsh (cy)")


def _add_forecast(commands: Any) -> None:
    parser = commands.add_parser("forecast", help="every duty that follows from a facts folder, one a line")
    _add_folder(parser)
    parser.add_argument(
        "--until",
        type=_day,
        metavar="DATE",
        help="the last day on which a duty may open (a year ahead)",
    )
    parser.add_argument(
        "--suppose-silence",
        action="store_true",
        help="suppose that we do what is due, and nobody else answers",
    )
    parser.add_argument("--open", action="store_true", help="leave out what is closed")
    parser.add_argument("--format", choices=cohort.WRITERS, default="table", help="for a reader, or for a program")
    parser.set_defaults(run=cohort.forecast)


def _add_explain(commands: Any) -> None:
    parser = commands.add_parser(
        "explain", help="one person's story: what happened, what is due and why, what comes next"
    )
    _add_folder(parser)
    _add_subject(parser)
    parser.set_defaults(run=person.explain)


def _add_replay(commands: Any) -> None:
    parser = commands.add_parser("replay", help="how the picture of one person changed, day by day of change")
    _add_folder(parser)
    _add_subject(parser)
    parser.set_defaults(run=person.replay)


def _add_backtest(commands: Any) -> None:
    parser = commands.add_parser("backtest", help="what a rule is worth on people whose fate is known")
    _add_folder(parser)
    parser.add_argument("--outcome", required=True, metavar="KIND", help="such as withdrew, or withdrew[reason=ill]")
    parser.add_argument(
        "--finding",
        metavar="ACTION",
        help="the duty that flags, from the day on which it opens (the one that the pack names)",
    )
    parser.add_argument(
        "--vary", metavar="NAME=FROM:TO:STEP", help="try these values of a parameter, or of one entry: NAME[ENTRY]=…"
    )
    parser.add_argument("--curve", type=Path, metavar="FILE", help="draw what --vary finds, as SVG")
    parser.add_argument("--format", choices=worth.WRITERS, default="table", help="for a reader, or for a program")
    parser.set_defaults(run=backtest.backtest)


def _add_subject(parser: ArgumentParser) -> None:
    parser.add_argument("--subject", required=True, help="such as enrolment:E-0042, E-0042 or a name")


def _add_import(commands: Any) -> None:
    parser = commands.add_parser("import", help="make a facts folder of a record kept elsewhere, or add to one")
    sources = parser.add_subparsers(dest="source", required=True, metavar="SOURCE")
    ilr = sources.add_parser("ilr", help="an Individualised Learner Record (2024-25 or 2025-26)")
    ilr.add_argument("file", type=Path, metavar="FILE", help="the ILR, an XML file")
    ilr.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="a facts folder, new or to be added to")
    ilr.add_argument("--report", type=Path, metavar="FILE", help="write everything that was reported to a CSV file")
    ilr.set_defaults(run=imports.import_ilr)


def _add_pack(commands: Any) -> None:
    parser = commands.add_parser("pack", help="work on packs").add_subparsers(
        dest="verb", required=True, metavar="VERB"
    )
    check = parser.add_parser("check", help="load a pack, print errors and warnings, run its examples")
    check.add_argument("pack", metavar="PATH", help="the folder of a pack, or its name")
    check.set_defaults(run=policies.check)
    schema = parser.add_parser("schema", help="print the JSON Schema of pack.toml, for editors")
    schema.set_defaults(run=policies.schema)


def _day(written: str) -> date:
    try:
        day = day_of(written)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None
    if not FIRST_YEAR < day.year < LAST_YEAR:
        years = f"give a year after {FIRST_YEAR} and before {LAST_YEAR}"
        raise ArgumentTypeError(f"{written} lies outside the calendar; {years}")
    return day


def _sample(options: Namespace) -> int:
    """The forecast of the bundled sample, what is not closed of it, and one person's story."""
    given = {
        "folder": sample(),
        "pack": "learners-at-risk",
        "known_at": None,
        "language": options.language,
    }
    shown = {"until": None, "suppose_silence": False, "open": True, "format": "table"}
    cohort.forecast(Namespace(**given, **shown))
    print("\n")
    return person.explain(Namespace(**given, subject=EXAMPLE_PERSON))


if __name__ == "__main__":
    sys.exit(main())
