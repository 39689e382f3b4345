"""How forms draw themselves: Django's widgets, with our own where choices and days are asked for."""

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.template import loader

_OURS = {
    "django/forms/widgets/radio.html": "kit/widgets/choices.html",
    "django/forms/widgets/checkbox_select.html": "kit/widgets/choices.html",
}


class KitRenderer(DjangoTemplates):
    """`{{ form }}` gives the summary of errors and each field in our own markup."""

    form_template_name = "kit/form.html"
    field_template_name = "kit/field.html"

    def get_template(self, template_name: str) -> Any:
        """Our template from the project's engine, so that it can translate; Django's own otherwise."""
        name = _OURS.get(template_name, template_name)
        return loader.get_template(name) if name.startswith("kit/") else super().get_template(name)
