"""The at-risk register as a page and as a table for a spreadsheet; only for those who see what concerns risk."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fingerpost.caseload.export import note_export, register_lines
from fingerpost.caseload.queries import sees_risk
from fingerpost.caseload.register import RegisterFilters, spells
from fingerpost.caseload.register_rows import entered
from fingerpost.people.doors import Request, needs
from fingerpost.people.roles import may

A_PAGE = 50


@needs()
@require_GET
def register(request: Request) -> HttpResponse:
    """Who is on the register, or was within a year, fifty a page."""
    filters = _filters(request)
    page = Paginator(spells(filters, request.viewer, request.today), A_PAGE).get_page(request.GET.get("page"))
    parts = {
        "filters": filters,
        "page": page,
        "rows": entered(list(page), request.viewer, request.today),
        "kept": request.GET.urlencode(),
        "may_export": may(request.viewer, "export"),
    }
    return render(request, "caseload/register.html", parts)


@needs("export")
@require_GET
def register_export(request: Request) -> Any:
    """The same table with all its lines; the journal says that it was taken."""
    filters = _filters(request)
    found = spells(filters, request.viewer, request.today)
    note_export("register-exported", request.viewer, filters.narrowed(), found.count(), request.now)
    body = register_lines(found, request.viewer, request.today)
    answer = StreamingHttpResponse(body, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="register-{request.today.isoformat()}.csv"'
    return answer


def _filters(request: Request) -> RegisterFilters:
    if not sees_risk(request.viewer):
        raise Http404
    return RegisterFilters(request.GET, request.viewer)
