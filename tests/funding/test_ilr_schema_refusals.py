"""What the schema of an ILR does not allow is refused, at its place, with what would be right."""

from pathlib import Path

import pytest

from fingerpost.funding.ilr import read_ilr
from tests.funding.ilr_samples import AIM, ilr, learner, refusal_of

AIM_1 = "Learner ada1 > LearningDelivery 1"


@pytest.mark.parametrize(
    ("old", "new", "place", "what"),
    [
        (
            "FundModel",
            "Fundmodel",
            f"line 35, {AIM_1}",
            "there is no element 'Fundmodel' in LearningDelivery in 2025-26; did you mean 'FundModel'?",
        ),
        (
            "<ProgType>25</ProgType>",
            "<FworkCode>1</FworkCode>",
            f"line 36, {AIM_1}",
            "there is no element 'FworkCode' in LearningDelivery in 2025-26; files of 2024-25 have it",
        ),
        (
            "<ProgType>25</ProgType>",
            "<ULN>1</ULN>",
            f"line 36, {AIM_1}",
            "there is no element 'ULN' in LearningDelivery in 2025-26; it stands in Learner",
        ),
        (
            "<ProgType>25<",
            '<ProgType xmlns="urn:else">25<',
            f"line 36, {AIM_1}",
            "there is no element 'ProgType' in LearningDelivery in 2025-26; its namespace is 'urn:else'",
        ),
        ("<Sex>F</Sex>\n", "", "line 25, Learner ada1", "Sex is missing; it must come before LLDDHealthProb"),
        (
            "<CompStatus>1</CompStatus>\n",
            "",
            f"line 39, {AIM_1}",
            "CompStatus is missing; it must come before </LearningDelivery>",
        ),
        (
            "<Sex>F</Sex>",
            "<Sex>F</Sex><Ethnicity>31</Ethnicity>",
            "line 25, Learner ada1 > Ethnicity",
            "must come before Sex; the order of elements is fixed",
        ),
        ("<Sex>F</Sex>", "<Sex>F</Sex><Sex>F</Sex>", "line 25, Learner ada1 > Sex", "stands 2 times; at most 1 may"),
        ("<Sex>F</Sex>", "<Sex>FM</Sex>", "line 25, Learner ada1 > Sex", "must have 1 character (it has 2: 'FM')"),
        ("<Sex>F</Sex>", "<Sex>é</Sex>", "line 25, Learner ada1 > Sex", "must not hold the character 'é' (it is 'é')"),
        (
            "<Sex>F</Sex>",
            "<Sex><b>F</b></Sex>",
            "line 25, Learner ada1 > Sex",
            "must hold a value only, and no element 'b'",
        ),
        (
            "<Sex>F</Sex>",
            '<Sex id="1">F</Sex>',
            "line 25, Learner ada1 > Sex",
            "must not have the attribute 'id'; elements of an ILR have none",
        ),
        (
            "<Sex>F</Sex>",
            "x<Sex>F</Sex>",
            "line 25, Learner ada1",
            "no text may stand here, between elements (it is 'x')",
        ),
        (">36<", ">360<", f"line 35, {AIM_1} > FundModel", "must be a whole number from -99 to 99 (it is '360')"),
        (">36<", "><", f"line 35, {AIM_1} > FundModel", "must be a whole number from -99 to 99 (it is '')"),
        (
            ">9999999999<",
            ">999999999<",
            "line 21, Learner ada1 > ULN",
            "must be a whole number from 1000000000 to 9999999999 (it is '999999999')",
        ),
        (
            ">2026-12-31<",
            ">2026-02-29<",
            f"line 34, {AIM_1} > LearnPlanEndDate",
            "must be a date such as 2025-09-01 (it is '2026-02-29')",
        ),
        (
            ">2026-12-31<",
            ">31/12/2026<",
            f"line 34, {AIM_1} > LearnPlanEndDate",
            "must be a date such as 2025-09-01 (it is '31/12/2026')",
        ),
        (
            ">2026-12-31<",
            ">12026-12-31<",
            f"line 34, {AIM_1} > LearnPlanEndDate",
            "must be in a year from 1 to 9999: a date such as 2025-09-01 (it is '12026-12-31')",
        ),
        (">ILR<", ">ILRS<", "line 5, Header > CollectionDetails > Collection", "must be ILR (it is 'ILRS')"),
        (
            ">10000001<",
            ">1000001<",
            "line 11, Header > Source > UKPRN",
            "must be a whole number from 10000000 to 99999999 (it is '1000001')",
        ),
        (
            ">ada1<",
            ">ada-1<",
            "line 20, Learner number 1 > LearnRefNumber",
            "must be 1 to 12 letters, digits and spaces (it is 'ada-1')",
        ),
    ],
)
def test_what_the_schema_does_not_allow_is_refused_at_its_place(
    old: str, new: str, place: str, what: str, tmp_path: Path
) -> None:
    content = ilr().replace(old, new)
    assert content != ilr()
    assert refusal_of(tmp_path, content) == f"{place}: {what}"


def test_the_second_aim_of_the_third_learner_is_named(tmp_path: Path) -> None:
    wrong = AIM.replace("<CompStatus>1<", "<CompStatus>10<")
    said = refusal_of(tmp_path, ilr(learners=learner("a") + learner("b") + learner("c", AIM + wrong)))
    assert ", Learner c > LearningDelivery 2 > CompStatus: must be" in said


@pytest.mark.parametrize("attribute", ["nil", "type"])
def test_attributes_that_would_change_what_an_element_is_are_refused(attribute: str, tmp_path: Path) -> None:
    instance = f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:{attribute}="true"'
    said = refusal_of(tmp_path, ilr().replace("<Sex>", f"<Sex {instance}>"))
    assert said.startswith(f"line 25, Learner ada1 > Sex: must not have the attribute 'xsi:{attribute}'")


FAM = "<LearnerFAM><LearnFAMType>LSR</LearnFAMType><LearnFAMCode>55</LearnFAMCode></LearnerFAM>\n"


@pytest.mark.parametrize(("year", "most"), [("2024-25", 15), ("2025-26", 17)])
def test_a_group_may_stand_as_often_as_its_year_lets_it(year: str, most: int, tmp_path: Path) -> None:
    path = tmp_path / "ilr.xml"
    path.write_text(ilr(year, learner(aims=FAM * most + AIM)))
    (ada,) = read_ilr(path).learners()
    assert len(ada.all("LearnerFAM")) == most
    said = refusal_of(tmp_path, ilr(year, learner(aims=FAM * (most + 1) + AIM)))
    place = f"line {29 + most}, Learner ada1 > LearnerFAM"
    assert said == f"{place}: stands {most + 1} times; at most {most} may"


def test_a_learner_without_an_aim_is_refused(tmp_path: Path) -> None:
    said = refusal_of(tmp_path, ilr(learners=learner(aims="")))
    assert said == "line 29, Learner ada1: LearningDelivery is missing; it must come before </Learner>"
