"""The parts in a real browser: what assistive technology finds, what drafts do, what fits on a telephone."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as product
from django.test import Client
from playwright.sync_api import Browser, Page

from fingerpost.people.models import Person, User
from tests.rooms.kit.gallery import KEY
from tests.soundness import Scheme, scrolls_sideways, violations

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visit(browser: Browser, live_server: Any, hannah: User) -> Iterator["Visit"]:
    visit = Visit(browser, live_server.url, hannah)
    yield visit
    visit.close()


class Visit:
    """Pages of one device, signed in or not."""

    def __init__(self, browser: Browser, address: str, user: User) -> None:
        self.browser, self.address, self.user = browser, address, user
        self.page = self.device()

    def device(self, width: int = 1280, scheme: Scheme = "light") -> Page:
        """Another device, on which nobody is signed in."""
        self.scheme = scheme
        context = self.browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        self.page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        return self.page

    def sign_in(self, user: User | None = None) -> None:
        """Signs the person in on this device."""
        client = Client()
        client.force_login(user or self.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        cookie = client.cookies[product.SESSION_COOKIE_NAME].value
        self.page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": self.address}])

    def session_ends(self) -> None:
        """As when twelve hours have gone by."""
        self.page.context.clear_cookies()

    def go(self, path: str) -> None:
        """Opens a page."""
        self.page.goto(self.address + path)

    def press(self, selector: str) -> None:
        """Presses a button that leads to another page, and waits until that is there."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.click(selector)

    def violations(self) -> list[str]:
        """What assistive technology would stumble over."""
        return violations(self.page, self.scheme)

    def close(self) -> None:
        """Closes every device."""
        for context in self.browser.contexts:
            context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_parts_are_sound_on_desk_and_telephone(visit: Visit, width: int, scheme: Scheme) -> None:
    page = visit.device(width, scheme)
    visit.sign_in()
    for path in ("/?say&pending", "/draft", "/errors/404", "/account/2fa/", "/account/password/change/"):
        visit.go(path)
        assert visit.violations() == [], path
        assert not scrolls_sideways(page), path
    visit.go("/draft")
    visit.press("main .button.main")
    assert visit.violations() == []
    assert [line for line in visit.complaints if "404" not in line] == []


@pytest.mark.parametrize("width", [320, 195])
def test_nothing_is_cut_off_when_a_page_is_enlarged(visit: Visit, width: int) -> None:
    page = visit.device(width)
    visit.sign_in()
    for path in ("/", "/draft", "/account/2fa/"):
        visit.go(path)
        assert not scrolls_sideways(page), path


def test_the_sign_in_page_is_sound_and_its_passkey_script_may_run(visit: Visit) -> None:
    visit.go("/account/login/")
    assert visit.violations() == []
    assert visit.page.evaluate("typeof window.allauth.webauthn.forms.loginForm") == "function"
    assert visit.complaints == []


def test_after_a_mistake_the_summary_has_the_focus_and_leads_to_the_field(visit: Visit) -> None:
    visit.sign_in()
    visit.go("/draft")
    visit.press("main .button.main")
    visit.page.wait_for_function("document.activeElement.className == 'summary'")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_function("document.activeElement.id == 'id_way_0'")


def test_what_was_typed_survives_a_reload_an_ended_session_and_a_sign_in(visit: Visit) -> None:
    visit.sign_in()
    visit.go("/draft")
    visit.page.fill("#id_said", "Rang twice")
    visit.page.check("#id_way_1")
    visit.page.fill("#id_on_day", "13")
    visit.page.reload()
    assert visit.page.input_value("#id_said") == "Rang twice"
    visit.session_ends()
    visit.go("/draft")
    assert visit.page.input_value("#id_said") == ""
    visit.sign_in()
    visit.go("/draft")
    assert visit.page.input_value("#id_said") == "Rang twice"
    assert visit.page.is_checked("#id_way_1")
    assert visit.page.input_value("#id_on_day") == "13"
    assert "What you had typed on this device is back." in visit.page.inner_text("main")
    assert visit.violations() == []


