"""The addresses of the room duties with those that its pages lead to; the desk's stand here as plain pages."""

from typing import Any

from django.http import HttpResponse
from django.urls import include, path


def _page(request: Any, **named: str) -> HttpResponse:
    return HttpResponse(f"the desk: {named}")


DESK = [
    path("learners/<str:code>", _page, name="learner"),
    path("learners/<str:code>/contacts/new", _page, name="log_contact"),
    path("learners/<str:code>/coach", _page, name="change_coach"),
    path("learners/<str:code>/facts/<slug:kind>/new", _page, name="record"),
    path("learners/numbers", _page, name="numbers"),
]

urlpatterns = [
    path("", include("fingerpost.duties.urls")),
    path("", include((DESK, "caseload"))),
    path("language/", _page, name="language"),
    path("account/", include("allauth.urls")),
]
