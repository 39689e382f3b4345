"""`fingerpost demo`: makes the demonstration where there is none yet, and starts the product on it."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from fingerpost.project.environment import UnfitEnvironmentError
from fingerpost.project.places import PACKAGE, REPOSITORY

PROVIDER = "Marcher Learning"
HOST, PORT = "127.0.0.1", 8000


def run(words: Sequence[str]) -> int:
    """Runs the command with the words after `demo`; gives the exit status. Django is set up here, in a home of the
    demonstration's own unless FINGERPOST_HOME names another."""
    options = _parser().parse_args(list(words))
    os.environ["FINGERPOST_DEMO"] = "1"
    if options.home or "FINGERPOST_HOME" not in os.environ:
        os.environ["FINGERPOST_HOME"] = str(options.home or _home())
    os.environ.setdefault("FINGERPOST_PROVIDER", PROVIDER)
    try:
        return _run(options)
    except UnfitEnvironmentError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130


def _run(options: Namespace) -> int:
    from fingerpost.project import serving

    serving.set_up()
    from fingerpost.project.demo.making import SEED

    try:
        serving.prepare()
        serving.make_demo_where_empty(
            learners=options.learners,
            seed=SEED if options.seed is None else options.seed,
            through_the_desk=options.through_the_desk,
        )
        return 0 if options.only_make else serving.serve(options.host, options.port)
    except (serving.CannotStartError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2


def _home() -> Path:
    in_repository = (REPOSITORY / "packs").is_dir() and REPOSITORY != PACKAGE
    return REPOSITORY / "var" / "demo" if in_repository else Path("fingerpost-data") / "demo"


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="fingerpost demo", description="Start the product with an invented provider.")
    parser.add_argument("--learners", type=_count, default=240, metavar="N", help="how many learners (240)")
    parser.add_argument("--seed", type=int, default=None, metavar="N", help="the same seed gives the same people")
    parser.add_argument("--home", type=Path, metavar="FOLDER", help="where its data lies (var/demo)")
    parser.add_argument("--only-make", action="store_true", help="make it and stop: start no server")
    parser.add_argument(
        "--through-the-desk",
        action="store_true",
        help="record each fact by the desk's own actions, as people would: slower, the same rows, a full journal",
    )
    add_address(parser)
    return parser


def add_address(parser: ArgumentParser) -> None:
    """The options that say where the product listens."""
    parser.add_argument("--host", default=HOST, help=f"the address to listen on ({HOST}: this machine only)")
    parser.add_argument(
        "--port", type=int, default=PORT, help=f"the port; the next free one where it is taken ({PORT})"
    )


def _count(written: str) -> int:
    number = int(written)
    if number < 1:
        raise ValueError
    return number
