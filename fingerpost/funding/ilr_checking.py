"""Checking: each element of an ILR, as it opens and closes, against what may stand there.

Nothing is held but the elements that are open, the header and the learners not yet taken.
"""

import re
from collections.abc import Callable, Mapping
from typing import NoReturn

from fingerpost.funding.ilr_elements import YEARS, Element
from fingerpost.funding.ilr_forms import WHITE_SPACE, shown
from fingerpost.funding.ilr_message import message_of, namespace_of, where
from fingerpost.funding.ilr_nodes import FaultyFileError, Node
from fingerpost.rules.concept import nearest
from fingerpost.rules.faults import Fault

LONGEST_TEXT = 10_000
"""Characters of one element; the longest that the schema names has 100."""
LONGEST_NAME = 60
"""Characters of an unknown name that are compared with those known."""
LARGEST_LEARNER = 100_000
"""Elements in one learner, which is held whole; a real one has some hundreds."""
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_HINTS = (f"{_INSTANCE} schemaLocation", f"{_INSTANCE} noNamespaceSchemaLocation")
"""The attributes that any element may have: they only say where a schema is. It is never fetched."""
_ANOTHER_YEAR = re.compile(r"\w+/ILR/([0-9]{4}-[0-9]{2})")
_NOT_KEPT = ("Learner", "SourceFile")
"""There may be any number of these, so their parent does not keep them."""


class _Open:
    """A group that is open: how far into its elements, and what it holds so far."""

    __slots__ = ("at", "children", "element", "line", "number", "times", "values")

    def __init__(self, element: Element, line: int, number: int) -> None:
        self.element, self.line, self.number = element, line, number
        self.at = self.times = 0
        self.values: dict[str, str] = {}
        self.children: list[Node] = []

    @property
    def label(self) -> str:
        """The group as a reader finds it in the file."""
        if self.element.name == "Learner":
            return f"Learner {self.values.get('LearnRefNumber') or f'number {self.number}'}"
        return self.element.name if self.element.most == 1 else f"{self.element.name} {self.number}"


