"""Who looked at a learner: visits by others than coach and manager stand in the journal, once a day (R12)."""

from datetime import datetime, time

from fingerpost.caseload.around import Around
from fingerpost.caseload.queries import Seen
from fingerpost.journal.actions import write
from fingerpost.journal.models import Line
from fingerpost.kit.clock import LONDON, day_of
from fingerpost.people.viewer import Viewer

LOOKED = "learner-seen"


def note_visit(*, viewer: Viewer, seen: Seen, people: Around, at: datetime) -> None:
    """Writes down that somebody looked at a learner's page, unless they are the coach, the manager, whoever covers for
    one of these, or the learner; once a day."""
    if people.is_near(viewer.holder_keys) or seen.placement.learner_id == viewer.person_key:
        return
    midnight = datetime.combine(day_of(at), time(), LONDON)
    lines = Line.objects.filter(about=seen.subject, at__gte=midnight, act=LOOKED, by=viewer.person_key)
    if not lines.exists():
        write(LOOKED, by=viewer.person_key, at=at, about=seen.subject)
