"""What the pages of this room have in common."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fingerpost.kit.answers import refused
from fingerpost.people.doors import Request
from fingerpost.people.models import Person
from fingerpost.people.queries import visible_people
from fingerpost.people.reach import PERSON


def form_page(request: Request, form: Form, *, title: str, button: str, back: str, **others: Any) -> HttpResponse:
    """A page with one form. `back` is the address that one came from, `intro` what happens when it is sent."""
    return render(request, "people/form.html", {"form": form, "title": title, "button": button, "back": back, **others})


def person_or_404(request: Request, code: str) -> Person:
    """The person of an address, if the viewer may open their page."""
    return get_object_or_404(visible_people(request.viewer), pk=PERSON + code)


def gone(request: Request, code: str, text: str) -> HttpResponse:
    """What an address of a person's page names is not there, or no longer: whoever sends a form, as by a second press,
    is told so on that page. Raises Http404 where the form is only looked at."""
    if request.method != "POST":
        raise Http404
    refused(request, text)
    return redirect("people:person", code)
