"""The room as Django knows it."""

from django.apps import AppConfig


class Journal(AppConfig):
    """The room `journal`."""

    name = "fingerpost.journal"
    default_auto_field = "django.db.models.BigAutoField"
