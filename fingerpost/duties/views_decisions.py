"""Deciding about a duty: done, waived, passed on, put off. Who may not decide finds no such page."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fingerpost.duties import closing, decisions
from fingerpost.duties.forms import PassingOnForm, PostponementForm, WaiverForm
from fingerpost.duties.models import Duty
from fingerpost.duties.permissions import may_decide, may_tick_off, possible_owners
from fingerpost.duties.views import about_duty, duty_or_404
from fingerpost.kit.answers import refused, saved
from fingerpost.people.doors import Request, needs
from fingerpost.people.errors import RefusedError
from fingerpost.policies.queries import rulebook


@require_POST
@needs()
def done(request: Request, key: str) -> HttpResponse:
    """Ticks off a duty that no recorded act does."""
    row = duty_or_404(request, key)
    found = closing.asked(row, rulebook())
    if found is None or not closing.is_ticked(found.ask) or not may_tick_off(request.viewer, row):
        raise Http404
    try:
        decisions.tick_off(duty=row, by=request.viewer.person_key, at=request.now)
        saved(request, _("Ticked off."))
    except RefusedError as refusal:
        refused(request, refusal.message)
    return redirect(_back(request))


@require_http_methods(["GET", "POST"])
@needs("decide_duty")
def waiver(request: Request, key: str) -> HttpResponse:
    """Waives a duty, with a reason."""
    row = _to_decide_or_404(request, key)
    form = WaiverForm(request.POST or None)
    return _decided(request, row, form, decisions.waive, _waiver_texts())


@require_http_methods(["GET", "POST"])
@needs("decide_duty")
def passing_on(request: Request, key: str) -> HttpResponse:
    """Passes a duty on to a person by name."""
    row = _to_decide_or_404(request, key)
    form = PassingOnForm(request.POST or None, people=possible_owners(row, request.today))
    return _decided(request, row, form, decisions.pass_on, _passing_on_texts())


@require_http_methods(["GET", "POST"])
@needs("decide_duty")
def postponement(request: Request, key: str) -> HttpResponse:
    """Puts a duty off until a day, with a reason."""
    row = _to_decide_or_404(request, key)
    form = PostponementForm(request.POST or None, today=request.today, due=row.due)
    return _decided(request, row, form, decisions.put_off, _postponement_texts())


def _to_decide_or_404(request: Request, key: str) -> Duty:
    row = duty_or_404(request, key)
    if not may_decide(request.viewer, row):
        raise Http404
    return row


def _decided(
    request: Request, row: Duty, form: forms.Form, action: Callable[..., None], texts: dict[str, str]
) -> HttpResponse:
    if request.POST and _is_done(form, action, duty=row, by=request.viewer.person_key, at=request.now):
        saved(request, texts.pop("saved"))
        return redirect("duties:duty", row.key)
    back = reverse("duties:duty", args=[row.key])
    context: dict[str, Any] = {**about_duty(request, row, rulebook()), **texts, "form": form, "back": back}
    return render(request, "duties/decision.html", context)


def _is_done(form: forms.Form, action: Callable[..., None], **given: Any) -> bool:
    """Decides what a valid form says. Where the action refuses, its words stand beside the field or on top."""
    if not form.is_valid():
        return False
    try:
        action(**form.cleaned_data, **given)
    except RefusedError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    return form.is_valid()


def _waiver_texts() -> dict[str, str]:
    return {
        "title": _("Waive this"),
        "intro": _("It will be closed as not needed. The reason stays with it, with your name."),
        "button": _("Waive it"),
        "saved": _("Waived. It is no longer asked for."),
    }


def _passing_on_texts() -> dict[str, str]:
    return {
        "title": _("Pass this on"),
        "intro": _("It goes to one person by name, whatever their role. Its last day stays the same."),
        "button": _("Pass it on"),
        "saved": _("Passed on. It is on their list from now on."),
    }


def _postponement_texts() -> dict[str, str]:
    return {
        "title": _("Put this off"),
        "intro": _(
            "It gets a later last day. The next steps of the policy do not wait for that: they count as before."
        ),
        "button": _("Put it off"),
        "saved": _("Put off. It has a new last day."),
    }


def _back(request: Request) -> str:
    """Where a tick came from, if that is one of our pages; else Today."""
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if is_ours else reverse("duties:today")
