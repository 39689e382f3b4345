"""The Welsh of everything: collects what pages and messages say in English, and keeps the Welsh beside it.

    python -m fingerpost.kit.texts [MORE.po ...]

Reads every template and every Python file of the product and merges what it finds into the Welsh file: translations
stay, what is no longer said goes, what is new waits empty. Where Welsh is missing it is taken from further files. Then
it writes the compiled file that Django reads. What Django and allauth say on our pages is listed in `borrowed.py`.
"""

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from fingerpost.kit.borrowed import BORROWED

PRODUCT = Path(__file__).parents[1]
WELSH = PRODUCT / "kit" / "locale" / "cy" / "LC_MESSAGES" / "django.po"
KEYWORDS = dict.fromkeys(
    "_ gettext gettext_lazy gettext_noop ngettext ngettext_lazy pgettext pgettext_lazy npgettext npgettext_lazy".split()
)
PLURALS = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);"
"""Welsh has six forms, as in CLDR: for 0, 1, 2, 3, 6 and the rest."""

HEADER = "# The Welsh of Fingerpost. Kept by fingerpost.kit.texts: edit the Welsh here, never the English."
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""Stands in the head of the file instead of the day, so that the same texts give the same file."""
_HEAD: dict[str, Any] = {
    "creation_date": EPOCH,
    "revision_date": EPOCH,
    "last_translator": "Fingerpost",
    "language_team": "Fingerpost",
    "msgid_bugs_address": "",
}


class Text(NamedTuple):
    """One text that a person may read: in a context (mostly none), with its plural (mostly none)."""

    context: str | None
    english: str
    plural: str | None


def said() -> dict[Text, str]:
    """Every text of ours with the first file that says it, and those that we borrow."""
    found: dict[Text, str] = {}
    for path in sorted(PRODUCT.rglob("*.html")) + sorted(PRODUCT.rglob("*.txt")) + sorted(PRODUCT.rglob("*.py")):
        for text in texts_in(path):
            found.setdefault(text, path.relative_to(PRODUCT).as_posix())
    for english, plural in BORROWED:
        found.setdefault(Text(None, english, plural), "borrowed")
    return found


def texts_in(path: Path) -> Iterator[Text]:
    """Every text of one file: of Python as it is, of a template as the Python that Django makes of it."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        source = "\n".join(line.strip() for line in templatize(source, origin=str(path)).splitlines())
    for _line, function, messages, _comments in extract_python(BytesIO(source.encode()), KEYWORDS, [], {}):
        given: Iterable[object] = messages if isinstance(messages, (tuple, list)) else (messages,)
        words = [word for word in given if word and isinstance(word, str)]
        if words:
            yield _text(str(function), words)


def welsh(path: Path | None = None) -> Catalog:
    """The Welsh file as it stands, ours if no other is named; empty where there is none."""
    path = path or WELSH
    if not path.exists():
        return Catalog(locale="cy")
    return read_po(BytesIO(path.read_bytes()), locale="cy")


def merged(said_now: dict[Text, str], *sources: Catalog) -> Catalog:
    """A new catalogue of what is said now, in order, each with the first Welsh that a source has for it."""
    made = Catalog("cy", project="Fingerpost", version="1", fuzzy=False, header_comment=HEADER, **_HEAD)
    made.mime_headers = [("Plural-Forms", PLURALS)]
    for text in sorted(said_now, key=lambda text: (text.english.casefold(), text.english, text.context or "")):
        key: str | tuple[str, str] = (text.english, text.plural) if text.plural else text.english
        made.add(
            key, _welsh_of(text, sources), context=text.context, auto_comments=[said_now[text]], flags=_flags(text)
        )
    return made


def write(catalog: Catalog, path: Path | None = None) -> None:
    """Writes the file for translators and, beside it, the one that Django reads."""
    path = path or WELSH
    path.parent.mkdir(parents=True, exist_ok=True)
    for target, writer in ((path, _write_po), (path.with_suffix(".mo"), write_mo)):
        made = BytesIO()
        writer(made, catalog)
        target.write_bytes(made.getvalue())


def main(more: list[str]) -> int:
    """Collects, merges, writes, and says how many texts still wait for their Welsh."""
    catalog = merged(said(), welsh(), *(welsh(Path(path)) for path in more))
    write(catalog)
    waiting = [message for message in catalog if message.id and not _is_whole(message)]
    for message in waiting:
        print(f"waits for its Welsh: {message.id!r}")
    print(f"{len(catalog)} texts, {len(waiting)} without Welsh")
    return 1 if waiting else 0


def _text(function: str, words: list[str]) -> Text:
    context = words.pop(0) if "pgettext" in function else None
    return Text(context, words[0], words[1] if function.startswith("n") else None)


def _welsh_of(text: Text, sources: tuple[Catalog, ...]) -> str | tuple[str, ...]:
    for source in sources:
        held = source.get(text.english, text.context)
        if held is not None and _is_whole(held) and isinstance(held.id, tuple) == bool(text.plural):
            return tuple(held.string) if isinstance(held.string, (tuple, list)) else held.string or ""
    return ("",) * 6 if text.plural else ""


def _is_whole(message: Message) -> bool:
    if isinstance(message.id, tuple):
        return isinstance(message.string, tuple) and len(message.string) == 6 and all(message.string)
    return bool(message.string)


def _flags(text: Text) -> set[str]:
    return {"python-format"} if "%(" in text.english else set()


def _write_po(file: BytesIO, catalog: Catalog) -> None:
    write_po(file, catalog, width=120, omit_header=False, no_location=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
