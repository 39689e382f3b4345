"""Finding a learner with a telephone at the ear, and the numbers beside Today."""

import pytest

from fingerpost.caseload.charts import small_line
from fingerpost.caseload.numbers import numbers_of
from fingerpost.people.viewer import viewer_of
from tests.rooms.caseload_read.cast import TODAY, Cast
from tests.rooms.caseload_read.reading import text_of


@pytest.mark.parametrize(
    ("typed", "found", "not_found"),
    [
        ("amina", "Amina Yusuf", "Tom Weller"),
        ("zoe", "Zoe Adams Ended 1 Dec 2025", "Tom Weller"),
        ("bricklayer", "Ffion Lloyd", "Amina Yusuf"),
        ("hartwell", "Employer: show its learners", "Ffion Lloyd"),
        ("01632 960144", "Amina Yusuf", "Tom Weller"),
        ("960144", "Amina Yusuf", "Tom Weller"),
        ("qqqq", "Nobody you may see is found", "Amina Yusuf"),
        ("a", "Type two letters or more.", "Amina Yusuf"),
    ],
)
def test_a_search_finds_learners_and_employers(cast: Cast, typed: str, found: str, not_found: str) -> None:
    text = text_of(cast.browser("Gareth").get("/search", {"q": typed}))
    assert found in text
    assert not_found not in text


@pytest.mark.parametrize(
    ("who", "typed"), [("Rhian", "amina"), ("Hannah", "ffion"), ("Hannah", "pili"), ("Diana", "tom")]
)
def test_a_search_finds_nobody_whom_one_may_not_know_of(cast: Cast, who: str, typed: str) -> None:
    assert "Nobody you may see is found" in text_of(cast.browser(who).get("/search", {"q": typed}))


def test_the_numbers_count_what_one_may_see(cast: Cast) -> None:
    gareth = numbers_of(viewer_of(cast.people["Gareth"], TODAY), TODAY)
    assert gareth.learners == 4
    assert {each.level: each.number for each in gareth.ratings} == {"high": 0, "medium": 1, "low": 3}
    assert gareth.register == (*[0] * 12, 1)
    assert gareth.finding == "1 more on the register than 12 weeks ago."
    rhian = numbers_of(viewer_of(cast.people["Rhian"], TODAY), TODAY)
    assert (rhian.learners, rhian.register[-1]) == (1, 0)
    assert rhian.finding == "As many on the register as 12 weeks ago."


@pytest.mark.parametrize("who", ["Bea", "Ada", "Denise", "Diana"])
def test_who_may_see_nothing_of_risk_gets_no_numbers_about_it(cast: Cast, who: str) -> None:
    text = text_of(cast.browser(who).get("/learners/numbers"))
    assert "on programme" in text
    assert "register" not in text
    assert "Medium" not in text


def test_the_numbers_are_a_part_for_htmx_and_a_page_without(cast: Cast) -> None:
    browser = cast.browser("Hannah")
    assert "<html" in browser.get("/learners/numbers").content.decode()
    part = browser.get("/learners/numbers", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "3</a>" in part


def test_a_small_line_runs_from_left_to_right_with_the_highest_on_top() -> None:
    assert small_line([0, 2, 1]) == "M0.0 100.0 L50.0 0.0 L100.0 50.0"
    assert small_line([0, 0]) == "M0.0 100.0 L100.0 100.0"
