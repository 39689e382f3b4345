"""Waiting one's turn: of two who do the same at once, the second sees what the first has done."""

from fingerpost.people.models import Person


def wait_for(*keys: str) -> dict[str, Person]:
    """Waits until nobody else changes the roles, invitations, cover or leaving of some people, and reads them anew.
    Call it in a transaction; it holds them to its end. (SQLite lets one writer in at a time by itself.)"""
    people = Person.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("key")
    return {person.key: person for person in people}
