"""The caseload list: what the address bar asks for, the lives that it means, and their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Case, Exists, F, IntegerField, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fingerpost.caseload.models import Life
from fingerpost.caseload.queries import (
    IS_AT_RISK,
    RATING,
    REGISTER,
    STAGE,
    duties_in_view,
    lives_in_view,
    lives_opened,
    matching,
    on_break,
    running_on,
    sees_risk,
    standing_at,
)
from fingerpost.people.models import Assignment, Employer, Group, Person, Role, running
from fingerpost.people.queries import visible_placements
from fingerpost.people.reach import subtree
from fingerpost.people.role_table import AT_RISK, ORDINARY, Scope
from fingerpost.people.viewer import Viewer

Choices = list[tuple[str, str | Promise]]
RATINGS = ("high", "medium", "low")
STAGES = ("leaving", "stage-3", "stage-2", "stage-1", "answered")
"""The stages from the gravest on, as a list sorts them."""
BY_STAGE, BY_NAME = "stage", "name"
SORTS: Mapping[str, str | Promise] = {
    BY_STAGE: _("Stage, latest first"),
    "rating": _("Rating, highest first"),
    "due": _("Next duty, first due first"),
    "contact": _("Contact, longest ago first"),
    BY_NAME: _("Name"),
    "progress": _("Progress, longest ago first"),
    "behind": _("Furthest behind first"),
    "start": _("Start, newest first"),
}
SORTS_OF_RISK = (BY_STAGE, "rating", "due", "contact")
NATIONS: Choices = [("", _("Both")), ("england", _("England")), ("wales", _("Wales"))]
OF_RISK = ("risk", "rating", "stage", "duty", "contact")
"""Filters that ask about what not everybody may see."""


class Filters(forms.Form):
    """What a list can be narrowed by, all of it in the address. What does not fit is left aside; the field says so."""

    says_no_optional = True
    q = forms.CharField(label=_("Name or employer"), required=False, max_length=100)
    show = forms.ChoiceField(label=_("Show"), required=False)
    risk = forms.ChoiceField(label=_("At risk"), required=False)
    rating = forms.ChoiceField(label=_("Rating"), required=False)
    stage = forms.ChoiceField(label=_("Stage"), required=False)
    duty = forms.ChoiceField(label=_("Duties"), required=False)
    contact = forms.ChoiceField(label=_("Contact"), required=False)
    group = forms.ChoiceField(label=_("Group"), required=False)
    coach = forms.ChoiceField(label=_("Coach"), required=False)
    nation = forms.ChoiceField(label=_("Nation"), required=False)
    type = forms.ChoiceField(label=_("Programme"), required=False)
    sort = forms.ChoiceField(label=_("Sort by"), required=False)
    employer = forms.CharField(required=False, widget=forms.HiddenInput, max_length=80)
    whose = forms.CharField(required=False, widget=forms.HiddenInput, max_length=10)

    def __init__(self, data: Mapping[str, Any], viewer: Viewer) -> None:
        super().__init__(data)
        sees = sees_risk(viewer)
        offered: dict[str, Choices] = {**_fixed_choices(), "group": group_choices(viewer), "coach": _coaches(viewer)}
        offered["sort"] = [pair for pair in SORTS.items() if sees or pair[0] not in SORTS_OF_RISK]
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        alone = [name for name in ("group", "coach") if len(offered[name]) < 3]
        for name in (*alone, *(() if sees else OF_RISK)):
            del self.fields[name]
        self.full_clean()

    def asked(self) -> Mapping[str, str]:
        """What is asked for, without what is empty or does not fit."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def narrowed(self) -> list[str]:
        """The names of the filters that are in use."""
        return [name for name in self.asked() if name != "sort"]


def _fixed_choices() -> dict[str, Choices]:
    days: Choices = [(str(n), _("None for %(n)s days") % {"n": n}) for n in (7, 14, 28, 56)]
    return {
        "show": [("", _("On programme")), ("break", _("On a break")), ("ended", _("Ended")), ("all", _("Everyone"))],
        "risk": [("", _("Everyone")), ("yes", _("At risk")), ("register", _("On the register"))],
        "rating": [("", _("Any rating")), ("high", _("High")), ("medium", _("Medium")), ("low", _("Low"))],
        "stage": [
            ("", _("Any stage")),
            ("stage-1", _("Stage 1")),
            ("stage-2", _("Stage 2")),
            ("stage-3", _("Stage 3")),
            ("answered", _("Answered")),
            ("leaving", _("Leaving")),
        ],
        "duty": [("", _("Any")), ("late", _("Something is late")), ("week", _("Due in 7 days"))],
        "contact": [("", _("Any time")), *days],
        "nation": NATIONS,
        "type": [
            ("", _("Any")),
            ("apprenticeship", _("Apprenticeship")),
            ("traineeship", _("Traineeship")),
            ("course", _("Course")),
            ("other", _("Other")),
        ],
    }


def group_choices(viewer: Viewer) -> Choices:
    """The groups that a viewer's roles reach, those below them indented."""
    grants = [grant for grant in viewer.grants if grant.definition.scope in (Scope.GROUP, Scope.ALL, Scope.NAMES)]
    if not grants:
        return []
    wanted = Q()
    for path in {grant.group_path for grant in grants}:
        wanted |= Q(path__startswith=path)
    groups = list(Group.objects.filter(wanted).order_by("path"))
    highest = min((group.depth for group in groups), default=0)
    named = [(group.key, " " * 2 * (group.depth - highest) + str(group)) for group in groups]
    return [("", _("Any group")), *named]


