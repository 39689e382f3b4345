"""The addresses of this room and of sign-in, without the desks above."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import get_language

from fingerpost.people.urls import language_urls


def _home(request: HttpRequest) -> HttpResponse:
    viewer = getattr(request, "viewer", None)
    return HttpResponse(f"{viewer.name if viewer else 'nobody'} {get_language()}")


urlpatterns: list[URLPattern | URLResolver] = [
    path("", _home, name="home"),
    path("", include("fingerpost.people.urls")),
    path("", include(language_urls)),
    path("account/", include("allauth.urls")),
]
