"""The room as Django knows it."""

from django.apps import AppConfig


class Letters(AppConfig):
    """The room `letters`."""

    name = "fingerpost.letters"
    default_auto_field = "django.db.models.BigAutoField"
