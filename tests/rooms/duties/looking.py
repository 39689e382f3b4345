"""Looking at a page as a reader does: its sections, and the lines in each."""

from dataclasses import dataclass
from typing import Any

from lxml import html


@dataclass(frozen=True)
class Row:
    """A line of a list as it is read."""

    action: str
    about: str
    on: str
    mark: str
    state: str
    clause: str
    why: str
    button: str
    href: str
    is_main: bool
    is_ahead: bool


def page_of(answer: Any) -> Any:
    """The main part of an answer that came as it should."""
    assert answer.status_code == 200, answer.status_code
    whole: Any = html.fromstring(answer.content.decode())
    return whole.get_element_by_id("main")


def text(element: Any) -> str:
    """What is read, in one line; without what is only said to screen readers."""
    copy: Any = html.fromstring(html.tostring(element, encoding="unicode"))
    for hidden in copy.find_class("hide"):
        hidden.drop_tree()
    return " ".join(copy.text_content().split())


def heading(answer: Any) -> str:
    """The title of the page and the line under it."""
    return text(page_of(answer).find_class("head")[0])


def section(answer: Any, name: str) -> list[Row]:
    """The lines under the heading of this id; none where there is no such heading."""
    found = page_of(answer).xpath(f'.//section[@aria-labelledby="{name}"]')
    return [_row(each) for part in found for each in part.xpath('.//ul[@class="duties"]/li')]


def lines(answer: Any) -> list[Row]:
    """All lines of a page."""
    return [_row(each) for each in page_of(answer).xpath('.//ul[@class="duties"]/li')]


def _row(line: Any) -> Row:
    mark, chip = line.find_class("mark")[0], line.find_class("clause")[0]
    button = line.find_class("button")[0]
    return Row(
        action=text(line.find(".//h3")),
        about=text(line.find_class("meta")[0]),
        on=text(line.find(".//b")),
        mark=text(mark),
        state=mark.get("class").removeprefix("mark").strip(),
        clause=text(chip),
        why=chip.get("href"),
        button=text(button),
        href=button.get("href") or button.getparent().get("action"),
        is_main="main" in button.get("class").split(),
        is_ahead=line.get("class") == "forecast",
    )