def _coaches(viewer: Viewer) -> Choices:
    """Who coaches somebody whom the viewer sees. A coach by this role alone has no choice here."""
    if viewer.roles <= {"coach", "learner", "employer_contact"}:
        return []
    coaching = Role.objects.filter(running(viewer.on), role="coach").values("person")
    assigned = Assignment.objects.filter(
        running(viewer.on), person=OuterRef("pk"), role="coach", subject__in=visible_placements(viewer)
    )
    people = Person.objects.filter(Exists(assigned), key__in=coaching).order_by("name")
    return [("", _("Any coach")), *people.values_list("key", "name")]


@dataclass(frozen=True)
class Caseload:
    """The lives that a list shows, in order, and the filters that gave them."""

    filters: Filters
    lives: QuerySet[Life]
    employer: Employer | None = None


def caseload(viewer: Viewer, asked: Mapping[str, Any], today: date) -> Caseload:
    """The list that an address asks for, as far as the viewer may see."""
    filters = Filters(asked, viewer)
    wanted = filters.asked()
    lives = lives_in_view(viewer).filter(_condition(viewer, wanted, today))
    key = wanted.get("employer", "")
    employer = Employer.objects.filter(pk=key).first() if key else None
    return Caseload(filters, in_order(lives, wanted.get("sort") or _usual(filters), viewer, today), employer)


def _usual(filters: Filters) -> str:
    return BY_STAGE if "stage" in filters.fields else BY_NAME


def _condition(viewer: Viewer, wanted: Mapping[str, str], today: date) -> Q:
    """All that is asked for, as a condition on `Life`. What asks about risk is true of visible records only."""
    show = wanted.get("show", "")
    conditions = [
        {"": running_on(today), "break": running_on(today), "ended": ~running_on(today)}.get(show, Q()),
        Q(on_break(today)) & lives_opened(viewer, ORDINARY) if show == "break" else Q(),
        matching(wanted.get("q", "")),
        *(_of_risk(viewer, name, wanted[name], today) for name in OF_RISK if name in wanted),
        *(_of_place(viewer, name, wanted[name], today) for name in OF_PLACE if name in wanted),
    ]
    together = Q()
    for condition in conditions:
        together &= condition
    return together


def _of_risk(viewer: Viewer, name: str, value: str, today: date) -> Q:
    match name:
        case "risk":
            standing = REGISTER if value == "register" else IS_AT_RISK
            return Q(placement__in=standing_at(viewer, today, standing, ["yes"]))
        case "rating" | "stage":
            standing = RATING if name == "rating" else STAGE
            return Q(placement__in=standing_at(viewer, today, standing, [value]))
        case "duty":
            late = Q(due__lt=today) if value == "late" else Q(due__lte=today + timedelta(days=7))
            return Q(placement__in=duties_in_view(viewer, today).filter(late).order_by().values("subject"))
    silent = today - timedelta(days=int(value))
    return lives_opened(viewer, AT_RISK) & (Q(last_contact_on__isnull=True) | Q(last_contact_on__lte=silent))


OF_PLACE = ("nation", "type", "group", "coach", "employer", "whose")


def _of_place(viewer: Viewer, name: str, value: str, today: date) -> Q:
    match name:
        case "nation":
            return Q(placement__nation=value)
        case "type":
            return Q(placement__programme_type=value)
        case "group":
            path = Group.objects.filter(pk=value).values_list("path", flat=True).first() or ""
            return Q(placement__group__in=subtree(path))
        case "employer":
            return Q(placement__employer=value)
    people = [value] if name == "coach" else list(viewer.holder_keys)
    assigned = Assignment.objects.filter(running(today), person__in=people, role="coach")
    return Q(placement__in=assigned.values("subject"))


def in_order(lives: QuerySet[Life], sort: str, viewer: Viewer, today: date) -> QuerySet[Life]:
    """Lives in an order that is the same on every page. What may not be seen sorts as if it were not there."""
    last = ("placement__learner__name", "placement")
    match sort:
        case "stage" | "rating":
            name, levels = (STAGE, STAGES) if sort == "stage" else (RATING, RATINGS)
            ranks = [
                When(placement__in=standing_at(viewer, today, name, [level]), then=Value(place))
                for place, level in enumerate(levels)
            ]
            rank = Case(*ranks, default=Value(len(levels)), output_field=IntegerField())
            return lives.order_by(rank, *last)
        case "due":
            first = duties_in_view(viewer, today).filter(subject=OuterRef("pk")).order_by().values("subject")
            due = Subquery(first.annotate(first=Min("due")).values("first"))
            return lives.order_by(due.asc(nulls_last=True), *last)
        case "contact" | "progress" | "behind" | "start":
            return lives.order_by(*_by_life(sort, viewer), *last)
    return lives.order_by(*last)


def _by_life(sort: str, viewer: Viewer) -> list[Any]:
    """By a column of `Life`; for lives whose records are shut the column counts as empty."""
    column = {
        "contact": F("last_contact_on"),
        "progress": F("last_progress_on"),
        "behind": F("expected") - F("percent"),
        "start": F("started_on"),
    }[sort]
    compartment = AT_RISK if sort == "contact" else ORDINARY
    opened = Case(When(lives_opened(viewer, compartment), then=column), default=None)
    return [opened.asc(nulls_first=True)] if sort in ("contact", "progress") else [opened.desc(nulls_last=True)]
