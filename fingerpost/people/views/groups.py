"""The tree of groups, and employers."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fingerpost.kit.answers import saved
from fingerpost.people import actions, forms
from fingerpost.people.doors import Request, needs
from fingerpost.people.models import Employer, Group, Role, named_like, running
from fingerpost.people.queries import placements_of_group, tree
from fingerpost.people.reach import GROUP
from fingerpost.people.views.pages import form_page


@require_GET
@needs("manage_people")
def groups(request: Request) -> HttpResponse:
    """Every group, under one another."""
    return render(request, "people/groups.html", {"branches": tree()})


@require_GET
@needs("manage_people")
def group(request: Request, code: str) -> HttpResponse:
    """One group: who holds a role there, how many learners it has, where it stands."""
    shown = get_object_or_404(Group.objects.select_related("parent"), pk=GROUP + code)
    roles = (
        Role.objects.filter(running(request.today), group=shown)
        .select_related("person")
        .order_by("role", "person__name")
    )
    told = {"group": shown, "roles": roles, "placed": placements_of_group(shown, request.today).count()}
    return render(request, "people/group.html", told | {"below": shown.children.order_by("name_en")})


@require_http_methods(["GET", "POST"])
@needs("manage_people")
def new_group(request: Request) -> HttpResponse:
    """Adds a group."""
    form = forms.NewGroupForm(request.POST or None, initial={"parent": request.GET.get("under")})
    if request.POST and forms.done(form, actions.add_group, by=request.viewer.person_key, at=request.now):
        saved(request, _("The group is added."))
        return redirect("people:groups")
    title = _("Add a group")
    return form_page(request, form, title=title, button=_("Add this group"), back=reverse("people:groups"))


@require_http_methods(["GET", "POST"])
@needs("manage_people")
def group_details(request: Request, code: str) -> HttpResponse:
    """Changes what a group is called and what it is."""
    shown = get_object_or_404(Group, pk=GROUP + code)
    now = {name: getattr(shown, name) for name in forms.GroupForm.base_fields}
    form = forms.GroupForm(request.POST or None, initial=now)
    if request.POST and forms.done(
        form, actions.change_group, group=shown, by=request.viewer.person_key, at=request.now
    ):
        saved(request, _("The details are saved."))
        return redirect("people:group", code)
    title = _("Details of %(name)s") % {"name": shown}
    return form_page(request, form, title=title, button=_("Save"), back=reverse("people:group", args=[code]))


@require_http_methods(["GET", "POST"])
@needs("manage_people")
def group_place(request: Request, code: str) -> HttpResponse:
    """Puts a group under another."""
    shown = get_object_or_404(Group, pk=GROUP + code)
    form = forms.MoveGroupForm(request.POST or None, group=shown, initial={"parent": shown.parent_id})
    if request.POST and forms.done(form, actions.move_group, group=shown, by=request.viewer.person_key, at=request.now):
        saved(request, _("The group is moved, with all below it."))
        return redirect("people:group", code)
    title = _("Move %(name)s") % {"name": shown}
    intro = _("Whoever holds a role for a group above sees the learners in it: moving a group changes who sees whom.")
    back = reverse("people:group", args=[code])
    return form_page(request, form, title=title, button=_("Move this group"), back=back, intro=intro)


@require_GET
@needs("manage_people")
def employers(request: Request) -> HttpResponse:
    """Every employer, and how many contacts each has today."""
    contacts = Count("roles", filter=running(request.today, "roles__"))
    found = Employer.objects.annotate(contacts=contacts).order_by("name", "place")
    if wanted := request.GET.get("q", "").strip():
        found = found.filter(named_like(wanted, "sought"))
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    return render(request, "people/employers.html", {"page": page, "wanted": wanted})


@require_http_methods(["GET", "POST"])
@needs("manage_people")
def new_employer(request: Request) -> HttpResponse:
    """Adds an employer."""
    form = forms.EmployerForm(request.POST or None)
    if request.POST and forms.done(form, actions.add_employer, by=request.viewer.person_key, at=request.now):
        saved(request, _("The employer is added."))
        return redirect("people:employers")
    title = _("Add an employer")
    return form_page(request, form, title=title, button=_("Add this employer"), back=reverse("people:employers"))
