"""People come in, and what is known of them changes."""

from datetime import datetime

from django.db import transaction

from fingerpost.facts.keys import new_key
from fingerpost.journal.actions import write
from fingerpost.people.models import Person

CHANGEABLE = ("name", "known_as", "email", "phone", "language", "contact_by")


@transaction.atomic
def add_person(
    *,
    name: str,
    by: str,
    at: datetime,
    known_as: str = "",
    email: str = "",
    phone: str = "",
    language: str = "en",
    contact_by: str = "email",
    key: str = "",
) -> Person:
    """A new person, without a role or an account. `key` is given where facts name the person already (an import)."""
    person = Person.objects.create(
        key=key or new_key("person"),
        name=name,
        known_as=known_as,
        email=email,
        phone=phone,
        language=language,
        contact_by=contact_by,
    )
    write("person-added", by=by, at=at, about=person.key)
    return person


@transaction.atomic
def change_person(*, person: Person, by: str, at: datetime, **changes: str) -> Person:
    """Changes what is known of a person: those of `CHANGEABLE` that are named. The journal tells which, not what they
    were. KeyError for anything else."""
    unknown = set(changes) - set(CHANGEABLE)
    if unknown:
        raise KeyError(f"{', '.join(sorted(unknown))} cannot be changed; what can: {', '.join(CHANGEABLE)}")
    different = {name: value for name, value in changes.items() if getattr(person, name) != value}
    if different:
        for name, value in different.items():
            setattr(person, name, value)
        person.save(update_fields=[*different, "sought"])
        write("person-changed", by=by, at=at, about=person.key, fields=sorted(different))
    return person
