"""The at-risk register: whose spells on it a viewer may see, those that last and those that are over (5.3.2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django import forms
from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from fingerpost.caseload.lists import NATIONS, STAGES, group_choices
from fingerpost.caseload.queries import PACK, REGISTER, STAGE, standings_on
from fingerpost.duties.models import Standing
from fingerpost.people.models import Group, Placement
from fingerpost.people.queries import within
from fingerpost.people.reach import subtree
from fingerpost.people.viewer import Viewer

OFF = "off"
LOOKS_BACK = timedelta(days=365)


class RegisterFilters(forms.Form):
    """What the register can be narrowed by; all of it stands in the address. What does not fit is left aside."""

    says_no_optional = True
    show = forms.ChoiceField(
        label=_("Show"), required=False, choices=[("", _("On the register")), (OFF, _("Off it within a year"))]
    )
    group = forms.ChoiceField(label=_("Group"), required=False)
    nation = forms.ChoiceField(label=_("Nation"), required=False, choices=NATIONS)

    def __init__(self, data: Mapping[str, str], viewer: Viewer) -> None:
        super().__init__(data)
        choices = group_choices(viewer)
        self.fields["group"].choices = choices  # type: ignore[attr-defined]
        if len(choices) < 3:
            del self.fields["group"]
        self.full_clean()

    @property
    def is_of_those_off(self) -> bool:
        """Whether it asks for those who are off the register again."""
        return bool(self.cleaned_data.get("show"))

    def narrowed(self) -> list[str]:
        """The names of the filters that are in use."""
        return [name for name, value in self.cleaned_data.items() if value]


def spells(filters: RegisterFilters, viewer: Viewer, today: date) -> QuerySet[Standing]:
    """The spells on the register that a viewer may see: those that last, the gravest stage first and then the longest;
    or those that ended within a year, the latest first."""
    began = within(viewer, Standing.objects.filter(pack=PACK, name=REGISTER, level="yes", since__lte=today))
    rows = began.filter(_of_place(filters.cleaned_data))
    if filters.is_of_those_off:
        return rows.filter(until__lte=today, until__gt=today - LOOKS_BACK).order_by("-until", "subject")
    stage = standings_on(viewer, today, [STAGE]).filter(subject=OuterRef("subject")).order_by()
    lasting = rows.filter(Q(until__isnull=True) | Q(until__gt=today))
    staged = lasting.annotate(
        stage=Subquery(stage.values("level")[:1]), stage_since=Subquery(stage.values("since")[:1])
    )
    gravest = [When(stage=level, then=Value(place)) for place, level in enumerate(STAGES)]
    rank = Case(*gravest, default=Value(len(STAGES)), output_field=IntegerField())
    return staged.order_by(rank, "since", "subject")


def _of_place(wanted: Mapping[str, str]) -> Q:
    condition = Q()
    if wanted.get("nation"):
        condition &= Q(nation=wanted["nation"])
    if wanted.get("group"):
        path = Group.objects.filter(pk=wanted["group"]).values_list("path", flat=True).first() or ""
        condition &= Q(group__in=subtree(path))
    return Q(subject__in=Placement.objects.filter(condition).values("pk")) if condition else condition
