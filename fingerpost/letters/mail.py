"""A letter as an email: plain text, with what tells mail systems apart what it is."""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from secrets import token_hex

from fingerpost.facts.keys import PROVIDER
from fingerpost.letters.filling import one_line
from fingerpost.letters.models import Attempt, Letter


@dataclass(frozen=True, slots=True)
class Sender:
    """Who letters come from: the provider's name, and an address at which what comes back is read."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        """What stands after the @."""
        return self.address.rpartition("@")[2]


def new_message_id(sender: Sender) -> str:
    """A name for a mail that nobody can guess: by it a delivery report finds the letter, and a forged one does not."""
    return f"<{token_hex(16)}@{sender.domain}>"


def token_in(message_id: str) -> str:
    """What of a Message-ID stands for the sending itself, for servers that hand it back with a report."""
    return message_id.strip("<>").partition("@")[0]


def mail_of(letter: Letter, attempt: Attempt, sender: Sender, at: datetime) -> EmailMessage:
    """The letter as a mail. Its text is sent in signs that every server passes on unchanged."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _named(sender.name, sender.address)
    mail["To"] = _named(one_line(letter.recipient_name), letter.address)
    if letter.reply_to:
        mail["Reply-To"] = Address(addr_spec=letter.reply_to)
    mail["Subject"] = one_line(letter.subject_line)
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = attempt.message_id
    if letter.by == PROVIDER:
        mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.text, charset="utf-8", cte="quoted-printable")
    mail["Content-Language"] = letter.language
    return mail


def _named(name: str, address: str) -> Address:
    return Address(display_name=name, addr_spec=address)
