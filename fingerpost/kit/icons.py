"""Drawings for the tabs, 20 units square, named by the last word of the tab's URL name."""

_TODAY = "M3 2h1v2h2V2h8v2h2V2h1a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1zm1 6v8h12V8zm2 2h4v3H6z"
_PERSON = "M10 3a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM3 18c0-4 3-6.5 7-6.5s7 2.5 7 6.5z"
_PEOPLE = (
    "M7 4a3 3 0 1 1 0 6 3 3 0 0 1 0-6zm7 1a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z"
    "M1 17c0-3.5 2.5-5.5 6-5.5s6 2 6 5.5zm13.5 0c0-2-.6-3.7-1.7-5 3.5-.6 6.2 1.4 6.2 5z"
)
_CARD = "M3 3h14v14H3zm2 2v10h10V5zm5 1a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM6 14.5c0-2.2 1.7-3.5 4-3.5s4 1.3 4 3.5z"
_BOARD = "M2 3h16v11H2zm2 2v7h12V5zm4 9h4l2 4h-2.2L10 15.5 8.2 18H6z"
_SQUARES = "M2 2h7v7H2zm9 0h7v7h-7zM2 11h7v7H2zm9 0h7v7h-7zm2 2v3h3v-3z"
_LIST = "M2 4h3v3H2zm5 0h11v3H7zM2 9h3v3H2zm5 0h11v3H7zm-5 5h3v3H2zm5 0h11v3H7z"
_PAGE = "M4 2h8l4 4v12H4zm2 2v12h8V8h-4V4zm2 6h4v2H8zm0 3h4v2H8z"
_POST = "M5 1h2v2h8l3 2.5L15 8H7v2h6l2.5 2.25L13 14.5H7V19H5z"

_DRAWINGS = {
    "today": _TODAY,
    "home": _TODAY,
    "team": _PEOPLE,
    "people": _CARD,
    "groups": _PEOPLE,
    "learners": _PERSON,
    "caseload": _PERSON,
    "learner": _PERSON,
    "register": _LIST,
    "sessions": _BOARD,
    "courses": _BOARD,
    "counts": _SQUARES,
    "figures": _SQUARES,
    "gaps": _SQUARES,
    "policies": _PAGE,
    "journal": _LIST,
    "duties": _LIST,
}


def icon(name: str) -> str:
    """The path of the drawing for a URL name such as `people:groups`; a fingerpost for a name that has none."""
    return _DRAWINGS.get(name.rpartition(":")[2], _POST)
