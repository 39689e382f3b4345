"""Somebody is away, leaves, or comes back."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from fingerpost.kit.answers import refused, saved
from fingerpost.people import actions, forms
from fingerpost.people.doors import Request, needs
from fingerpost.people.errors import RefusedError
from fingerpost.people.models import Cover, Person
from fingerpost.people.queries import people_to_cover, staff
from fingerpost.people.views.pages import form_page, person_or_404


def _to_cover_or_404(request: Request, key: str) -> Person:
    return get_object_or_404(people_to_cover(request.viewer), pk=key)


@require_http_methods(["GET", "POST"])
@needs("arrange_cover")
def new_cover(request: Request, key: str) -> HttpResponse:
    """Arranges cover for a person."""
    away = _to_cover_or_404(request, key)
    people = staff(request.today).exclude(pk=away.pk)
    if not request.viewer.may_see_records:  # nobody opens records to themselves by arranging cover
        people = people.exclude(pk=request.viewer.person_key)
    form = forms.CoverForm(request.POST or None, people=people, initial={"from_on": request.today})
    if request.POST and forms.done(
        form, actions.arrange_cover, covered=away, by=request.viewer.person_key, at=request.now
    ):
        saved(request, _("Cover is arranged. Both see what is due in that time."))
        return redirect("people:person", key)
    title = _("Cover for %(name)s") % {"name": away.name}
    intro = _(
        "What is due from them goes to somebody else. Safeguarding and administration are not passed on by cover."
    )
    back = reverse("people:person", args=[key])
    return form_page(request, form, title=title, button=_("Arrange cover"), back=back, intro=intro)


@require_http_methods(["GET", "POST"])
@needs("arrange_cover")
def cover_end(request: Request, number: int) -> HttpResponse:
    """Ends cover earlier than was arranged."""
    cover = get_object_or_404(Cover.objects.select_related("covered", "covering"), pk=number)
    away = _to_cover_or_404(request, cover.covered_id)
    form = forms.DayForm(request.POST or None, label=_("First day back"), on=request.today)
    if request.POST and forms.done(form, actions.end_cover, cover=cover, by=request.viewer.person_key, at=request.now):
        saved(request, _("Cover ends on the day that you gave."))
        return redirect("people:person", away.key)
    title = _("End cover for %(name)s") % {"name": away.name}
    back = reverse("people:person", args=[away.key])
    return form_page(request, form, title=title, button=_("End cover"), back=back)


@require_http_methods(["GET", "POST"])
@needs("manage_people")
def leaving(request: Request, key: str) -> HttpResponse:
    """A person leaves."""
    person = person_or_404(request, key)
    if person.left_on is not None or person.key == request.viewer.person_key:
        raise Http404
    form = forms.DayForm(request.POST or None, label=_("First day on which they no longer work here"), on=request.today)
    if form.is_valid():
        told = {"person": person, "on": form.cleaned_data["on"], "by": request.viewer.person_key, "at": request.now}
        try:
            count = actions.leave(**told)
        except RefusedError as refusal:
            refused(request, refusal.message)
            return redirect("people:person", key)
        text = ngettext("%(count)d learner has no coach then.", "%(count)d learners have no coach then.", count)
        saved(request, " ".join((_("Their leaving is noted."), text % {"count": count} if count else "")).strip())
        return redirect("people:person", key)
    title = _("%(name)s leaves") % {"name": person.name}
    intro = _("Their roles, caseload and cover end on that day, and from then on they cannot sign in.")
    back = reverse("people:person", args=[key])
    return form_page(request, form, title=title, button=_("Note that they leave"), back=back, intro=intro)


@require_POST
@needs("manage_people")
def coming_back(request: Request, key: str) -> HttpResponse:
    """Somebody who left works here again."""
    person = person_or_404(request, key)
    try:
        actions.come_back(person=person, by=request.viewer.person_key, at=request.now)
    except RefusedError as refusal:
        refused(request, refusal.message)
    else:
        saved(request, _("%(name)s can sign in again. Give them their roles anew.") % {"name": person.name})
    return redirect("people:person", key)
