"""The frame round every page: which tabs a viewer has. Only the roof knows every room."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from fingerpost.people.viewer import Viewer
from fingerpost.project.demo.offered import offered

Answer = Callable[[HttpRequest], HttpResponse]
Tabs = tuple[tuple[str, Promise], ...]

TODAY = ("duties:today", _("Today"))
LEARNERS = ("caseload:learners", _("Learners"))
TEAM = ("duties:team", _("Team"))
PEOPLE = ("people:people", _("People"))


def name_the_tabs(get_response: Answer) -> Answer:
    """Puts the tabs of the viewer on the request, for the base template; in a demonstration also whom one may be."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.tabs = tabs_of(getattr(request, "viewer", None))  # type: ignore[attr-defined]
        if settings.DEMO:
            request.demo_people = SimpleLazyObject(offered)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def tabs_of(viewer: Viewer | None) -> Tabs:
    """The tabs of a viewer, in their order; none for somebody who is not signed in."""
    if viewer is None:
        return ()
    sees_records = any(grant.definition.compartments for grant in viewer.grants)
    acts = frozenset[str]().union(*(grant.definition.acts for grant in viewer.grants))
    offered = (
        (TODAY, True),
        (LEARNERS, sees_records or bool(acts & {"enrol", "assign"})),
        (TEAM, bool(acts & {"see_team", "see_counts"})),
        (PEOPLE, bool(acts & {"manage_people", "arrange_cover"})),
    )
    return tuple(tab for tab, is_offered in offered if is_offered)
