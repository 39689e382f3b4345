"""Reading an ILR: what a valid file gives, in whichever way it is written."""

import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from fingerpost.funding.ilr import Header, Node, read_ilr
from fingerpost.funding.ilr_elements import YEARS, Element
from fingerpost.funding.ilr_message import message_of
from tests.funding.ilr_samples import complete, ilr, learner
from tests.house.project import ROOT

SAMPLES = ROOT.parent / "shared" / "data" / "ilr" / "2025-26"


def _learners(folder: Path, content: str | bytes) -> list[Node]:
    path = folder / "ilr.xml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_ilr(path).learners())


def test_the_header_says_whose_file_it_is(tmp_path: Path) -> None:
    path = tmp_path / "ilr.xml"
    path.write_text(ilr("2024-25"))
    assert read_ilr(path).header == Header("2024-25", 10000001, date(2025, 10, 6))


def test_a_learner_has_values_and_children_with_their_lines(tmp_path: Path) -> None:
    (ada,) = _learners(tmp_path, ilr())
    assert (ada.name, ada.line, ada.get("LearnRefNumber"), ada.get("Email"), ada.get("Email", "-")) == (
        "Learner", 19, "ada1", "", "-",
    )  # fmt: skip
    (aim,) = ada.all("LearningDelivery")
    assert (aim.line, aim.get("StdCode"), aim.children) == (29, "119", ())
    assert ada.all("LearnerFAM") == []


def test_the_sample_of_the_department_has_19_learners_and_35_aims() -> None:
    found = sorted(SAMPLES.glob("*.xml"))
    if not found:
        pytest.skip(f"the sample of the Department for Education is not in {SAMPLES}")
    file = read_ilr(found[0])
    assert file.header == Header("2025-26", 99999999, date(2025, 1, 8))
    learners = list(file.learners())
    assert (len(learners), sum(len(each.all("LearningDelivery")) for each in learners)) == (19, 35)
    assert sum(each.get("ULN") == "9999999999" for each in learners) == 6
    assert list(file.learners()) == learners


@pytest.mark.parametrize("year", YEARS)
def test_every_element_of_a_year_is_read(year: str, tmp_path: Path) -> None:
    learner_element = next(each for each in message_of(year).elements if each.name == "Learner")
    learners = _learners(tmp_path, complete(year))
    assert len(learners) == 2
    for each in learners:
        assert _names(each) == _expected(learner_element)


def _names(node: Node) -> set[str]:
    return set(node.values) | {name for child in node.children for name in (child.name, *_names(child))}


def _expected(element: Element) -> set[str]:
    return {name for each in element.elements for name in (each.name, *_expected(each))}


def test_the_order_of_each_group_names_each_element_once() -> None:
    for year in YEARS:
        groups = [message_of(year)]
        for group in groups:
            names = [each.name for each in group.elements]
            assert len(names) == len(set(names)), group.name
            assert all(each.most == 1 for each in group.elements if each.form), group.name
            groups.extend(each for each in group.elements if each.form is None)


def test_a_file_of_2024_25_may_have_no_learners_and_one_of_2025_26_may_not(tmp_path: Path) -> None:
    assert _learners(tmp_path, ilr("2024-25", learners="")) == []
    with pytest.raises(ValueError, match=r"line 19: Learner is missing; it must come before </Message>"):
        _learners(tmp_path, ilr("2025-26", learners=""))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Ada", "Ada"),
        (" Ada  Mary ", " Ada  Mary "),
        ("O&apos;Hara &amp; Co", "O'Hara & Co"),
        ("A<!-- no content -->d<?note none?>a", "Ada"),
        ("<![CDATA[A<d>&a]]>", "A<d>&a"),
        ("&#65;&#x64;a", "Ada"),
        ("Zoë £€ 日本", "Zoë £€ 日本"),
    ],
)
def test_a_text_is_what_it_means_however_it_is_written(written: str, value: str, tmp_path: Path) -> None:
    content = ilr().replace("<GivenNames>Ada<", f"<GivenNames>{written}<")
    assert _learners(tmp_path, content)[0].get("GivenNames") == value


@pytest.mark.parametrize(
    ("element", "old", "written", "value"),
    [
        ("Ethnicity", "31", " +0031\n", "31"),
        ("Ethnicity", "31", "-0", "0"),
        ("Ethnicity", "31", f"{'0' * 5_000}31", "31"),
        ("LearnStartDate", "2025-09-01", "\n\t2025-09-01 ", "2025-09-01"),
        ("LearnStartDate", "2025-09-01", "2025-09-01Z", "2025-09-01"),
        ("LearnStartDate", "2025-09-01", "2025-09-01+01:00", "2025-09-01"),
        ("LearnStartDate", "2025-09-01", "2024-02-29-14:00", "2024-02-29"),
    ],
)
def test_a_number_or_date_has_one_form_however_it_is_written(
    element: str, old: str, written: str, value: str, tmp_path: Path
) -> None:
    (ada,) = _learners(tmp_path, ilr().replace(f"<{element}>{old}<", f"<{element}>{written}<"))
    assert [each.get(element) for each in (ada, *ada.children) if element in each.values] == [value]


def test_marks_line_ends_and_comments_change_nothing(tmp_path: Path) -> None:
    plain = ilr()
    expected = _learners(tmp_path, plain)
    instance = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="ESFA/ILR/2025-26 x.xsd" '
    for written in (
        plain.encode("utf-8-sig"),
        plain.replace("\n", "\r\n"),
        plain.replace("<Message ", "<!-- a comment --><Message ").replace("</Message>", "<!-- one more --></Message>"),
        plain.replace("<Message ", f"<Message {instance}"),
        plain.split("\n", 1)[1],
        plain.replace('"UTF-8"', "'utf-8'"),
    ):
        assert [each.values for each in _learners(tmp_path, written)] == [each.values for each in expected]


def test_prefixed_names_are_read_by_their_namespace(tmp_path: Path) -> None:
    prefixed = ilr().replace("xmlns=", "xmlns:i=").replace("</", "<|").replace("<", "<i:").replace("<i:|", "</i:")
    assert _learners(tmp_path, prefixed.replace("<i:?xml", "<?xml")) == _learners(tmp_path, ilr())


def test_memory_does_not_grow_with_the_number_of_learners(tmp_path: Path) -> None:
    peaks = []
    for number in (200, 2_000):
        path = tmp_path / "ilr.xml"
        path.write_text(ilr(learners="".join(learner(f"L{each}") for each in range(number))))
        tracemalloc.start()
        try:
            assert sum(1 for _ in read_ilr(path).learners()) == number
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.3
