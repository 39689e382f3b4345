"""The room as Django knows it."""

from django.apps import AppConfig


class People(AppConfig):
    """The room `people`."""

    name = "fingerpost.people"
    default_auto_field = "django.db.models.BigAutoField"
