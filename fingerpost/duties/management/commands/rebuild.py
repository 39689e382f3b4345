"""`fingerpost rebuild`: works out all duties that were not worked out under what rules now."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fingerpost.duties.actions import forget
from fingerpost.duties.rebuilding import rebuild, rebuild_as_it_comes


class Command(BaseCommand):
    """The command. It may be stopped at any moment and begun again."""

    help = "Works out the duties of every subject anew where rules, values or closure days have changed since."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Its options."""
        parser.add_argument("--all", action="store_true", help="throw every duty away first, and make all again")
        parser.add_argument("--follow", action="store_true", help="go on looking: for a worker beside the web server")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuilds, and says how far it is, and whose duties could not be worked out. Those are named by key alone."""
        if options["all"]:
            forget()
        if options["follow"]:
            rebuild_as_it_comes(goes_on=lambda: True, progress=self._say)
        done, failed = rebuild(progress=self._say)
        self.stdout.write(f"{done:,} subjects worked out" if done or failed else "every duty is up to date")
        if failed:
            raise CommandError(
                f"{len(failed):,} could not be worked out, and will be tried again next time: {', '.join(failed)}"
            )

    def _say(self, done: int, total: int) -> None:
        self.stderr.write(f"{done:,} of {total:,} subjects", ending="\r" if self.stderr.isatty() else "\n")
