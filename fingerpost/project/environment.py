"""What the environment says of this place: where its data lies, which database, how it is reached."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe
from typing import Any
from urllib.parse import unquote, urlsplit

from fingerpost.project.places import PACKAGE, REPOSITORY

SQLITE = {
    "transaction_mode": "IMMEDIATE",  # a writer waits its turn at the beginning and never fails half way
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;",
}


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
        )


def _home() -> Path:
    """In the repository its folder var/; for an installed package a folder where it is started."""
    return REPOSITORY / "var" if (REPOSITORY / "packs").is_dir() and REPOSITORY != PACKAGE else Path("fingerpost-data")


def _is_on(said: Mapping[str, str], name: str) -> bool:
    word = said.get(name, "")
    if word not in ("", "0", "1"):
        raise UnfitEnvironmentError(f"{name} is {word!r}; it may be 1 or 0")
    return word == "1"


def _database(address: str, home: Path) -> dict[str, Any]:
    if not address:
        home.mkdir(parents=True, exist_ok=True)
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": home / "fingerpost.sqlite3", "OPTIONS": dict(SQLITE)}
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise UnfitEnvironmentError(
            "FINGERPOST_DATABASE must look like postgresql://user:password@host/name; without it SQLite is used"
        )
    options = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(options.get("host", "") or parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _kept_key(home: Path) -> str:
    """The secret of this home, made at the first start and readable by its owner only."""
    path = home / "secret-key"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(token_urlsafe(64))
    return path.read_text(encoding="utf-8")
