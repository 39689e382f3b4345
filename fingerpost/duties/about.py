"""What duties are about: the names of learners, people, groups and employers, for many rows in few queries."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fingerpost.duties import closing
from fingerpost.facts.keys import PROVIDER, kind_of
from fingerpost.people.models import Assignment, Employer, Group, Person, Placement, running
from fingerpost.people.viewer import Viewer
from fingerpost.policies.queries import Rulebook
from fingerpost.rules.facts import Fact
from fingerpost.story.language import Language

Words = Mapping[str, Language]
"""The words of each adopted policy, by its pack."""
NAMED = frozenset(("person", "employer", "group"))
"""The kinds of key that have a name."""


class About(NamedTuple):
    """What a duty is about: a name, its page where it has one, and what else tells it from others."""

    name: str
    href: str | None = None
    detail: str = ""


def about(subject: str, placements: Mapping[str, Placement], names: Mapping[str, str]) -> About:
    """A subject as a line names it."""
    href = closing.subject_page(subject)
    placement = placements.get(subject)
    if placement is not None:
        return About(placement.learner.name, href, placement.programme)
    if subject == PROVIDER:
        return About(settings.PROVIDER_NAME, href)
    return About(names.get(subject) or _("Somebody who is no longer named here"), href)


def placements_of(subjects: Iterable[str]) -> dict[str, Placement]:
    """The placements among some subjects, with their learners; one query."""
    return Placement.objects.select_related("learner").in_bulk(list(set(subjects)))


def names_of(subjects: Iterable[str], facts: Iterable[Fact] = ()) -> dict[str, str]:
    """The names of people, employers and groups among some subjects and in what facts say; one query, or none."""
    told = list(facts)
    said = (value for fact in told for value in (fact.data or {}).values() if isinstance(value, str))
    keys = {key for key in (*subjects, *said, *(fact.by for fact in told)) if kind_of(key) in NAMED}
    if not keys:
        return {}
    group_name = "name_cy" if language_code() == "cy" else "name_en"
    people = Person.objects.filter(key__in=keys).order_by().values_list("key", "name")
    employers = Employer.objects.filter(key__in=keys).order_by().values_list("key", "name")
    groups = Group.objects.filter(key__in=keys).order_by().values_list("key", group_name)
    return dict(people.union(employers, groups, all=True))


def covered_coaches(placements: Iterable[str], viewer: Viewer) -> dict[str, str]:
    """Of placements that a viewer sees because they cover: in whose caseload they are; one query, or none."""
    covered = viewer.holder_keys - {viewer.person_key}
    if not covered:
        return {}
    held = Assignment.objects.filter(running(viewer.on), person__in=covered, subject__in=list(placements))
    return dict(held.values_list("subject", "person__name"))


def words_of(rules: Rulebook, names: Mapping[str, str] | None = None) -> Words:
    """The words of each policy that was adopted, in the language of the page."""
    newest = {pack: rules.newest(pack) for pack in rules.versions}
    return {pack: Language(language_code(), rule.policy, names) for pack, rule in newest.items() if rule}


def language_code() -> str:
    """The language of the page: `en` or `cy`."""
    return "cy" if (get_language() or "").startswith("cy") else "en"
