"""What every view finds on its request: the moment, the day, who looks, and the language of the page."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from fingerpost.kit import clock
from fingerpost.people.models import Person
from fingerpost.people.viewer import Viewer, viewer_of

Answer = Callable[[HttpRequest], HttpResponse]
COOKIE = "language"
LANGUAGES = frozenset(Person.Language.values)


def read_the_clock_and_the_viewer(get_response: Answer) -> Answer:
    """Puts `now` (with its time zone), `today` (in London) and `viewer` (None where nobody is signed in) on the
    request. The clock is read here and nowhere later; the viewer takes one query beside the account itself."""

    def middleware(request: Any) -> HttpResponse:
        request.now = clock.now()
        request.today = clock.day_of(request.now)
        request.viewer = _viewer(request)
        return get_response(request)

    return middleware


def _viewer(request: Any) -> Viewer | None:
    """Who is signed in. Somebody whose last day is over is signed out: no job has to run on that night."""
    if not request.user.is_authenticated:
        return None
    person = request.user.person
    if person.left_on is not None and person.left_on <= request.today:
        logout(request)
        return None
    return viewer_of(person, request.today)


def speak_the_language(get_response: Answer) -> Answer:
    """Answers in the language of who is signed in, else in that of the cookie, else in what the browser asks for."""

    def middleware(request: Any) -> HttpResponse:
        with translation.override(language_of(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    return middleware


def language_of(request: Any) -> str:
    """English (`en`) or Welsh (`cy`)."""
    viewer: Viewer | None = request.viewer
    if viewer is not None:
        return viewer.language
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in LANGUAGES else _asked_for(request.headers.get("Accept-Language", ""))


def _asked_for(header: str) -> str:
    """The language that a browser would rather have, of those that there are; English where it names neither."""
    wishes = []
    for place, part in enumerate(header.lower().split(",")):
        name, _, weight = part.strip().partition(";q=")
        if (language := name.strip()[:2]) in LANGUAGES:
            wishes.append((-_as_number(weight or "1"), place, language))
    return min(wishes)[2] if wishes else Person.Language.ENGLISH.value


def _as_number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
