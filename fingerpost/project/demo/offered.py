"""Whom a visitor of the demonstration may be: for each role somebody, with a line about what they see."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from msgspec import Struct

from fingerpost.journal.models import Line
from fingerpost.people.models import Person
from fingerpost.people.role_table import ROLES
from fingerpost.project.demo.making import COACH_IN_WELSH, DEMO_MADE

SEES: Mapping[str, Promise] = {
    "coach": _("Their own learners: what is due today, and why."),
    COACH_IN_WELSH: _("Their own learners in Wales; the pages are in Welsh."),
    "sector_manager": _("A sector’s learners and its coaches’ duties, with the calls of stage 2."),
    "traineeship_manager": _("The traineeships, where answers are asked for within days."),
    "operational_support_coordinator": _("All of Wales: the register, and the calls of stages 2 and 3."),
    "head_of_operations": _("The whole provider; makes the calls of stage 3 in England and decides."),
    "iqa": _("A nation’s learners at risk, to check that support is sound."),
    "quality_team": _("All learners at risk, and the leaver panel that is due."),
    "senior_manager": _("The whole provider: what is late, and whose learners have nobody."),
    "board_of_directors": _("Figures only: no name and no record."),
    "safeguarding_team": _("All learners, with the confidential notes that nobody else sees."),
    "business_development": _("Learners who moved to a new employer: does the training plan go with them?"),
    "administrator": _("People, groups and roles, and what the provider has set. No learner’s record."),
    "employer_contact": _("The firm’s own apprentices, without what is confidential."),
    "learner": _("Their own programme."),
}


class Offer(Struct, frozen=True):
    """One person to sign in as: key, name, role and what they see, in the language of the page."""

    key: str
    name: str
    role: str
    told: str


def offered() -> list[Offer]:
    """The people to offer, in the order of the roles; none where no demonstration was made. Three queries at most."""
    mark = Line.objects.filter(act=DEMO_MADE).order_by("id").first()
    named = mark.details.get("offered", []) if mark else []
    people = Person.objects.in_bulk([key for _sees, _role, key in named])
    order = list(SEES)
    return [
        Offer(key, people[key].name, str(ROLES[role].name), str(SEES[sees]))
        for sees, role, key in sorted(named, key=lambda each: order.index(each[0]))
        if key in people
    ]
