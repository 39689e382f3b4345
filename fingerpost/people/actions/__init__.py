"""Writing in this room. Every action is one transaction, and a line of the journal."""

from fingerpost.people.actions.absence import arrange_cover, come_back, end_cover, leave
from fingerpost.people.actions.accounts import accept_invitation, invitation_by, invite, withdraw_invitation
from fingerpost.people.actions.groups import add_employer, add_group, change_group, move_group
from fingerpost.people.actions.persons import add_person, change_person
from fingerpost.people.actions.roles import assign, end_role, give_role, unassign

__all__ = [
    "accept_invitation",
    "add_employer",
    "add_group",
    "add_person",
    "arrange_cover",
    "assign",
    "change_group",
    "change_person",
    "come_back",
    "end_cover",
    "end_role",
    "give_role",
    "invitation_by",
    "invite",
    "leave",
    "move_group",
    "unassign",
    "withdraw_invitation",
]
