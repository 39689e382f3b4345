"""Who may record what about whom. A learner whom one may not see is not there (404); an act that one's role does not
allow is refused by a page that says who may."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django_htmx.http import HttpResponseClientRedirect

from fingerpost.people.doors import Request, needs
from fingerpost.people.models import Placement
from fingerpost.people.queries import visible_placements
from fingerpost.people.roles import ACTS, ROLES, may

View = Callable[..., HttpResponse]

ACT_FOR = {
    "contact": "log_contact",
    "response": "log_contact",
    "call_asked": "log_contact",
    "help_asked": "log_contact",
    "concern_raised": "log_contact",
    "concern_answered": "log_safeguarding",
    "letter_failed": "send_notice",
    "letter_settled": "send_notice",
    "session": "log_session",
    "progress": "log_progress",
    "milestone": "log_progress",
    "indicator": "set_indicator",
    "rating": "rate",
    "rating_stands": "rate",
    "no_improvement": "rate",
    "notice_sent": "send_notice",
    "not_appropriate": "send_notice",
    "consent_sought": "send_notice",
    "employer_consent": "send_notice",
    "support_decision": "plan_support",
    "plan_agreed": "plan_support",
    "support_reviewed": "plan_support",
    "contract_agreed": "plan_support",
    "actions_agreed": "plan_support",
    "support_given": "plan_support",
    "plan_action": "plan_support",
    "equipment": "plan_support",
    "bursary": "plan_support",
    "delivery_change_proposed": "plan_support",
    "employer_involved": "plan_support",
    "plan_transfer_decided": "decide_transfer",
    "discussed": "keep_register",
    "removal_considered": "keep_register",
    "register_removed": "keep_register",
    "withdrawal_decided": "decide_duty",
    "started": "enrol",
    "changed": "change_placement",
    "break_began": "change_placement",
    "break_ended": "change_placement",
    "withdrew": "change_placement",
    "completed": "change_placement",
    "transferred": "change_placement",
    "outcome_recorded": "change_placement",
}
"""Which act of the table of roles a kind of fact about a learner asks for; a kind that is not here is not recorded at
this desk. Business development, which decides whether a plan moves, may write in the log and nothing more."""


def door(act: str) -> Callable[[View], View]:
    """The view is about one learner, `code`, whom it gets as their placement, and for whom the act is allowed."""
    ACTS[act]

    def behind(view: View) -> View:
        @_part_of_a_page
        @needs()
        @wraps(view)
        def inside(request: Request, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
            placement = placement_or_404(request, code)
            if not may(request.viewer, act, placement.subject):
                return refusal(request, act, placement)
            return view(request, placement, *args, **kwargs)

        inside.act = act  # type: ignore[attr-defined]
        return inside

    return behind


def _part_of_a_page(view: View) -> View:
    """Whoever is no longer signed in is led from a part of a page to the sign-in page as a whole, and back to where
    they were: else that page would stand inside this one."""

    @wraps(view)
    def inside(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.viewer is None and request.htmx:
            here = request.htmx.current_url_abs_path or request.get_full_path()
            return HttpResponseClientRedirect(redirect_to_login(here).url)
        return view(request, *args, **kwargs)

    return inside


def placement_or_404(request: Request, code: str) -> Placement:
    """The learner's placement, if the viewer may see it."""
    rows = visible_placements(request.viewer).select_related("learner", "group", "employer")
    return get_object_or_404(rows, pk=f"enrolment:{code}")


def refusal(request: Request, act: str, placement: Placement | None = None) -> HttpResponse:
    """The page that says that one's role does not allow this, and whose does."""
    roles = [str(role.name) for role in ROLES.values() if act in role.acts]
    context = {"roles": roles, "placement": placement, "code": code_of(placement) if placement else ""}
    return render(request, "caseload/record_refused.html", context, status=403)


def code_of(placement: Placement) -> str:
    """An enrolment's key as addresses name it."""
    return placement.subject.partition(":")[2]
