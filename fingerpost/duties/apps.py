"""The room as Django knows it."""

from django.apps import AppConfig


class Duties(AppConfig):
    """The room `duties`."""

    name = "fingerpost.duties"
    default_auto_field = "django.db.models.BigAutoField"
