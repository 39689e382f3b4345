"""What of a page breaks the content security policy."""

import re

_INLINE = re.compile(r"\sstyle=|<style|\son[a-z]+=|javascript:", re.IGNORECASE)
_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>", re.IGNORECASE)


def forbidden(page: str) -> list[str]:
    """Inline scripts, styles and handlers in a page; data for a script is no script."""
    return [*_INLINE.findall(page), *_SCRIPT.findall(page)]
