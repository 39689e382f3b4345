"""The product as a web server sees it."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fingerpost.project.settings")
application = get_wsgi_application()

# Models are loaded by now. A server does not start on a ledger that anyone could change.
from fingerpost.facts import guards  # noqa: E402

guards.insist(connection)
connection.close()
