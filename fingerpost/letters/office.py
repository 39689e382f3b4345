"""The post office of this place, by its settings."""

from typing import Any

from django.conf import settings

from fingerpost.kit import clock
from fingerpost.letters.filling import one_line
from fingerpost.letters.mail import Sender
from fingerpost.letters.mailbox import Mailbox
from fingerpost.letters.outbox import Outbox
from fingerpost.letters.sending import PostOffice
from fingerpost.letters.smtp import Server


def office() -> PostOffice:
    """Sends by the provider's mail server, or keeps in the outbox where it has named none."""
    sender = Sender(one_line(settings.PROVIDER_NAME), settings.MAIL_FROM)
    said: dict[str, Any] | None = settings.MAIL_SERVER
    if said is None:
        return PostOffice(Outbox(settings.EMAIL_FILE_PATH), sender, lambda: clock.now())
    named = {name: said[name] for name in ("host", "port", "security", "user", "password")}
    return PostOffice(Server(sender=sender.address, **named), sender, lambda: clock.now())


def mailbox() -> Mailbox | None:
    """The mailbox to which delivery reports come; None where the provider has named none."""
    return Mailbox(**settings.MAIL_BOX) if settings.MAIL_BOX else None
