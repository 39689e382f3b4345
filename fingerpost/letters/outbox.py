"""The outbox: mails kept on this machine, a file each, so that nothing leaves a trial."""

import os
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from tempfile import NamedTemporaryFile

from fingerpost.letters.posting import Outcome


@dataclass(frozen=True, slots=True)
class Outbox:
    """A folder of `.eml` files, which any mail program opens."""

    folder: Path

    def send(self, mail: EmailMessage, *, to: str, token: str) -> Outcome:
        """Keeps a mail: whole under its name, or not at all."""
        path = self.folder / f"{token}.eml"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self.folder, prefix=".", delete=False) as file:  # mode 600
                file.write(mail.as_bytes())
                file.flush()
                os.fsync(file.fileno())
            os.replace(file.name, path)
        except OSError as error:
            return Outcome.of("again", f"the outbox cannot be written: {error.strerror or error}")
        return Outcome.of("sent", f"kept in the outbox as {path.name}")
