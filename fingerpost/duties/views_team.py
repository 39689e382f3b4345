"""The team: what is late and due this week, by person, and what nobody owns; figures for those who see no records."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from fingerpost.duties import lists
from fingerpost.duties import team as teams
from fingerpost.duties import today as todays
from fingerpost.duties.closing import subject_page
from fingerpost.duties.counts import counts
from fingerpost.duties.days import Days
from fingerpost.duties.models import Duty
from fingerpost.people.doors import Request, needs
from fingerpost.people.models import Person
from fingerpost.people.queries import unowned_placements
from fingerpost.people.role_table import ROLES
from fingerpost.people.roles import may
from fingerpost.policies.queries import rulebook

MOST_UNOWNED = 20
"""So many learners without a coach are named; the rest are counted."""


@require_GET
@needs("see_team", "see_counts")
def team(request: Request) -> HttpResponse:
    """The team's page; with `person`, `role` or `nobody` the rows behind one of its numbers."""
    if not may(request.viewer, "see_team"):
        return render(request, "duties/counts.html", {"counts": counts(request.viewer)})
    if {"person", "role", "nobody"} & request.GET.keys():
        return _rows(request)
    learners = unowned_placements(request.viewer).select_related("learner").order_by("learner__name", "subject")
    named = [(each, subject_page(each.subject), each.subject.partition(":")[2]) for each in learners[:MOST_UNOWNED]]
    found = teams.team_of(request.viewer)
    context = {
        "team": found,
        "finding": todays.said(found.overdue, found.week),
        "unowned": named,
        "unowned_more": max(0, learners.count() - len(named)) if len(named) == MOST_UNOWNED else 0,
        "duties_pending": lists.recalculation(rulebook()),
    }
    return render(request, "duties/team.html", context)


def _rows(request: Request) -> HttpResponse:
    duties, title = _behind(request)
    rules = rulebook()
    days = Days(request.today, rules.provider)
    show = request.GET.get("show", lists.OVERDUE)
    if show not in (lists.OVERDUE, lists.WEEK):
        raise Http404
    section = todays.one_section(duties, show, request.GET.get("page", "1"), request.viewer, rules, days)
    context = {"section": section, "title": title, "back": reverse("duties:team"), "is_team": True}
    return render(request, "duties/section.html", context)


def _behind(request: Request) -> tuple[QuerySet[Duty], str]:
    """The duties behind a number, and what they are; 404 for a person from whom nothing is due that may be seen."""
    viewer, asked = request.viewer, request.GET
    if "person" in asked:
        person = get_object_or_404(Person, pk=asked["person"])
        duties = teams.of_person(viewer, person)
        if not duties.exists():
            raise Http404
        return duties, _("Due from %(name)s") % {"name": person.name}
    role = asked.get("role", asked.get("nobody", ""))
    if role and role not in ROLES:
        raise Http404
    name = teams.role_name(role) or _("Passed on by name")
    if "role" in asked:
        return teams.of_role(viewer, role), _("Due from: %(role)s") % {"role": name}
    return teams.of_nobody(viewer, role), _("Owned by nobody: %(role)s") % {"role": name}
