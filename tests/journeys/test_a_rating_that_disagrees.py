"""The record says that a risk is high, and nobody has rated it so: two people decide differently."""

from collections.abc import Callable

import pytest

from tests.journeys.cast import Cast
from tests.journeys.walker import Device, Walker

pytestmark = pytest.mark.django_db(transaction=True)
REVIEW = "Review the at-risk rating"
REASON = "Why? (needed where the rating is not what the record says)"
WHY = "He was ill, and has caught up since."


def test_a_coach_lets_a_rating_stand_and_a_manager_changes_another(
    somebody: Callable[[Device], Walker], device: Device, cast: Cast
) -> None:
    the_coach_lets_it_stand(somebody(device))
    the_manager_rates_it_anew(somebody(device))


def the_coach_lets_it_stand(walker: Walker) -> None:
    walker.still_signed_in("Hannah Clarke", "/")
    walker.follow("link", "Hugo Stein", walker.line(REVIEW, "Hugo Stein"))
    both_are_shown(walker)
    walker.follow("link", "Decide")
    walker.choose("How great is the risk?", "The rating stands as it is, although the record disagrees")
    walker.follow("button", "Save")
    assert "Say why the rating stands." in walker.text()
    walker.type(REASON, WHY)
    walker.follow("button", "Save")
    assert f"Done with it: {REVIEW}." in walker.text()
    walker.follow("link", "The history of ratings")
    line = walker.page.get_by_role("row").filter(has_text=WHY).inner_text()
    assert all(word in line for word in ("Low", "confirmed", "High", "Hannah Clarke"))
    walker.follow("link", "Today")
    assert walker.line(REVIEW, "Hugo Stein").count() == 0
    assert walker.line(REVIEW, "Gwen Parry").count() == 1


def the_manager_rates_it_anew(walker: Walker) -> None:
    walker.still_signed_in("Priya Nair", "/learners")
    assert walker.where() == "/learners"
    walker.follow("link", "Gwen Parry")
    both_are_shown(walker)
    walker.follow("link", "Decide")
    walker.choose("How great is the risk?", "High")
    walker.type(REASON, "Two units are missing.")
    walker.follow("button", "Save")
    assert f"Done with it: {REVIEW}." in walker.text()
    assert "Next: Consider a support plan and an engagement contract" in walker.text()
    assert "The record says High" not in walker.text()
    walker.follow("link", "The history of ratings")
    assert "Priya Nair" in walker.page.get_by_role("row").filter(has_text="Two units are missing.").inner_text()


def both_are_shown(walker: Walker) -> None:
    panel = walker.page.get_by_role("region", name="Rating", exact=True).inner_text()
    assert "The record says high since 11 February." in panel
    assert "By the record" in panel
