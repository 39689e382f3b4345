"""What the language of packs is designed for and does not do yet: each key, and what it will say.

A pack that uses one of these keys is refused by name, so that nobody believes a promise kept that is
not. Each has a piece in `docs/pack-language.md`, which also says which desk needs it. Whoever builds a
thing takes it out here.
"""

from collections.abc import Iterable

NOT_BUILT = {
    # conditions
    "weighted_by": "weighted counts",
    "over": "a measure of a course or a group",
    "date_of": "a day that an attribute names, following its changes",
    "whose": "the state of another record",
    "across": "a total across modules",
    "out_of_reach": "a floor that can no longer be reached",
    # steps
    "enters_by_count": "steps keyed by a count",
    # deadlines
    "by_time": "a deadline by clock time",
    "at_next": "a deadline at the next appointment",
    "ideally": "a soft deadline beside the hard one",
    "tolerance": "a deadline with a tolerance",
    # recurrence
    "so_many": "so many in each period",
    "with_next": "in the next cycle of another duty",
    "each_year": "on a date or in a month each year",
    "sum_of": "units of work summed from a field",
    # requirements
    "for_roles": "requirements by role",
    "hold": "a level that must be held, or an equivalent",
    "so_much": "hours, with a part of a kind",
    "cover": "cover or ratio for a group",
    "sample_of": "a sample over a period",
    # actions
    "carries_over": "postponing and splitting, with those who take part",
    "each_of": "needs that each of several facts must meet",
    "detail": "a detail looked up in a grid",
    # scales and exceptions
    "pro_rata": "values in proportion to an attribute",
    "grid_of": "a grid of factors",
}
DOCUMENT = "docs/pack-language.md"


def refusal(key: str, thing: str) -> str:
    """The sentence with which a key is refused that stands for something not built."""
    return f"{key!r} ({thing}) is designed but not built yet; see {DOCUMENT}"


def refusal_among(keys: Iterable[object]) -> str:
    """The refusal of the first of these keys that is not built; empty where all may be known."""
    for key in keys:
        if isinstance(key, str) and key in NOT_BUILT:
            return refusal(key, NOT_BUILT[key])
    return ""
