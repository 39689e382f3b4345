"""Whose a duty is: the role that the policy names, unless it may not see the duty."""

from fingerpost.people.role_table import ORDINARY, ROLES, Scope


def owner_who_sees(owner: str, compartment: str) -> str:
    """The role that owes a duty in a compartment: the one that the policy names, or where that may not see the
    compartment the first in the table that sees it of all learners (of what is hidden deepest the safeguarding team).
    Whoever it was passed on to by name could see it."""
    role = ROLES.get(owner)
    if role is None or compartment == ORDINARY or compartment in role.compartments:
        return owner
    seeing = (slug for slug, each in ROLES.items() if each.scope is Scope.ALL and compartment in each.compartments)
    return next(seeing, owner)
