"""Who may get a letter about a learner, and how it reaches them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fingerpost.letters.models import Letter
from fingerpost.people.models import Person, Placement
from fingerpost.people.queries import answerable
from fingerpost.rules.policy import Message

MANAGERS = ("sector_manager", "operational_support_coordinator", "head_of_operations")
"""Who signs as the manager: the first of these roles that somebody answers in."""
TRAINEESHIP_MANAGERS = ("traineeship_manager", *MANAGERS)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets a letter: what they are to the learner (`learner`, `employer` or a role), in which language they are
    written to, which way, and where: an email address, or the lines of an envelope."""

    sort: str
    key: str
    name: str
    called: str
    language: str
    way: str
    address: str


def by_email(person: Person, sort: str) -> Recipient:
    """A person who is written to by email."""
    return Recipient(
        sort, person.key, person.name, person.called, person.language, Letter.Way.EMAIL.value, person.email
    )


def on_paper(person: Person, sort: str, address: str) -> Recipient:
    """A person who is written to on paper."""
    return Recipient(sort, person.key, person.name, person.called, person.language, Letter.Way.LETTER.value, address)


def recipients_of(message: Message, subject: str, on: date) -> list[Recipient]:
    """Whom the policy has a message go to: asked about each time, never sent to without. An employer is its contacts;
    whoever has no email address is there with an empty one."""
    found = []
    for sort in message.to:
        role = "employer_contact" if sort == "employer" else sort
        found += [by_email(person, sort) for person in answerable(subject, role, on)]
    return found


def copies_of(message: Message, subject: str, on: date) -> list[Recipient]:
    """Who gets a copy by the policy: whoever answers for the learner in one of its roles. As each nation has its own
    managers, each gets what its nation says."""
    found: dict[str, Recipient] = {}
    for role in message.copies_to:
        for person in answerable(subject, role, on):
            found.setdefault(person.key, by_email(person, role))
    return list(found.values())


def names_for(subject: str, on: date) -> dict[str, str]:
    """The names that a letter about a learner may hold, by their blanks; whoever is not there has an empty one."""
    placement = Placement.objects.select_related("learner", "employer").get(pk=subject)
    managers = TRAINEESHIP_MANAGERS if placement.programme_type == "traineeship" else MANAGERS
    return {
        "learner": placement.learner.name,
        "programme": placement.programme,
        "employer": placement.employer.name if placement.employer else "",
        "coach": _name_of(subject, ("coach",), on),
        "manager": _name_of(subject, managers, on),
    }


def _name_of(subject: str, roles: tuple[str, ...], on: date) -> str:
    for role in roles:
        people = answerable(subject, role, on)
        if people:
            return people[0].name
    return ""
