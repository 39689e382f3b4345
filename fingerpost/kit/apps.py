"""The room as Django knows it."""

from django.apps import AppConfig


class Kit(AppConfig):
    """The room `kit`."""

    name = "fingerpost.kit"
    default_auto_field = "django.db.models.BigAutoField"
