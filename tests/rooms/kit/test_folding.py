"""Names as a search compares them."""

import pytest

from fingerpost.kit.folding import folded


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Siân Llŷr", "sian llyr"),
        ("Sia\u0302n", "sian"),
        ("SIÂN", "sian"),
        ("Ŵyn  ap\tGŵyn ", "wyn ap gwyn"),
        ("O’Shea", "o'shea"),
        ("Strauß", "strauss"),
        ("Ｊones", "jones"),
        ("", ""),
    ],
)
def test_a_name_is_compared_without_what_one_may_leave_out(written: str, compared: str) -> None:
    assert folded(written) == compared
    assert folded(compared) == compared
