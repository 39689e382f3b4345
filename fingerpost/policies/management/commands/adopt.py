"""`fingerpost adopt PACK --from DATE`: the provider adopts a policy from a day on."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fingerpost.kit.clock import day_of, now
from fingerpost.policies.actions import UnfitPolicyError, adopt_pack


class Command(BaseCommand):
    """The command. The day may lie behind or ahead."""

    help = "Adopts a policy from a day on. What it asks for is worked out by: fingerpost rebuild"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Its options."""
        parser.add_argument("pack", help="the policy's name, such as learners-at-risk")
        parser.add_argument("--from", dest="on", type=date.fromisoformat, metavar="DATE", help="the first day (today)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Adopts it, or says why not."""
        at = now()
        on = options["on"] or day_of(at)
        try:
            adopt_pack(pack=options["pack"], on=on, by="", at=at)
        except UnfitPolicyError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{options['pack']} rules from {on:%A} {on.day} {on:%B %Y}. Now: fingerpost rebuild")
