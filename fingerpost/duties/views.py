"""Today, and why something is due."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from fingerpost.duties import closing, lists
from fingerpost.duties import today as todays
from fingerpost.duties.days import Days
from fingerpost.duties.models import Duty
from fingerpost.duties.permissions import duty_seen, may_decide, may_tick_off
from fingerpost.duties.shown import lines
from fingerpost.duties.why import record_of, why_of
from fingerpost.people.doors import Request, needs
from fingerpost.people.roles import may
from fingerpost.policies.queries import Rulebook, rulebook


@require_GET
@needs()
def today(request: Request) -> HttpResponse:
    """What is due from whoever looks; with `show` one section of it, a page at a time."""
    rules, duties = rulebook(), lists.owed(request.viewer)
    days = Days(request.today, rules.provider)
    if "show" in request.GET:
        section = todays.one_section(duties, _section(request), _page(request), request.viewer, rules, days)
        return render(request, "duties/section.html", {"section": section, "back": reverse("duties:today")})
    found = todays.sections(duties, request.viewer, rules, days)
    context = {
        "sections": found,
        "finding": todays.finding(found),
        "may_see_team": may(request.viewer, "see_team") or may(request.viewer, "see_counts"),
        "duties_pending": lists.recalculation(rules),
    }
    return render(request, "duties/today.html", context)


@require_GET
@needs()
def duty(request: Request, key: str) -> HttpResponse:
    """Why a duty is due, what closes it, and what comes next; as a part of another page where htmx asks."""
    row, rules = duty_or_404(request, key), rulebook()
    template = "duties/why_part.html" if getattr(request, "htmx", False) else "duties/duty.html"
    return render(request, template, {**about_duty(request, row, rules), **_asked(request, row, rules)})


def duty_or_404(request: Request, key: str) -> Duty:
    """The duty, if the viewer may see it."""
    row = duty_seen(request.viewer, key)
    if row is None:
        raise Http404
    return row


def about_duty(request: Request, row: Duty, rules: Rulebook) -> dict[str, Any]:
    """What every page about one duty says of it: its line."""
    found = lines([row], request.viewer, rules, Days(request.today, rules.provider))
    if not found:
        raise Http404
    return {"line": found[0], "duty": row, "is_open": is_open(row, request)}


def is_open(row: Duty, request: Request) -> bool:
    """Whether a duty is open today."""
    has_opened = row.opens is not None and row.opens <= request.today
    return has_opened and row.outcome != "unknown" and (row.closed is None or row.closed > request.today)


def _asked(request: Request, row: Duty, rules: Rulebook) -> dict[str, Any]:
    record = record_of(row, request.viewer, rules)
    if record is None:
        raise Http404
    is_now = is_open(row, request)
    is_ticked = closing.is_ticked(record.asked.ask)
    return {
        "why": why_of(record),
        "may_decide": is_now and may_decide(request.viewer, row),
        "may_tick_off": is_now and is_ticked and may_tick_off(request.viewer, row),
    }


def _section(request: Request) -> str:
    name = request.GET["show"]
    if name not in lists.SECTIONS:
        raise Http404
    return name


def _page(request: Request) -> str:
    return request.GET.get("page", "1")
