"""People: the list, one person's page, what is known of them, their roles and invitations."""

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fingerpost.kit.answers import refused, saved
from fingerpost.people import actions, forms
from fingerpost.people.doors import Request, needs
from fingerpost.people.errors import RefusedError
from fingerpost.people.models import Invitation, Person, Role, named_like, running
from fingerpost.people.queries import caseload, people_to_cover, visible_people
from fingerpost.people.roles import may
from fingerpost.people.views.pages import form_page, gone, person_or_404

ON_A_PAGE = 50


@require_GET
@needs("manage_people", "arrange_cover")
def people(request: Request) -> HttpResponse:
    """The people whose pages the viewer may open, filtered in the address bar."""
    form = forms.PeopleFilter(request.GET or None)
    found = _narrowed(visible_people(request.viewer), request, form).order_by("name", "key")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    keys = [person.key for person in page]
    held: dict[str, list[Role]] = {}
    for role in Role.objects.filter(running(request.today), person__in=keys).order_by("id"):
        held.setdefault(role.person_id, []).append(role)
    told = {"page": page, "form": form, "rows": [(each, held.get(each.key, [])) for each in page]}
    return render(request, "people/people.html", told | {"may_manage": may(request.viewer, "manage_people")})


def _narrowed(found: QuerySet[Person], request: Request, form: forms.PeopleFilter) -> QuerySet[Person]:
    if not form.is_valid():
        return found
    if wanted := form.cleaned_data["q"]:
        found = found.filter(named_like(wanted, "sought") | Q(email__icontains=wanted))
    if role := form.cleaned_data["role"]:
        found = found.filter(key__in=Role.objects.filter(running(request.today), role=role).values("person"))
    return found


@require_GET
@needs("manage_people", "arrange_cover")
def person(request: Request, code: str) -> HttpResponse:
    """One person: what is known of them, their roles, cover, invitations."""
    shown = person_or_404(request, code)
    roles = list(shown.roles.select_related("group", "employer").order_by("-from_on", "-id"))
    open_roles = [role for role in roles if role.until_on is None or role.until_on > request.today]
    told = {
        "person": shown,
        "user": getattr(shown, "user", None),
        "roles": open_roles,
        "past_roles": [role for role in roles if role not in open_roles],
        "covered_by": shown.covered_by.filter(until_on__gt=request.today)
        .select_related("covering")
        .order_by("from_on"),
        "covers": shown.covers.filter(until_on__gt=request.today).select_related("covered").order_by("from_on"),
        "caseload": len(caseload(shown, request.today)),
        "invitation": shown.invitations.filter(accepted_at__isnull=True, withdrawn_at__isnull=True).first(),
        "may_manage": may(request.viewer, "manage_people"),
        "may_cover": people_to_cover(request.viewer).filter(pk=shown.pk).exists(),
    }
    return render(request, "people/person.html", told | {"account": told.pop("user")})


@require_http_methods(["GET", "POST"])
@needs("manage_people")
def new_person(request: Request) -> HttpResponse:
    """Adds a person."""
    form = forms.NewPersonForm(request.POST or None)
    if form.is_valid():
        added = actions.add_person(**form.cleaned_data, by=request.viewer.person_key, at=request.now)
        saved(request, _("%(name)s is in the list of people. Give them a role next.") % {"name": added.name})
        return redirect("people:person", added.code)
    title, button = _("Add a person"), _("Add this person")
    return form_page(request, form, title=title, button=button, back=reverse("people:people"))


@require_http_methods(["GET", "POST"])
@needs("manage_people")
def details(request: Request, code: str) -> HttpResponse:
    """Changes what is known of a person."""
    shown = person_or_404(request, code)
    now = {name: getattr(shown, name) for name in forms.PersonForm.base_fields}
    form = forms.PersonForm(request.POST or None, initial=now)
    if form.is_valid():
        actions.change_person(person=shown, by=request.viewer.person_key, at=request.now, **form.cleaned_data)
        saved(request, _("The details are saved."))
        return redirect("people:person", code)
    title = _("Details of %(name)s") % {"name": shown.name}
    return form_page(request, form, title=title, button=_("Save"), back=reverse("people:person", args=[code]))


@require_http_methods(["GET", "POST"])
@needs("manage_people")
def new_role(request: Request, code: str) -> HttpResponse:
    """Gives a person a role."""
    shown = person_or_404(request, code)
    form = forms.RoleForm(request.POST or None, initial={"on": request.today})
    if request.POST and forms.done(form, actions.give_role, person=shown, by=request.viewer.person_key, at=request.now):
        saved(request, _("%(name)s has the role now, from the day that you gave.") % {"name": shown.name})
        return redirect("people:person", code)
    title = _("Give %(name)s a role") % {"name": shown.name}
    return form_page(request, form, title=title, button=_("Give this role"), back=reverse("people:person", args=[code]))


@require_http_methods(["GET", "POST"])
@needs("manage_people")
def role_end(request: Request, code: str, number: int) -> HttpResponse:
    """Ends a role."""
    shown = person_or_404(request, code)
    role = shown.roles.filter(pk=number).first()
    if role is None:
        return gone(request, code, _("This role has ended already."))
    form = forms.EndRoleForm(request.POST or None, initial={"on": request.today})
    if request.POST and forms.done(form, actions.end_role, role=role, by=request.viewer.person_key, at=request.now):
        saved(request, _("The role ends on the day that you gave."))
        return redirect("people:person", code)
    title = _("End the role “%(role)s” of %(name)s") % {"role": role.name, "name": shown.name}
    intro = _("Learners in their caseload will show as having no coach until somebody else has them.")
    back = reverse("people:person", args=[code])
    return form_page(request, form, title=title, button=_("End this role"), back=back, intro=intro)


@require_http_methods(["GET", "POST"])
@needs("manage_people")
def invitation(request: Request, code: str) -> HttpResponse:
    """Invites a person to make an account."""
    shown = person_or_404(request, code)
    form = forms.InviteForm(request.POST or None, initial={"email": shown.email})

    def link(token: str) -> str:
        return request.build_absolute_uri(reverse("people:acceptance", args=[token]))

    if request.POST and forms.done(
        form, actions.invite, person=shown, link=link, by=request.viewer.person_key, at=request.now
    ):
        saved(request, _("The invitation is on its way. Its link works once, within 7 days."))
        return redirect("people:person", code)
    title = _("Invite %(name)s") % {"name": shown.name}
    intro = _("They get a link by email, in their language, and choose a password. Earlier links stop working.")
    back = reverse("people:person", args=[code])
    return form_page(request, form, title=title, button=_("Send the invitation"), back=back, intro=intro)


@require_POST
@needs("manage_people")
def invitation_withdrawal(request: Request, code: str, number: int) -> HttpResponse:
    """Makes the link of an invitation useless."""
    found = get_object_or_404(Invitation, pk=number, person=person_or_404(request, code))
    try:
        actions.withdraw_invitation(invitation=found, by=request.viewer.person_key, at=request.now)
    except RefusedError as refusal:
        refused(request, refusal.message)
    else:
        saved(request, _("The link of the invitation no longer works."))
    return redirect("people:person", code)
