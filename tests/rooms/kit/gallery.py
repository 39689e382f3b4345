"""Every part of the kit on one page, for tests and for eyes, and a form that keeps drafts. Not part of the product."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import engines
from django.urls import include, path

from fingerpost.kit.answers import refused, saved
from fingerpost.kit.fields import DayField

TEMPLATES = Path(__file__).parent / "templates"
TODAY = date(2026, 2, 16)
KEY = "contact:enrolment:7gk2m9xq4w"
TABS = (("gallery", "Today"), ("draft", "Learners"), ("nowhere", "A tab that leads nowhere"))


class Contact(forms.Form):
    """One field of each sort."""

    way = forms.ChoiceField(
        label="How did you make contact?",
        choices=[("phone", "Call"), ("email", "Email"), ("visit", "Visit")],
        widget=forms.RadioSelect,
    )
    said = forms.CharField(
        label="What was said?", widget=forms.Textarea(attrs={"rows": 2}), help_text="In a sentence or two."
    )
    on = DayField(label="When?", help_text="For example, 16 2 2026", latest=TODAY)
    offered = forms.MultipleChoiceField(
        label="What did you offer?",
        choices=[("laptop", "A laptop on loan"), ("mentor", "A mentor from the team")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    party = forms.ChoiceField(label="With whom?", choices=[("learner", "Learner"), ("employer", "Employer")])
    email = forms.EmailField(
        label="Their email", required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    agreed = forms.BooleanField(label="They agreed to a visit", required=False, help_text="Leave it empty if unsure.")
    stage = forms.CharField(widget=forms.HiddenInput, initial="1")


def gallery(request: HttpRequest) -> HttpResponse:
    """All parts; `?say` shows what pages say, `?pending` that duties are being recalculated."""
    if "say" in request.GET:
        messages.success(request, "The contact is saved.")
        refused(request, "The notice was not sent: nobody has an address.")
    pages = Paginator(range(1, 401), 20).get_page(request.GET.get("page", 7))
    return _page(request, "gallery.html", page=pages, counts=[("learners", 34), ("on the register", 5)])


def draft(request: HttpRequest) -> HttpResponse:
    """A form that keeps a draft; saved, it leads to the other page."""
    return _page(request, "draft.html")


def _page(request: HttpRequest, name: str, **values: Any) -> HttpResponse:
    form = Contact(request.POST or None)
    if form.is_valid():
        saved(request, "The contact is saved.", draft=KEY)
        return redirect("gallery")
    request.tabs = TABS  # type: ignore[attr-defined]
    told = {"today": TODAY, "moment": datetime(2026, 2, 13, 10, 40, tzinfo=UTC), "form": form, **values}
    if "pending" in request.GET:
        told["duties_pending"] = {"done": 1200, "total": 5000}
    template = engines["django"].from_string((TEMPLATES / name).read_text(encoding="utf-8"))
    return HttpResponse(template.render(told, request))


def bare(request: HttpRequest, number: str) -> HttpResponse:
    """A page that Django shows for an error, by its number."""
    return render(request, f"{number}.html")


def broken(request: HttpRequest) -> HttpResponse:
    """Goes wrong."""
    raise RuntimeError("as planned")


def language(request: HttpRequest) -> HttpResponse:
    """Stands where the language is switched."""
    response = redirect(request.POST["next"])
    response.set_cookie("language", request.POST["language"])
    return response


urlpatterns = [
    path("", gallery, name="gallery"),
    path("draft", draft, name="draft"),
    path("errors/<str:number>", bare, name="errors"),
    path("broken", broken, name="broken"),
    path("language", language, name="language"),
    path("account/", include("allauth.urls")),
]
