"""Pages that record contacts, sessions and progress."""

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from fingerpost.caseload import actions
from fingerpost.caseload.forms_week import ContactForm, GroupSessionForm, ProgressForm, SessionForm
from fingerpost.caseload.views_record.answering import (
    Page,
    answer,
    attempt,
    lead_on,
    prefilled,
    shown,
    tell_saved,
)
from fingerpost.caseload.views_record.choosing import groups_of_learners, learners_of_session
from fingerpost.caseload.views_record.consequences import duties_open
from fingerpost.caseload.views_record.door import code_of, door, refusal
from fingerpost.people.doors import Request, needs
from fingerpost.people.models import Placement
from fingerpost.people.queries import may_see
from fingerpost.people.roles import may


@door("log_contact")
def log_contact(request: Request, placement: Placement) -> HttpResponse:
    """The quick log of a call, an email or a visit: two fields, and the rest as usual."""
    filled = prefilled(request, "way", "party", "direction", "on", "outcome", "purpose", "said")
    hidden = _compartments(request, placement)
    form = ContactForm(request.POST or None, today=request.today, compartments=hidden, initial=filled)
    page = Page(
        title=_("Log a contact"),
        done=_("The contact is in the log."),
        draft="" if "safeguarding" in hidden else f"contact:{code_of(placement)}",
        template="caseload/record_contact.html",
        part="caseload/record_contact_form.html",
    )
    return answer(request, placement, form, actions.log_contact, page)


def _compartments(request: Request, placement: Placement) -> list[str]:
    """Where the author may write beside the usual compartment."""
    found = ["wellbeing"] if may_see(request.viewer, placement.subject, "wellbeing") else []
    if may(request.viewer, "log_safeguarding", placement.subject):
        found.append("safeguarding")
    return found


@door("log_session")
def record_session(request: Request, placement: Placement) -> HttpResponse:
    """One session, visit, review or three-way meeting, past or planned."""
    filled = prefilled(request, "sort", "on", "outcome", "cancelled_by")
    form = SessionForm(request.POST or None, today=request.today, initial=filled)
    page = Page(
        title=_("Record a session or visit"),
        done=_("The session is recorded."),
        draft=f"session:{code_of(placement)}",
    )
    return answer(request, placement, form, actions.record_session, page)


@needs()
def group_session(request: Request) -> HttpResponse:
    """One session of many learners: a row for each, all of them or none."""
    if not may(request.viewer, "log_session"):
        return refusal(request, "log_session")
    group = request.GET.get("group", "")
    learners, has_more = learners_of_session(request.viewer, group, request.today)
    form = GroupSessionForm(
        request.POST or None,
        today=request.today,
        learners=learners,
        initial=prefilled(request, "sort", "on"),
        everyone=request.GET.get("all", ""),
    )
    groups = groups_of_learners(request.viewer, request.today)
    page = Page(
        title=_("Record a group session"),
        done=_("The session is recorded for everyone who was marked."),
        draft="group-session",
        template="caseload/record_group.html",
        part="caseload/record_group_form.html",
        context={"groups": groups if len(groups) > 1 else [], "group": group, "has_more": has_more},
    )
    if request.method == "POST" and form.is_valid() and (saved := _save_group_session(request, form, page)):
        return saved
    return shown(request, form, page, None)


def _save_group_session(request: Request, form: GroupSessionForm, page: Page) -> HttpResponse | None:
    told = {**form.told(), "by": request.viewer.person_key, "at": request.now}
    with transaction.atomic():
        before = duties_open(request, told["outcomes"])
        entries = attempt(form, actions.record_group_session, told)
    if entries is None:
        return None
    tell_saved(request, page, told["outcomes"], before, entries)
    return lead_on(request, reverse("caseload:learners"))


@door("log_progress")
def record_progress(request: Request, placement: Placement) -> HttpResponse:
    """How far the learner is, and how far they should be."""
    filled = prefilled(request, "percent", "expected", "on", "review")
    form = ProgressForm(request.POST or None, today=request.today, initial=filled)
    page = Page(
        title=_("Record progress"),
        done=_("Progress is recorded."),
        draft=f"progress:{code_of(placement)}",
    )
    return answer(request, placement, form, actions.record_progress, page)
