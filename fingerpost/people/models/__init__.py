"""The tables of this room."""

from fingerpost.people.models.accounts import Invitation, User
from fingerpost.people.models.periods import not_over, running
from fingerpost.people.models.persons import Employer, Group, Nation, Person
from fingerpost.people.models.placements import Assignment, Placement
from fingerpost.people.models.roles import Cover, Role
from fingerpost.people.models.sought import named_exactly, named_like

__all__ = [
    "Assignment",
    "Cover",
    "Employer",
    "Group",
    "Invitation",
    "Nation",
    "Person",
    "Placement",
    "Role",
    "User",
    "named_exactly",
    "named_like",
    "not_over",
    "running",
]
