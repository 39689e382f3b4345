"""The caseload list: whom it shows, against a plain reading of the same facts, and what it costs."""

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import product
from random import Random
from typing import Any

import pytest

from fingerpost.caseload import telling
from fingerpost.caseload.models import Life
from fingerpost.duties.models import Duty, Standing
from fingerpost.people.actions import arrange_cover
from fingerpost.people.models import Placement
from tests.rooms.caseload_read.cast import NOW, OFFICE, TODAY, Cast, on
from tests.rooms.caseload_read.reading import text_of

MOST_QUERIES = 15


def shown(cast: Cast, who: str, query: str = "") -> list[str]:
    """The first names on a list, in its order."""
    body = cast.browser(who).get(f"/learners{query}").content.decode()
    return re.findall(r'<th role="rowheader" scope="row"><a href="[^"]+">(\S+)', body)


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("Hannah", {"Amina", "Tom", "Kai"}),
        ("Rhian", {"Ffion"}),
        ("Priya", {"Amina", "Tom", "Kai"}),
        ("Mari", {"Ffion"}),
        ("Gareth", {"Amina", "Tom", "Kai", "Ffion"}),
        ("Bea", {"Amina", "Tom", "Kai", "Ffion"}),
        ("Ada", {"Amina", "Tom", "Kai", "Ffion"}),
        ("Denise", {"Amina", "Tom", "Kai"}),
        ("Diana", set()),
    ],
)
def test_a_list_shows_those_on_programme_whom_one_may_know_of(cast: Cast, who: str, names: set[str]) -> None:
    assert set(shown(cast, who)) == names


def test_the_gravest_stage_comes_first(cast: Cast) -> None:
    assert shown(cast, "Gareth") == ["Amina", "Ffion", "Kai", "Tom"]


def test_a_coach_who_covers_sees_the_other_caseload_too(cast: Cast) -> None:
    hannah, rhian = cast.people["Hannah"], cast.people["Rhian"]
    ends = TODAY + timedelta(days=5)
    arrange_cover(covered=rhian, covering=hannah, from_on=TODAY, until_on=ends, by=OFFICE, at=NOW)
    assert set(shown(cast, "Hannah")) == {"Amina", "Tom", "Kai", "Ffion"}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("show=ended", ["Zoe"]),
        ("show=break", ["Kai"]),
        ("show=all&sort=name", ["Amina", "Ffion", "Kai", "Tom", "Zoe"]),
        ("risk=yes", ["Amina"]),
        ("risk=register", ["Amina"]),
        ("rating=medium", ["Amina"]),
        ("stage=stage-1", ["Amina"]),
        ("stage=stage-3", []),
        ("duty=late", ["Amina", "Ffion"]),
        ("contact=7&sort=name", ["Ffion", "Kai"]),
        ("nation=wales", ["Ffion"]),
        ("type=traineeship", []),
        ("q=weller", ["Tom"]),
        ("q=pili+ffion", ["Ffion"]),
        ("q=BRICK", ["Ffion"]),
        ("q=100%25", []),
        ("sort=behind", ["Amina", "Ffion", "Kai", "Tom"]),
        ("sort=rating", ["Amina", "Ffion", "Kai", "Tom"]),
        ("sort=due", ["Amina", "Ffion", "Kai", "Tom"]),
        ("sort=progress", ["Amina", "Kai", "Ffion", "Tom"]),
        ("sort=contact", ["Ffion", "Kai", "Tom", "Amina"]),
    ],
)
def test_the_address_says_what_is_shown(cast: Cast, query: str, names: list[str]) -> None:
    assert shown(cast, "Gareth", f"?{query}") == names


def test_group_coach_and_employer_narrow_too(cast: Cast) -> None:
    assert shown(cast, "Gareth", f"?group={cast.building.key}") == ["Ffion"]
    assert shown(cast, "Gareth", f"?coach={cast.people['Rhian'].key}") == ["Ffion"]
    assert shown(cast, "Gareth", f"?employer={cast.pili.key}") == ["Ffion"]
    assert shown(cast, "Hannah", f"?coach={cast.people['Rhian'].key}") == ["Amina", "Kai", "Tom"]


def test_a_filter_that_does_not_fit_is_left_aside_and_says_so(cast: Cast) -> None:
    answer = cast.browser("Gareth").get("/learners?rating=purple&page=99")
    assert "Select a valid choice" in text_of(answer)
    assert "4 learners." in text_of(answer)


