"""Several people do the same at once, each over a connection of their own: it is done once, and the others are told."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from fingerpost.facts.queries import facts_in_force
from fingerpost.journal.queries import lines_about
from fingerpost.people import actions
from fingerpost.people.errors import RefusedError
from fingerpost.people.models import Cover, Employer, Group, Invitation, Person, Role, User
from tests.rooms.people.cast import DAY, LONG_AGO, NOW, PASSWORD, SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
Doing = Callable[[], object]
BACK = DAY + timedelta(days=4)
TELL: dict[str, Any] = {"by": SYSTEM, "at": NOW}


def at_once(*doings: Doing) -> list[str]:
    """Does all of them at once, each in a thread; what those were told that were refused. Anything else is raised."""
    barrier = Barrier(len(doings), timeout=30)

    def one(doing: Doing) -> str:
        barrier.wait()
        try:
            doing()
        except RefusedError as refusal:
            return refusal.message
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(doings)) as pool:
        return sorted(filter(None, pool.map(one, doings)))


def person(name: str = "Nia Parry", roles: Sequence[str] = ()) -> Person:
    """Somebody with some roles."""
    made = actions.add_person(name=name, **TELL)
    for role in roles:
        actions.give_role(person=made, role=role, on=LONG_AGO, **TELL)
    return made


def acts(about: str) -> list[str]:
    """What was done about somebody, the first first."""
    return [line.act for line in lines_about(about)][::-1]


@pytest.mark.parametrize(
    ("on", "told"), [(DAY, "This role ended on Monday 16 February 2026."), (LONG_AGO, "This role has ended already.")]
)
def test_a_role_is_ended_once(on: date, told: str) -> None:
    nia = person(roles=["coach"])
    role = Role.objects.get()
    assert at_once(*[lambda: actions.end_role(role=role, on=on, **TELL)] * 4) == [told] * 3
    assert [fact.kind.name for fact in facts_in_force(nia.key)] == ["role_given", "role_ended"]
    assert acts(nia.key).count("role-ended") == 1
    assert not Role.objects.filter(until_on=None).exists()


def test_a_role_is_given_once() -> None:
    nia = person()
    told = at_once(*[lambda: actions.give_role(person=nia, role="coach", on=DAY, **TELL)] * 4)
    assert told == ["Nia Parry holds this role already."] * 3
    assert Role.objects.count() == acts(nia.key).count("role-given") == 1


def test_nobody_gets_a_role_while_they_leave() -> None:
    nia = person(roles=["coach"])
    role = Role.objects.get()
    at_once(
        lambda: actions.leave(person=nia, on=DAY, **TELL),
        lambda: actions.give_role(person=nia, role="iqa", on=DAY, **TELL),
        lambda: actions.end_role(role=role, on=DAY, **TELL),
    )
    assert Person.objects.get().left_on == DAY
    assert not Role.objects.filter(until_on=None).exists()


def test_somebody_leaves_once_and_comes_back_once() -> None:
    nia = person(roles=["coach", "iqa"])
    told = at_once(*[lambda: actions.leave(person=nia, on=DAY, **TELL)] * 4)
    assert told == ["Nia Parry left on Monday 16 February 2026."] * 3
    assert at_once(*[lambda: actions.come_back(person=nia, **TELL)] * 4) == ["Nia Parry has not left."] * 3
    assert acts(nia.key)[-4:] == ["role-ended", "role-ended", "person-left", "person-came-back"]


def test_cover_is_arranged_once_and_not_for_each_other() -> None:
    nia, mair = person(), person("Mair Ellis")
    days: dict[str, Any] = {"from_on": DAY, "until_on": BACK}

    def arrange(covered: Person, covering: Person) -> Doing:
        return lambda: actions.arrange_cover(covered=covered, covering=covering, **days, **TELL)

    told = at_once(*[arrange(nia, mair)] * 2, *[arrange(mair, nia)] * 2)
    assert Cover.objects.count() == 1
    assert len(told) == 3


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (BACK - timedelta(days=1), "This cover ends on Thursday 19 February 2026 already."),
        (DAY, "This cover has ended already."),
    ],
)
def test_cover_is_ended_once(on: date, told: str) -> None:
    nia, mair = person(), person("Mair Ellis")
    cover = actions.arrange_cover(covered=nia, covering=mair, from_on=DAY, until_on=BACK, **TELL)
    assert at_once(*[lambda: actions.end_cover(cover=cover, on=on, **TELL)] * 4) == [told] * 3
    assert acts(nia.key).count("cover-ended") == 1


def test_two_who_cover_for_one_another_leave_at_once_while_it_is_called_off() -> None:
    nia, mair = person(), person("Mair Ellis")
    covers = [
        actions.arrange_cover(covered=nia, covering=mair, from_on=DAY, until_on=BACK, **TELL),
        actions.arrange_cover(covered=mair, covering=nia, from_on=BACK, until_on=BACK + timedelta(days=1), **TELL),
    ]
    at_once(
        lambda: actions.leave(person=nia, on=DAY, **TELL),
        lambda: actions.leave(person=mair, on=DAY, **TELL),
        lambda: actions.end_cover(cover=covers[1], on=DAY, **TELL),
    )
    assert Person.objects.filter(left_on=DAY).count() == 2
    assert not Cover.objects.exists()


def invited(who: Person, email: str = "nia@example.org") -> str:
    """The token of a person's invitation."""
    tokens: list[str] = []

    def link(token: str) -> str:
        tokens.append(token)
        return token

    actions.invite(person=who, email=email, link=link, **TELL)
    return tokens[0]


