"""A manager's Monday: the team's page, and what she does from there."""

import re
from datetime import date

import pytest

from fingerpost.duties.models import Duty
from fingerpost.people.models import Assignment, Cover
from tests.journeys.cast import TODAY, Cast
from tests.journeys.walker import Walker

pytestmark = pytest.mark.django_db(transaction=True)
SUNDAY = date(2026, 2, 22)
ATTEMPTS, REVIEW = "Make two welfare attempts", "Review the at-risk rating"


def test_a_manager_gives_an_unowned_learner_to_a_coach(walker: Walker, cast: Cast) -> None:
    walker.still_signed_in("Priya Nair", "/today/team")
    unowned = walker.page.get_by_role("region", name="Owned by nobody")
    walker.follow("link", "Iwan Bevan", unowned)
    walker.follow("link", "Nobody: give this learner a coach")
    walker.choose_from_list("New coach", "Rhys Morgan")
    walker.follow("button", "Save")
    assert "The learner is in the new coach's caseload, with everything that is due." in walker.text()
    given = Assignment.objects.get(person=cast.people["Rhys Morgan"])
    assert given.subject_id == f"enrolment:{cast.codes['Iwan Bevan']}"
    walker.follow("link", "Team")
    assert "Iwan Bevan" not in walker.text()


def test_each_count_of_the_team_opens_its_rows(walker: Walker, cast: Cast) -> None:
    walker.still_signed_in("Priya Nair", "/today/team")
    opened = Duty.objects.filter(owner="coach", opens__lte=TODAY, closed=None)
    for column, due in (("Overdue", {"due__lt": TODAY}), ("This week", {"due__range": (TODAY, SUNDAY)})):
        count = open_the_rows(walker, column)
        assert count == opened.filter(**due).count()
        assert "Due from Hannah Clarke" in walker.text()
        assert walker.page.locator("ul.duties > li").count() == count
        walker.follow("link", "Team")


def test_a_manager_passes_a_duty_on_and_puts_another_off_with_a_reason(walker: Walker, cast: Cast) -> None:
    walker.still_signed_in("Priya Nair", "/today/team")
    open_the_rows(walker, "Overdue")
    open_the_duty(walker, ATTEMPTS, "Amina Yusuf")
    walker.follow("link", "Pass this on")
    walker.choose_from_list("To whom", "Gareth Rees")
    walker.follow("button", "Pass it on")
    assert "Passed on. It is on their list from now on." in walker.text()
    assert "Gareth Rees" in walker.text()
    walker.follow("link", "Team")
    open_the_rows(walker, "This week")
    open_the_duty(walker, REVIEW, "Gwen Parry")
    walker.follow("link", "Put this off")
    walker.type_day("Until", 20, 2, 2026)
    walker.follow("button", "Put it off")
    assert "Say why, in a few words: others will ask." in walker.text()
    walker.type("Reason", "She is away until Thursday.")
    walker.follow("button", "Put it off")
    assert "Put off. It has a new last day." in walker.text()
    assert "Friday 20 February" in walker.text()


def test_a_manager_arranges_cover(walker: Walker, cast: Cast) -> None:
    walker.still_signed_in("Priya Nair", "/people")
    walker.follow("link", "Hannah Clarke")
    walker.follow("link", "Arrange cover")
    walker.choose_from_list("Who covers?", "Rhys Morgan")
    walker.type_day("First day back", 23, 2, 2026)
    walker.follow("button", "Arrange cover")
    assert "Rhys Morgan covers from Monday 16 February 2026; first day back: Monday 23 February 2026" in walker.text()
    assert Cover.objects.get().covering == cast.people["Rhys Morgan"]
    walker.follow("link", "Team")
    assert "covered by Rhys Morgan" in walker.text()


def open_the_rows(walker: Walker, column: str) -> int:
    """From a number of the coach's on the team's page to the duties behind it; gives the number."""
    name = re.compile(rf"^\s*\d+\s+{column}, Hannah Clarke")
    count = int(walker.find("link", name).inner_text().split()[0])
    walker.follow("link", name)
    return count


def open_the_duty(walker: Walker, action: str, about: str) -> None:
    """From a line to the page about its duty: Why opens in the line, and leads on."""
    line = walker.line(action, about)
    walker.press("link", "Why:", line)
    walker.follow("link", "All about this duty", line)


def test_a_manager_reads_the_register(walker: Walker, cast: Cast) -> None:
    walker.still_signed_in("Priya Nair", "/learners")
    walker.follow("link", "At-risk register")
    assert "One learner is on it." in walker.text()
    walker.choose_from_list("Nation", "Wales")
    walker.follow("button", "Show")
    assert "Nobody fits all of these filters." in walker.text()
    walker.follow("link", "Show the whole register")
    walker.choose_from_list("Show", "Off it within a year")
    walker.follow("button", "Show")
    walker.go("/register")
    walker.follow("link", "Amina Yusuf")
    assert walker.where() == f"/learners/{cast.codes['Amina Yusuf']}"
