"""What closes a duty: the acts still missing, what the button for each says, and the page on which it is recorded."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fingerpost.duties.models import Duty
from fingerpost.facts.keys import kind_of
from fingerpost.facts.models import Entry
from fingerpost.facts.rows import fact_of
from fingerpost.people.queries import within
from fingerpost.people.viewer import Viewer
from fingerpost.policies.queries import Rulebook
from fingerpost.rules.acts import AnyOf, Every
from fingerpost.rules.asks import Ask
from fingerpost.rules.facts import Fact
from fingerpost.rules.history import History
from fingerpost.rules.occasions import Silence
from fingerpost.rules.patterns import Pattern
from fingerpost.rules.policy import Policy, Rule
from fingerpost.rules.procedure import Procedure
from fingerpost.rules.reading import Reading
from fingerpost.rules.requirement import Requirement
from fingerpost.rules.terms import Terms
from fingerpost.story.causes import asked_by

OF_CONTACT: Mapping[str, str | Promise] = {
    "phone": gettext_lazy("Log the call"),
    "email": gettext_lazy("Log the email"),
    "text": gettext_lazy("Log the text"),
    "letter": gettext_lazy("Log the letter"),
    "meeting": gettext_lazy("Log the meeting"),
    "visit": gettext_lazy("Log the visit"),
}
OF_KIND: Mapping[str, str | Promise] = {
    "contact": gettext_lazy("Log a contact"),
    "notice_sent": gettext_lazy("Record the notice"),
    "progress": gettext_lazy("Record progress"),
    "rating": gettext_lazy("Rate"),
    "rating_stands": gettext_lazy("Let it stand"),
    "plan_agreed": gettext_lazy("Record the plan"),
    "contract_agreed": gettext_lazy("Record the contract"),
    "break_ended": gettext_lazy("Record the return"),
}
"""What the button for an act says; any other kind of act is recorded by "Record it"."""


class Asked(NamedTuple):
    """What asks for a duty: the policy with its values, the rule, and the part of it that asks."""

    policy: Policy
    terms: Terms
    rule: Rule
    ask: Ask


class Button(NamedTuple):
    """What a button says and where it leads."""

    label: str
    href: str


def asked(duty: Duty, rules: Rulebook) -> Asked | None:
    """What asks for a duty now; None where its policy, as it is now, has no such rule (it waits to be worked out)."""
    newest = rules.newest(duty.pack)
    found = asked_by(newest.policy, duty.rule, duty.action) if newest else None
    return Asked(newest.policy, newest.terms, *found) if newest and found else None


def is_ticked(ask: Ask) -> bool:
    """Whether a duty is done by ticking it off: no fact shows that it is done."""
    return ask.done_by is None


def acts(ask: Ask) -> tuple[Pattern, ...]:
    """The acts that do a duty."""
    if isinstance(ask.done_by, AnyOf):
        return ask.done_by.any
    return tuple(each.act for each in ask.done_by.every) if ask.done_by else ()


def missing_of_each(duties: Sequence[Duty], viewer: Viewer, rules: Rulebook) -> dict[str, tuple[Pattern, ...]]:
    """The acts still missing of each open duty that several acts do together, by its key: those of which the viewer
    sees no record, so that an act that may not be seen is offered whether it was done or not. One query."""
    several = {duty.key: found for duty in duties if (found := asked(duty, rules)) and _has_parts(found.ask)}
    open_ones = [duty for duty in duties if duty.key in several and duty.opens is not None]
    if not open_ones:
        return {}
    kinds = set[str]().union(*map(_kinds, several.values()))
    facts = _facts_seen(viewer, {duty.subject_id for duty in open_ones}, kinds)
    return {duty.key: _missing(duty, several[duty.key], facts.get(duty.subject_id, [])) for duty in open_ones}


def missing(duty: Duty, found: Asked, reading: Reading) -> tuple[Pattern, ...]:
    """The acts still missing of one duty, by what a reading knows; of several that each would do, all."""
    if duty.opens is None or not isinstance(found.ask.done_by, Every):
        return acts(found.ask)
    return found.ask.done_by.missing(reading, duty.opens.toordinal()) or acts(found.ask)


def _missing(duty: Duty, found: Asked, facts: Sequence[Fact]) -> tuple[Pattern, ...]:
    return missing(duty, found, Reading(History(duty.subject_id, facts), found.terms, found.policy))


def _has_parts(ask: Ask) -> bool:
    return isinstance(ask.done_by, Every) and len(ask.done_by.every) > 1


def _kinds(found: Asked) -> set[str]:
    """The kinds of fact that say which act is missing: the acts, what leaves one out, and what sets attributes."""
    parts = found.ask.done_by.parts() if found.ask.done_by else ()
    kinds = {part.kind for part in parts if isinstance(part, Pattern)}
    return kinds | {name for name, kind in found.policy.kinds.items() if kind.sets}


def _facts_seen(viewer: Viewer, subjects: Collection[str], kinds: Collection[str]) -> dict[str, list[Fact]]:
    """What holds of these subjects, as far as the viewer may see it. What was corrected holds no longer, whoever may
    see the correction."""
    corrected = Entry.objects.filter(supersedes=OuterRef("pk"))
    holding = Entry.objects.filter(~Exists(corrected), subject_id__in=subjects, kind__in=kinds, data__isnull=False)
    found: dict[str, list[Fact]] = {}
    for entry in within(viewer, holding).select_related("words").order_by("id"):
        found.setdefault(entry.subject_id, []).append(fact_of(entry))
    return found


def preventing(duty: Duty, found: Asked) -> tuple[Pattern, ...]:
    """The acts that keep a duty which is not open yet from opening: a cycle done early, a silence broken."""
    if isinstance(found.rule, Requirement):
        return acts(found.ask)
    if isinstance(found.rule, Procedure) and found.ask in found.rule.steps[0].duties:
        return tuple(pattern for silence in silences(found.rule) for pattern in silence.silence_of[:1])
    return ()


def silences(rule: Rule) -> list[Silence]:
    """The silences that a procedure listens for."""
    triggers = rule.triggers if isinstance(rule, Procedure) else ()
    return [trigger.when for trigger in triggers if isinstance(trigger.when, Silence)]


def button(duty: Duty, wanted: Sequence[Pattern], is_choice: bool = False) -> Button | None:
    """The one button of a row. A choice whose acts are recorded on several pages has none here: it is made where all of
    them are offered. None also where no page records the act."""
    if not wanted:
        return None
    if not is_choice:
        href = recording_page(duty, wanted[0])
        return Button(label(wanted[0]), href) if href else None
    pages = {_page(duty, act) for act in wanted}
    only = pages.pop() if len(pages) == 1 else None
    if only is None:
        return None
    filled_in = recording_page(duty, wanted[0]) if len(wanted) == 1 else None
    return decide(filled_in or f"{only}?duty={duty.key}")


def seeing_to(duty: Duty) -> Button | None:
    """The button of a duty that is ticked off, where a page helps to do it: `settings.RECORDING_PAGES` names that by
    kind of subject, rule and action."""
    about, _colon, code = duty.subject_id.partition(":")
    page = _address(settings.RECORDING_PAGES.get(f"{about}/{duty.rule}/{duty.action}"), code)
    return Button(_("See to it"), f"{page}?duty={duty.key}") if page else None


def decide(href: str) -> Button:
    """The button of a choice, which leads to where it is made."""
    return Button(_("Decide"), href)


def label(act: Pattern) -> str:
    """What the button for an act says."""
    way = act.wanted.get("way") if act.kind == "contact" else None
    if isinstance(way, str) and way in OF_CONTACT:
        return str(OF_CONTACT[way])
    return str(OF_KIND.get(act.kind) or _("Record it"))


def recording_page(duty: Duty, act: Pattern) -> str | None:
    """The page on which an act about the duty's subject is recorded, with what the policy says of the act filled in;
    None where there is no page for it."""
    page = _page(duty, act)
    return page and f"{page}?{urlencode([*_filled_in(act), ('duty', duty.key)])}"


def _page(duty: Duty, act: Pattern) -> str | None:
    """The page that records an act. `settings.RECORDING_PAGES` names it by kind of subject, and by kind of fact where
    that has its own: `{"enrolment": "caseload:record", "enrolment/contact": "caseload:log_contact"}`."""
    pages = settings.RECORDING_PAGES
    about, _colon, code = duty.subject_id.partition(":")
    own = _address(pages.get(f"{about}/{act.kind}"), code)
    return own or _address(pages.get(about), code, act.kind)


def subject_page(subject: str) -> str | None:
    """The page about a subject (`settings.SUBJECT_PAGES`, by kind of subject); None where there is none."""
    return _address(settings.SUBJECT_PAGES.get(kind_of(subject)), subject.partition(":")[2])


def _filled_in(act: Pattern) -> list[tuple[str, Any]]:
    """What the policy leaves no choice about: of a field that may be one of several nothing is said."""
    plain = {name: value for name, value in act.example().items() if not isinstance(act.wanted[name], tuple)}
    return [(name, str(value).lower() if isinstance(value, bool) else value) for name, value in plain.items()]


def _address(name: str | None, *args: str) -> str | None:
    if name is None:
        return None
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None
