"""The people of an import: who is new, and what is new of those whom the folder knows."""

from collections.abc import Iterator, Mapping

from fingerpost.folder.people import Person, fault_of_cell
from fingerpost.funding.breach import Breach
from fingerpost.funding.learner import Learner
from fingerpost.funding.uln import TEMPORARY

LANGUAGE = "en"
ULN = "uln"


class People:
    """The folder's people with those of a file; `changed` says whether there is anything new."""

    def __init__(self, held: Mapping[str, Person]) -> None:
        self._people = dict(held)
        self.changed = False

    @property
    def everyone(self) -> list[Person]:
        """All of them, those first who were there."""
        return list(self._people.values())

    def take(self, learner: Learner, key: str) -> Iterator[Breach]:
        """Take a learner; what the folder lacks is added, what it says otherwise stays and is reported."""
        email = learner.email
        if email and fault_of_cell("email", email):
            yield Breach(learner.reference, "", "email-unusable", f"{email!r} is no address; left out", learner.line)
            email = ""
        uln = "" if learner.uln == TEMPORARY else str(learner.uln)
        told = Person(key, learner.name, LANGUAGE, email, {ULN: uln})
        held = self._people.get(told.id)
        merged = told if held is None else _filled(held, told)
        if merged != held:
            self.changed = True
            self._people[told.id] = merged
        for column, now, said in _columns(merged, told):
            if said and said != now and column != "language":
                what = f"{told.id}: the folder says {column} {now!r}, this file says {said!r}"
                yield Breach(learner.reference, "", "disagrees", what, learner.line)


def _filled(held: Person, told: Person) -> Person:
    """The person as held, with what was empty filled in."""
    more = {**told.more, **held.more}
    return Person(held.id, held.name or told.name, held.language or told.language, held.email or told.email, more)


def _columns(held: Person, told: Person) -> Iterator[tuple[str, str, str]]:
    for column in ("name", "language", "email"):
        yield column, getattr(held, column), getattr(told, column)
    yield ULN, held.more.get(ULN, ""), told.more.get(ULN, "")
