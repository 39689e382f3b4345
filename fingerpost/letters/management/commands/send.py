"""`fingerpost send`: sends the letters that wait, and reads the delivery reports that have come."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fingerpost.letters.mailbox import MailboxError
from fingerpost.letters.office import office
from fingerpost.letters.sending import send_waiting
from fingerpost.letters.working import post_as_it_comes, read_reports


class Command(BaseCommand):
    """The command. Several may run at once: no letter is sent by two."""

    help = "Sends the letters that wait, and reads the delivery reports that have come."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Its options."""
        parser.add_argument("--follow", action="store_true", help="go on sending: for a worker beside the web server")

    def handle(self, *args: Any, **options: Any) -> None:
        """Sends and reads, and says how many."""
        if options["follow"]:
            post_as_it_comes(goes_on=lambda: True)
        tried = send_waiting(office())
        try:
            read = read_reports()
        except MailboxError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{tried:,} letters tried, {read:,} delivery reports read")
