"""Every address of the product."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from fingerpost.people.urls import language_urls


def not_offered(request: HttpRequest) -> HttpResponse:
    """A page that this product does without."""
    raise Http404


urlpatterns: list[URLPattern | URLResolver] = [
    path("", RedirectView.as_view(pattern_name="duties:today"), name="home"),
    path("", include("fingerpost.duties.urls")),
    path("", include("fingerpost.caseload.urls")),
    path("", include("fingerpost.people.urls")),
    path("", include(language_urls)),
    # People are invited, and an address changes by a new invitation: two pages of the library are not offered.
    path("account/signup/", not_offered, name="account_signup"),
    path("account/email/", not_offered, name="account_email"),
    path("account/", include("allauth.urls")),
]
