"""A coach's morning: what is late, why, the call, and what comes next; also on a bad connection."""

import pytest
from django.urls import reverse

from fingerpost.facts.models import Entry
from tests.journeys.cast import Cast
from tests.journeys.walker import Walker

pytestmark = pytest.mark.django_db(transaction=True)
ATTEMPTS = "Make two welfare attempts"
SAID = "She is well, and comes on Thursday."


def test_a_coach_sees_what_is_late_and_why_and_logs_the_call_in_a_few_seconds(walker: Walker, cast: Cast) -> None:
    walker.go("/")
    walker.sign_in("Hannah Clarke")
    assert walker.where() == "/today"
    line = walker.line(ATTEMPTS, "Amina Yusuf")
    assert "late" in line.inner_text()
    walker.press("link", "Why:", line)
    line.get_by_text("The policy asks").wait_for()
    assert "stage notice sent, 3 February" in line.inner_text()
    walker.look()
    walker.fields = walker.presses = 0
    walker.follow("link", "Log the call", line)
    walker.type("What was said?", SAID)
    walker.follow("button", "Save")
    assert walker.fields <= 2
    assert walker.presses == 2
    assert "The contact is in the log." in walker.text()
    assert "Done with it: Make two welfare attempts, by telephone and by email" in walker.text()
    assert "If nobody answers, the next step is on Tuesday 17 February 2026: Stage 2." in walker.text()
    walker.follow("link", "Today")
    assert walker.line(ATTEMPTS, "Amina Yusuf").count() == 0
    assert Entry.objects.get(kind="contact", data__way="phone").words.texts == {"said": SAID}


def test_what_was_typed_survives_a_lost_connection(walker: Walker, cast: Cast) -> None:
    begin_a_call(walker)
    with walker.offline():
        walker.type("What was said?", SAID)
        walker.press("button", "Save")
        walker.page.get_by_text("This did not arrive").wait_for()
    assert walker.page.get_by_label("What was said?").input_value() == SAID
    walker.look()
    walker.page.reload()
    assert walker.page.get_by_label("What was said?").input_value() == SAID
    assert "What you had typed on this device is back." in walker.text()
    walker.follow("button", "Save")
    assert "The contact is in the log." in walker.text()
    assert Entry.objects.filter(kind="contact", data__way="phone").count() == 1


def test_what_was_typed_survives_the_end_of_a_session(walker: Walker, cast: Cast) -> None:
    begin_a_call(walker)
    walker.type("What was said?", SAID)
    walker.context.clear_cookies(name="sessionid")
    walker.follow("button", "Save")
    assert walker.where() == reverse("account_login")
    walker.sign_in("Hannah Clarke")
    assert walker.page.get_by_label("What was said?").input_value() == SAID
    walker.follow("button", "Save")
    assert "The contact is in the log." in walker.text()
    assert Entry.objects.filter(kind="contact", data__way="phone").count() == 1


def begin_a_call(walker: Walker) -> None:
    walker.go("/")
    walker.sign_in("Hannah Clarke")
    walker.follow("link", "Log the call", walker.line(ATTEMPTS, "Amina Yusuf"))
