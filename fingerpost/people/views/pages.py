"""What the pages of this room have in common."""

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from fingerpost.people.doors import Request
from fingerpost.people.models import Person
from fingerpost.people.queries import visible_people


def form_page(request: Request, form: Form, *, title: str, button: str, back: str, **others: Any) -> HttpResponse:
    """A page with one form. `back` is the address that one came from, `intro` what happens when it is sent."""
    return render(request, "people/form.html", {"form": form, "title": title, "button": button, "back": back, **others})


def person_or_404(request: Request, key: str) -> Person:
    """The person of an address, if the viewer may open their page."""
    return get_object_or_404(visible_people(request.viewer), pk=key)
