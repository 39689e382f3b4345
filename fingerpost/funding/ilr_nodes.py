"""What a reader of an Individualised Learner Record (ILR) gets: nodes, or a fault."""

from collections.abc import Mapping, Sequence

import msgspec

from fingerpost.rules.faults import Fault


class FaultyFileError(ValueError):
    """A file that cannot be taken; `faults` says what is wrong with it and where."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = list(faults)


class Node(msgspec.Struct, frozen=True):
    """One element that holds others, checked: its name, the line on which it starts, what it holds.

    `values` has the text of its simple children by name (none repeats in the schema). White space
    is kept in texts and removed around numbers and dates, as the schema has it. One value has one
    form: a whole number comes without a plus sign or leading noughts, a date as YYYY-MM-DD without
    a time zone.
    """

    name: str
    line: int
    values: Mapping[str, str]
    children: tuple["Node", ...]

    def all(self, name: str) -> list["Node"]:
        """The children of that name, in the order of the file."""
        return [child for child in self.children if child.name == name]

    def get(self, name: str, default: str = "") -> str:
        """The value of the simple child `name`; `default` where it is left out."""
        return self.values.get(name, default)
