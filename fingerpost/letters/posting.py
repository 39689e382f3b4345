"""What any way of sending has in common: takes a mail and says what became of it for certain, or that nobody knows."""

from dataclasses import dataclass
from email.message import EmailMessage
from typing import Literal, Protocol

from fingerpost.letters.filling import one_line
from fingerpost.letters.models import SAID_LENGTH

Became = Literal["sent", "again", "refused", "perhaps_sent"]
"""`again`: it did not go out, and may another time. `perhaps_sent`: it went out and no answer came."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mail, and what the other side said."""

    became: Became
    said: str

    @classmethod
    def of(cls, became: Became, said: object) -> "Outcome":
        """An outcome with words as short as they are kept."""
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return cls(became, one_line(text)[:SAID_LENGTH])


class Post(Protocol):
    """A way of sending. It never raises; and it ends before `fingerpost.letters.sending.LEASE` has passed."""

    def send(self, mail: EmailMessage, *, to: str, token: str) -> Outcome:
        """Sends a mail to one address. `token` is handed to servers that give it back with a report."""
        ...
