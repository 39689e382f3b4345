"""Pages that record the way through a programme: start, breaks, employer, coach, end."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from fingerpost.caseload import actions
from fingerpost.caseload.forms import suggested_employers
from fingerpost.caseload.forms_course import (
    BreakForm,
    CoachForm,
    CompletionForm,
    EmployerForm,
    ReturnForm,
    WithdrawalForm,
)
from fingerpost.caseload.forms_enrol import EnrolForm
from fingerpost.caseload.views_record.answering import Page, answer, attempt, lead_on, prefilled, shown, tell_saved
from fingerpost.caseload.views_record.choosing import coaches_for, groups_for
from fingerpost.caseload.views_record.door import code_of, door, refusal
from fingerpost.people.doors import Request, needs
from fingerpost.people.models import Person, Placement
from fingerpost.people.roles import may


@needs()
def enrol(request: Request) -> HttpResponse:
    """Enters a learner on a programme: somebody new, or the person named in the address."""
    if not may(request.viewer, "enrol"):
        return refusal(request, "enrol")
    person = get_object_or_404(Person, pk=request.GET["person"]) if request.GET.get("person") else None
    coaches = coaches_for(request.viewer, "enrol", None, request.today)
    form = EnrolForm(
        request.POST or None,
        today=request.today,
        groups=[(each.key, f"{'– ' * each.depth}{each}") for each in groups_for(request.viewer, "enrol")],
        coaches=[(each.key, each.name) for each in coaches],
        person=person,
        initial=prefilled(request, "programme", "programme_type", "nation", "group", "on"),
    )
    page = Page(
        title=_("Enrol a learner"),
        done=_("The learner is enrolled."),
        save=_("Enrol the learner"),
        draft="enrol",
        lead=person.name if person else "",
        context={"employers": suggested_employers()},
    )
    if request.method == "POST" and form.is_valid():
        told = {**form.told(), "by": request.viewer.person_key, "at": request.now}
        key = attempt(form, _enrol, told)
        if key is not None:
            tell_saved(request, page, [key], {}, [key])
            return lead_on(request, reverse("caseload:learner", args=[key.partition(":")[2]]))
    return shown(request, form, page, None)


def _enrol(**told: Any) -> str:
    if "learner" in told:
        return actions.enrol(once=told["key"], **told)
    return actions.enrol_newcomer(**told)


@door("change_placement")
def begin_break(request: Request, placement: Placement) -> HttpResponse:
    """A break in learning begins."""
    form = BreakForm(request.POST or None, today=request.today, initial=prefilled(request, "on", "expected_return"))
    page = Page(
        title=_("Begin a break in learning"),
        done=_("The break is recorded; the clocks stand still until the first day back."),
        draft=f"break:{code_of(placement)}",
    )
    return answer(request, placement, form, actions.begin_break, page)


@door("change_placement")
def end_break(request: Request, placement: Placement) -> HttpResponse:
    """The learner is back."""
    form = ReturnForm(request.POST or None, today=request.today, initial=prefilled(request, "on"))
    page = Page(title=_("Back from the break"), done=_("The break has ended; the clocks run again."))
    return answer(request, placement, form, actions.end_break, page)


@door("change_placement")
def change_employer(request: Request, placement: Placement) -> HttpResponse:
    """The learner works for another employer."""
    form = EmployerForm(request.POST or None, today=request.today, initial=prefilled(request, "on", "employer"))
    page = Page(
        title=_("Change the employer"),
        done=_("The new employer is recorded."),
        draft=f"employer:{code_of(placement)}",
        lead=_("Now: %(employer)s") % {"employer": placement.employer} if placement.employer else "",
        context={"employers": suggested_employers()},
    )
    return answer(request, placement, form, actions.change_employer, page)


@door("assign")
def change_coach(request: Request, placement: Placement) -> HttpResponse:
    """The learner goes into another coach's caseload."""
    coaches = coaches_for(request.viewer, "assign", placement.group, request.today)
    filled = prefilled(request, "on", "coach")
    form = CoachForm(request.POST or None, today=request.today, coaches=coaches, initial=filled)
    page = Page(
        title=_("Change the coach"),
        done=_("The learner is in the new coach's caseload, with everything that is due."),
        draft=f"coach:{code_of(placement)}",
    )
    return answer(request, placement, form, actions.change_coach, page)


@door("change_placement")
def withdrawal(request: Request, placement: Placement) -> HttpResponse:
    """The learner leaves before completing."""
    form = WithdrawalForm(request.POST or None, today=request.today, initial=prefilled(request, "on"))
    page = Page(
        title=_("Record that the learner has left"),
        done=_("The learner has left the programme; what was still due has lapsed. It can be corrected in the log."),
        save=_("Record the withdrawal"),
    )
    return answer(request, placement, form, actions.withdraw_learner, page)


@door("change_placement")
def completion(request: Request, placement: Placement) -> HttpResponse:
    """The learner has completed the programme."""
    form = CompletionForm(request.POST or None, today=request.today, initial=prefilled(request, "on"))
    page = Page(
        title=_("Record the completion"),
        done=_("The programme is completed."),
        save=_("Record the completion"),
    )
    return answer(request, placement, form, actions.complete, page)
