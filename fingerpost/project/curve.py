"""A curve as SVG: what a rule is worth, over the values of a parameter.

Colours are those of the look, light and dark; every line has a dash and a mark of its own and its name beside it, so
that it can be read in grey. The finding stands in the title and the description, for those who do not see it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from fingerpost.project.worth import Answer
from fingerpost.rules.shares import Share
from fingerpost.rules.worth import Worth
from fingerpost.story.language import Language

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 62, 178, 44, 356
NEAR = 17
"""Names at the end of lines stand so far apart, at least."""

STYLE = """\
    svg { font: 14px system-ui, sans-serif; }
    .ground { fill: #fff; } text { fill: #1a2226; } .soft { fill: #4e595f; } .grid { stroke: #e3e0d8; }
    .own { stroke: #80868a; stroke-dasharray: 2 4; }
    .line { fill: none; stroke-width: 2.5; stroke-linejoin: round; } .band { opacity: .16; }
    .recall { stroke: #0b5665; } .alarms { stroke: #704600; stroke-dasharray: 8 5; }
    .precision { stroke: #1a2226; stroke-dasharray: 2 4; stroke-linecap: round; }
    .mark { stroke-dasharray: none; stroke-width: 2; fill: #fff; }
    .band.recall { fill: #0b5665; } .band.alarms { fill: #704600; } .band.precision { fill: #1a2226; }
    .band { stroke: none; }
    @media (prefers-color-scheme: dark) {
      .ground, .mark { fill: #1b2023; } text { fill: #e9ecec; } .soft { fill: #a9b4b8; } .grid { stroke: #333b40; }
      .own { stroke: #76838a; }
      .recall { stroke: #84cddb; } .alarms { stroke: #f4cd78; } .precision { stroke: #e9ecec; }
      .band { stroke: none; }
      .band.recall { fill: #84cddb; } .band.alarms { fill: #f4cd78; } .band.precision { fill: #e9ecec; }
    }"""


class Line(NamedTuple):
    """One of the lines: its class in the picture and its name in the texts, its share of a worth, its form of mark."""

    key: str
    share: Callable[[Worth], Share]
    mark: str

    def names(self, language: Language) -> list[str]:
        """The rows of its name."""
        return str(language.sentences["backtest"]["curve"][self.key]).split("\n")


LINES = (
    Line("recall", lambda worth: worth.recall, "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z"),
    Line("alarms", lambda worth: worth.false_alarms, "M0-5L5 4H-5z"),
    Line("precision", lambda worth: worth.precision, "M-4-4H4V4H-4z"),
)


def curve(name: str, unit: str, answers: Sequence[Answer], own: Sequence[int], language: Language) -> str:
    """The picture; `own` are the values that the policy itself has, marked where they lie in the range."""
    values = [answer.value or 0 for answer in answers]
    places = _Places(min(values), max(values))
    words = language.sentences["backtest"]["curve"]
    unit = language.unit(unit)
    parts = [*_frame(f"{name} ({unit})", places, values, {value: words["now"].format(value=value) for value in own})]
    parts += [_band(line, answers, places) for line in LINES]
    parts += [part for line in LINES for part in _drawn(line, answers, places)]
    parts += _names(answers, places, language)
    body = "\n".join(f"  {part}" for part in parts if part)
    title = words["title"].format(name=name, first=values[0], last=values[-1], unit=unit)
    said = " ".join(_said(answer, unit, language) for answer in answers)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'lang="{language.code}" '
        f'aria-labelledby="title said">\n'
        f'  <title id="title">{escape(title)}</title>\n  <desc id="said">{escape(said)}</desc>\n'
        f"  <style>\n{STYLE}\n  </style>\n{body}\n</svg>\n"
    )


class _Places:
    """Where a value and a share stand in the picture."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last

    def across(self, value: int) -> float:
        if self.first == self.last:
            return (LEFT + WIDTH - RIGHT) / 2
        return LEFT + (value - self.first) / (self.last - self.first) * (WIDTH - RIGHT - LEFT)

    def down(self, share: float) -> float:
        return BOTTOM - share * (BOTTOM - TOP)


def _frame(title: str, places: _Places, values: Sequence[int], own: Mapping[int, str]) -> list[str]:
    parts = [f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}" rx="10"/>']
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = places.down(share)
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text class="soft" x="{LEFT - 10}" y="{y + 5:.1f}" text-anchor="end">{share:.0%}</text>')
    for value, name in own.items():
        if places.first <= value <= places.last:
            x = places.across(value)
            parts.append(f'<line class="own" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 8}" y2="{BOTTOM}"/>')
            parts.append(f'<text class="soft" x="{x:.1f}" y="{TOP - 14}" text-anchor="middle">{escape(name)}</text>')
    every = len(values) // 12 + 1
    for value in values[::every]:
        x = places.across(value)
        parts.append(f'<text class="soft" x="{x:.1f}" y="{BOTTOM + 22}" text-anchor="middle">{value}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(f'<text x="{middle:.1f}" y="{HEIGHT - 18}" text-anchor="middle">{escape(title)}</text>')
    return parts


def _band(line: Line, answers: Sequence[Answer], places: _Places) -> str:
    """The 95 % intervals, as a band behind the line."""
    told = [(answer.value or 0, both) for answer in answers if (both := line.share(answer.worth).interval)]
    if not told:
        return ""
    above = [f"{places.across(value):.1f} {places.down(high):.1f}" for value, (_, high) in told]
    below = [f"{places.across(value):.1f} {places.down(low):.1f}" for value, (low, _) in reversed(told)]
    return f'<path class="band {line.key}" d="M{" ".join((*above, *below))}z"/>'


def _drawn(line: Line, answers: Sequence[Answer], places: _Places) -> list[str]:
    points = _points(line, answers, places)
    if not points:
        return []
    path = " ".join(f"{x:.1f} {y:.1f}" for x, y in points)
    marks = [
        f'<path class="mark {line.key}" transform="translate({x:.1f} {y:.1f})" d="{line.mark}"/>' for x, y in points
    ]
    return [f'<path class="line {line.key}" d="M{path}"/>', *marks]


def _points(line: Line, answers: Sequence[Answer], places: _Places) -> list[tuple[float, float]]:
    shares = ((answer.value or 0, line.share(answer.worth).value) for answer in answers)
    return [(places.across(value), places.down(share)) for value, share in shares if share is not None]


def _names(answers: Sequence[Answer], places: _Places, language: Language) -> list[str]:
    """The name of each line at its end, none upon another."""
    ends = sorted((points[-1][1], line) for line in LINES if (points := _points(line, answers, places)))
    parts: list[str] = []
    free = float(TOP)
    for place, (y, line) in enumerate(ends):
        lowest = BOTTOM - (len(ends) - place - 1) * 2 * NEAR - NEAR
        y = min(max(y, free), lowest)
        x = WIDTH - RIGHT + 14
        parts.append(f'<path class="mark {line.key}" transform="translate({x} {y - 4:.1f})" d="{line.mark}"/>')
        parts += [
            f'<text x="{x + 12}" y="{y + row * NEAR:.1f}">{escape(name)}</text>'
            for row, name in enumerate(line.names(language))
        ]
        free = y + 2 * NEAR
    return parts


def _said(answer: Answer, unit: str, language: Language) -> str:
    """The figures of one value in a sentence."""
    words = language.sentences["backtest"]["curve"]
    shares = words["and"].join(_share(line, answer.worth, language) for line in LINES)
    return str(words["value"].format(value=answer.value, unit=unit, shares=shares))


def _share(line: Line, worth: Worth, language: Language) -> str:
    share, words = line.share(worth).value, language.sentences["backtest"]["curve"]
    told = words["too_few"] if share is None else f"{share:.0%}"
    return str(words["share"].format(line=" ".join(line.names(language)), share=told))
