"""What a person reads on a page."""

import re
from html import unescape
from typing import Any

HIDDEN = re.compile(r"<(head|script|template|svg)\b.*?</\1>", re.DOTALL)


def text_of(answer: Any) -> str:
    """The words of a page in their order, without its tags; attributes are not read."""
    body = HIDDEN.sub(" ", answer.content.decode())
    text = unescape(re.sub(r"<[^>]+>", " ", body))
    return re.sub(r"\s+([,.;:])", r"\1", " ".join(text.split()))
