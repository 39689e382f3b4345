"""Everything that is recorded about a learner: verbs, each one action, all of it or nothing."""

from fingerpost.caseload.actions.anything import act_on, correct_entry, take_back_entry
from fingerpost.caseload.actions.contacts import log_contact, record_group_session, record_progress, record_session
from fingerpost.caseload.actions.course import (
    begin_break,
    change_coach,
    change_employer,
    complete,
    end_break,
    enrol,
    enrol_newcomer,
    transfer,
    withdraw_learner,
)
from fingerpost.caseload.actions.leaving import coach_left
from fingerpost.caseload.actions.placing import coaches, place, placement
from fingerpost.caseload.actions.recording import tell, tell_all
from fingerpost.caseload.actions.risk import confirm_rating, end_indicator, note_indicator, rate, rating_on
from fingerpost.caseload.actions.unfit import UnfitActionError

__all__ = [
    "UnfitActionError",
    "act_on",
    "begin_break",
    "change_coach",
    "change_employer",
    "coach_left",
    "coaches",
    "complete",
    "confirm_rating",
    "correct_entry",
    "end_break",
    "end_indicator",
    "enrol",
    "enrol_newcomer",
    "log_contact",
    "note_indicator",
    "place",
    "placement",
    "rate",
    "rating_on",
    "record_group_session",
    "record_progress",
    "record_session",
    "take_back_entry",
    "tell",
    "tell_all",
    "transfer",
    "withdraw_learner",
]
