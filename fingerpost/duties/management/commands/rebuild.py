"""`fingerpost rebuild`: works out all duties that were not worked out under what rules now."""

from argparse import ArgumentParser
from time import sleep
from typing import Any

from django.core.management.base import BaseCommand

from fingerpost.duties.actions import forget, rebuild

PAUSE = 2.0
"""Seconds between two looks, with --follow."""


class Command(BaseCommand):
    """The command. It may be stopped at any moment and begun again."""

    help = "Works out the duties of every subject anew where rules, values or closure days have changed since."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Its options."""
        parser.add_argument("--all", action="store_true", help="throw every duty away first, and make all again")
        parser.add_argument("--follow", action="store_true", help="go on looking: for a worker beside the web server")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuilds, and says how far it is."""
        if options["all"]:
            forget()
        done = rebuild(progress=self._say)
        while options["follow"]:
            sleep(PAUSE)
            rebuild(progress=self._say)
        self.stdout.write(f"{done:,} subjects worked out" if done else "every duty is up to date")

    def _say(self, done: int, total: int) -> None:
        self.stderr.write(f"{done:,} of {total:,} subjects", ending="\r" if self.stderr.isatty() else "\n")
