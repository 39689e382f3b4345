"""Pages for every other kind of fact, and for putting entries right."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from fingerpost.caseload import actions
from fingerpost.caseload.forms import named, suggested_employers
from fingerpost.caseload.forms_facts import FactForm, TakeBackForm
from fingerpost.caseload.forms_week import AHEAD
from fingerpost.caseload.views_record.answering import Page, answer
from fingerpost.caseload.views_record.choosing import coaches_for, groups_for
from fingerpost.caseload.views_record.door import ACT_FOR, placement_or_404, refusal
from fingerpost.facts.kinds import kind_named
from fingerpost.facts.models import Entry
from fingerpost.facts.rows import words_of
from fingerpost.kit.dates import long_day
from fingerpost.people.doors import Request, needs
from fingerpost.people.models import Employer, Placement
from fingerpost.people.queries import within
from fingerpost.people.roles import may
from fingerpost.rules.kinds import Kind

OWN_PAGES = {
    "contact": "log_contact",
    "session": "record_session",
    "progress": "record_progress",
    "indicator": "note_indicator",
    "rating": "rate",
    "rating_stands": "rate",
    "break_began": "begin_break",
    "break_ended": "end_break",
    "withdrew": "withdrawal",
    "completed": "completion",
}
"""Kinds of fact that have a page of their own."""
CHANGEABLE = ("programme", "programme_type", "nation", "planned_end", "group")
"""What a change of details may change here; learner, employer and coach have their own ways."""


@needs()
def record(request: Request, code: str, kind: str) -> HttpResponse:
    """Any kind of fact about a learner. The address fills in fields beforehand, and `duty` names the duty it is for."""
    placement = placement_or_404(request, code)
    if kind not in ACT_FOR or kind == "started":
        raise Http404
    if not may(request.viewer, ACT_FOR[kind], placement.subject):
        return refusal(request, ACT_FOR[kind], placement)
    if page_name := _own_page(request, kind):
        query = request.META.get("QUERY_STRING", "")
        return redirect(reverse(f"caseload:{page_name}", args=[code]) + (f"?{query}" if query else ""))
    known = kind_named(kind)
    form = FactForm(
        request.POST or None,
        kind=known,
        today=request.today,
        names=CHANGEABLE if kind == "changed" else None,
        lists=_lists(request, placement),
        initial=_filled(request, known),
    )
    page = Page(
        title=named(known.names),
        done=_("“%(kind)s” is recorded.") % {"kind": named(known.names)},
        draft=f"{kind}:{code}" if known.compartment == "ordinary" else "",
    )
    return answer(request, placement, form, partial(actions.act_on, kind=kind), page)


def _own_page(request: Request, kind: str) -> str:
    if kind == "changed":
        asked = [name for name in ("employer", "coach") if name in request.GET]
        return f"change_{asked[0]}" if asked else ""
    return OWN_PAGES.get(kind, "")


def _filled(request: Request, kind: Kind) -> dict[str, Any]:
    """What the address fills in, of the fields of the kind and those that all have."""
    found: dict[str, Any] = {}
    for name in (*kind.fields, "on", "said"):
        if name in request.GET:
            found[name] = request.GET.getlist(name) if name in kind.many_valued else request.GET[name]
    return found


def _lists(request: Request, placement: Placement) -> dict[str, list[tuple[str, str]]]:
    groups = groups_for(request.viewer, "change_placement")
    coaches = coaches_for(request.viewer, "change_placement", placement.group, request.today)
    return {
        "group": [(each.key, f"{'– ' * each.depth}{each}") for each in groups],
        "coach": [(each.key, each.name) for each in coaches],
    }


@needs()
def correct(request: Request, code: str, number: int) -> HttpResponse:
    """Puts an entry right: a new one takes its place, and the old one stays readable."""
    placement = placement_or_404(request, code)
    entry = _entry_or_404(request, placement, number)
    if not may(request.viewer, _act_of(entry), placement.subject):
        return refusal(request, _act_of(entry), placement)
    known = kind_named(entry.kind)
    held = {**(entry.data or {}), **{name: text for name, text in words_of(entry).items() if name in known.fields}}
    form = FactForm(
        request.POST or None,
        kind=known,
        today=request.today,
        latest=request.today + AHEAD if entry.kind == "session" else None,
        names=_correctable(entry, held),
        lists=_lists(request, placement) if known.sets else None,
        kept=held,
        initial=_shown(entry, held),
    )
    page = Page(
        title=_("Correct an entry"),
        done=_("The entry is corrected. The earlier version can still be read in the log."),
        lead=_named(entry),
        template="caseload/record_correction.html",
        context={"entry": entry, "employers": suggested_employers() if known.sets else []},
    )
    return answer(request, placement, form, partial(_correct, number=number), page)


def _correctable(entry: Entry, held: Mapping[str, Any]) -> list[str] | None:
    """The fields that may be put right; None for all. Which indicator it was decides who may read it: for another one
    the entry is taken back and the right one noted."""
    if entry.kind == "changed":
        return list(held)
    return ["ended"] if entry.kind == "indicator" else None


def _correct(*, subject: str, **told: Any) -> Any:
    return actions.correct_entry(**told)


def _shown(entry: Entry, held: Mapping[str, Any]) -> dict[str, Any]:
    """The entry as its form shows it: employers by name, yes and no as words."""
    found = {name: str(value).lower() if isinstance(value, bool) else value for name, value in held.items()}
    if key := held.get("employer"):
        found["employer"] = str(Employer.objects.filter(pk=key).first() or "")
    return {**found, "on": entry.on, "said": words_of(entry).get("said", "")}


def _act_of(entry: Entry) -> str:
    """What one must be allowed to do to touch an entry: who has a learner is for those who assign."""
    return "assign" if entry.kind == "changed" and "coach" in (entry.data or {}) else ACT_FOR[entry.kind]


@needs()
def take_back(request: Request, code: str, number: int) -> HttpResponse:
    """Takes an entry back, with a reason: it never held, and stays readable as taken back."""
    placement = placement_or_404(request, code)
    entry = _entry_or_404(request, placement, number)
    if not may(request.viewer, _act_of(entry), placement.subject):
        return refusal(request, _act_of(entry), placement)
    form = TakeBackForm(request.POST or None, today=request.today)
    page = Page(
        title=_("Take an entry back"),
        done=_("The entry is taken back: nothing rests on it any more. The log still shows that it was there."),
        save=_("Take the entry back"),
        lead=_named(entry),
    )
    return answer(request, placement, form, partial(_take_back, number=number), page)


def _take_back(*, subject: str, **told: Any) -> Any:
    return actions.take_back_entry(**told)


def _entry_or_404(request: Request, placement: Placement, number: int) -> Entry:
    """The entry, if the viewer may see it and the desk records its kind."""
    rows = Entry.objects.filter(subject_id=placement.subject, pk=number, data__isnull=False, kind__in=ACT_FOR)
    entry = within(request.viewer, rows.select_related("words")).first()
    if entry is None:
        raise Http404
    return entry


def _named(entry: Entry) -> str:
    return _("%(kind)s on %(day)s") % {"kind": named(kind_named(entry.kind).names), "day": long_day(entry.on)}
