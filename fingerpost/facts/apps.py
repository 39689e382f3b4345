"""The room as Django knows it."""

from django.apps import AppConfig


class Facts(AppConfig):
    """The room `facts`. Whether the ledger is guarded is asked by `project` when a server starts."""

    name = "fingerpost.facts"
    default_auto_field = "django.db.models.BigAutoField"
