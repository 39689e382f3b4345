"""Somebody at a device, who walks through the product in a real browser: at a desk with the keyboard alone, or with a
thumb on a telephone. Every page on the way is looked at: by axe, for sideways scrolling, for what the browser says."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

from fingerpost.people.models import User
from tests.journeys.cast import PASSWORD, email_of
from tests.soundness import Scheme, scrolls_sideways, violations

IS_JUDGED = connection.vendor == "sqlite"
"""What assistive technology stumbles over does not hang on the database: with one of them it is looked for."""
SEEN: set[tuple[str, str]] = set()
MOST_TABS = 250
PATIENCE = 10_000
"""Milliseconds until something that does not come counts as missing."""


@dataclass(frozen=True)
class Device:
    """What somebody has in front of them."""

    name: str
    width: int
    height: int
    scheme: Scheme
    has_touch: bool


DESK = Device("a desk", 1280, 900, "light", False)
TELEPHONE = Device("a telephone", 390, 844, "dark", True)


class Walker:
    """Opens pages, presses and types as people do; `fields` and `presses` count what they had to do."""

    def __init__(self, browser: Browser, address: str, device: Device, language: str = "en") -> None:
        self.address, self.device, self.language = address, device, language
        self.context = browser.new_context(
            viewport={"width": device.width, "height": device.height},
            color_scheme=device.scheme,
            has_touch=device.has_touch,
            is_mobile=device.has_touch,
            base_url=address,
            locale="cy-GB" if language == "cy" else "en-GB",
        )
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.fields = self.presses = 0
        self.is_offline = False
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in ("error", "warning") and not self.is_offline:
            self.faults.append(f"{self.page.url}: {said.text}")

    # Pages

    def go(self, path: str) -> None:
        """Opens a page by its address."""
        self.page.goto(path)
        self.look()

    def look(self) -> None:
        """Looks at the page as it stands; AssertionError with everything that is wrong with it."""
        self.page.wait_for_function(IS_AT_REST)
        found = [] if not IS_JUDGED or self._has_been_seen() else violations(self.page, self.device.scheme)
        if scrolls_sideways(self.page):
            found.append("scrolls sideways")
        assert found + self.faults == [], f"{self.page.url} at {self.device.name}"

    def _has_been_seen(self) -> bool:
        """Whether somebody looked at the very same page on such a device before: a page is judged once."""
        page = (self.device.name, str(self.page.evaluate(AS_IT_LOOKS)))
        has_been = page in SEEN
        SEEN.add(page)
        return has_been

    def text(self) -> str:
        """What the page says, without the frame round it."""
        return self.page.inner_text("main")

    def where(self) -> str:
        """The path of the page."""
        return self.page.url.removeprefix(self.address).partition("?")[0]

    def close(self) -> None:
        """Closes the device. Where a journey failed, its last page is told."""
        print(f"{self.page.url}\n{self.text()}" if self.page.url.startswith("http") else self.page.url)
        self.context.close()

    # What is on a page

    def find(self, role: Any, name: str | re.Pattern[str], within: Locator | None = None) -> Locator:
        """What assistive technology finds by role and name (a word of it, at its beginning)."""
        wanted = re.compile(rf"^\s*{re.escape(name)}") if isinstance(name, str) else name
        return (within or self.page).get_by_role(role, name=wanted).first

    def line(self, action: str, about: str) -> Locator:
        """The line of a list of duties that says an action about somebody."""
        return self.page.locator("ul.duties > li").filter(has_text=action).filter(has_text=about)

    # Hands

    def follow(self, role: Any, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        """Presses a link or button that leads to another page, and looks at that."""
        target = self.find(role, name, within)
        with self.page.expect_navigation(wait_until="load"):
            self._press(target)
        self.look()

    def press(self, role: Any, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        """Presses something that changes this page."""
        self._press(self.find(role, name, within))

    def _press(self, target: Locator, key: str = "Enter") -> None:
        self.presses += 1
        if self.device.has_touch:
            target.tap()
        else:
            self.tab_to(target)
            self.page.keyboard.press(key)

    def unfold(self, summary: str) -> None:
        """Opens what is folded away."""
        self._press(self.page.locator("summary").filter(has_text=summary))

    def type(self, label: str, text: str) -> None:
        """Types into a field, in place of what stands there."""
        self.fields += 1
        target = self.page.get_by_label(label, exact=True)
        if self.device.has_touch:
            target.tap()
        else:
            self.tab_to(target)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(text)

    def type_day(self, legend: str, day: int, month: int, year: int) -> None:
        """Types a day into its three boxes."""
        boxes = self.page.get_by_role("group", name=legend).get_by_role("textbox")
        for place, part in enumerate((day, month, year)):
            target = boxes.nth(place)
            if self.device.has_touch:
                target.tap()
            else:
                self.tab_to(target)
            self.page.keyboard.press("ControlOrMeta+A")
            self.page.keyboard.type(str(part))
        self.fields += 1

    def choose(self, legend: str, option: str) -> None:
        """Chooses one of several that stand side by side: Tab to them, then the arrow keys."""
        self.fields += 1
        group = self.page.get_by_role("group", name=legend, exact=True)
        target = self.find("radio", option, group)
        if self.device.has_touch:
            group.locator("label.choice").filter(has_text=re.compile(rf"^\s*{re.escape(option)}")).tap()
        else:
            self._arrow_to(group, target)
        assert target.is_checked(), f"{option} of {legend}"

    def _arrow_to(self, group: Locator, target: Locator) -> None:
        radios = group.get_by_role("radio")
        self.tab_to(radios)
        for _each in range(radios.count()):
            if has_focus(target):
                break
            self.page.keyboard.press("ArrowDown")
        if not target.is_checked():
            self.page.keyboard.press("Space")

    def choose_from_list(self, label: str, option: str) -> None:
        """Chooses from a list that folds out."""
        self.fields += 1
        target = self.page.get_by_label(label, exact=True)
        if self.device.has_touch:
            target.tap()
            target.select_option(label=option)
        else:
            self.tab_to(target)
            self.page.keyboard.type(option)
        assert target.evaluate("list => list.selectedOptions[0].label") == option

    def tab_to(self, target: Locator) -> None:
        """Presses Tab until one of the targets has the focus, and sees to it that one sees where it is."""
        target.first.wait_for()
        target.evaluate_all("all => { window.wanted = all }")
        for _each in range(MOST_TABS):
            if self.page.evaluate("wanted.includes(document.activeElement)"):
                break
            self.page.keyboard.press("Tab")
        assert has_focus(target), f"{self.page.url}: Tab does not reach {target}"
        assert self.page.evaluate(SHOWS_FOCUS), f"{self.page.url}: the focus does not show on {target}"

    # Ways that all journeys share

    def sign_in(self, name: str, password: str = PASSWORD) -> None:
        """Signs somebody in by the form, from the page that asks for it."""
        self.type(self.say("Work email"), email_of(name))
        self.type(self.say("Password"), password)
        self.follow("button", re.compile(rf"^{self.say('Sign in')}$"))

    def still_signed_in(self, name: str, path: str) -> None:
        """Opens a page by its address, where somebody signed in on this device earlier."""
        client = Client()
        user = User.objects.get(email=email_of(name))
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.address}])
        self.go(path)

    def say(self, english: str) -> str:
        """A text of the pages, in the language of this device."""
        with translation.override(self.language):
            return translation.gettext(english)

    @contextmanager
    def offline(self) -> Iterator[None]:
        """The connection is lost meanwhile; the browser may say so."""
        self.is_offline = True
        self.context.set_offline(True)
        yield
        self.context.set_offline(False)
        self.is_offline = False


IS_AT_REST = "() => document.readyState === 'complete' && !document.querySelector('.htmx-request, .htmx-settling')"
AS_IT_LOOKS = """() => [
    location.pathname.replace(/[a-z0-9]{12,}/g, "…"), document.body.innerText, document.querySelectorAll("*").length
].join(" ")"""
SHOWS_FOCUS = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== "none" || style.boxShadow !== "none";
}"""


def has_focus(target: Locator) -> bool:
    """Whether one of the targets has the focus."""
    return bool(target.evaluate_all("all => all.includes(document.activeElement)"))
