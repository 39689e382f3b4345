"""How far a long command is, on a terminal only."""

import sys
from types import TracebackType

EVERY = 1000


class Progress:
    """Counts on the error stream, where that is a terminal; `total` makes it a share. Nothing else is printed."""

    def __init__(self, what: str, total: int | None = None) -> None:
        self.what = what
        self.total = total
        self.shown = False

    def __enter__(self) -> "Progress":
        return self

    def at(self, number: int) -> None:
        """Shows that so many are done."""
        if number % EVERY == 0 and sys.stderr.isatty():
            share = f" of {self.total:,} ({number / self.total:.0%})" if self.total else ""
            print(f"\r{number:,}{share} {self.what}", end="", file=sys.stderr, flush=True)
            self.shown = True

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
