import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from fingerpost.kit.context import draft_owner, shell
from fingerpost.kit.icons import icon
from tests.rooms.kit.gallery import KEY
from tests.rooms.kit.reading import forbidden

GOOD = {"way": "phone", "said": "Well", "on": "2026-02-13", "party": "learner", "stage": "1"}


def page(client: Client, address: str, **headers: str) -> str:
    return client.get(address, headers=headers).content.decode()


def test_the_tabs_show_where_one_is(inside: Client) -> None:
    text = page(inside, "/draft")
    assert text.count('aria-current="page"') == 1
    assert "A tab that leads nowhere" not in text
    assert text.index('href="/draft" aria-current') > text.index('href="/">')


def test_someone_signed_in_can_sign_out_and_switch_the_language(inside: Client) -> None:
    text = page(inside, "/draft")
    assert 'action="/account/logout/" data-drafts-wipe' in text
    assert '<input type="hidden" name="next" value="/draft">' in text
    assert "Hannah Clarke" in text


@pytest.mark.django_db
def test_a_visitor_sees_no_account_and_may_switch_the_language(client: Client) -> None:
    text = page(client, "/draft")
    assert "Sign out" not in text
    assert 'value="cy" lang="cy">Cymraeg' in text
    assert "draft-owner" not in text


@pytest.mark.django_db
def test_a_welsh_page_is_marked_welsh_and_offers_english(client: Client) -> None:
    text = page(client, "/draft", accept_language="cy")
    assert '<html lang="cy">' in text
    assert "Neidio i’r dudalen" in text
    assert 'value="en" lang="en">English' in text


def test_what_was_done_is_said_once_and_wipes_the_draft(inside: Client) -> None:
    response = inside.post("/draft", GOOD, follow=True)
    text = response.content.decode()
    assert "The contact is saved." in text
    assert f'data-draft-done="{KEY}"' in text
    assert "The contact is saved." not in page(inside, "/")


def test_a_mistake_keeps_what_was_typed_and_is_in_the_title(inside: Client) -> None:
    text = inside.post("/draft", {**GOOD, "on": "", "on_day": "31", "on_month": "2", "on_year": "26"}).content.decode()
    assert "<title>Error: Log a contact – Fingerpost</title>" in text
    assert ">\nWell</textarea>" in text
    assert 'value="31"' in text


def test_pages_say_that_duties_are_being_recalculated(inside: Client) -> None:
    assert "Duties are being recalculated: 1200 of 5000." in page(inside, "/?pending")


@pytest.mark.django_db
def test_a_demonstration_says_so_on_each_page(client: Client, settings: Settings) -> None:
    assert "the people are invented" not in page(client, "/")
    settings.DEMO = True
    assert "the people are invented" in page(client, "/")


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["400", "403", "404", "500", "403_csrf"])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_each_error_has_a_page_in_both_languages(client: Client, number: str, language: str) -> None:
    text = page(client, f"/errors/{number}", accept_language=language)
    assert f'<html lang="{language}">' in text
    assert 'href="/"' in text
    assert forbidden(text) == []


def test_the_page_for_a_failure_asks_the_database_nothing(inside: Client) -> None:
    inside.raise_request_exception = False
    with CaptureQueriesContext(connection) as asked:
        response = inside.get("/broken", headers={"accept-language": "cy"})
    assert response.status_code == 500
    assert (
        "Something went wrong on our side" in response.content.decode() or "Aeth rhywbeth" in response.content.decode()
    )
    who_looks = [query for query in asked if "session" in query["sql"] or "people_" in query["sql"]]
    assert len(asked) == len(who_looks)


@pytest.mark.django_db
def test_a_form_without_its_mark_is_told_gently(hannah: object) -> None:
    response = Client(enforce_csrf_checks=True).post("/draft", GOOD)
    assert response.status_code == 403
    assert "This page had been open for too long" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/?say&pending", "/draft"])
def test_pages_hold_no_inline_script_or_style(client: Client, address: str) -> None:
    assert forbidden(page(client, address)) == []


def test_the_check_of_inline_script_finds_what_it_looks_for() -> None:
    assert len(forbidden('<p style="x"><script>1</script><a onclick="x">')) == 3
    assert forbidden('<script src="a.js" defer></script><script type="application/json">{}</script>') == []


def test_the_frame_works_without_middleware(settings: Settings) -> None:
    told = shell(RequestFactory().get("/"))
    assert told["viewer"] is None
    assert told["tabs"] == ()
    assert told["draft_owner"] == ""
    assert told["search_address"] is None


def test_who_has_the_learners_may_search_among_them(settings: Settings) -> None:
    settings.ROOT_URLCONF = "fingerpost.project.urls"
    request = RequestFactory().get("/")
    assert shell(request)["search_address"] is None
    request.tabs = (("caseload:learners", "Learners"),)  # type: ignore[attr-defined]
    assert shell(request)["search_address"] == "/search"


def test_people_to_be_chosen_from_are_there_in_a_demonstration_only(settings: Settings) -> None:
    request = RequestFactory().get("/")
    request.demo_people = ({"key": "person:h4nn4hx000"},)  # type: ignore[attr-defined]
    assert shell(request)["demo_people"] == ()
    settings.DEMO = True
    assert len(shell(request)["demo_people"]) == 1


def test_the_owner_of_drafts_tells_nobody_who_it_is() -> None:
    class Someone:
        person_key = "person:h4nn4hx000"

    assert len(draft_owner(Someone())) == 16
    assert "h4nn4h" not in draft_owner(Someone())


def test_a_tab_without_a_drawing_of_its_own_gets_the_post() -> None:
    assert icon("duties:today") == icon("home") != icon("something") == icon("else")
