"""Records of learners made for a test, told in the words of an ILR, and what becomes of them."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from fingerpost.folder.reading import read_folder
from fingerpost.funding.ilr import Header, Node
from fingerpost.project.places import packs
from fingerpost.rules.facts import Fact
from fingerpost.rules.faults import Fault
from fingerpost.rules.kinds import Kind
from fingerpost.rules.packs import load_kinds
from tests.funding.ilr_samples import HEADER, ilr

PREPARED = date(2025, 10, 6)
HEAD = Header("2025-26", 10000001, PREPARED)
PERSON = "person:ILR-10000001-ada1"
STANDARD = {"AimType": 1, "ProgType": 25, "StdCode": 119}
AIM = {
    "LearnAimRef": "ZPROG001",
    "AimType": 4,
    "AimSeqNumber": 1,
    "LearnStartDate": "2025-09-01",
    "OrigLearnStartDate": None,
    "LearnPlanEndDate": "2026-12-31",
    "FundModel": 36,
    "ProgType": None,
    "StdCode": None,
    "DelLocPostCode": "CV1 2WT",
    "CompStatus": 1,
    "LearnActEndDate": None,
    "WithdrawReason": None,
    "Outcome": None,
    "AchDate": None,
    "OutGrade": None,
}
"""An aim that continues; the elements in the order of the schema, None for those left out."""
LEARNER = {
    "LearnRefNumber": "ada1",
    "ULN": 1061484016,
    "FamilyName": "Byron",
    "GivenNames": "Ada",
    "DateOfBirth": "2000-12-10",
    "Ethnicity": 31,
    "Sex": "F",
    "LLDDHealthProb": 2,
    "PostcodePrior": "CV1 2WT",
    "Postcode": "CV1 2WT",
    "Email": None,
}


def aim(*more: Node, **values: Any) -> Node:
    """A learning delivery; `restart()` and `placement()` may stand in it."""
    return _node("LearningDelivery", {**AIM, **values}, more)


def programme(*more: Node, **values: Any) -> Node:
    """The programme aim of an apprenticeship standard."""
    return aim(*more, **{**STANDARD, **values})


def learner(*more: Node, **values: Any) -> Node:
    """A learner with employment statuses and aims."""
    return _node("Learner", {**LEARNER, **values}, more)


def restart() -> Node:
    """The mark of an aim that is taken up again."""
    return _node("LearningDeliveryFAM", {"LearnDelFAMType": "RES", "LearnDelFAMCode": 1}, ())


def placement(on: str, employer: int) -> Node:
    """A work placement."""
    values = {"WorkPlaceStartDate": on, "WorkPlaceHours": 100, "WorkPlaceMode": 2, "WorkPlaceEmpId": employer}
    return _node("LearningDeliveryWorkPlacement", values, ())


def employed(on: str, employer: int | None) -> Node:
    """An employment status: with that employer, or out of work."""
    values = {"EmpStat": 10 if employer else 11, "DateEmpStatApp": on, "EmpId": employer}
    return _node("LearnerEmploymentStatus", values, ())


def monitored(sort: str, code: int) -> Node:
    """A funding and monitoring code of the learner."""
    return _node("LearnerFAM", {"LearnFAMType": sort, "LearnFAMCode": code}, ())


def file_of(path: Path, *learners: Node, prepared: date = PREPARED) -> Path:
    """An ILR file of these learners."""
    header = HEADER.format(code="2526").replace("2025-10-06</File", f"{prepared}</File")
    path.write_text(ilr(learners="".join(map(_xml, learners)), header=header), encoding="utf-8")
    return path


@cache
def kinds() -> dict[str, Kind]:
    """The kinds of fact that all packs share."""
    faults: list[Fault] = []
    found = load_kinds(packs() / "kinds", faults)
    assert not faults
    return found


def facts_in(folder: Path) -> list[Fact]:
    """Every fact of a folder."""
    return [fact for own in read_folder(folder, kinds()).facts_of.values() for fact in own]


def _node(name: str, values: dict[str, Any], children: Sequence[Node]) -> Node:
    said = {key: str(value) for key, value in values.items() if value is not None}
    return Node(name, 1, said, tuple(children))


FIRST_CHILDREN = ("LearnerFAM", "LearnerEmploymentStatus")


def _xml(node: Node) -> str:
    """A node as a file has it: its values, then its children in the order of the schema."""
    values = "".join(f"<{name}>{value}</{name}>" for name, value in node.values.items())
    ordered = sorted(node.children, key=lambda each: [*FIRST_CHILDREN, each.name].index(each.name))
    return f"<{node.name}>{values}{''.join(map(_xml, ordered))}</{node.name}>\n"
