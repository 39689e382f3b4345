"""The source of facts: which file they come from, how they are named, and from when they are known."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any

from fingerpost.funding.ilr import Header
from fingerpost.rules.facts import Fact
from fingerpost.rules.kinds import Kind

END_OF_DAY = time(23, 59, 59)

HELD = frozenset(
    "started changed break_began break_ended withdrew completed transferred outcome_recorded "
    "not_held held duty_waived duty_passed_on duty_put_off".split()
)
"""Kinds about an enrolment that an ILR holds, or that no source holds: what people decide about a duty here."""
NOT_HELD = tuple(
    "actions_agreed bursary call_asked concern_answered concern_raised consent_sought contact contract_agreed "
    "delivery_change_proposed discussed duty_done employer_consent employer_involved equipment help_asked "
    "indicator letter_failed letter_settled milestone no_improvement not_appropriate notice_sent plan_action "
    "plan_agreed plan_transfer_decided progress rating rating_stands register_removed removal_considered response "
    "session support_decision support_given support_reviewed withdrawal_decided".split()
)
"""Kinds about an enrolment that an ILR cannot hold."""


class Source:
    """One file: it makes facts that name it as their source.

    A fact is known from the end of the day on which the file was prepared, and never before the end
    of its own day. Its id follows from its subject, its kind and what tells it from others of that
    kind, so that the same fact of a later file has the same id.
    """

    def __init__(self, header: Header, kinds: Mapping[str, Kind]) -> None:
        self.header = header
        self.by = f"ILR {header.ukprn}"
        self._kinds = kinds

    def imported(self, digest: str) -> Fact:
        """That this file was imported; `digest` is its SHA-256."""
        header = self.header
        subject = f"import:ILR-{header.ukprn}-{header.prepared:%Y%m%d}-{digest[:12]}"
        data = {"source": f"ILR {header.year}, provider {header.ukprn}", "digest": digest}
        return self.fact(subject, "imported", header.prepared, data, digest)

    def fact(self, subject: str, kind: str, on: date, data: Mapping[str, Any], apart: str = "") -> Fact:
        """A fact of the file; `apart` tells it from others of its kind about its subject."""
        said = {name: value for name, value in data.items() if value not in ("", ())}
        prepared = self.header.prepared
        recorded = datetime.combine(prepared, END_OF_DAY) if on <= prepared else None
        sort, key = self._kinds[kind], self._id(subject, kind, apart)
        return Fact(sort, subject, on, said, key, recorded, self.by, compartment=sort.compartment)

    def _id(self, subject: str, kind: str, apart: str) -> str:
        slot = "ends" if self._kinds[kind].marks == "ends" else kind
        content = json.dumps([subject, slot, apart], ensure_ascii=False)
        return f"ilr-{sha256(content.encode()).hexdigest()[:20]}"
