"""Pages that record indicators and ratings."""

from datetime import date
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from fingerpost.caseload import actions
from fingerpost.caseload.actions.risk import SAFEGUARDING, START_CHECK
from fingerpost.caseload.forms import PACK, language, listed, named
from fingerpost.caseload.forms_risk import STANDS, EndingForm, IndicatorForm, RatingForm
from fingerpost.caseload.panels import COMPUTED, RATING
from fingerpost.caseload.views_record.answering import Page, answer, prefilled
from fingerpost.caseload.views_record.consequences import duty_asked
from fingerpost.caseload.views_record.door import door
from fingerpost.duties.models import Duty, Standing
from fingerpost.facts.kinds import kind_named
from fingerpost.facts.models import Entry
from fingerpost.people.doors import Request
from fingerpost.people.models import Placement
from fingerpost.people.queries import within
from fingerpost.policies.packs import policy_of
from fingerpost.rules.gaps import UNKNOWN


@door("set_indicator")
def note_indicator(request: Request, placement: Placement) -> HttpResponse:
    """Which circumstances hold, of the start (`list=start`) or of the programme; also that none was found at the
    start."""
    duty = duty_asked(request, placement.subject)
    closes_check = duty is not None and f"{duty.rule}/{duty.action}" == START_CHECK
    at_start = closes_check or request.GET.get("list") == "start"
    form = IndicatorForm(
        request.POST or None,
        today=request.today,
        at_start=at_start,
        closes_check=closes_check,
        known=_indicators_seen(request, placement),
        initial={**prefilled(request, "on"), "codes": request.GET.getlist("codes")},
    )
    page = Page(
        title=_("Risk indicators at the start") if at_start else _("Note a risk indicator"),
        done=_("What you found is recorded."),
        template="caseload/record_indicator.html",
        context={"at_start": at_start, "has_check": closes_check},
    )
    return answer(request, placement, form, actions.note_indicator, page)


def _indicators_seen(request: Request, placement: Placement) -> set[str]:
    """The indicators that hold today, of those that the viewer may see."""
    rows = Entry.objects.filter(subject_id=placement.subject, kind="indicator", on__lte=request.today)
    holding: dict[str, bool] = {}
    superseded = set(rows.exclude(supersedes=None).values_list("supersedes_id", flat=True))
    for row in within(request.viewer, rows).order_by("on", "recorded_at", "id"):
        if row.data is not None and row.pk not in superseded:
            holding[row.data["code"]] = not row.data.get("ended")
    return {code for code, holds in holding.items() if holds}


@door("set_indicator")
def end_indicator(request: Request, placement: Placement, number: int) -> HttpResponse:
    """That an indicator no longer holds; `number` is that of the entry that noted it."""
    rows = Entry.objects.filter(subject_id=placement.subject, kind="indicator", pk=number, data__isnull=False)
    entry = within(request.viewer, rows).first()
    if entry is None or entry.data is None:
        raise Http404
    code = entry.data["code"]
    names = dict([*listed("start-indicators"), *listed("programme-indicators")])
    form = EndingForm(request.POST or None, today=request.today, initial=prefilled(request, "on"))
    page = Page(
        title=_("A risk indicator no longer holds"),
        done=_("The indicator has ended."),
        lead=names.get(code, _("Confidential")),
    )
    return answer(request, placement, form, partial(actions.end_indicator, code=code), page)


@door("rate")
def rate(request: Request, placement: Placement) -> HttpResponse:
    """A rating beside what the record says, or that the present one stands."""
    duty = duty_asked(request, placement.subject)
    form = RatingForm(
        request.POST or None,
        today=request.today,
        by_the_record=partial(_by_the_record, request, placement),
        initial=prefilled(request, "level", "on"),
    )
    page = Page(
        title=_("Rate the risk"),
        done=_("The rating is recorded."),
        template="caseload/record_rating.html",
        context={"ratings": _ratings(request, placement)},
    )
    return answer(request, placement, form, partial(_rate_or_confirm, _hidden_with(duty)), page)


def _hidden_with(duty: Duty | None) -> str:
    return SAFEGUARDING if duty is not None and duty.compartment == SAFEGUARDING else ""


def _rate_or_confirm(compartment: str, *, level: str, reason: str, **told: Any) -> Any:
    """A rating is for whoever sees ratings; why one stands is as hidden as the duty that asked for it."""
    if level == STANDS:
        return actions.confirm_rating(reason=reason, compartment=compartment, **told)
    return actions.rate(level=level, reason=reason, **told)


def _by_the_record(request: Request, placement: Placement, on: date) -> str | None:
    row = _standings(request, placement, on).get(COMPUTED)
    return None if row is None or row.level == UNKNOWN else row.level


def _standings(request: Request, placement: Placement, on: date) -> dict[str, Standing]:
    """The rating by people and the one by the facts, as far as the viewer may see them, as they stand on a day."""
    rows = Standing.objects.filter(subject_id=placement.subject, name__in=(RATING, COMPUTED), since__lte=on)
    return {row.name: row for row in within(request.viewer, rows).exclude(until__lte=on)}


def _ratings(request: Request, placement: Placement) -> list[dict[str, Any]]:
    """The rating by people and the one by the facts, as they stand today, each with its reasons."""
    found = _standings(request, placement, request.today)
    numbers = [number for row in found.values() for number in row.because]
    entries = within(request.viewer, Entry.objects.filter(pk__in=numbers)).in_bulk()
    texts = policy_of(PACK).texts[language()]
    return [
        {
            "name": texts["standings"][name],
            "level": texts["levels"].get(row.level if (row := found.get(name)) else "low", _("Not known")),
            "since": row.since if row else None,
            "because": [_fact(entries[each]) for each in (row.because if row else []) if each in entries],
        }
        for name in (RATING, COMPUTED)
    ]


def _fact(entry: Entry) -> dict[str, Any]:
    return {"name": named(kind_named(entry.kind).names), "on": entry.on}
