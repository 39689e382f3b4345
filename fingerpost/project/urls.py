"""Every address of the product."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from fingerpost.people.urls import language_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("", RedirectView.as_view(pattern_name="duties:today"), name="home"),
    path("", include("fingerpost.duties.urls")),
    path("", include("fingerpost.caseload.urls")),
    path("", include("fingerpost.people.urls")),
    path("", include(language_urls)),
    path("account/", include("allauth.urls")),
]
