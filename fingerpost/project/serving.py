"""`fingerpost serve`: the product on one machine. It brings the database up to date, and starts a web server and beside
it two workers: one works duties out anew after rules have changed, one sends letters. All end together."""

import os
import signal
import socket
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from fingerpost.project.environment import UnfitEnvironmentError

WORKERS, THREADS = 2, 4
PORTS_TRIED = 20
LAST_WORDS = 10
"""Seconds for a letter that is being sent when the product stops."""


class CannotStartError(RuntimeError):
    """The product cannot start here; the message says why and what to do."""


def run(words: Sequence[str]) -> int:
    """Runs `serve` with the words after it; gives the exit status."""
    from fingerpost.project.demo.command import add_address

    parser = ArgumentParser(prog="fingerpost serve", description="Start the product on this machine.")
    add_address(parser)
    options = parser.parse_args(list(words))
    try:
        set_up()
        prepare()
        from django.conf import settings

        if settings.DEMO:
            make_demo_where_empty()
        return serve(options.host, options.port)
    except (UnfitEnvironmentError, CannotStartError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130


def set_up() -> None:
    """Loads the settings. Raises UnfitEnvironmentError."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fingerpost.project.settings")
    django.setup()


def prepare() -> None:
    """Brings the tables up to date, insists on the guards of the ledger, and gathers styles and script. Raises
    CannotStartError."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import Error, connection

    from fingerpost.facts import guards

    settings.HOME.mkdir(parents=True, exist_ok=True)
    try:
        call_command("migrate", verbosity=0, interactive=False)
        guards.insist(connection)
    except guards.UnguardedLedgerError as error:
        raise CannotStartError(str(error)) from error
    except Error as error:
        raise CannotStartError(f"the database cannot be used: {str(error).strip()}; see FINGERPOST_DATABASE") from error
    call_command("collectstatic", verbosity=0, interactive=False)


def make_demo_where_empty(**how: Any) -> bool:
    """Makes the demonstration in a database that holds nobody yet; gives whether it did. One that holds a demonstration
    is left as it is. Raises CannotStartError where real people are there."""
    from fingerpost.journal.queries import has_line
    from fingerpost.kit import clock
    from fingerpost.project.demo.making import DEMO_MADE, LEARNERS, DemoRefusedError, make

    if has_line(DEMO_MADE):
        return False
    total = how.get("learners", LEARNERS)
    print(f"making a provider with {total:,} learners …", file=sys.stderr, flush=True)
    try:
        make(at=clock.now(), progress=lambda done: _say(done, total), **how)
    except DemoRefusedError as error:
        raise CannotStartError(str(error)) from error
    return True


def _say(done: int, total: int) -> None:
    """How far the making is: again and again on a terminal, at every tenth elsewhere."""
    if sys.stderr.isatty():
        print(f"\r{done:,} of {total:,} learners", end="\n" if done >= total else "", file=sys.stderr, flush=True)
    elif done % max(1000, total // 10) == 0 or done >= total:
        print(f"{done:,} of {total:,} learners", file=sys.stderr, flush=True)


def serve(host: str, port: int) -> int:
    """Serves pages until it is stopped; gives the exit status. Raises OSError where no port is free."""
    from django.conf import settings
    from django.db import connections

    free = free_port(host, port)
    if free != port:
        print(f"port {port} is taken by another program; this one takes {free}", file=sys.stderr)
    shown = f"[{host}]" if ":" in host else "localhost" if host in ("127.0.0.1", "0.0.0.0") else host
    print(f"\nFingerpost is at http://{shown}:{free}/", flush=True)
    if settings.DEMO:
        print("A demonstration: sign in as anyone, without a password.", flush=True)
    print("Ctrl-C stops it.\n", flush=True)
    connections.close_all()  # what is forked from here on opens its own
    with _beside(_follow), _beside(_post):
        return _serve_pages(f"{host if ':' not in host else f'[{host}]'}:{free}")


def free_port(host: str, port: int) -> int:
    """The port, or the next one after it that nobody listens on. Raises OSError where none of twenty is free."""
    for candidate in range(port, min(port + PORTS_TRIED, 65536)):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((host, candidate))
            except PermissionError:
                raise OSError(f"port {candidate} may not be used by you; choose one from 1024 on") from None
            except OSError as error:
                if isinstance(error, socket.gaierror):
                    raise OSError(f"there is no address {host} on this machine") from None
                continue
            return candidate
    raise OSError(f"none of the ports {port} to {port + PORTS_TRIED - 1} can be used at {host}; choose another")


@contextmanager
def _beside(work: Callable[[int], None]) -> Iterator[None]:
    """A worker runs while the block does. It also ends by itself when the first process is no more."""
    first = os.getpid()
    hears = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the first process stops its workers
    worker = os.fork()
    if worker == 0:
        work(first)
        os._exit(0)
    signal.signal(signal.SIGINT, hears)
    try:
        yield
    finally:
        if os.getpid() == first:  # not in a process of the web server that comes out here when it ends
            with suppress(ProcessLookupError, ChildProcessError):  # it may have been ended from outside
                os.kill(worker, signal.SIGTERM)
                os.waitpid(worker, 0)


def _follow(first: int) -> None:
    """Works out what is pending, again and again."""
    from fingerpost.duties.rebuilding import rebuild_as_it_comes

    signal.signal(signal.SIGTERM, lambda number, frame: os._exit(0))
    rebuild_as_it_comes(goes_on=lambda: os.getppid() == first)


def _post(first: int) -> None:
    """Sends letters, again and again. Told to stop, it ends the conversation that it holds, so that nobody has to
    wonder whether that letter went out; but not for ever."""
    from fingerpost.letters.working import post_as_it_comes

    told: list[int] = []

    def stop(number: int, frame: object) -> None:
        told.append(number)
        signal.alarm(LAST_WORDS)

    signal.signal(signal.SIGTERM, stop)
    post_as_it_comes(goes_on=lambda: not told and os.getppid() == first)


def _serve_pages(address: str) -> int:
    """The web server, until it is told to stop."""
    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

    class Server(BaseApplication):  # type: ignore[misc]
        """Pages, by gunicorn."""

        def load_config(self) -> None:
            """A small machine's share of processes and threads; no control socket and no file beside the home."""
            told = {
                "bind": address,
                "workers": WORKERS,
                "worker_class": "gthread",
                "threads": THREADS,
                "loglevel": "warning",
                "control_socket_disable": True,
                "graceful_timeout": 5,
                "proc_name": "fingerpost",
            }
            for name, value in told.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            """The product."""
            from fingerpost.project.wsgi import application

            return application

    first = os.getpid()
    try:
        Server().run()
    except SystemExit as end:
        if os.getpid() != first:
            raise  # a process of the web server ends
        return end.code if isinstance(end.code, int) else 0
    return 0
