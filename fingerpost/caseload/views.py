"""A learner's page and its parts: the log, the ratings, the figures of progress."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fingerpost.caseload.around import Around, around
from fingerpost.caseload.coming import coming
from fingerpost.caseload.ladder import ladder_of
from fingerpost.caseload.life import Record, record_of
from fingerpost.caseload.log import A_PAGE, EVERYTHING, SHOWN, log_of
from fingerpost.caseload.page import doors, head_of
from fingerpost.caseload.panels import indicators_of, progress_panel, rating_panel, ratings_of, support_panel
from fingerpost.caseload.queries import learner_seen
from fingerpost.caseload.seen import note_visit
from fingerpost.people.doors import Request, needs
from fingerpost.people.roles import may


@needs()
@require_GET
def learner(request: Request, code: str) -> HttpResponse:
    """Everything about a learner that the viewer may see, the next step first."""
    record, people = _opened(request, code)
    duties = coming(record, people)
    parts = {
        **_common(request, record, people),
        **_log(request, record),
        "people": people,
        "next": duties[0] if duties else None,
        "others": duties[1:],
        "ladder": ladder_of(record, people, duties),
        "progress": progress_panel(record),
        "rating": rating_panel(record),
        "indicators": indicators_of(record),
        "support": support_panel(record),
    }
    return render(request, "caseload/learner.html", parts)


@needs()
@require_GET
def log(request: Request, code: str) -> HttpResponse:
    """The log by itself, narrowed and page by page; as a part of the learner's page for htmx."""
    record, people = _opened(request, code)
    template = "caseload/parts/log.html" if _is_part(request) else "caseload/log.html"
    return render(request, template, {**_common(request, record, people), **_log(request, record)})


@needs()
@require_GET
def ratings(request: Request, code: str) -> HttpResponse:
    """The history of ratings, beside what the facts said on each day (5.2)."""
    record, people = _opened(request, code)
    if not record.seen.sees_risk:
        raise Http404
    parts = {"rating": rating_panel(record), "history": ratings_of(record)}
    return render(request, "caseload/ratings.html", {**_common(request, record, people), **parts})


@needs()
@require_GET
def progress(request: Request, code: str) -> HttpResponse:
    """The figures of progress as a table."""
    record, people = _opened(request, code)
    if not record.seen.sees_records:
        raise Http404
    parts = {"progress": progress_panel(record), "names": record.names}
    return render(request, "caseload/progress.html", {**_common(request, record, people), **parts})


def _opened(request: Request, code: str) -> tuple[Record, Around]:
    """The record of a learner whom the viewer may see; the visit is written down. Raises Http404."""
    seen = learner_seen(request.viewer, code)
    if seen is None:
        raise Http404
    record = record_of(seen, request.today)
    people = around(record)
    note_visit(viewer=request.viewer, seen=seen, people=people, at=request.now)
    return record, people


def _common(request: Request, record: Record, people: Around) -> dict[str, Any]:
    """What every page about a learner shows: the head, and what the viewer may record."""
    return {
        "record": record,
        "seen": record.seen,
        "learner": record.seen.placement.learner,
        "head": head_of(record, people, request.viewer),
        "doors": doors(record, request.viewer),
        "may_correct": may(request.viewer, "log_contact"),
        "may_end_indicator": may(request.viewer, "set_indicator"),
    }


def _log(request: Request, record: Record) -> dict[str, Any]:
    show = request.GET.get("show", EVERYTHING)
    show = show if show in SHOWN else EVERYTHING
    names = {**SHOWN, "learner": record.seen.placement.learner.called}
    page = Paginator(log_of(record, show), A_PAGE).get_page(request.GET.get("page"))
    return {"log": page, "show": show, "shown": names.items()}


def _is_part(request: Request) -> bool:
    return bool(request.headers.get("HX-Request")) and not request.headers.get("HX-Boosted")
