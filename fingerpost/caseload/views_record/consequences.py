"""What follows from what was recorded: the duties that it closed and opened, of those that the author may see."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from fingerpost.caseload.forms import language
from fingerpost.duties.models import Duty
from fingerpost.duties.queries import open_on
from fingerpost.kit.dates import long_day
from fingerpost.people.doors import Request
from fingerpost.people.queries import within
from fingerpost.policies.packs import policy_of

Duties = dict[str, Duty]
NAMED = 3
"""So many duties are named in a message; the rest are counted on the learner's page."""


def duties_open(request: Request, subjects: Collection[str]) -> Duties:
    """The duties about some learners that are open today, by key."""
    rows = within(request.viewer, Duty.objects.filter(open_on(request.today), subject_id__in=subjects))
    return {row.key: row for row in rows.order_by("due", "key")}


def duty_asked(request: Request, subject: str) -> Duty | None:
    """The duty that the page was opened for (`duty` in the address), if the viewer may see it."""
    key = request.GET.get("duty", "")
    rows = Duty.objects.filter(subject_id=subject, key=key)
    return within(request.viewer, rows).first() if key else None


def what_follows(request: Request, subjects: Collection[str], before: Duties) -> str:
    """What happens next, in a few sentences; empty where nothing opened and nothing closed."""
    after = duties_open(request, subjects)
    closed = [action(duty) for key, duty in before.items() if key not in after]
    opened = [_due(duty) for key, duty in after.items() if key not in before]
    asked = request.GET.get("duty", "")
    sentences = []
    if closed:
        sentences.append(_("Done with it: %(duties)s.") % {"duties": _some(closed)})
    if asked in before and asked in after:
        sentences.append(_("Still open: %(duty)s.") % {"duty": action(after[asked])})
    if opened:
        sentences.append(_("Next: %(duties)s.") % {"duties": _some(opened)})
    return " ".join(sentences)


def action(duty: Duty) -> str:
    """What a duty asks for, in the language of the page."""
    return str(policy_of(duty.pack).texts[language()]["actions"][duty.action])


def _due(duty: Duty) -> str:
    if duty.due is None:
        return action(duty)
    return _("%(duty)s by %(day)s") % {"duty": action(duty), "day": long_day(duty.due)}


def _some(duties: list[str]) -> str:
    """Each duty once: a group session may ask for the same of many learners."""
    return "; ".join(list(dict.fromkeys(duties))[:NAMED])
