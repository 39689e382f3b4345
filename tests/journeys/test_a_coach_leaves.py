"""A coach leaves: her learners are nobody's on that day, and somebody else's before it is over."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from tests.journeys.cast import Cast
from tests.journeys.walker import Device, Walker

pytestmark = pytest.mark.django_db(transaction=True)
ATTEMPTS = "Make two welfare attempts"


def test_a_leavers_learners_are_given_to_another_and_she_cannot_sign_in(
    somebody: Callable[[Device], Walker], device: Device, cast: Cast
) -> None:
    leaver, office, manager, coach = (somebody(device) for _each in range(4))
    leaver.go("/")
    leaver.sign_in("Hannah Clarke")
    the_office_notes_that_she_leaves(office)
    leaver.go("/today")
    assert leaver.where() == reverse("account_login")
    leaver.sign_in("Hannah Clarke")
    assert "You cannot sign in with it any more." in leaver.text()
    leaver.go("/today")
    assert leaver.where() == reverse("account_login")
    the_manager_gives_a_learner_away(manager)
    coach.still_signed_in("Rhys Morgan", "/")
    assert coach.line(ATTEMPTS, "Amina Yusuf").count() == 1


def the_office_notes_that_she_leaves(office: Walker) -> None:
    office.still_signed_in("Ola Brandt", "/people")
    office.follow("link", "Hannah Clarke")
    office.follow("link", "Note that they leave")
    office.follow("button", "Note that they leave")
    assert "8 learners have no coach then." in office.text()
    assert "No longer works here from Monday 16 February 2026" in office.text()


def the_manager_gives_a_learner_away(manager: Walker) -> None:
    manager.still_signed_in("Priya Nair", "/today/team")
    unowned = manager.page.get_by_role("region", name="Owned by nobody")
    assert "Hugo Stein" in unowned.inner_text()
    manager.follow("link", "Amina Yusuf", unowned)
    manager.unfold("Record something else")
    manager.follow("link", "Change the coach")
    manager.choose_from_list("New coach", "Rhys Morgan")
    manager.follow("button", "Save")
    assert "Rhys Morgan" in manager.text()
