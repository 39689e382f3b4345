"""The tables of this room."""

from fingerpost.people.models.accounts import Invitation, User
from fingerpost.people.models.periods import running
from fingerpost.people.models.persons import Employer, Group, Nation, Person
from fingerpost.people.models.placements import Assignment, Placement
from fingerpost.people.models.roles import Cover, Role

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
    "running",
]
