"""What happened to the learners of the cast, told as facts: between them their duties are in every state."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from fingerpost.duties.models import Duty
from fingerpost.facts.actions import record, record_all
from fingerpost.facts.keys import PROVIDER
from fingerpost.facts.rows import Told
from fingerpost.policies.actions import adopt_pack
from tests.rooms.people.cast import LEARNERS, LONG_AGO, NOW, House

PACK = "learners-at-risk"
BEGAN = date(2026, 1, 12)
ABSENT = {"sort": "session", "outcome": "absent_without_notice"}
CALL = {"way": "phone", "direction": "out", "party": "learner", "purpose": "welfare"}


def day(text: str) -> date:
    """A day of February 2026, or the whole day as it is written."""
    return date.fromisoformat(text if "-" in text else f"2026-02-{int(text):02}")


def moment(on: date) -> datetime:
    """Noon of a day."""
    return datetime(on.year, on.month, on.day, 12, tzinfo=UTC)


def tell(subject: str, on: str, kind: str, said: str = "", compartment: str = "", **data: Any) -> None:
    """Records one fact about a subject on the day on which it happened."""
    record(
        subject=subject,
        kind=kind,
        on=day(on),
        by="person:somebody",
        at=min(moment(day(on)), NOW),
        data=data,
        said=said,
        compartment=compartment,
    )


def adopted() -> None:
    """The provider adopts the pack."""
    adopt_pack(pack=PACK, on=LONG_AGO, by=PROVIDER, at=moment(LONG_AGO))


def enrolled(house: House, learner: str, nation: str = "england", sort: str = "apprenticeship") -> str:
    """A learner starts, is checked for indicators, and makes progress: nothing is due. Gives the subject."""
    subject = house.subject(learner)
    data: Mapping[str, Any] = {
        "learner": house.people[learner].key,
        "programme": "Customer Service, level 2",
        "programme_type": sort,
        "nation": nation,
    }
    told = [
        Told("started", BEGAN, data),
        Told("duty_done", BEGAN, {"duty": "start-indicators/check-start-indicators"}),
        Told("progress", day("2"), {"percent": 20, "expected": 20}),
    ]
    record_all(subject=subject, told=told, by="person:somebody", at=moment(day("2")))
    return subject


def everybody(house: House) -> None:
    """All learners of the cast, each of them at ease."""
    adopted()
    for name in LEARNERS:
        enrolled(house, name, nation="wales" if name == "cai" else "england")


def absent(house: House, learner: str, on: str = "12") -> None:
    """A learner misses a session without notice: a stage 1 notice is due the next working day."""
    tell(house.subject(learner), on, "session", **ABSENT)


def duty(learner_or_subject: str, action: str) -> Duty:
    """The last duty of an action about a learner of the cast."""
    subject = learner_or_subject if ":" in learner_or_subject else f"enrolment:{learner_or_subject}"
    found = Duty.objects.filter(subject_id=subject, action=action).order_by("opens").last()
    assert found is not None, f"{action} is not asked of {subject}"
    return found
