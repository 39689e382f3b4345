"""The pages of recording in a real browser: what assistive technology finds, the keyboard, and what drafts survive."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as product
from playwright.sync_api import Browser, Page

from fingerpost.caseload import actions
from fingerpost.facts.models import Entry
from fingerpost.people.models import Person
from tests.rooms.caseload_write.refusing import TELL
from tests.rooms.caseload_write.world import TODAY, World, signed_in
from tests.rooms.caseload_write.world import world as made
from tests.soundness import Scheme, scrolls_sideways, violations

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = (
    "contacts/new",
    "sessions/new",
    "progress/new",
    "indicators/new",
    "ratings/new",
    "breaks/new",
    "employer",
    "coach",
    "facts/plan_agreed/new",
    "facts/notice_sent/new",
)


@pytest.fixture
def world(transactional_db: None) -> World:
    """Built for each test: the browser's pages are asked for by another thread, which must see it."""
    return made()


@pytest.fixture
def device(browser: Browser, live_server: Any) -> Iterator[Any]:
    """A device on which somebody is signed in."""

    def made(who: Person, width: int = 1280, scheme: Scheme = "light") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        context.set_default_timeout(10_000)
        sign_in(context, who, live_server.url)
        return context.new_page()

    yield made
    for context in browser.contexts:
        context.close()


def sign_in(context: Any, who: Person, address: str) -> None:
    cookie = signed_in(who).cookies[product.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": product.SESSION_COOKIE_NAME, "value": cookie, "url": address}])


def complaints_of(page: Page) -> list[str]:
    """What the browser will complain of, such as a style that the policy of the pages forbids."""
    found: list[str] = []
    page.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    return found


@pytest.mark.looks
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_every_page_of_recording_is_sound(
    world: World, device: Any, live_server: Any, width: int, scheme: Scheme
) -> None:
    (entry,) = actions.record_progress(subject=world.enrolment, on=TODAY, percent=90, **TELL)
    page = device(world.manager, width, scheme)
    complaints = complaints_of(page)
    corrections = (f"entries/{entry.pk}/correct", f"entries/{entry.pk}/take-back")
    places = [f"/learners/{world.code}/{each}" for each in (*PAGES, *corrections)]
    for place in (*places, "/learners/new", "/learners/sessions/new"):
        page.goto(live_server.url + place)
        if width == 390:  # on the telephone as it comes back after a mistake
            page.locator("main form button.main").click()
        assert violations(page, scheme) == []
        assert not scrolls_sideways(page), place
    assert complaints == []


def test_a_call_is_logged_on_the_learners_own_page(world: World, device: Any, live_server: Any) -> None:
    page = device(world.coach, 390)
    complaints = complaints_of(page)
    page.goto(f"{live_server.url}/learners/{world.code}")
    page.locator("#quick").scroll_into_view_if_needed()
    save = page.locator("form[data-draft] button.main")
    save.click()
    page.wait_for_selector("form[data-draft] .summary")
    page.check("#id_way_0")
    page.fill("#id_said", "She is well.")
    with page.expect_navigation():
        save.click()
    assert "The contact is in the log." in page.inner_text("main")
    assert Entry.objects.get(kind="contact").words.texts == {"said": "She is well."}
    assert complaints == []


def test_a_call_is_logged_with_the_keyboard_alone(world: World, device: Any, live_server: Any) -> None:
    page = device(world.coach, 390)
    page.goto(f"{live_server.url}/learners/{world.code}/contacts/new")
    page.locator("#id_way_0").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("She is well.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert Entry.objects.get(kind="contact").words.texts == {"said": "She is well."}


def test_what_was_typed_survives_the_end_of_a_session(world: World, device: Any, live_server: Any) -> None:
    page = device(world.coach)
    address = f"{live_server.url}/learners/{world.code}/contacts/new"
    page.goto(address)
    page.check("#id_way_0")
    page.fill("#id_said", "She is well, and comes on Monday.")
    page.context.clear_cookies(name=product.SESSION_COOKIE_NAME)
    page.locator("main form button.main").click()
    page.wait_for_url("**/account/login/**")
    sign_in(page.context, world.coach, live_server.url)
    page.goto(address)
    assert page.input_value("#id_said") == "She is well, and comes on Monday."
    assert page.is_checked("#id_way_0")
    page.locator("main form button.main").click()
    page.wait_for_url(f"**/learners/{world.code}")
    page.goto(address)
    assert page.input_value("#id_said") == ""


def test_each_outcome_of_a_group_session_is_a_thumb_wide(world: World, device: Any, live_server: Any) -> None:
    page = device(world.coach, 390)
    page.goto(f"{live_server.url}/learners/sessions/new")
    boxes = [each.bounding_box() for each in page.locator(".marks .field").first.locator(".choice").all()]
    assert min(box["height"] for box in boxes) >= 44
    assert min(box["width"] for box in boxes) >= 120
    assert [box["x"] for box in boxes[:2]] == [box["x"] for box in boxes[2:]]
    assert [box["y"] for box in boxes[::2]] == [box["y"] for box in boxes[1::2]]


def test_the_boxes_of_a_day_hold_their_labels_in_welsh(world: World, device: Any, live_server: Any) -> None:
    page = device(world.coach, 390)
    page.goto(f"{live_server.url}/learners/{world.code}/sessions/new")
    page.get_by_role("button", name="Cymraeg").click()
    labels = page.locator(".digits label")
    assert labels.all_inner_texts() == ["Diwrnod", "Mis", "Blwyddyn"]
    assert labels.evaluate_all("each => each.every(one => one.getClientRects().length == 1 && one.offsetHeight < 30)")
    assert not scrolls_sideways(page)


def test_the_focus_stays_where_the_log_was_narrowed(world: World, device: Any, live_server: Any) -> None:
    page = device(world.coach)
    page.goto(f"{live_server.url}/learners/{world.code}")
    page.locator("#show-employer").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#show-employer[aria-current]")
    assert page.evaluate("document.activeElement.id") == "show-employer"
