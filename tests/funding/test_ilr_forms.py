"""The forms of values in an ILR, at their edges, as XML Schema has them."""

import pytest

from fingerpost.funding.ilr_elements import DAY, LETTER, MOMENT, POUNDS, digits, upto
from fingerpost.funding.ilr_forms import Exactly, Form, Tenths

LOAD = Tenths("0.1", "300.0")


@pytest.mark.parametrize(
    ("form", "text", "value"),
    [
        (digits(2), "99", "99"),
        (digits(2), "-99", "-99"),
        (digits(2), "+0099", "99"),
        (digits(2), "-0", "0"),
        (digits(2), "\r\n\t 7 ", "7"),
        (digits(9), "-999999999", "-999999999"),
        (POUNDS, "999999", "999999"),
        (LOAD, ".1", "0.1"),
        (LOAD, "300.000", "300.0"),
        (LOAD, "+5.", "5.0"),
        (DAY, "2024-02-29", "2024-02-29"),
        (DAY, " 0001-01-01\n", "0001-01-01"),
        (DAY, "9999-12-31+14:00", "9999-12-31"),
        (DAY, "2024-09-14-13:59", "2024-09-14"),
        (MOMENT, "2024-09-14T24:00:00", "2024-09-14T24:00:00"),
        (MOMENT, "2024-09-14T23:59:59.999Z", "2024-09-14T23:59:59.999Z"),
        (LETTER, " ", " "),
        (upto(4), "£€~]", "£€~]"),
        (Exactly("ILR"), "ILR", "ILR"),
    ],
)
def test_a_value_at_the_edge_is_taken(form: Form, text: str, value: str) -> None:
    assert form.value_of(text) == value


@pytest.mark.parametrize(
    ("form", "text"),
    [
        *((digits(2), text) for text in ["", " ", "100", "-100", "1.0", "1e1", "+", "--1", "1 1", "١", "\u00a01"]),
        *((POUNDS, text) for text in ["-1", "1000000", "9" * 5_000]),
        *((LOAD, text) for text in ["0", "0.0", "300.1", "1.55", ".", "", "1e1", "NaN", f"1.{'0' * 40}1"]),
        *((DAY, text) for text in ["", "2023-02-29", "2024-9-14", "2024-09-14T00:00:00", "2024-09-14z", "20240914"]),
        *((DAY, text) for text in ["2024-09-14+14:01", "2024-09-14+1:00", "2024-W37-6", "0000-01-01", "-2024-09-14"]),
        *((MOMENT, text) for text in ["2024-09-14", "2024-09-14T24:00:01", "2024-09-14T09:30", "2024-09-31T09:30:00"]),
        *((MOMENT, text) for text in ["2024-09-14T09:30:60", "2024-09-14 09:30:00", "2024-09-14T09:30:00."]),
        *((LETTER, text) for text in ["", "AB", "é", "\n", '"', "|", "`"]),
        (upto(4), "ABCDE"),
        *((Exactly("ILR"), text) for text in ["", "ilr", " ILR", "ILR\n"]),
    ],
)  # fmt: skip
def test_a_value_beyond_the_edge_is_refused_and_shown(form: Form, text: str) -> None:
    with pytest.raises(ValueError, match=r"^must (be|have|not hold) .*\(it (is|has) "):
        form.value_of(text)
