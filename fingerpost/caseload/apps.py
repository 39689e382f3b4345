"""The room as Django knows it."""

from django.apps import AppConfig


class Caseload(AppConfig):
    """The room `caseload`."""

    name = "fingerpost.caseload"
    default_auto_field = "django.db.models.BigAutoField"
