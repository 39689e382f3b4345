"""One's own account, the language of pages, invitations accepted, and sign-in in a demonstration."""

from typing import Any

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from fingerpost.journal.queries import has_line
from fingerpost.kit.answers import saved
from fingerpost.people import actions, forms
from fingerpost.people.doors import Request, needs, open_to_all
from fingerpost.people.middleware import COOKIE, LANGUAGES
from fingerpost.people.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
A_YEAR = 365 * 24 * 60 * 60
DEMO_MADE = "demo_made"
"""The act by which the journal of a demonstration's database begins."""


@require_http_methods(["GET", "POST"])
@needs()
def account(request: Request) -> HttpResponse:
    """What people say about themselves, and the ways to their password, codes and passkeys."""
    person = request.user.person
    now = {name: getattr(person, name) for name in forms.AccountForm.base_fields}
    form = forms.AccountForm(request.POST or None, initial=now)
    if form.is_valid():
        actions.change_person(person=person, by=person.key, at=request.now, **form.cleaned_data)
        with override(person.language):
            saved(request, _("Your details are saved."))
        return redirect("people:account")
    return render(request, "people/account.html", {"form": form, "person": person})


@open_to_all
@require_POST
def language(request: Any) -> HttpResponse:
    """Switches the language of pages, and remembers it: of a person, or on the device where nobody is signed in."""
    chosen = request.POST.get("language", "")
    if chosen not in LANGUAGES:
        raise Http404
    if request.viewer is not None:
        person = request.user.person
        actions.change_person(person=person, by=person.key, at=request.now, language=chosen)
    response = HttpResponseRedirect(_own_address(request, request.POST.get("next", "")))
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(COOKIE, chosen, max_age=A_YEAR, samesite="Lax", secure=secure, httponly=True)
    return response


def _own_address(request: Any, address: str) -> str:
    """The address if it is one of ours, else the first page."""
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if ours else "/"


@open_to_all
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def acceptance(request: Any, token: str) -> HttpResponse:
    """Somebody who was invited chooses a password and is signed in."""
    invitation = actions.invitation_by(token, request.now)
    if invitation is None:
        return render(request, "people/no_invitation.html", status=404)
    prospect = User(email=invitation.email, person=invitation.person)
    form = forms.AcceptForm(request.POST or None, user=prospect)
    if request.POST and forms.done(form, actions.accept_invitation, token=token, at=request.now):
        user = User.objects.get(person=invitation.person)
        answer: HttpResponse = perform_login(request, user, email_verification="none")  # asks for a second factor, too
        return answer
    return render(request, "people/acceptance.html", {"form": form, "invitation": invitation})


@open_to_all
@require_POST
def demo_sign_in(request: Any) -> HttpResponse:
    """In a demonstration, and only in a database that was made for one: sign in as a person of one's choice."""
    if not settings.DEMO or not has_line(DEMO_MADE):
        raise Http404
    user = get_object_or_404(User, person_id=request.POST.get("person", "").replace("\0", ""), is_active=True)
    login(request, user, backend=BACKEND)
    return redirect(settings.LOGIN_REDIRECT_URL)
