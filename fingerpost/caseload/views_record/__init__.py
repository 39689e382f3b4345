"""The pages on which something about a learner is recorded."""

from fingerpost.caseload.views_record.course import (
    begin_break,
    change_coach,
    change_employer,
    completion,
    end_break,
    enrol,
    withdrawal,
)
from fingerpost.caseload.views_record.facts import correct, record, take_back
from fingerpost.caseload.views_record.risk import end_indicator, note_indicator, rate
from fingerpost.caseload.views_record.week import group_session, log_contact, record_progress, record_session

__all__ = [
    "begin_break",
    "change_coach",
    "change_employer",
    "completion",
    "correct",
    "end_break",
    "end_indicator",
    "enrol",
    "group_session",
    "log_contact",
    "note_indicator",
    "rate",
    "record",
    "record_progress",
    "record_session",
    "take_back",
    "withdrawal",
]
