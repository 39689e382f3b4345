"""What tests of letters begin with: the house of people, one learner in the ledger, and a post that answers as told."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from typing import Any

from fingerpost.facts.actions import record
from fingerpost.facts.models import Entry
from fingerpost.letters.mail import Sender
from fingerpost.letters.models import Letter
from fingerpost.letters.posting import Outcome, Post
from fingerpost.letters.recipients import Recipient, copies_of, recipients_of
from fingerpost.letters.sending import PostOffice
from fingerpost.letters.wordings import message_named
from fingerpost.letters.writing import Wanted, write
from fingerpost.people.models import Person, Placement
from tests.rooms.people.cast import DAY, NOW, House

STAGE_1, STAGE_1_EMPLOYER = "learners-at-risk/stage-1-learner", "learners-at-risk/stage-1-employer"
SENDER = Sender("Provider of Wales & England", "letters@provider.example")
REPLY_BY = date(2026, 2, 23)


def in_the_ledger(house: House) -> House:
    """The house, with facts about its learners and a name for the programme of one."""
    for name in ("amina", "ben", "cai"):
        started = {
            "learner": house.people[name].key,
            "programme_type": "apprenticeship",
            "nation": "england",
            "planned_end": date(2027, 1, 5),
        }
        record(subject=house.subject(name), kind="started", on=date(2026, 1, 5), by="", at=NOW, data=started)
    Placement.objects.update(programme="Baking level 2")
    Person.objects.filter(pk=house.people["ben"].pk).update(language="cy")
    return house


def link(key: str, recipient: Recipient) -> str:
    return f"https://here.example/answer/{key.partition(':')[2]}"


def to_all(message: str, subject: str) -> dict[str, Any]:
    """The recipients and copies by the policy."""
    known = message_named(message)
    return {"to": recipients_of(known, subject, DAY), "copies_to": copies_of(known, subject, DAY)}


def written(house: House, who: str = "amina", message: str = STAGE_1, **others: Any) -> list[Letter]:
    """The letters of a message about a learner, written by their coach; to the learner alone unless told otherwise."""
    subject = house.subject(who)
    told: dict[str, Any] = {
        "to": recipients_of(message_named(message), subject, DAY),
        "reply_by": REPLY_BY,
        "link": link,
    } | others
    wanted = Wanted(message=message, subject=subject, **told)
    return write(wanted=wanted, by=house.people["coach"].key, at=NOW)


@dataclass
class Answers:
    """A post that answers as it is told, time and again the last answer, and keeps what it was given."""

    answers: list[Outcome]
    given: list[EmailMessage] = field(default_factory=list)

    def send(self, mail: EmailMessage, *, to: str, token: str) -> Outcome:
        self.given.append(mail)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


SENT = Outcome("sent", "250 ok")
AGAIN = Outcome("again", "451 try later")
REFUSED = Outcome("refused", "550 no such user")
PERHAPS = Outcome("perhaps_sent", "the line broke")


def office(post: Post, at: datetime = NOW) -> PostOffice:
    return PostOffice(post, SENDER, lambda: at)


def later(**how: float) -> datetime:
    return NOW + timedelta(**how)


def again(letter: Letter) -> Letter:
    """The letter as it stands now."""
    return Letter.objects.get(pk=letter.pk)


def failures(house: House, who: str = "amina") -> list[Any]:
    """What is recorded of failed and settled letters about a learner: kinds and data, in order."""
    kinds = ("letter_failed", "letter_settled")
    rows = Entry.objects.filter(subject=house.subject(who), kind__in=kinds).order_by("id")
    return [(row.kind, row.data) for row in rows]
