"""The elements of a whole ILR file: who sends it, when, and the learners.

Source: the ILR schemas of the Department for Education for 2024-25 and 2025-26. Neither has an
element LearnerDestinationandProgression, which earlier years had.
"""

from functools import cache

from fingerpost.funding.ilr_elements import (
    DAY,
    MOMENT,
    UKPRN,
    YEARS,
    Element,
    group,
    homes_of,
    maybe,
    of_year,
    one,
    texts,
    upto,
)
from fingerpost.funding.ilr_forms import Exactly
from fingerpost.funding.ilr_learner import LEARNER

_SERIAL = texts("[0-9]{1,2}", "one or two digits")
_SOFTWARE = (
    maybe("SoftwareSupplier", upto(40)),
    maybe("SoftwarePackage", upto(30)),
    maybe("Release", upto(20)),
    one("SerialNo", _SERIAL),
)
_SOURCE = group(
    "Source",
    one("ProtectiveMarking", Exactly("OFFICIAL-SENSITIVE-Personal")),
    one("UKPRN", UKPRN),
    *_SOFTWARE,
    one("DateTime", MOMENT),
    maybe("ReferenceData", upto(100)),
    maybe("ComponentSetVersion", upto(20)),
)
_SOURCE_FILE = group(
    "SourceFile",
    one("SourceFileName", upto(50)),
    one("FilePreparationDate", DAY),
    *_SOFTWARE,
    maybe("DateTime", MOMENT),
    most=None,
)
_MESSAGE = group(
    "Message",
    group(
        "Header",
        group(
            "CollectionDetails",
            one("Collection", Exactly("ILR")),
            *(
                one("Year", Exactly(year[2:4] + year[5:7], f", as the namespace says {year}"), only=year)
                for year in YEARS
            ),
            one("FilePreparationDate", DAY),
        ),
        _SOURCE,
    ),
    group("SourceFiles", _SOURCE_FILE, least=0),
    group("LearningProvider", one("UKPRN", UKPRN)),
    group("Learner", *LEARNER, least=0, most=None, only="2024-25"),
    group("Learner", *LEARNER, most=None, only="2025-26"),
)


def namespace_of(year: str) -> str:
    """The namespace of the files of a year such as 2025-26."""
    return f"ESFA/ILR/{year}"


@cache
def message_of(year: str) -> Element:
    """The element Message, and all in it, in files of that year."""
    return of_year((_MESSAGE,), year)[0]


def where(name: str, year: str) -> str:
    """Where an element of that name may stand, for an error message; empty where there is no such element."""
    homes = sorted(set(homes_of(name, message_of(year))))
    if homes:
        return f"it stands in {' and '.join(homes)}"
    others = [each for each in YEARS if any(homes_of(name, message_of(each)))]
    return f"files of {' and '.join(others)} have it" if others else ""
