"""Whether every text has its Welsh, and nothing on a page escapes translation."""

import re
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

from fingerpost.kit.texts import Text

FORMS = 6
KEPT = {
    "Sector": "the same word in both languages",
    "Tutor": "the same word in both languages",
    "Log": "the same word in both languages",
    "%(counter)s person": "the same word in both languages",
}
"""Texts whose Welsh may equal their English, each with its reason. Patterns without words may too."""
NAMES = {"Fingerpost", "English", "Cymraeg"}
"""Words that stand in templates untranslated: the product's name, and each language's name in itself."""

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
_NOT_SAID = re.compile(
    r"\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}|\{%\s*blocktrans.*?endblocktrans\w*\s*%\}"
    r"|<script.*?</script>|<!--.*?-->|\{%.*?%\}|\{\{.*?\}\}",
    re.DOTALL,
)
_SAID_ATTRIBUTE = re.compile(r"\b(?:aria-label|alt|title|placeholder|data-l)=(\"[^\"]*\"|'[^']*')")
_TAG = re.compile(r"<[^>]*>", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")


def faults(said: dict[Text, str], welsh: Catalog) -> Iterator[str]:
    """What is wrong with the Welsh of these texts, a sentence each."""
    for text, where in said.items():
        held = welsh.get(text.english, text.context)
        if held is None or not any(_forms(held)):
            yield f"{where}: “{text.english}” has no Welsh"
        else:
            yield from (f"{where}: “{text.english}” {fault}" for fault in _faults_of(text, held))


def bare_words(template: str) -> list[str]:
    """Words of a template that a person would read and that no translation reaches."""
    shown = _NOT_SAID.sub(" ", template)
    said = [attribute[1:-1] for attribute in _SAID_ATTRIBUTE.findall(shown)]
    words = _WORD.findall(re.sub(r"&\w+;", " ", " ".join([_TAG.sub(" ", shown), *said])))
    return [word for word in words if word not in NAMES]


def _faults_of(text: Text, held: Message) -> Iterator[str]:
    forms = _forms(held)
    if held.fuzzy:
        yield "is marked fuzzy"
    if (text.plural and len(forms) != FORMS) or not all(forms):
        yield f"needs {FORMS if text.plural else 1} forms, all of them"
    if text.english in forms and text.english not in KEPT and _WORD.search(_PLACEHOLDER.sub("", text.english)):
        yield "is the same in Welsh"
    for form in forms:
        if not _agree(text, form):
            yield f"has other placeholders in “{form}”"


def _agree(text: Text, form: str) -> bool:
    """The same placeholders; the number itself may be a word where English has a word for it in the singular."""
    asked, found = _placeholders(text.plural or text.english), _placeholders(form)
    return found == asked or (bool(text.plural) and found == _placeholders(text.english))


def _placeholders(words: str) -> set[str]:
    return set(_PLACEHOLDER.findall(words))


def _forms(held: Message) -> tuple[str, ...]:
    return tuple(held.string) if isinstance(held.string, (tuple, list)) else (held.string or "",)
