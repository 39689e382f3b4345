"""`fingerpost set PACK NAME VALUE --from DATE`: the provider sets a value of a policy from a day on."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from json import JSONDecodeError, loads
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fingerpost.kit.clock import day_of, now
from fingerpost.policies.actions import UnfitPolicyError, set_parameter


class Command(BaseCommand):
    """The command. Earlier values stay in the history."""

    help = "Sets a value of an adopted policy from a day on. What follows is worked out by: fingerpost rebuild"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Its options."""
        parser.add_argument("pack", help="the policy's name, such as learners-at-risk")
        parser.add_argument("name", help="the parameter, such as window-1")
        parser.add_argument("value", type=_value, help="a number, a word, true or false")
        parser.add_argument("--from", dest="on", type=date.fromisoformat, metavar="DATE", help="the first day (today)")
        parser.add_argument(
            "--where",
            type=_pair,
            action="append",
            default=[],
            metavar="NAME=WORD",
            help="for whom, such as nation=wales",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Sets it, or says why not."""
        at = now()
        on = options["on"] or day_of(at)
        said = {name: options[name] for name in ("pack", "name", "value")}
        try:
            set_parameter(**said, on=on, by="", at=at, where=dict(options["where"]))
        except UnfitPolicyError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"{options['name']} is {options['value']} from {on:%A} {on.day} {on:%B %Y}. Now: fingerpost rebuild"
        )


def _value(written: str) -> str | int | float | bool:
    """What was written as a number or as true or false, else as a word."""
    try:
        value = loads(written)
    except JSONDecodeError:
        return written
    return value if isinstance(value, int | float) else written


def _pair(written: str) -> tuple[str, str]:
    name, sign, word = written.partition("=")
    if not (name and sign and word):
        raise ArgumentTypeError(f"{written!r} must look like nation=wales")
    return name, word
