"""Somebody is away, leaves, or comes back."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from fingerpost.kit.answers import refused, saved
from fingerpost.kit.dates import long_day
from fingerpost.people import actions, forms
from fingerpost.people.doors import Request, needs
from fingerpost.people.errors import RefusedError
from fingerpost.people.models import Person
from fingerpost.people.queries import people_to_cover, staff
from fingerpost.people.reach import PERSON
from fingerpost.people.views.pages import form_page, gone, person_or_404


def _to_cover_or_404(request: Request, code: str) -> Person:
    return get_object_or_404(people_to_cover(request.viewer), pk=PERSON + code)


@require_http_methods(["GET", "POST"])
@needs("arrange_cover")
def new_cover(request: Request, code: str) -> HttpResponse:
    """Arranges cover for a person."""
    away = _to_cover_or_404(request, code)
    people = staff(request.today).exclude(pk=away.pk)
    if not request.viewer.may_see_records:  # nobody opens records to themselves by arranging cover
        people = people.exclude(pk=request.viewer.person_key)
    form = forms.CoverForm(request.POST or None, people=people, initial={"from_on": request.today})
    if request.POST and forms.done(
        form, actions.arrange_cover, covered=away, by=request.viewer.person_key, at=request.now
    ):
        saved(request, _("Cover is arranged. Both see what is due in that time."))
        return redirect("people:person", code)
    title = _("Cover for %(name)s") % {"name": away.name}
    intro = _(
        "What is due from them goes to somebody else. Safeguarding and administration are not passed on by cover."
    )
    back = reverse("people:person", args=[code])
    return form_page(request, form, title=title, button=_("Arrange cover"), back=back, intro=intro)


@require_http_methods(["GET", "POST"])
@needs("arrange_cover")
def cover_end(request: Request, code: str, number: int) -> HttpResponse:
    """Ends cover earlier than was arranged."""
    away = _to_cover_or_404(request, code)
    cover = away.covered_by.filter(pk=number).first()
    if cover is None:
        return gone(request, code, _("This cover has ended already."))
    form = forms.DayForm(request.POST or None, label=_("First day back"), on=request.today)
    if request.POST and forms.done(form, actions.end_cover, cover=cover, by=request.viewer.person_key, at=request.now):
        saved(request, _("Cover ends on the day that you gave."))
        return redirect("people:person", code)
    title = _("End cover for %(name)s") % {"name": away.name}
    back = reverse("people:person", args=[code])
    return form_page(request, form, title=title, button=_("End cover"), back=back)


@require_http_methods(["GET", "POST"])
@needs("manage_people")
def leaving(request: Request, code: str) -> HttpResponse:
    """A person leaves."""
    person = person_or_404(request, code)
    if person.key == request.viewer.person_key:
        raise Http404
    if person.left_on is not None:
        left = {"name": person.name, "day": long_day(person.left_on)}
        return gone(request, code, _("%(name)s left on %(day)s.") % left)
    form = forms.DayForm(request.POST or None, label=_("First day on which they no longer work here"), on=request.today)
    if form.is_valid():
        told = {"person": person, "on": form.cleaned_data["on"], "by": request.viewer.person_key, "at": request.now}
        try:
            count = actions.leave(**told)
        except RefusedError as refusal:
            refused(request, refusal.message)
            return redirect("people:person", code)
        text = ngettext("%(count)d learner has no coach then.", "%(count)d learners have no coach then.", count)
        saved(request, " ".join((_("Their leaving is noted."), text % {"count": count} if count else "")).strip())
        return redirect("people:person", code)
    title = _("%(name)s leaves") % {"name": person.name}
    intro = _("Their roles, caseload and cover end on that day, and from then on they cannot sign in.")
    back = reverse("people:person", args=[code])
    return form_page(request, form, title=title, button=_("Note that they leave"), back=back, intro=intro)


@require_POST
@needs("manage_people")
def coming_back(request: Request, code: str) -> HttpResponse:
    """Somebody who left works here again."""
    person = person_or_404(request, code)
    try:
        actions.come_back(person=person, by=request.viewer.person_key, at=request.now)
    except RefusedError as refusal:
        refused(request, refusal.message)
    else:
        saved(request, _("%(name)s can sign in again. Give them their roles anew.") % {"name": person.name})
    return redirect("people:person", code)
