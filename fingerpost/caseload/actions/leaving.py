"""A coach leaves: the record says from which day on nobody has their learners."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from fingerpost.caseload import telling
from fingerpost.caseload.actions.placing import COACH, coaches
from fingerpost.caseload.actions.recording import keep
from fingerpost.facts.actions import wait_for
from fingerpost.facts.queries import facts_of_each
from fingerpost.facts.rows import Told
from fingerpost.rules.facts import in_force
from fingerpost.rules.history import History


@transaction.atomic
def coach_left(*, person: str, subjects: Collection[str], on: date, by: str, at: datetime) -> None:
    """Records of these learners that nobody coaches them from the day on which their coach leaves (a later day may be
    told ahead); whoever takes over after that day, takes over from nobody. So they do not drift back to somebody who
    comes back."""
    wait_for(subjects)
    told = {
        subject: ended
        for subject, facts in facts_of_each(subjects).items()
        if (ended := _told(History(subject, in_force(facts)), person, on))
    }
    if told:
        keep(told=told, by=by, at=at, act="coach-left")


def _told(history: History, person: str, on: date) -> list[Told]:
    """One fact for each spell of the coach that would last beyond the day."""
    return [
        telling.changed(max(on, spell.from_on), **{COACH: None})
        for spell in coaches(history)
        if spell.person == person and (spell.until_on is None or spell.until_on > on)
    ]