def test_a_draft_is_wiped_when_the_form_is_saved(visit: Visit) -> None:
    visit.sign_in()
    visit.go("/draft")
    visit.page.fill("#id_said", "Rang twice")
    visit.page.check("#id_way_1")
    for part, typed in (("day", "13"), ("month", "2"), ("year", "2026")):
        visit.page.fill(f"#id_on_{part}", typed)
    visit.press("main .button.main")
    assert "The contact is saved." in visit.page.inner_text("main")
    assert drafts(visit) == 0


def test_a_mistake_does_not_wipe_the_draft(visit: Visit) -> None:
    visit.sign_in()
    visit.go("/draft")
    visit.page.fill("#id_said", "Rang twice")
    visit.press("main .button.main")
    assert drafts(visit) == 1
    assert visit.page.input_value("#id_said") == "Rang twice"


def test_what_was_typed_survives_a_lost_connection(visit: Visit) -> None:
    visit.sign_in()
    visit.go("/draft")
    visit.page.fill("#id_said", "Rang twice")
    visit.page.context.set_offline(True)
    visit.page.click("main .button.main")
    visit.page.wait_for_url("chrome-error://**")
    visit.page.context.set_offline(False)
    visit.go("/draft")
    assert visit.page.input_value("#id_said") == "Rang twice"


def test_the_form_can_be_emptied_of_its_draft(visit: Visit) -> None:
    visit.sign_in()
    visit.go("/draft")
    visit.page.fill("#id_said", "Rang twice")
    visit.page.reload()
    visit.page.click("text=Empty the form")
    assert visit.page.input_value("#id_said") == ""
    assert drafts(visit) == 0


def test_signing_out_wipes_all_drafts(visit: Visit) -> None:
    visit.sign_in()
    visit.go("/draft")
    visit.page.fill("#id_said", "Rang twice")
    visit.press("text=Sign out")
    assert drafts(visit) == 0


def test_a_draft_is_wiped_after_a_day(visit: Visit) -> None:
    visit.sign_in()
    visit.go("/draft")
    visit.page.fill("#id_said", "Rang twice")
    visit.page.evaluate("""() => { for (const key of Object.keys(localStorage)) {
        const draft = JSON.parse(localStorage[key]);
        localStorage[key] = JSON.stringify({...draft, at: draft.at - 25 * 60 * 60 * 1000});
    } }""")
    visit.page.reload()
    assert visit.page.input_value("#id_said") == ""
    assert drafts(visit) == 0


def test_another_person_on_the_same_device_does_not_see_the_draft(visit: Visit) -> None:
    visit.sign_in()
    visit.go("/draft")
    visit.page.fill("#id_said", "Rang twice")
    visit.session_ends()
    visit.sign_in(somebody_else())
    visit.go("/draft")
    assert visit.page.input_value("#id_said") == ""


def test_a_form_without_the_mark_and_a_visitor_leave_nothing_behind(visit: Visit) -> None:
    visit.go("/draft")
    visit.page.fill("#id_said", "A visitor")
    visit.sign_in()
    visit.go("/")
    visit.page.fill("#id_said", "Something restricted")
    visit.page.reload()
    assert drafts(visit) == 0


def test_a_draft_holds_no_password_and_no_hidden_value(visit: Visit) -> None:
    visit.sign_in()
    visit.go("/draft")
    visit.page.fill("#id_said", "Rang twice")
    kept = visit.page.evaluate("Object.values(localStorage)[0]")
    assert "csrfmiddlewaretoken" not in kept
    assert '"stage"' not in kept
    assert KEY in visit.page.evaluate("Object.keys(localStorage)[0]")


def test_a_form_that_htmx_brings_keeps_drafts_too(visit: Visit) -> None:
    visit.sign_in()
    visit.go("/")
    assert visit.page.evaluate("htmx.config.allowEval") is False
    visit.page.evaluate("htmx.ajax('GET', '/draft', {target: '#main', select: 'form[data-draft]'})")
    visit.page.wait_for_selector("form[data-draft] #id_said")
    visit.page.fill("#id_said", "Rang twice")
    assert drafts(visit) == 1
    assert visit.complaints == []


def drafts(visit: Visit) -> int:
    """How many drafts this device holds."""
    found: int = visit.page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('fingerpost:')).length")
    return found


def somebody_else() -> User:
    """A colleague."""
    person = Person.objects.create(key="person:pr1yaxx000", name="Priya Nair")
    return User.objects.create_user("priya@marcher.example", person)
