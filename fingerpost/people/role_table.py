"""The roles that people hold: how far each sees, into which compartments, and what it may do.

This table is the only place that says so; `docs/people.md` is drawn from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ORDINARY, AT_RISK, WELLBEING, SAFEGUARDING, MONITORING = (
    "ordinary",
    "at-risk",
    "wellbeing",
    "safeguarding",
    "monitoring",
)
COMPARTMENTS = (ORDINARY, AT_RISK, WELLBEING, SAFEGUARDING, MONITORING)
"""What records are kept apart by. Nobody sees rows of the last one: it is read in aggregates only (P5)."""


class Scope(StrEnum):
    """Whose records a role sees."""

    OWN = "own"
    CASELOAD = "caseload"
    GROUP = "group"
    EMPLOYER = "employer"
    ALL = "all"
    NAMES = "names"
    COUNTS = "counts"


SCOPES: Mapping[Scope, str] = {
    Scope.OWN: "their own placements",
    Scope.CASELOAD: "the placements assigned to them",
    Scope.GROUP: "the placements of their group and of all groups below it; without a group, all",
    Scope.EMPLOYER: "the placements with their employer",
    Scope.ALL: "all placements",
    Scope.NAMES: "who is placed where, of all placements, and no record about them",
    Scope.COUNTS: "no placement: figures only",
}

ACTS: Mapping[str, str] = {
    "log_contact": "write a contact in the log",
    "log_session": "record sessions and visits, for one learner or a group",
    "log_progress": "record progress and reviews",
    "rate": "set a rating, or let it stand",
    "set_indicator": "record that an indicator holds or no longer holds",
    "plan_support": "record support, contracts and what was agreed",
    "send_notice": "record the notices and calls of a stage",
    "change_placement": "record breaks, changes of employer, withdrawal and completion",
    "keep_register": "keep the at-risk register",
    "decide_transfer": "decide whether a training plan moves to a new employer",
    "decide_duty": "waive a duty, put it off or pass it on",
    "enrol": "enter a learner on a programme",
    "assign": "give a placement to a coach",
    "see_team": "see what is due from others, and what nobody owns",
    "see_counts": "see figures over many",
    "export": "export the lists that they see",
    "log_safeguarding": "write in the compartment safeguarding",
    "arrange_cover": "arrange cover for people in their group",
    "set_policy": "adopt a policy and set its parameters and closure days",
    "manage_people": "add people, groups and employers, give and end roles, invite, let people leave",
    "see_journal": "read the journal",
}
"""What a role may allow, by code."""


@dataclass(frozen=True, slots=True)
class RoleDefinition:
    """What one role gives.

    `compartments`: those whose records it sees within its scope. `sees_provider`: what concerns the provider itself and
    nobody in it. `sees_people`: ordinary facts about any person, such as the roles they hold. `is_covered`: whether
    cover passes it on; safeguarding and administration are given by name only, so that cover opens no door by the
    way."""

    name: Promise
    scope: Scope
    compartments: frozenset[str]
    acts: frozenset[str]
    sees_provider: bool = True
    sees_people: bool = False
    is_covered: bool = True


_RISK = frozenset({ORDINARY, AT_RISK})
_CARE = _RISK | {WELLBEING}
_LOGS = frozenset("log_contact log_session log_progress rate set_indicator plan_support send_notice export".split())
_LEADS = _LOGS | frozenset(
    "change_placement decide_transfer decide_duty enrol assign see_team see_counts arrange_cover".split()
)


def _outside(name: Promise, scope: Scope) -> RoleDefinition:
    return RoleDefinition(name, scope, frozenset({ORDINARY}), frozenset(), sees_provider=False, is_covered=False)


def _manager(name: Promise) -> RoleDefinition:
    return RoleDefinition(name, Scope.GROUP, _CARE, _LEADS | {"keep_register"})


ROLES: Mapping[str, RoleDefinition] = {
    "learner": _outside(_("Learner"), Scope.OWN),
    "employer_contact": _outside(_("Employer contact"), Scope.EMPLOYER),
    "coach": RoleDefinition(_("Coach"), Scope.CASELOAD, _CARE, _LOGS | {"change_placement"}),
    "sector_manager": _manager(_("Sector manager")),
    "traineeship_manager": _manager(_("Traineeship manager")),
    "operational_support_coordinator": _manager(_("Operational support co-ordinator")),
    "head_of_operations": RoleDefinition(_("Head of operations"), Scope.ALL, _CARE, _LEADS, sees_people=True),
    "iqa": RoleDefinition(
        _("Internal quality assurer (IQA)"),
        Scope.GROUP,
        _RISK,
        frozenset("log_contact log_progress rate set_indicator keep_register see_team see_counts export".split()),
    ),
    "quality_team": RoleDefinition(
        _("Quality team"),
        Scope.ALL,
        _RISK,
        frozenset("log_contact keep_register see_team see_counts export set_policy".split()),
    ),
    "senior_manager": RoleDefinition(
        _("Senior manager"),
        Scope.ALL,
        _RISK,
        frozenset("decide_duty assign see_team see_counts export arrange_cover".split()),
        sees_people=True,
    ),
    "board_of_directors": RoleDefinition(
        _("Board of directors"), Scope.COUNTS, frozenset(), frozenset({"see_counts"}), is_covered=False
    ),
    "safeguarding_team": RoleDefinition(
        _("Safeguarding team"),
        Scope.ALL,
        _CARE | {SAFEGUARDING},
        frozenset("log_contact rate set_indicator plan_support log_safeguarding".split()),
        is_covered=False,
    ),
    "business_development": RoleDefinition(
        _("Business development"), Scope.ALL, frozenset({ORDINARY}), frozenset({"log_contact", "decide_transfer"})
    ),
    "administrator": RoleDefinition(
        _("Administrator"),
        Scope.NAMES,
        frozenset(),
        frozenset("manage_people arrange_cover assign enrol set_policy see_journal".split()),
        sees_people=True,
        is_covered=False,
    ),
}
"""Every role by its code, in the order in which lists show them."""
COVERED = tuple(slug for slug, role in ROLES.items() if role.is_covered)
"""The roles that cover passes on."""


def role_choices() -> list[tuple[str, Promise]]:
    """The roles for a form or a column."""
    return [(slug, role.name) for slug, role in ROLES.items()]
