"""What every page's frame needs: the provider's name, the tabs of who looks, whether this is a demonstration."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.crypto import salted_hmac

from fingerpost.kit.icons import icon

LISTED, SEARCH = "caseload:learners", "caseload:search"
"""Whoever has the tab of learners may search among them too. Rooms above are known by their addresses only."""


class Tab(NamedTuple):
    """One tab of the frame: where it leads, its word, the drawing in it, and whether the page belongs to it."""

    address: str
    label: str
    icon: str
    is_current: bool


def shell(request: HttpRequest) -> dict[str, Any]:
    """Values for `kit/base.html`. Asks the database nothing; works without a viewer and without middleware."""
    viewer = getattr(request, "viewer", None)
    named = getattr(request, "tabs", ()) or getattr(viewer, "tabs", ())
    return {
        "viewer": viewer,
        "provider_name": settings.PROVIDER_NAME,
        "is_demo": settings.DEMO,
        "tabs": tabs(request, named),
        "search_address": _address(SEARCH) if LISTED in {name for name, _ in named} else None,
        "draft_owner": draft_owner(viewer),
        "demo_people": getattr(request, "demo_people", ()) if settings.DEMO else (),
    }


def tabs(request: HttpRequest, named: tuple[tuple[str, str], ...]) -> tuple[Tab, ...]:
    """The tabs `(url name, label)` in order. At most one is current: the longest address leading here, or else the
    first tab of the room that the page is of."""
    reached = [(address, label, name) for name, label in named if (address := _address(name))]
    room = request.resolver_match.namespace if request.resolver_match else ""
    of_room = [address for address, _, name in reached if room and name.startswith(f"{room}:")]
    leading = [address for address, _, _ in reached if _leads_to(address, request.path)]
    here = max(leading, key=len, default=of_room[0] if of_room else None)
    return tuple(Tab(address, label, icon(name), address == here) for address, label, name in reached)


def draft_owner(viewer: Any) -> str:
    """A name for the person's drafts on a device, which tells nobody who it is; empty where nobody is signed in."""
    return salted_hmac("fingerpost.kit.drafts", viewer.person_key).hexdigest()[:16] if viewer else ""


def _address(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def _leads_to(address: str, path: str) -> bool:
    return path == address if address == "/" else path.startswith(address)
