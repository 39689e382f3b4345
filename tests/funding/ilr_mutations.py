"""Mutations of an ILR: what goes wrong in files, and what looks odd and is valid, by a seeded chance."""

import re
from collections.abc import Callable
from copy import deepcopy
from random import Random

from lxml import etree

Tree = etree._Element
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
NUMBERS = """0 -0 1 -1 +1 5 +5 05 007 9 -9 10 -10 98 99 100 999 1000 9999 10000 99999 100000 999999 1000000 9999999
    10000000 99999999 100000000 999999999 1000000000 2147483647 2147483648 4294967297 9999999999 10000000000
    -2147483649 18446744073709551617 0000000000000000000001 0.0 0.1 .1 0.05 1. 1.5 1.50 1.55 +1.5 100.0 100.1 300.0
    300.00 300.1 1e1 NaN INF . + - --1 1,000 0x10 ١""".split()
DATES = """2024-09-14 2024-09-14Z 2024-09-14+01:00 2024-09-14-14:00 2024-09-14+14:01 2024-09-14+15:00 2024-09-14+1:00
    2024-02-29 2023-02-29 2000-02-29 1900-02-29 2024-00-10 2024-13-01 2024-04-31 2024-9-14 24-09-14 14/09/2024 20240914
    2024-09-14z 0001-01-01 9999-12-31 2024-09 2024""".split()
MOMENTS = """2024-09-14T09:30:00 2024-09-14T09:30:00Z 2024-09-14T09:30:00.125+01:00 2024-09-14T24:00:00
    2024-09-14T24:00:01 2024-09-14T09:30 2024-09-14T9:30:00
    2024-09-14T09:60:00 2024-09-14T09:30:60 2024-09-14T25:00:00 2024-09-14T09:30:00.
    2024-09-31T09:30:00 2024-09-14t09:30:00 2024-09-14T09:30:00-13:59 2024-09-14T23:59:59.999999999999""".split()
SIZES = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 18, 19, 20, 21, 30, 31, 36, 37, 40, 41, 50, 51, 100, 101)
TEXTS = [
    "", " ", "F", "x@y", "@", "@y", "x@", "ILR", "ilr", "2526", "2425", "2324", "AB12", "AB1", "123456789", "a b",
    " a ", "a\tb", "a\nb", "a\rb", "£", "€", "é", "O’Hara", "O'Hara", 'a"b', "a|b", "a`b", "a\\b", "a^b", "a{b}", "[a]",
    "a<b&c>d", "a=b", "a$b", "a\u00a0b", "\u00a01", "日本", "😀", "José", "~!@&'()*+,-./:;", "a#b", "a%b", "a?b", "a_b",
    *("A" * size for size in SIZES), *("1" * size for size in SIZES), *("é" * size for size in (1, 100, 101)),
]  # fmt: skip
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T.*")


def mutated(root: Tree, chance: Random) -> tuple[str, bytes]:
    """A copy of the file with one mutation or, of the milder ones, up to three: what was done, and the bytes."""
    copy, done = deepcopy(root), []
    mild = chance.random() < 0.7
    for _ in range(chance.choice((1, 1, 1, 2, 3)) if mild else 1):
        mutation = chance.choice(MILD if mild else HARD)
        mutation(copy, chance)
        done.append(mutation.__name__.strip("_"))
    return " + ".join(done), etree.tostring(copy, encoding="UTF-8", xml_declaration=chance.random() < 0.5)


def _any(root: Tree, chance: Random) -> Tree:
    """Any element but the root; each name is as likely as another, so that rare ones are met."""
    by_name: dict[str, list[Tree]] = {}
    for each in root.iterdescendants(etree.Element):
        by_name.setdefault(each.tag, []).append(each)
    return chance.choice(by_name[chance.choice(sorted(by_name))])


def _simple(root: Tree, chance: Random) -> Tree:
    while len(found := _any(root, chance)):
        pass
    return found


def _delete(root: Tree, chance: Random) -> None:
    _remove(_any(root, chance))


def _delete_many(root: Tree, chance: Random) -> None:
    tag = _any(root, chance).tag
    for each in list(root.iterdescendants(tag)):
        _remove(each)


def _remove(element: Tree) -> None:
    parent = element.getparent()
    assert parent is not None, "the root is never chosen"
    parent.remove(element)


def _duplicate(root: Tree, chance: Random) -> None:
    element = _any(root, chance)
    for _ in range(chance.choice((1, 1, 2, 4, 9, 15, 22))):
        element.addnext(deepcopy(element))


def _swap(root: Tree, chance: Random) -> None:
    element = _any(root, chance)
    follower = element.getnext()
    if follower is not None:
        follower.addnext(element)


