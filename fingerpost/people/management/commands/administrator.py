"""`fingerpost administrator --name NAME --email ADDRESS`: the first step at a new provider."""

from argparse import ArgumentParser
from secrets import token_urlsafe
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from fingerpost.facts.keys import PROVIDER
from fingerpost.kit.clock import day_of, now
from fingerpost.people.actions import add_person, give_role
from fingerpost.people.models import Person, User

ROLE = "administrator"


class Command(BaseCommand):
    """The command. It makes the account with a password of its own making, which is shown once: whoever may run this
    may read the database, too."""

    help = "Gives somebody the right to manage people and settings, and makes their account."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Its options."""
        parser.add_argument("--name", required=True, help="the person's name")
        parser.add_argument("--email", required=True, help="the address with which they sign in")

    def handle(self, *args: Any, **options: Any) -> None:
        """Adds the person, the role and the account, or none of them."""
        email, at = options["email"].strip().lower(), now()
        _refuse_unfit(email)
        password = token_urlsafe(12)
        with transaction.atomic():
            person = add_person(name=options["name"], email=email, by=PROVIDER, at=at)
            give_role(person=person, role=ROLE, on=day_of(at), by=PROVIDER, at=at, reason="fingerpost administrator")
            User.objects.create_user(email, person, password)
        self.stdout.write(f"{person.name} signs in with {email} and the password {password}")
        self.stdout.write("It is shown only now: let them change it under My account.")


def _refuse_unfit(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise CommandError(f"{email!r} is no email address") from None
    if User.objects.filter(email__iexact=email).exists() or Person.objects.filter(email__iexact=email).exists():
        raise CommandError(f"somebody here has the address {email}: give them the role on their page")
