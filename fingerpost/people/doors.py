"""The doors of pages: who may come in. What one may not see is not there: the answer is 404, never 403."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from fingerpost.people.models import User
from fingerpost.people.roles import ACTS, may
from fingerpost.people.viewer import Viewer

View = Callable[..., HttpResponse]


class Request(HttpRequest):
    """A request as the middleware of this room hands it on, to a view behind `needs`."""

    now: datetime
    today: date
    viewer: Viewer
    user: User


def needs(*acts: str) -> Callable[[View], View]:
    """The view is for whoever is signed in and may do one of the acts; without acts for whoever is signed in. The view
    carries them as `needs`, so that a test can look through all addresses."""
    for act in acts:
        ACTS[act]

    def door(view: View) -> View:
        @wraps(view)
        def inside(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.viewer is None:
                return redirect_to_login(request.get_full_path())
            if acts and not any(may(request.viewer, act) for act in acts):
                raise Http404
            return view(request, *args, **kwargs)

        inside.needs = acts  # type: ignore[attr-defined]
        return inside

    return door


def open_to_all(view: View) -> View:
    """The view is for everybody, signed in or not, and says so as `needs` being None."""
    view.needs = None  # type: ignore[attr-defined]
    return view
