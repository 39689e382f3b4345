"""The product's settings for tests: a database of their own, on SQLite or on a real PostgreSQL.

FINGERPOST_TEST_DATABASE is `sqlite` (also without it) or `postgresql`.
"""

import os
import tempfile
from pathlib import Path

home = Path(tempfile.gettempdir()) / f"fingerpost-tests-{os.getuid()}"
os.environ.setdefault("FINGERPOST_HOME", str(home))
os.environ.setdefault("FINGERPOST_SECRET_KEY", "only for tests")

from fingerpost.project.settings import *  # noqa: E402,F403
from fingerpost.project.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

STATIC_ROOT.mkdir(parents=True, exist_ok=True)

if os.environ.get("FINGERPOST_TEST_DATABASE") == "postgresql":
    from tests.postgresql import server_settings

    DATABASES = {"default": server_settings(home)}
else:
    home.mkdir(parents=True, exist_ok=True)
    # A file, as in the product: in memory, two connections would not wait for each other. It need not outlive a crash.
    DATABASES["default"]["TEST"] = {"NAME": home / f"tests-{os.getpid()}.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}  # tests do not limit each other
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick, and only here
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
ALLOWED_HOSTS = ["*"]
