"""The four beats that all recording shares: the form, one action, and the answer."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from fingerpost.caseload.actions import UnfitActionError
from fingerpost.caseload.forms import RecordForm
from fingerpost.caseload.views_record.consequences import action, duties_open, duty_asked, what_follows
from fingerpost.caseload.views_record.door import code_of
from fingerpost.kit.answers import saved
from fingerpost.people.doors import Request
from fingerpost.people.models import Placement


@dataclass(frozen=True)
class Page:
    """What a page of recording says. `done` is said afterwards; `draft` names the form on the device, and is empty
    where what is typed must leave no trace there (every compartment but the ordinary one and the contact log)."""

    title: str
    done: str
    save: str = ""
    lead: str = ""
    draft: str = ""
    template: str = "caseload/record.html"
    part: str = "caseload/record_form.html"
    context: Mapping[str, Any] = field(default_factory=dict)


def answer(
    request: Request, placement: Placement, form: RecordForm, act: Callable[..., Any], page: Page
) -> HttpResponse:
    """Shows the form; or does the act with what it holds, and leads back to the learner. Where the act is refused, its
    words stand beside the field and what was typed is kept."""
    if request.method == "POST" and form.is_valid():
        before = duties_open(request, [placement.subject])
        told = {"subject": placement.subject, "by": request.viewer.person_key, "at": request.now, **form.told()}
        entries = attempt(form, act, told)
        if entries is not None:
            tell_saved(request, page, [placement.subject], before, entries)
            return lead_on(request, reverse("caseload:learner", args=[code_of(placement)]))
    return shown(request, form, page, placement)


def attempt(form: RecordForm, act: Callable[..., Any], told: Mapping[str, Any]) -> Any:
    """What the act gives; None where it is refused, with its words on the form."""
    try:
        return act(**told)
    except UnfitActionError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return None


def tell_saved(request: Request, page: Page, subjects: Collection[str], before: Any, entries: Any) -> None:
    """Says what was done and what follows, on the next page."""
    if entries:
        text = " ".join(filter(None, (page.done, what_follows(request, subjects, before))))
    else:
        text = _("This form had been saved already, so nothing was recorded twice.")
    saved(request, text, page.draft)


def lead_on(request: Request, address: str) -> HttpResponse:
    """To where one came from, if the address says so (`next`), else to another page."""
    asked = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()):
        address = asked
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)  # type: ignore[attr-defined]


def shown(request: Request, form: RecordForm, page: Page, placement: Placement | None) -> HttpResponse:
    """The page with its form; for htmx the form alone."""
    context: dict[str, Any] = {"form": form, "page": page, "placement": placement, **page.context}
    if placement is not None:
        duty = duty_asked(request, placement.subject)
        context |= {"code": code_of(placement), "duty": duty, "duty_action": action(duty) if duty else ""}
    return render(request, page.part if request.htmx else page.template, context)  # type: ignore[attr-defined]


def prefilled(request: Request, *names: str) -> dict[str, Any]:
    """What the address fills in beforehand, of the fields named."""
    return {name: request.GET[name] for name in names if name in request.GET}
