"""Lists of learners: the caseload, its export, the numbers beside Today, and the search."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fingerpost.caseload.charts import small_line
from fingerpost.caseload.export import lines, note_export
from fingerpost.caseload.lists import caseload
from fingerpost.caseload.numbers import numbers_of
from fingerpost.caseload.queries import found_by
from fingerpost.caseload.rows import rows_of
from fingerpost.people.doors import Request, needs
from fingerpost.people.models import Employer, named_like
from fingerpost.people.roles import may

A_PAGE = 50
MOST_FOUND = 20


@needs()
@require_GET
def learners(request: Request) -> HttpResponse:
    """The caseload of whoever looks: filters in the address, sorted, fifty a page."""
    found = caseload(request.viewer, request.GET, request.today)
    page = Paginator(found.lives, A_PAGE).get_page(request.GET.get("page"))
    shown = rows_of(list(page), request.viewer, request.today)
    sees_risk = "stage" in found.filters.fields
    parts = {
        "found": found,
        "filters": found.filters,
        "page": page,
        "rows": shown,
        "kept": request.GET.urlencode(),
        "sees_risk": sees_risk,
        "sees_records": any(row.sees_records for row in shown),
        "may_export": may(request.viewer, "export"),
        "may_enrol": may(request.viewer, "enrol"),
        "may_log": may(request.viewer, "log_session"),
        "pending": [row for row in shown if row.due and row.due.state == "bad"],
    }
    return render(request, "caseload/learners.html", parts)


@needs("export")
@require_GET
def export(request: Request) -> Any:
    """The same list as a table for a spreadsheet, all pages; the journal says that it was taken."""
    found = caseload(request.viewer, request.GET, request.today)
    note_export("learners-exported", request.viewer, found.filters.narrowed(), found.lives.count(), request.now)
    body = lines(found.lives, request.viewer, request.today)
    answer = StreamingHttpResponse(body, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="learners-{request.today.isoformat()}.csv"'
    return answer


@needs()
@require_GET
def numbers(request: Request) -> HttpResponse:
    """How many learners, at which rating, on the register, and how the register went: a part for other pages, and a
    page of its own."""
    found = numbers_of(request.viewer, request.today)
    parts = {"numbers": found, "line": small_line(found.register)}
    is_part = bool(request.headers.get("HX-Request"))
    return render(request, "caseload/parts/numbers.html" if is_part else "caseload/numbers.html", parts)


@needs()
@require_GET
def search(request: Request) -> HttpResponse:
    """Learners by name, programme, employer or telephone number, and employers, among what the viewer may see."""
    typed = request.GET.get("q", "").strip()[:100]
    parts: dict[str, Any] = {"typed": typed}
    if len(typed) >= 2:
        lives = found_by(request.viewer, typed)
        shown = rows_of(list(lives[: MOST_FOUND + 1]), request.viewer, request.today)
        placed = lives.filter(placement__employer__isnull=False).order_by().values("placement__employer")
        employers = Employer.objects.filter(named_like(typed, "sought"), key__in=placed).order_by("name")[:5]
        parts |= {"rows": shown[:MOST_FOUND], "has_more": len(shown) > MOST_FOUND, "employers": employers}
    return render(request, "caseload/search.html", {**parts, "a_year_ago": request.today - timedelta(days=365)})
