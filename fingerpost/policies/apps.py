"""The room as Django knows it."""

from django.apps import AppConfig


class Policies(AppConfig):
    """The room `policies`."""

    name = "fingerpost.policies"
    default_auto_field = "django.db.models.BigAutoField"
