"""A manager's Monday: by person and by role, and what nobody owns. Each number is the number of rows behind it."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from fingerpost.duties.counts import suppressed
from fingerpost.duties.decisions import pass_on
from fingerpost.duties.models import Duty
from fingerpost.people import actions
from fingerpost.people.models import Role
from tests.rooms.duties.conftest import SignIn
from tests.rooms.duties.looking import heading, lines, page_of, text
from tests.rooms.duties.telling import absent, duty, tell
from tests.rooms.people.cast import DAY, NOW, SYSTEM, House

Shares = dict[str, tuple[str, str]]


@pytest.fixture(autouse=True)
def _everybody_was_absent(house: House) -> None:
    """Each learner missed a session on Thursday: one thing is late and two are due this week, from each coach."""
    for learner in ("amina", "ben", "cai", "dee", "eve"):
        absent(house, learner)


def shares(client: Client, name: str) -> Shares:
    """The table under a heading: overdue and this week, by the name of each row."""
    found = page_of(client.get("/today/team")).xpath(f'.//section[@aria-labelledby="{name}"]//tbody/tr')
    return {text(row.find("th")): (text(row.findall("td")[0]), text(row.findall("td")[1])) for row in found}


def behind(client: Client) -> list[tuple[str, int, int]]:
    """Each number of the page that is a link: its address, the number, and how many rows stand behind it."""
    page = page_of(client.get("/today/team"))
    links = {each.get("href"): int(text(each)) for each in page.xpath(".//table//a")}
    return [(href, number, len(lines(client.get(f"/today/team{href}")))) for href, number in links.items()]


def test_a_manager_sees_each_person_of_the_team_the_latest_first(sign_in: SignIn) -> None:
    sector = sign_in("sector")
    assert shares(sector, "people") == {"Coach Example": ("2", "4")}
    assert shares(sector, "roles") == {"Coach": ("2", "4")}
    assert heading(sector.get("/today/team")).endswith("2 things are late. 4 are due this week.")


def test_whoever_sees_everything_sees_the_provider_too(sign_in: SignIn) -> None:
    people = shares(sign_in("head"), "people")
    assert list(people) == ["Coach Example", "Coach2 Example", "Board Example", "Quality Example"]
    assert people["Board Example"] == ("1", "0")


@pytest.mark.parametrize("who", ["sector", "sector2", "support", "iqa", "head", "quality", "senior"])
def test_each_number_is_the_number_of_its_rows(sign_in: SignIn, who: str) -> None:
    found = behind(sign_in(who))
    assert found
    assert [(href, number) for href, number, _ in found] == [(href, rows) for href, _, rows in found]


def test_learners_without_a_coach_and_their_duties_are_owned_by_nobody(sign_in: SignIn) -> None:
    head = sign_in("head")
    assert shares(head, "unowned") == {"Coach": ("2", "4")}
    named = page_of(head.get("/today/team")).xpath('.//ul[@class="list"]/li//a')
    assert [text(each) for each in named[::2]] == ["Cai Example", "Eve Example"]
    assert [text(each) for each in named[1::2]] == ["Give a coach"] * 2
    assert named[1].get("href") == "/learners/cai/coach?next=/today/team"


def test_a_coach_who_left_leaves_their_learners_to_nobody(house: House, sign_in: SignIn) -> None:
    actions.leave(person=house.people["coach"], on=DAY, by=SYSTEM, at=NOW)
    sector = sign_in("sector")
    assert shares(sector, "unowned") == {"Coach": ("2", "4")}
    assert shares(sector, "people") == {}
    assert "Nothing is late or due this week from anybody." in text(page_of(sector.get("/today/team")))
    assert [number == rows for _, number, rows in behind(sector)] == [True] * 4


def test_a_coach_whose_role_ended_owns_nothing_though_still_named(house: House, sign_in: SignIn) -> None:
    actions.end_role(role=Role.objects.get(person=house.people["coach"]), on=DAY, by=SYSTEM, at=NOW)
    assert shares(sign_in("sector"), "unowned") == {"Coach": ("2", "4")}


def test_a_role_without_a_holder_is_owned_by_nobody(house: House, sign_in: SignIn) -> None:
    row = duty("amina", "send-notice-1")
    pass_on(duty=row, to=house.people["iqa"], by=SYSTEM, at=NOW)
    actions.leave(person=house.people["iqa"], on=DAY, by=SYSTEM, at=NOW)
    sector = sign_in("sector")
    assert shares(sector, "unowned") == {"Passed on by name": ("1", "0")}
    assert [number == rows for _, number, rows in behind(sector)]


def test_a_manager_whose_role_nobody_holds_there(house: House, sign_in: SignIn) -> None:
    tell(house.subject("dee"), "2026-01-19", "rating", level="high")
    actions.end_role(role=Role.objects.get(person=house.people["sector2"]), on=DAY, by=SYSTEM, at=NOW)
    head = sign_in("head")
    assert shares(head, "unowned")["Sector manager"] == ("0", "1")
    rows = lines(head.get("/today/team?nobody=sector_manager&show=week"))
    assert [(row.action, row.about.split(" ·")[0]) for row in rows] == [
        ("Discuss the learner in a one-to-one", "Dee Example")
    ]


def test_whoever_is_covered_keeps_their_share_and_the_cover_is_named(house: House, sign_in: SignIn) -> None:
    coach, other, back = house.people["coach"], house.people["coach2"], date(2026, 2, 20)
    actions.arrange_cover(covered=coach, covering=other, from_on=DAY, until_on=back, by=SYSTEM, at=NOW)
    head = sign_in("head")
    assert shares(head, "people")["Coach Example covered by Coach2 Example"] == ("2", "4")
    assert [number for _, number, _ in behind(head)] == [rows for _, _, rows in behind(head)]


def test_rows_behind_a_number_are_those_that_may_be_seen(house: House, sign_in: SignIn) -> None:
    sector2 = sign_in("sector2")
    assert sector2.get(f"/today/team?person={house.people['coach'].key}").status_code == 404
    assert sector2.get("/today/team?person=person:nobody").status_code == 404
    assert sector2.get("/today/team?role=nonsense").status_code == 404
    assert sector2.get("/today/team?role=coach&show=coming").status_code == 404
    assert len(lines(sector2.get("/today/team?role=coach"))) == 1


def test_who_leads_nobody_finds_no_such_page(house: House, sign_in: SignIn) -> None:
    may = {"sector", "sector2", "trainee", "support", "iqa", "head", "quality", "senior", "board"}
    for who in house.people:
        assert sign_in(who).get("/today/team").status_code == (200 if who in may else 404), who
    assert Client().get("/today/team").status_code == 302


def test_the_team_takes_few_queries(sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    head = sign_in("head")
    head.get("/today/team")
    with django_assert_max_num_queries(12):
        head.get("/today/team")


def test_the_board_sees_figures_without_names_and_without_links(sign_in: SignIn) -> None:
    board = sign_in("board")
    page = page_of(board.get("/today/team"))
    said = text(page)
    assert heading(board.get("/today/team")).endswith("About 5 things are late, and about 10 are due this week.")
    assert "Coach 5 10" in said
    assert "Board of directors not shown not shown" in said
    assert page.xpath(".//table//a") == [] and "Example" not in said
    assert text(page_of(board.get("/today/team?person=person:x"))) == said


def test_figures_leave_hidden_compartments_out(house: House, sign_in: SignIn) -> None:
    Duty.objects.filter(subject_id="enrolment:amina").update(compartment="safeguarding")
    assert "Coach not shown" in text(page_of(sign_in("board").get("/today/team")))


def test_a_lone_small_number_takes_the_next_larger_with_it() -> None:
    assert suppressed([12, 3, 7]) == [12, None, None]
    assert suppressed([12, 3, 2]) == [12, None, None]
    assert suppressed([12, 7]) == [12, 7]
    assert suppressed([3]) == [None]
    assert suppressed([]) == []