@pytest.mark.parametrize("who", ["Bea", "Ada", "Denise"])
def test_who_may_see_nothing_of_risk_cannot_ask_about_it(cast: Cast, who: str) -> None:
    everyone = sorted(shown(cast, who))
    for query in ("?risk=yes", "?rating=medium", "?stage=stage-1", "?duty=late", "?contact=7"):
        assert sorted(shown(cast, who, query)) == everyone
    for sort in ("stage", "rating", "due", "contact"):
        assert shown(cast, who, f"?sort={sort}") == everyone
    text = text_of(cast.browser(who).get("/learners"))
    assert "Rating" not in text
    assert "Stage" not in text


def test_who_sees_names_only_learns_nothing_from_filter_or_order(cast: Cast) -> None:
    everyone = sorted(shown(cast, "Ada"))
    for sort in ("behind", "progress", "start"):
        assert shown(cast, "Ada", f"?sort={sort}") == everyone
    assert shown(cast, "Ada", "?show=break") == []
    assert "%" not in text_of(cast.browser("Ada").get("/learners"))


def test_lists_page_by_fifty_without_losing_or_doubling_anybody(cast: Cast) -> None:
    cast.enrol_all({f"Extra Learner{number:02}": ([], {}) for number in range(60)})
    first, second = shown(cast, "Hannah", "?sort=name"), shown(cast, "Hannah", "?sort=name&page=2")
    assert (len(first), len(second)) == (50, 13)
    assert "sort=name&amp;page=2" in cast.browser("Hannah").get("/learners?sort=name").content.decode()


def test_filters_agree_with_a_plain_reading_of_the_rows(cast: Cast) -> None:
    _more_learners(cast)
    standings = list(Standing.objects.filter(since__lte=TODAY).exclude(until__lte=TODAY))
    where = {(row.subject_id, row.name): row.level for row in standings}
    late = {row.subject_id for row in Duty.objects.filter(opens__lte=TODAY, due__lt=TODAY) if _is_open(row)}
    lives = [life for life in Life.objects.select_related("placement__learner") if not life.ended_on]
    for rating, stage, duty, contact in product(("", "high", "low"), ("", "stage-1"), ("", "late"), ("", "14")):
        wanted = [
            life
            for life in lives
            if rating in ("", where[life.pk, "rating"])
            and stage in ("", where[life.pk, "stage"])
            and (not duty or life.pk in late)
            and (not contact or not life.last_contact_on or life.last_contact_on <= TODAY - timedelta(days=14))
        ]
        names = sorted(life.placement.learner.name.split()[0] for life in wanted)
        query = f"?rating={rating}&stage={stage}&duty={duty}&contact={contact}&sort=name"
        assert shown(cast, "Gareth", query) == names, query


def _is_open(duty: Duty) -> bool:
    return duty.outcome != "unknown" and (duty.closed is None or duty.closed > TODAY)


def _more_learners(cast: Cast) -> None:
    random = Random(16)
    stories: dict[str, Any] = {}
    for number in range(16):
        last = on("2025-12-01") + timedelta(days=random.randint(3, 70))
        told = [
            telling.progress(last, random.randint(10, 40), random.randint(10, 40)),
            telling.rating(last, random.choice(("low", "medium", "high")), "looked at"),
        ]
        if random.random() < 0.6:
            told.append(telling.contact(TODAY - timedelta(days=random.randint(0, 40)), "phone", "out", "learner"))
        stories[f"L{number:02} Extra"] = (told, {"on": on("2025-12-01")})
    cast.enrol_all(stories)
    assert Placement.objects.count() == 21


@pytest.mark.parametrize("who", ["Hannah", "Priya", "Gareth"])
def test_a_list_costs_the_same_however_long_it_is(
    cast: Cast, who: str, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    cast.enrol_all({f"Extra Learner{number:02}": ([], {}) for number in range(30)})
    browser = cast.browser(who)
    with django_assert_max_num_queries(MOST_QUERIES):
        browser.get("/learners?sort=due&q=e")


def test_a_list_says_what_is_late_and_on_a_break(cast: Cast) -> None:
    text = text_of(cast.browser("Gareth").get("/learners"))
    assert "Monday 16 February 2026. 4 learners. On this page 2 have something late." in text
    assert "On a break" in text
    assert "Consider a support plan and an engagement contract Tue 27 January, 14 working days late" in text
    assert "Low" in text and "Not rated" not in text
    assert "15 points behind" in text


def test_a_list_without_records_has_no_column_for_them(cast: Cast) -> None:
    assert "Progress</th>" in cast.browser("Hannah").get("/learners").content.decode()
    assert "Progress</th>" not in cast.browser("Ada").get("/learners").content.decode()