class Checking:
    """Takes the elements of one file in order; raises FaultyFileError at the first breach.

    `line_now` tells the line that is reached.
    """

    def __init__(self, file: str, line_now: Callable[[], int]) -> None:
        self.year = self._namespace = ""
        self.header: dict[str, Node] = {}
        self.learners: list[Node] = []
        self._file, self._line_now = file, line_now
        self._opens: list[_Open] = []
        self._simple: Element | None = None
        self._line = 0
        self._pieces: list[str] = []
        self._length = 0
        self._held = 0

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element starts; its name and those of its attributes are `namespace name`."""
        namespace, _, local = name.rpartition(" ")
        take = self._next if self._opens else self._root
        element = take(namespace, local)
        for each in attributes:
            if each not in _HINTS:
                self.refuse(_of_attribute(each), local)
        if element.form is None:
            number = self._opens[-1].times if self._opens else 1
            self._opens.append(_Open(element, self._line_now(), number))
        else:
            self._simple, self._line, self._pieces, self._length = element, self._line_now(), [], 0

    def text(self, piece: str) -> None:
        """Characters, of which one text may come in many pieces."""
        if self._simple is None:
            if piece.strip(WHITE_SPACE):
                self.refuse(f"no text may stand here, between elements (it is {shown(piece)})")
            return
        self._length += len(piece)
        if self._length > LONGEST_TEXT:
            self.refuse(f"is longer than {LONGEST_TEXT:,} characters", self._simple.name, self._line)
        self._pieces.append(piece)

    def closed(self) -> None:
        """The element that opened last ends."""
        if self._simple is not None:
            self._close_simple(self._simple)
            return
        group = self._opens[-1]
        self._pass_by(len(group.element.elements), f"before </{group.element.name}>")
        self._opens.pop()
        node = Node(group.element.name, group.line, group.values, tuple(group.children))
        if node.name == "Learner":
            self.learners.append(node)
        elif len(self._opens) == 1:
            self.header[node.name] = node
        elif self._opens and node.name not in _NOT_KEPT:
            self._opens[-1].children.append(node)

    def refuse(self, what: str, at: str = "", line: int | None = None) -> NoReturn:
        """Raises FaultyFileError: `what` is wrong in the open elements and in `at`.

        It is on that line; 0 is the file as a whole, None the line reached.
        """
        line = self._line_now() if line is None else line
        path = " > ".join([*(each.label for each in self._opens[1:]), *([at] if at else [])])
        place = ", ".join(filter(None, [f"line {line}" if line else "", path]))
        raise FaultyFileError([Fault(self._file, place, what)])

    def _close_simple(self, element: Element) -> None:
        assert element.form is not None
        try:
            value = element.form.value_of("".join(self._pieces))
        except ValueError as error:
            self.refuse(str(error), element.name, self._line)
        self._opens[-1].values[element.name] = value
        self._simple = None

    def _root(self, namespace: str, name: str) -> Element:
        known = {namespace_of(year): year for year in YEARS}
        if name != "Message" or not namespace:
            asked = f'<Message xmlns="{namespace_of(YEARS[-1])}">'
            self.refuse(f"this is no ILR: its first element must be {asked} or of {YEARS[0]} (it is {shown(name)})")
        if namespace not in known:
            self._refuse_namespace(namespace)
        self.year, self._namespace = known[namespace], namespace
        return message_of(self.year)

    def _refuse_namespace(self, namespace: str) -> NoReturn:
        another = _ANOTHER_YEAR.fullmatch(namespace)
        if another:
            years = " and ".join(YEARS)
            self.refuse(f"this is a file of {another[1]}; ILR files of {years} can be read, no other year's")
        spaces = " or ".join(map(namespace_of, YEARS))
        self.refuse(f"the namespace is {shown(namespace)}; that of an ILR is {spaces}")

    def _next(self, namespace: str, name: str) -> Element:
        """The element that starts, if it may stand here."""
        if self._simple is not None:
            self.refuse(f"must hold a value only, and no element {shown(name)}", self._simple.name)
        group = self._opens[-1]
        elements = group.element.elements
        if namespace != self._namespace:
            self._refuse_unknown(name, f"; its namespace is {shown(namespace)}")
        for place in range(group.at, len(elements)):
            if elements[place].name == name:
                break
        else:
            self._refuse_misplaced(name)
        self._pass_by(place, f"before {name}")
        group.times += 1
        most = elements[place].most
        if most is not None and group.times > most:
            self.refuse(f"stands {group.times} times; at most {most} may", name)
        self._count(name)
        return elements[place]

    def _pass_by(self, place: int, wanted_by: str) -> None:
        """Go on to the element at `place`; none that must be there may have been left out."""
        group = self._opens[-1]
        if place == group.at:
            return
        for each in range(group.at, place):
            wanted = group.element.elements[each]
            if wanted.least > (group.times if each == group.at else 0):
                self.refuse(f"{wanted.name} is missing; it must come {wanted_by}")
        group.at, group.times = place, 0

    def _count(self, name: str) -> None:
        """Bounds the size of a learner, who is held whole."""
        self._held = 0 if len(self._opens) == 1 else self._held + 1
        if self._held > LARGEST_LEARNER and self._opens[1].element.name == "Learner":
            self.refuse(f"this learner has more than {LARGEST_LEARNER:,} elements", name)

    def _refuse_misplaced(self, name: str) -> NoReturn:
        group = self._opens[-1]
        if any(each.name == name for each in group.element.elements):
            reached = group.element.elements[group.at].name
            self.refuse(f"must come before {reached}; the order of elements is fixed", name)
        self._refuse_unknown(name, "")

    def _refuse_unknown(self, name: str, because: str) -> NoReturn:
        group = self._opens[-1].element
        known = [each.name for each in group.elements]
        hint = because or f"; {where(name, self.year) or nearest(name[:LONGEST_NAME], known)}"
        self.refuse(f"there is no element {shown(name)} in {group.name} in {self.year}{hint}")


def _of_attribute(name: str) -> str:
    namespace, _, local = name.rpartition(" ")
    said = f"xsi:{local}" if namespace == _INSTANCE else local
    return f"must not have the attribute {shown(said)}; elements of an ILR have none"
