"""Learners are found however their names are typed, in the search and in the list."""

from urllib.parse import quote

import pytest

from fingerpost.people.actions import add_employer
from tests.rooms.caseload_read.cast import NOW, OFFICE, Cast
from tests.rooms.caseload_read.reading import text_of


@pytest.fixture(autouse=True)
def _sian(cast: Cast) -> None:
    house = add_employer(name="Tŷ Gwyn", by=OFFICE, at=NOW)
    cast.enrol("Siân Llŷr O’Shea", programme="Gofal Iechyd a Dŵr", employer=house.key)


@pytest.mark.parametrize("typed", ["sian", "SIÂN LLYR", "o'shea", "O’SHEA", "llŷr", "ty gwyn", "dwr", "sian TY"])
@pytest.mark.parametrize("address", ["/search", "/learners"])
def test_a_learner_is_found(cast: Cast, address: str, typed: str) -> None:
    text = text_of(cast.browser("Gareth").get(f"{address}?q={quote(typed)}"))
    assert "Siân Llŷr O’Shea" in text
    assert "Amina Yusuf" not in text


def test_an_employer_is_found(cast: Cast) -> None:
    text = text_of(cast.browser("Gareth").get("/search", {"q": "TY GWYN"}))
    assert "Tŷ Gwyn Employer: show its learners" in text
