"""Indicators and ratings: how great the risk is, and why."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fingerpost.caseload import telling
from fingerpost.caseload.actions.recording import tell, was_sent
from fingerpost.caseload.actions.unfit import UnfitActionError
from fingerpost.facts.actions import wait_for
from fingerpost.facts.models import Entry
from fingerpost.facts.queries import facts_in_force
from fingerpost.facts.rows import Told
from fingerpost.rules.facts import Fact

SAFEGUARDING = "safeguarding"
START_CHECK = "start-indicators/check-start-indicators"
"""The duty that is done by having looked, whether or not anything was found (5.1.1)."""


@transaction.atomic
def note_indicator(
    *,
    subject: str,
    on: date,
    codes: Sequence[str],
    by: str,
    at: datetime,
    said: str = "",
    confidential: bool = False,
    closes_start_check: bool = False,
    once: str = "",
) -> list[Entry]:
    """Records that indicators hold from a day. One that would reveal a safeguarding referral, with what was said about
    it, goes to the safeguarding team alone; to others it shows as confidential if the author chose so, else not at all
    (R1). `closes_start_check` says that the start indicators were looked for, also where none holds. Raises
    UnfitActionError."""
    if not codes and not closes_start_check:
        raise UnfitActionError(_("Choose at least one indicator."), "codes")
    wait_for([subject])
    if once and was_sent(once, by=by, at=at):
        return []
    told: list[Told] = []
    for code in codes:
        reveals = code == telling.SAFEGUARDING_REFERRAL
        words = said if reveals or telling.SAFEGUARDING_REFERRAL not in codes else ""
        told.append(telling.indicator(on, code, said=words, compartment=SAFEGUARDING if reveals else ""))
        if reveals and confidential and not _holds(facts_in_force(subject), telling.CONFIDENTIAL, on):
            told.append(telling.indicator(on, telling.CONFIDENTIAL))
    if closes_start_check:
        told.append(telling.act("duty_done", on, {"duty": START_CHECK}))
    return tell(subject=subject, told=told, by=by, at=at, act="indicator-noted", once=once)


@transaction.atomic
def end_indicator(
    *, subject: str, on: date, code: str, by: str, at: datetime, said: str = "", once: str = ""
) -> list[Entry]:
    """Records that an indicator no longer holds, from a day on; with a safeguarding referral ends what others saw in
    its stead. Raises UnfitActionError."""
    wait_for([subject])
    reveals = code == telling.SAFEGUARDING_REFERRAL
    told = [telling.indicator(on, code, ended=True, said=said, compartment=SAFEGUARDING if reveals else "")]
    if reveals and _holds(facts_in_force(subject), telling.CONFIDENTIAL, on):
        told.append(telling.indicator(on, telling.CONFIDENTIAL, ended=True))
    return tell(subject=subject, told=told, by=by, at=at, act="indicator-ended", once=once)


def _holds(facts: Sequence[Fact], code: str, on: date) -> bool:
    same = [
        fact
        for fact in facts
        if fact.kind.name == telling.INDICATOR and (fact.data or {}).get("code") == code and fact.on <= on
    ]
    last = max(same, key=lambda fact: (fact.day, fact.known, fact.id), default=None)
    return last is not None and not (last.data or {}).get("ended")


@transaction.atomic
def rate(*, subject: str, on: date, level: str, by: str, at: datetime, reason: str = "", once: str = "") -> list[Entry]:
    """Gives the learner a rating; the one before ends (5.2). Raises UnfitActionError, also where it is so already."""
    wait_for([subject])
    if once and was_sent(once, by=by, at=at):
        return []
    if rating_on(facts_in_force(subject), on) == level:
        message = _("That is the rating already. To keep it although the record disagrees, choose “The rating stands”.")
        raise UnfitActionError(message, "level")
    told = telling.rating(on, level, reason)
    return tell(subject=subject, told=[told], by=by, at=at, act="rated", once=once)


def confirm_rating(
    *, subject: str, on: date, reason: str, by: str, at: datetime, compartment: str = "", once: str = ""
) -> list[Entry]:
    """Lets the rating stand although the record disagrees, because (R2). What it answers may be hidden deeper than
    ratings are: then it goes to that `compartment`. Raises UnfitActionError."""
    if not reason.strip():
        raise UnfitActionError(_("Say why the rating stands."), "reason")
    told = telling.rating_stands(on, reason, compartment)
    return tell(subject=subject, told=[told], by=by, at=at, act="rating-confirmed", once=once)


def rating_on(facts: Sequence[Fact], on: date) -> str:
    """The rating by people's judgement on a day; low where nobody has given one (5.2)."""
    ratings = [fact for fact in facts if fact.kind.name == "rating" and fact.on <= on]
    last = max(ratings, key=lambda fact: (fact.day, fact.known, fact.id), default=None)
    return "low" if last is None else str((last.data or {})["level"])