def _move(root: Tree, chance: Random) -> None:
    element, place = deepcopy(_any(root, chance)), _any(root, chance)
    place.addnext(element) if chance.random() < 0.7 else place.append(element)


def _rename(root: Tree, chance: Random) -> None:
    element = _any(root, chance)
    others = [_any(root, chance).tag, element.tag.lower(), element.tag + "2", etree.QName(element).localname]
    element.tag = chance.choice(others)


def _retext(root: Tree, chance: Random) -> None:
    element = _simple(root, chance)
    old = element.text or ""
    fitting = (
        MOMENTS if MOMENT.fullmatch(old) else DATES if DAY.fullmatch(old) else NUMBERS if _is_number(old) else TEXTS
    )
    element.text = chance.choice(fitting if chance.random() < 0.85 else NUMBERS + DATES + MOMENTS + TEXTS)


def _retext_alike(root: Tree, chance: Random) -> None:
    """A text of the same characters, which is valid more often than not."""
    element = _simple(root, chance)
    text = element.text or ""
    letters = list(text)
    if letters and not DAY.match(text):
        letters[chance.randrange(len(letters))] = chance.choice("0123456789" if _is_number(text) else "ABC ab1")
    element.text = "".join(letters)


def _pad(root: Tree, chance: Random) -> None:
    element = _simple(root, chance)
    before, after = chance.choice([" ", "\n\t", "\r\n", "", "\u00a0"]), chance.choice([" ", "\n", "", "\t"])
    element.text = f"{before}{element.text or ''}{after}"


def _zeros(root: Tree, chance: Random) -> None:
    element = _simple(root, chance)
    # A date with a minus is one before Christ, which the schema takes and we refuse on purpose.
    signs = ["0", "+", "+00"] if DAY.match(element.text or "") else ["0", "+", "+00", "-"]
    element.text = chance.choice(signs) + (element.text or "")


def _cdata(root: Tree, chance: Random) -> None:
    element = _simple(root, chance)
    element.text = etree.CDATA(element.text or "")


def _comment(root: Tree, chance: Random) -> None:
    """A comment or an instruction, beside an element or in the middle of a text."""
    made = chance.choice([etree.Comment(" no content "), etree.ProcessingInstruction("note", "none")])
    element = _simple(root, chance)
    text = element.text or ""
    if chance.random() < 0.5:
        element.addprevious(made)
    else:
        element.text, made.tail = text[: len(text) // 2], text[len(text) // 2 :]
        element.insert(0, made)


def _attribute(root: Tree, chance: Random) -> None:
    place = f"{etree.QName(root).namespace} elsewhere.xsd"
    name, value = chance.choice([
        (f"{XSI}schemaLocation", place), (f"{XSI}schemaLocation", place),
        (f"{XSI}noNamespaceSchemaLocation", "none.xsd"), (f"{XSI}nil", "true"), (f"{XSI}nil", "false"),
        ("id", "1"), ("{http://www.w3.org/XML/1998/namespace}lang", "en"),
        (f"{{{etree.QName(root).namespace}}}id", "1"),
    ])  # fmt: skip
    chance.choice([root, _any(root, chance)]).set(name, value)


def _text_between(root: Tree, chance: Random) -> None:
    _any(root, chance).tail = chance.choice([" ", "\n\n\t", "\r\n", "", "", "x", "\u00a0", "0"])


def _nest(root: Tree, chance: Random) -> None:
    element = _simple(root, chance)
    etree.SubElement(element, chance.choice([element.tag, "other"])).tail = "x"


def _empty(root: Tree, chance: Random) -> None:
    element = _any(root, chance)
    for each in list(element):
        element.remove(each)
    element.text = None


def _year(root: Tree, chance: Random) -> None:
    for year in root.iter("{*}Year"):
        year.text = chance.choice(["2526", "2425", "2324", " 2526", "25-26"])


def _namespace(root: Tree, chance: Random) -> None:
    space = chance.choice(["ESFA/ILR/2024-25", "ESFA/ILR/2025-26", "ESFA/ILR/2023-24", "esfa/ilr/2025-26"])
    for each in [_any(root, chance)] if chance.random() < 0.3 else root.iter(etree.Element):
        each.tag = f"{{{space}}}{etree.QName(each).localname}"


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[+-]?[0-9.]+", text) is not None


Mutation = Callable[[Tree, Random], None]
HARD: list[Mutation] = [
    _delete, _delete_many, _duplicate, _swap, _move, _rename, _retext, _retext, _retext, _attribute, _text_between,
    _nest, _empty, _year, _namespace,
]  # fmt: skip
MILD: list[Mutation] = [
    _delete, _retext, _retext, _retext_alike, _retext_alike, _pad, _zeros, _cdata, _comment, _comment, _text_between,
]  # fmt: skip
