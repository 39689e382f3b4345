"""Months as people type them: a number, or a name in English or Welsh, whole or cut short."""

_ENGLISH = "january february march april may june july august september october november december".split()
_WELSH = "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr".split()


def month_typed(typed: str) -> int | None:
    """The month from 1 to 12 that was meant; None where that cannot be told.

    A name counts from its third letter on, as long as only one month begins so ("maw" is March, "ma" is nothing).
    """
    word = typed.strip().rstrip(".").lower()
    if word.isascii() and word.isdigit():
        return int(word) if 1 <= int(word) <= 12 else None
    if len(word) < 3:
        return None
    found = {n for names in (_ENGLISH, _WELSH) for n, name in enumerate(names, 1) if name.startswith(word)}
    return found.pop() if len(found) == 1 else None
