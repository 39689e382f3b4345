"""What every answer carries: what a page may load, and that nobody but its reader keeps it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""Everything comes from here; no script and no style stands in a page. (The picture of a one-time code is data.)"""
Answer = Callable[[HttpRequest], HttpResponse]


def _holds_a_nul(request: HttpRequest) -> bool:
    """Whether the address holds a character that no text has and PostgreSQL refuses."""
    return "\0" in request.path or "%00" in request.META.get("QUERY_STRING", "")


def guard_pages(get_response: Answer) -> Answer:
    """Sets the content security policy, and keeps signed-in pages out of shared caches."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = HttpResponseBadRequest() if _holds_a_nul(request) else get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware
