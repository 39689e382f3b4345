"""Contacts, sessions and progress: what happens from week to week."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from msgspec.structs import replace

from fingerpost.caseload import telling
from fingerpost.caseload.actions.recording import tell, tell_all
from fingerpost.caseload.actions.unfit import UnfitActionError
from fingerpost.facts.actions import wait_for
from fingerpost.facts.models import Entry
from fingerpost.facts.queries import facts_of_each
from fingerpost.facts.rows import Told
from fingerpost.rules.facts import Fact, in_force


def log_contact(
    *,
    subject: str,
    on: date,
    way: str,
    by: str,
    at: datetime,
    direction: str = "out",
    party: str = "learner",
    outcome: str | None = None,
    purpose: str | None = None,
    said: str = "",
    compartment: str = "",
    once: str = "",
) -> list[Entry]:
    """Writes a contact, or an attempt at one, in the log (R3). Raises UnfitActionError."""
    told = replace(
        telling.contact(on, way, direction, party, outcome=outcome, purpose=purpose, said=said), compartment=compartment
    )
    return tell(subject=subject, told=[told], by=by, at=at, act="contact-logged", once=once)


def record_session(
    *,
    subject: str,
    on: date,
    sort: str,
    by: str,
    at: datetime,
    outcome: str | None = None,
    cancelled_by: str | None = None,
    said: str = "",
    once: str = "",
) -> list[Entry]:
    """Records a session or visit, planned or past (R13). The outcome of a planned one takes its place. Raises
    UnfitActionError."""
    told = telling.session(on, sort, outcome=outcome, cancelled_by=cancelled_by, said=said)
    return _record_sessions({subject: told}, by=by, at=at, act="session-recorded", once=once).get(subject, [])


def record_group_session(
    *,
    outcomes: Mapping[str, str | None],
    on: date,
    sort: str,
    by: str,
    at: datetime,
    said: str = "",
    once: str = "",
) -> dict[str, list[Entry]]:
    """Records one session of a whole group: for each learner by key what came of it, or none of them (R13). Raises
    UnfitActionError."""
    if not outcomes:
        raise UnfitActionError(_("Nobody has been marked. Choose an outcome for at least one learner."))
    told = {subject: telling.session(on, sort, outcome=outcome, said=said) for subject, outcome in outcomes.items()}
    return _record_sessions(told, by=by, at=at, act="group-session-recorded", once=once)


@transaction.atomic
def _record_sessions(
    sessions: Mapping[str, Told], *, by: str, at: datetime, act: str, once: str
) -> dict[str, list[Entry]]:
    for each in sessions.values():
        if each.data and each.data.get("outcome") == "cancelled" and act == "session-recorded":
            _ask_who_cancelled(each)
    wait_for(sessions)
    told = {
        subject: [_in_place_of_planned(in_force(facts), sessions[subject])]
        for subject, facts in facts_of_each(sessions).items()
    }
    return tell_all(told=told, by=by, at=at, act=act, once=once)


def _ask_who_cancelled(told: Told) -> None:
    if not (told.data or {}).get("cancelled_by"):
        raise UnfitActionError(
            _("Say who cancelled the session: the rules count only some cancellations."), "cancelled_by"
        )


def _in_place_of_planned(facts: Sequence[Fact], told: Told) -> Told:
    """The same, correcting the session that was planned for the day, where there is one of its sort."""
    if not (told.data or {}).get("outcome"):
        return told
    for fact in facts:
        data = fact.data or {}
        is_planned = fact.kind.name == "session" and not data.get("outcome")
        if is_planned and fact.on == told.on and data.get("sort") == (told.data or {})["sort"]:
            return replace(told, supersedes=int(fact.id), compartment=fact.compartment)
    return told


def record_progress(
    *,
    subject: str,
    on: date,
    by: str,
    at: datetime,
    percent: float | None = None,
    expected: float | None = None,
    review: bool = False,
    said: str = "",
    once: str = "",
) -> list[Entry]:
    """Records progress in percent, with what is expected by now; `review` for a formal review. Raises
    UnfitActionError."""
    told = telling.progress(on, percent=percent, expected=expected, review=review, said=said)
    return tell(subject=subject, told=[told], by=by, at=at, act="progress-recorded", once=once)
