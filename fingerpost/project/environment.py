"""What the environment says of this place: where its data lies, which database, how it is reached."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from fingerpost.project.mailing import Mailing, UnfitMailError
from fingerpost.project.places import PACKAGE, REPOSITORY

SQLITE = {
    "transaction_mode": "IMMEDIATE",  # a writer waits its turn at the beginning and never fails half way
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;",
}
LIKE = "FINGERPOST_DATABASE must look like postgresql://user:password@host/name; without it SQLite is used"


class UnfitEnvironmentError(ValueError):
    """A setting in the environment that cannot be; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class Environment:
    """One place where the product runs."""

    home: Path
    database: dict[str, Any]
    secret_key: str
    hosts: tuple[str, ...]
    https: bool
    demo: bool
    provider: str
    mailing: Mailing

    @classmethod
    def read(cls, said: Mapping[str, str] = os.environ) -> Environment:
        """The place as the environment describes it. Raises UnfitEnvironmentError."""
        home = Path(said.get("FINGERPOST_HOME") or _home())
        hosts = tuple(host.strip() for host in said.get("FINGERPOST_HOSTS", "").split(",") if host.strip())
        return cls(
            home=home,
            database=_database(said.get("FINGERPOST_DATABASE", ""), home),
            secret_key=said.get("FINGERPOST_SECRET_KEY") or _kept_key(home),
            hosts=hosts or ("localhost", "127.0.0.1", "[::1]"),
            https=_is_on(said, "FINGERPOST_HTTPS"),
            demo=_is_on(said, "FINGERPOST_DEMO"),
            provider=said.get("FINGERPOST_PROVIDER", "Fingerpost"),
            mailing=_mailing({} if _is_on(said, "FINGERPOST_DEMO") else said),  # nothing leaves a demonstration
        )


def _home() -> Path:
    """In the repository its folder var/; for an installed package a folder where it is started."""
    return REPOSITORY / "var" if (REPOSITORY / "packs").is_dir() and REPOSITORY != PACKAGE else Path("fingerpost-data")


def _is_on(said: Mapping[str, str], name: str) -> bool:
    word = said.get(name, "")
    if word not in ("", "0", "1"):
        raise UnfitEnvironmentError(f"{name} is {word!r}; it may be 1 or 0")
    return word == "1"


def _mailing(said: Mapping[str, str]) -> Mailing:
    try:
        return Mailing.read(said)
    except UnfitMailError as error:
        raise UnfitEnvironmentError(str(error)) from None


def _database(address: str, home: Path) -> dict[str, Any]:
    if not address:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": home / "fingerpost.sqlite3", "OPTIONS": dict(SQLITE)}
    try:
        parts = urlsplit(address)
        port = str(parts.port or "")
    except ValueError:
        raise UnfitEnvironmentError(LIKE) from None
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise UnfitEnvironmentError(LIKE)
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "OPTIONS": options,  # such as sslmode=verify-full, which must not be lost
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _kept_key(home: Path) -> str:
    """The secret of this home, made at the first start and readable by its owner only."""
    path = home / "secret-key"
    if not path.exists():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        _keep_new_key(path)
    return path.read_text(encoding="utf-8")


def _keep_new_key(path: Path) -> None:
    """Writes a key whole and then gives it its name, so that of two servers that start at once both read the same."""
    with NamedTemporaryFile("w", dir=path.parent, encoding="utf-8") as file:  # mode 600
        file.write(token_urlsafe(64))
        file.flush()
        with suppress(FileExistsError):
            os.link(file.name, path)
