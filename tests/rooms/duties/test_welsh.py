"""The pages of this room in Welsh: no English sentence is left on them."""

import re

import pytest

from tests.rooms.duties.conftest import SignIn
from tests.rooms.duties.looking import heading, page_of, section, text
from tests.rooms.duties.telling import CALL, absent, duty, tell
from tests.rooms.people.cast import House

ENGLISH = re.compile(r"\b(the|is|are|of|and|this|working days?|late|nothing|what|because|who|policy|overdue)\b", re.I)


@pytest.fixture
def busy(house: House) -> House:
    """Something of everything: late, due today, soon, ahead, unknown."""
    absent(house, "amina", on="10")
    tell(house.subject("amina"), "11", "notice_sent", stage=1, to=["learner"])
    tell(house.subject("amina"), "13", "contact", **CALL)
    absent(house, "ben")
    tell(house.subject("dee"), "9", "rating", level="medium")
    tell(house.subject("cai"), "2026-01-12", "not_held", kinds=["session"])
    return house


def said(answer: object) -> str:
    """The page without names that are the same in both languages."""
    return re.sub(r"Customer Service, level 2|\w+ Example", "", text(page_of(answer)))


@pytest.mark.parametrize("who", ["coach", "coach2", "support", "sector", "head", "quality", "board"])
def test_today_is_welsh(busy: House, sign_in: SignIn, who: str) -> None:
    answer = sign_in(who, "cy").get("/today")
    assert heading(answer).startswith("HeddiwDydd Llun 16 Chwefror 2026.")
    assert not ENGLISH.findall(said(answer))


def test_a_line_is_told_in_welsh(busy: House, sign_in: SignIn) -> None:
    row = next(each for each in section(sign_in("coach", "cy").get("/today"), "overdue") if "Ben" in each.about)
    assert (row.action, row.mark) == ("Anfon yr hysbysiad cam 1", "1 diwrnod gwaith yn hwyr")
    assert row.button == "Cofnodi’r hysbysiad"


@pytest.mark.parametrize("action", ["send-notice-1", "attempts-1", "keep-contact", "review-rating"])
def test_why_is_welsh(busy: House, sign_in: SignIn, action: str) -> None:
    answer = sign_in("sector", "cy").get(f"/duties/{duty('amina', action).key}")
    assert not ENGLISH.findall(said(answer))
    assert "Pam mae angen gwneud hyn?" in said(answer)


@pytest.mark.parametrize("page", ["waiver", "passing-on", "postponement"])
def test_deciding_is_welsh(busy: House, sign_in: SignIn, page: str) -> None:
    answer = sign_in("sector", "cy").post(f"/duties/{duty('ben', 'send-notice-1').key}/{page}", {"reason": ""})
    assert not ENGLISH.findall(said(answer))


@pytest.mark.parametrize("who", ["head", "board"])
def test_the_team_is_welsh(busy: House, sign_in: SignIn, who: str) -> None:
    assert not ENGLISH.findall(said(sign_in(who, "cy").get("/today/team")))
