"""The at-risk register: on it by the notice, off it with grounds, and only for those who see what concerns risk."""

import csv
from io import StringIO

import pytest
from msgspec.structs import replace

from fingerpost.caseload import telling
from fingerpost.facts.rows import Told
from fingerpost.journal.models import Line
from fingerpost.people.actions import change_person
from tests.rooms.caseload_read.cast import NOW, OFFICE, Cast, on
from tests.rooms.caseload_read.reading import text_of

ABSENT = telling.session(on("2026-02-10"), "session", "absent_without_notice")
REMOVED = telling.act("register_removed", on("2026-02-14"), {"reason": "two reviews as expected"})


@pytest.mark.parametrize("who", ["Hannah", "Priya", "Gareth", "Quinn", "Sana"])
def test_it_says_since_when_and_because_of_what_and_who_keeps_it(cast: Cast, who: str) -> None:
    text = text_of(cast.browser(who).get("/register"))
    assert "Monday 16 February 2026. One learner is on it." in text
    line = text[text.index("Amina Yusuf") :]
    assert "11 Feb 2026 for 5 days" in line
    assert "nothing recorded since 29 December" in line
    assert "1 of 3 for 6 days" in line
    assert "Sector manager" in line


def test_the_keeper_is_by_nation(cast: Cast) -> None:
    absent = telling.session(on("2026-02-09"), "session", "absent_without_notice")
    cast.tell("Ffion", absent, telling.act("notice_sent", on("2026-02-10"), {"stage": 1, "to": ["learner"]}))
    text = text_of(cast.browser("Gareth").get("/register?nation=wales"))
    assert "Amina Yusuf" not in text
    assert "Operational support co-ordinator" in text[text.index("Ffion Lloyd") :]
    assert "Ffion Lloyd" not in text_of(cast.browser("Gareth").get("/register?nation=england"))


@pytest.mark.parametrize("who", ["Rhian", "Mari"])
def test_it_holds_nobody_out_of_reach(cast: Cast, who: str) -> None:
    text = text_of(cast.browser(who).get("/register"))
    assert "None of your learners is on the register." in text
    assert "Amina" not in text


@pytest.mark.parametrize("who", ["Bea", "Ada", "Denise", "Diana", "Amina"])
@pytest.mark.parametrize("path", ["/register", "/register.csv"])
def test_who_sees_nothing_of_risk_finds_no_register(cast: Cast, who: str, path: str) -> None:
    assert cast.browser(who).get(path).status_code == 404


def test_who_is_off_it_stands_with_the_grounds(cast: Cast) -> None:
    cast.tell("Amina", REMOVED, by="Priya")
    assert "None of your learners" in text_of(cast.browser("Priya").get("/register"))
    text = text_of(cast.browser("Priya").get("/register?show=off"))
    assert "One learner came off it within a year." in text
    line = text[text.index("Amina Yusuf") :]
    assert "14 Feb 2026" in line
    assert "two reviews as expected" in line


def test_a_removal_that_was_taken_back_counts_for_nothing(cast: Cast) -> None:
    (number,) = cast.tell("Amina", REMOVED, by="Priya")
    cast.tell("Amina", Told("register_removed", on("2026-02-14"), None, supersedes=number), by="Priya")
    assert "Amina Yusuf" in text_of(cast.browser("Priya").get("/register"))
    assert "Amina Yusuf" not in text_of(cast.browser("Priya").get("/register?show=off"))


def test_what_was_corrected_since_is_said_to_be(cast: Cast) -> None:
    (number,) = cast.tell("Tom", ABSENT)
    cast.tell("Tom", telling.act("notice_sent", on("2026-02-10"), {"stage": 1, "to": ["learner"]}))
    path = "/register?group=" + cast.care.key
    text = text_of(cast.browser("Gareth").get(path))
    assert "missed a session without notice, 10 February" in text[text.index("Tom Weller") :]
    cast.tell("Tom", replace(ABSENT, data={"sort": "session", "outcome": "absent_with_notice"}, supersedes=number))
    text = text_of(cast.browser("Gareth").get(path))
    assert "what the notice was sent for has been corrected since" in text[text.index("Tom Weller") :]


def test_what_does_not_fit_is_left_aside(cast: Cast) -> None:
    text = text_of(cast.browser("Gareth").get("/register?show=nonsense&nation=france&group=group:22&page=-7"))
    assert "Amina Yusuf" in text


def test_it_is_exported_in_the_readers_language_and_the_journal_says_so(cast: Cast) -> None:
    change_person(person=cast.people["Gareth"], language="cy", by=OFFICE, at=NOW)
    answer = cast.browser("Gareth").get("/register.csv?nation=england")
    head, line = csv.reader(StringIO(answer.getvalue().decode()[1:]))
    assert len(head) == len(line) == 13
    assert (line[0], line[3], line[5], line[8]) == ("Amina Yusuf", "2026-02-11", "5", "6")
    assert line[7] == "Cam 1"
    written = Line.objects.get(act="register-exported")
    assert (written.by, written.details) == (cast.people["Gareth"].key, {"number": 1, "filters": ["nation"]})


def test_a_page_of_it_asks_twelve_times_at_most(cast: Cast, django_assert_max_num_queries: object) -> None:
    client = cast.browser("Priya")
    client.get("/register")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get("/register")


def test_its_tab_is_that_of_the_learners(cast: Cast) -> None:
    body = cast.browser("Priya").get("/register").content.decode()
    assert body.count('aria-current="page"') == 1
    assert '<a href="/learners" aria-current="page">' in body
