"""Reading the desk: whose page may be opened, and which lives a viewer has in view."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Replace

from fingerpost.caseload.models import Break, Life
from fingerpost.duties.models import Duty, Standing
from fingerpost.duties.queries import open_on
from fingerpost.people.models import Placement, named_like
from fingerpost.people.queries import visible_placements, within
from fingerpost.people.reach import is_within_reach
from fingerpost.people.role_table import AT_RISK, COMPARTMENTS, ORDINARY
from fingerpost.people.viewer import Viewer

PACK = "learners-at-risk"
"""The policy that this desk works by: its standings are what lists and pages show."""
RATING, STAGE, REGISTER, IS_AT_RISK = "rating", "stage", "at-risk-register", "at-risk"
ENROLMENT = "enrolment:"


@dataclass(frozen=True, slots=True)
class Seen:
    """A learner's placement with the compartments whose records about it the viewer may see; none for who sees only
    who is placed where. `reads_words`: also what was said and written, and how to reach the learner."""

    placement: Placement
    compartments: frozenset[str]
    reads_words: bool = True

    @property
    def subject(self) -> str:
        """The key of the enrolment."""
        return self.placement.pk

    @property
    def code(self) -> str:
        """The enrolment as addresses name it."""
        return code_of(self.placement.pk)

    @property
    def sees_records(self) -> bool:
        """Whether anything recorded is open to the viewer."""
        return ORDINARY in self.compartments

    @property
    def sees_risk(self) -> bool:
        """Whether what the policy says of the learner is open to the viewer."""
        return AT_RISK in self.compartments


def code_of(subject: str) -> str:
    """A subject's key as addresses name it, without what it is."""
    return subject.partition(":")[2]


def sees_risk(viewer: Viewer) -> bool:
    """Whether somebody sees what concerns risk, of whomever is in their reach."""
    return any(AT_RISK in grant.definition.compartments for grant in viewer.grants)


def learner_seen(viewer: Viewer | None, code: str) -> Seen | None:
    """The placement of this code with what the viewer may see of it; None where they may not know of it. One query."""
    rows = visible_placements(viewer).filter(pk=ENROLMENT + code).select_related("learner", "employer", "group")
    asked = {f"sees_{number}": _opened(viewer, name) for number, name in enumerate(COMPARTMENTS)}
    placement = rows.annotate(**asked).first()
    if placement is None:
        return None
    opened = (name for number, name in enumerate(COMPARTMENTS) if getattr(placement, f"sees_{number}"))
    return Seen(placement, frozenset(opened), _reads_words(viewer, placement.subject))


def _reads_words(viewer: Viewer | None, subject: str) -> bool:
    """Whether words are read, too: what goes to an employer never carries the text of the log (R6)."""
    if viewer is None or not any(each.employer_key for each in viewer.grants):
        return viewer is not None
    inside = [each for each in viewer.grants if each.definition.compartments and not each.employer_key]
    return is_within_reach(inside, subject, viewer.on)


def _opened(viewer: Viewer | None, compartment: str) -> Exists:
    return Exists(_placements_opened(viewer, compartment).filter(pk=OuterRef("pk")))


def _placements_opened(viewer: Viewer | None, compartment: str) -> QuerySet[Placement, Any]:
    rows = Placement.objects.annotate(compartment=Value(compartment))
    return within(viewer, rows, subject="subject", compartment="compartment")


def lives_in_view(viewer: Viewer | None) -> QuerySet[Life]:
    """The lives of everybody whom the viewer may know of, with their placements; who has ended is among them."""
    lives = Life.objects.filter(placement__in=visible_placements(viewer))
    return lives.select_related("placement__learner", "placement__employer", "placement__group")


def running_on(day: date) -> Q:
    """That a life runs on a day, as a condition on `Life`: begun or to begin, and not ended."""
    return Q(ended_on__isnull=True) | Q(ended_on__gt=day)


def on_break(day: date) -> Exists:
    """That a break runs on a day, as a condition on `Life`."""
    running = Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))
    return Exists(Break.objects.filter(running, placement=OuterRef("pk")))


def opened_to(viewer: Viewer | None, subjects: Collection[str], compartment: str) -> set[str]:
    """Those of some subjects whose records in a compartment the viewer may see."""
    return set(_placements_opened(viewer, compartment).filter(pk__in=subjects).values_list("pk", flat=True))


def lives_opened(viewer: Viewer | None, compartment: str) -> Q:
    """That records in a compartment are open to the viewer, as a condition on `Life`."""
    return Q(placement__in=_placements_opened(viewer, compartment).values("pk"))


def standings_on(viewer: Viewer | None, day: date, names: Iterable[str]) -> QuerySet[Standing]:
    """Where subjects stand on a day, as far as the viewer may see."""
    rows = Standing.objects.filter(pack=PACK, name__in=list(names), since__lte=day)
    return within(viewer, rows.filter(Q(until__isnull=True) | Q(until__gt=day)))


def standing_at(viewer: Viewer | None, day: date, name: str, levels: Collection[str]) -> QuerySet[Standing, Any]:
    """The subjects that stand at one of these levels on a day, as a subquery of keys."""
    return standings_on(viewer, day, [name]).filter(level__in=levels).order_by().values("subject")


def duties_in_view(viewer: Viewer | None, day: date) -> QuerySet[Duty]:
    """The duties about learners that are open on a day, as far as the viewer may see, the first due first."""
    rows = Duty.objects.filter(open_on(day), pack=PACK)
    return within(viewer, rows).order_by(F("due").asc(nulls_last=True), "opens", "key")


def count_by_level(viewer: Viewer | None, day: date, name: str) -> dict[str, int]:
    """How many running learners stand at each level of a standing on a day."""
    rows = standings_on(viewer, day, [name]).filter(subject__in=Life.objects.filter(running_on(day)).values("pk"))
    return dict(rows.order_by().values_list("level").annotate(number=Count("pk")))


def register_sizes(viewer: Viewer | None, days: Collection[date]) -> list[int]:
    """How many learners stood on the register on each of some days, by what is known now."""
    rows = Standing.objects.filter(pack=PACK, name=REGISTER, level="yes", since__lte=max(days))
    counts = {
        f"on_{place}": Count("pk", filter=Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gt=day)))
        for place, day in enumerate(days)
    }
    return list(within(viewer, rows).aggregate(**counts).values())


def found_by(viewer: Viewer | None, typed: str) -> QuerySet[Life]:
    """The learners in view whose name, programme, employer or telephone number holds what was typed."""
    return (
        lives_in_view(viewer)
        .filter(_named(typed))
        .order_by(F("ended_on").asc(nulls_first=True), "placement__learner__name", "placement")
    )


def _named(typed: str) -> Q:
    digits = "".join(letter for letter in typed if letter.isdigit())
    by_name = matching(typed)
    if len(digits) < 4 or len(digits) < len(typed.replace(" ", "")) - 1:
        return by_name
    plain = Placement.objects.annotate(number=Replace("learner__phone", Value(" "), Value("")))
    return by_name | Q(placement__in=plain.filter(number__contains=digits).values("pk"))


def matching(typed: str) -> Q:
    """That every word typed stands in the name of the learner, the programme or the employer; a condition on `Life`."""
    return named_like(typed, "placement__learner__sought", "placement__sought", "placement__employer__sought")