def test_of_several_invitations_one_stays_open() -> None:
    nia = person()
    assert at_once(*[lambda: invited(nia)] * 4) == []
    assert Invitation.objects.count() == 4
    assert Invitation.objects.filter(withdrawn_at=None).count() == 1


def test_an_invitation_is_withdrawn_once() -> None:
    nia = person()
    invited(nia)
    invitation = Invitation.objects.get()
    assert at_once(*[lambda: actions.withdraw_invitation(invitation=invitation, **TELL)] * 4) == []
    assert acts(nia.key).count("invitation-withdrawn") == 1


def test_an_invitation_is_accepted_or_withdrawn() -> None:
    nia = person()
    token, invitation = invited(nia), Invitation.objects.get()
    told = at_once(
        lambda: actions.accept_invitation(token=token, password=PASSWORD, at=NOW),
        lambda: actions.accept_invitation(token=token, password=PASSWORD, at=NOW),
        lambda: actions.withdraw_invitation(invitation=invitation, **TELL),
        lambda: invited(nia),
    )
    used = Invitation.objects.get(pk=invitation.pk)
    assert (used.accepted_at is None) != (used.withdrawn_at is None)
    assert User.objects.count() == (used.accepted_at is not None)
    assert set(told) <= {
        "This link no longer works. Ask whoever invited you for a new one.",
        "This invitation has been accepted.",
    }


def test_of_two_who_accept_with_one_address_one_gets_the_account() -> None:
    tokens = [invited(person(name), "shared@example.org") for name in ("Nia Parry", "Mair Ellis")]

    def accept(token: str) -> Doing:
        return lambda: actions.accept_invitation(token=token, password=PASSWORD, at=NOW)

    assert at_once(*map(accept, tokens)) == ["Somebody else signs in with this email address. Use another one."]
    assert User.objects.count() == Invitation.objects.filter(accepted_at=NOW).count() == 1


def test_a_group_and_an_employer_are_added_once() -> None:
    named: dict[str, Any] = {"name_en": "Care", "name_cy": "Gofal", "sort": "sector"}
    told = at_once(*[lambda: actions.add_group(**named, **TELL)] * 4)
    assert told == ["There is a group of this name there already. Choose another name."] * 3
    assert len(at_once(*[lambda: actions.add_employer(name="Bakery", **TELL)] * 4)) == 3
    assert Group.objects.count() == Employer.objects.count() == 1


def test_groups_added_while_those_above_move_know_where_they_stand() -> None:
    england, wales, care = (
        actions.add_group(name_en=name, name_cy=name, sort="sector", **TELL) for name in ("England", "Wales", "Care")
    )

    def add(name: str) -> Doing:
        return lambda: actions.add_group(name_en=name, name_cy=name, sort="team", parent=care, **TELL)

    move = [lambda under=under: actions.move_group(group=care, parent=under, **TELL) for under in (england, wales)]
    assert at_once(*move, *map(add, "ABCD")) == []
    for group in Group.objects.select_related("parent"):
        assert group.path == f"{group.parent.path if group.parent else '/'}{group.code}/"
