"""The demonstration: one press of a button, and one is somebody in any role."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser

from fingerpost.people.role_table import ROLES
from fingerpost.project.demo.making import make
from fingerpost.project.demo.offered import Offer, offered
from tests.journeys.cast import NOW
from tests.journeys.walker import DESK, TELEPHONE, Walker

pytestmark = pytest.mark.django_db(transaction=True)
LEARNERS = 15


@pytest.mark.looks
def test_every_role_can_be_signed_in_by_one_press(browser: Browser, live_server: Any, settings: Any) -> None:
    settings.DEMO = True
    make(at=NOW, learners=LEARNERS)
    people = offered()
    assert {each.role for each in people} == {str(role.name) for role in ROLES.values()}
    for each in people:
        is_signed_in_by_one_press(Walker(browser, live_server.url, TELEPHONE), each)
    is_signed_in_by_one_press(Walker(browser, live_server.url, DESK), people[-1])


def is_signed_in_by_one_press(walker: Walker, who: Offer) -> None:
    walker.go("/")
    assert walker.where() == reverse("account_login")
    walker.follow("button", who.name)
    assert walker.where() == "/today", who
    assert who.name in walker.page.inner_text("header")
    walker.close()


def test_nobody_can_be_signed_in_by_a_press_elsewhere(browser: Browser, live_server: Any) -> None:
    make(at=NOW, learners=1)
    key = offered()[0].key
    walker = Walker(browser, live_server.url, DESK)
    walker.go("/")
    assert walker.page.locator("button.pick").count() == 0
    answer = walker.page.request.post(reverse("people:demo_sign_in"), form={"person": key})
    assert answer.status in (403, 404)
    walker.close()
