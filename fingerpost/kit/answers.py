"""What a page says after an action: one line on top of the next page."""

from django.contrib import messages
from django.http import HttpRequest


def saved(request: HttpRequest, text: str, draft: str = "") -> None:
    """Says on the next page that something is done. `draft` is the form's `data-draft`: that draft is wiped there."""
    messages.success(request, text, extra_tags=f"draft:{draft}" if draft else "")


def refused(request: HttpRequest, text: str) -> None:
    """Says that something was not done, why, and what to do, on the next page."""
    messages.error(request, text)
