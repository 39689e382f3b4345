"""Lists of duties: what a viewer owes, in sections by day. All of it is asked of the database, whatever the numbers."""

from datetime import date, timedelta

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from fingerpost.duties.models import Duty, Worked
from fingerpost.duties.queries import open_on
from fingerpost.people.queries import owed_by, within
from fingerpost.people.viewer import Viewer
from fingerpost.policies.queries import Rulebook

OVERDUE, WEEK, COMING, UNKNOWN = "overdue", "week", "coming", "unknown"
SECTIONS = (OVERDUE, WEEK, COMING, UNKNOWN)
WEEKS_AHEAD = 4
"""How far ahead a list shows what is not open yet."""


def last_of_week(day: date) -> date:
    """The Sunday of a day's week."""
    return day + timedelta(days=6 - day.weekday())


def seen(viewer: Viewer | None) -> QuerySet[Duty]:
    """The duties that a viewer may see, whoever owes them."""
    return within(viewer, Duty.objects.all())


def owed(viewer: Viewer) -> QuerySet[Duty]:
    """The duties that a viewer owes: those of their roles, and those passed on to them by name (cover included)."""
    by_role = owed_by(viewer, Duty.objects.all())
    return within(viewer, by_role | Duty.objects.filter(owner__in=viewer.holder_keys))


def in_sections(duties: QuerySet[Duty], today: date) -> QuerySet[Duty]:
    """Those of the duties that a list of the day shows, each with its `section`. What nobody can tell of has one of its
    own."""
    ahead = today + timedelta(weeks=WEEKS_AHEAD)
    opened = Q(opens__lte=today)
    shown = (Q(closed__isnull=True) | Q(closed__gt=today)) & (Q(opens__lte=ahead) | Q(opens__isnull=True))
    return duties.filter(shown).annotate(
        section=Case(
            When(Q(outcome=UNKNOWN) & (opened | Q(opens__isnull=True)), then=Value(UNKNOWN)),
            When(opened & Q(due__lt=today), then=Value(OVERDUE)),
            When(opened & Q(due__lte=last_of_week(today)), then=Value(WEEK)),
            default=Value(COMING),
            output_field=CharField(),
        ),
        by=Case(When(opens__gt=today, then=F("opens")), default=F("due")),
    )


def in_section(duties: QuerySet[Duty], today: date, name: str) -> QuerySet[Duty]:
    """Those of one section."""
    return in_sections(duties, today).filter(Q(section=name))


def in_order(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    """Duties of a section as it shows them: by the day on which they are due, or open where that lies ahead."""
    return duties.order_by(F("by").asc(nulls_last=True), "subject_id", "action", "key")


def first_of_each(duties: QuerySet[Duty], most: int) -> QuerySet[Duty]:
    """The first `most` of each section, each with how many its section has; one query."""
    order = (F("by").asc(nulls_last=True), F("subject_id"), F("action"), F("key"))
    place = Window(RowNumber(), partition_by=F("section"), order_by=order)
    total = Window(Count("*"), partition_by=F("section"))
    return duties.annotate(place=place, total=total).filter(place__lte=most).order_by("place")


def late_or_due(duties: QuerySet[Duty], today: date) -> QuerySet[Duty]:
    """Of these duties those that are open and overdue, or due by the end of the week: what a team's page counts."""
    return duties.filter(open_on(today), due__lte=last_of_week(today))


def recalculation(rules: Rulebook) -> dict[str, int] | None:
    """How many subjects are worked out under the rules that hold now, `done` of `total`; None where all are. One query,
    by index, where nothing is pending."""
    if not Worked.objects.filter(Q(mark__lt=rules.mark) | Q(mark__gt=rules.mark)).exists():
        return None
    return Worked.objects.aggregate(done=Count("pk", filter=Q(mark=rules.mark)), total=Count("pk"))
