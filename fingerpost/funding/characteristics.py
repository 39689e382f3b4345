"""A learner's characteristics: for the compartment `monitoring` only, never for the ordinary one.

Codes stay the ILR's own. Names, address, telephone and National Insurance number become no fact.
"""

from collections.abc import Iterator

from fingerpost.funding.ilr import Node
from fingerpost.funding.learner import Learner, in_calendar
from fingerpost.funding.source import Source
from fingerpost.rules.facts import Fact

KIND = "characteristics"


def characteristics(learner: Learner, person: str, source: Source) -> Iterator[Fact]:
    """What the learner is recorded as, on the day the file was prepared, and each employment status."""
    yield source.fact(person, KIND, source.header.prepared, _data(learner), f"{source.header.prepared}")
    for status in learner.employment:
        if in_calendar(status.on) and status.on is not None:
            data = {"status": status.status, "employer": status.employer, "monitoring": status.monitoring}
            yield source.fact(person, "employment_status", status.on, data, f"{status.on}")


def _data(learner: Learner) -> dict[str, object]:
    record = learner.record
    return {
        "born": learner.born.isoformat() if learner.born else "",
        "ethnicity": record.get("Ethnicity").strip(),
        "sex": record.get("Sex").strip(),
        "difficulty": record.get("LLDDHealthProb").strip(),
        "difficulties": _pairs(record, "LLDDandHealthProblem", "LLDDCat", "PrimaryLLDD"),
        "monitoring": _pairs(record, "LearnerFAM", "LearnFAMType", "LearnFAMCode"),
        "prior_attainment": _pairs(record, "PriorAttain", "PriorLevel", "DateLevelApp"),
        "postcode_prior": record.get("PostcodePrior").strip(),
        "accommodation": record.get("Accom").strip(),
    }


def _pairs(record: Node, name: str, first: str, second: str) -> tuple[str, ...]:
    """Two values of each child of a name, side by side."""
    return tuple(sorted(f"{each.get(first)} {each.get(second)}".strip() for each in record.all(name)))
