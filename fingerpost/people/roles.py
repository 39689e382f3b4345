"""May they? What a viewer may do, by the table of roles."""

from fingerpost.people.reach import is_within_reach
from fingerpost.people.role_table import ACTS, COMPARTMENTS, ROLES, Scope
from fingerpost.people.viewer import Viewer

__all__ = ["ACTS", "COMPARTMENTS", "ROLES", "Scope", "may"]


def may(viewer: Viewer | None, act: str, subject: str | None = None) -> bool:
    """Whether one of the viewer's roles allows an act and, where a subject is given, reaches that subject. KeyError for
    an act that is not in the table: a slip of the pen must not read as "no"."""
    ACTS[act]
    if viewer is None:
        return False
    allowing = [grant for grant in viewer.grants if act in grant.definition.acts]
    return bool(allowing) and (subject is None or is_within_reach(allowing, subject, viewer.on))
