"""Plans and contracts on paper."""

import pytest

from fingerpost.kit.paper.making import agreement_as_pdf
from fingerpost.kit.paper.values import Action, Section
from tests.rooms.kit.papers import a_contract, links, metadata, pages, tags, words


def test_a_contract_can_be_read_aloud_with_its_headings_and_its_table() -> None:
    pdf = agreement_as_pdf(a_contract())
    assert metadata(pdf)["standard"] == "UA-1" and metadata(pdf)["title"] == "Support contract"
    heard = [tag for tag in tags(pdf) if tag in ("H1", "H2", "Table", "THead", "TBody", "TR", "TH", "TD")]
    assert heard == ["H1", "H2", "H2", "Table", "THead", "TR", *["TH"] * 3, "TBody", "TR", *["TD"] * 3]


def test_all_of_a_contract_is_read_in_order() -> None:
    assert " ".join(words(agreement_as_pdf(a_contract()))) == (
        "Marcher Learning 14 Regent Street Wrexham LL11 1SG 01978 555 0123 Support contract Monday 16 February 2026 "
        "Learner: Siân Hughes Review: 16 March 2026 What matters to Siân To be a nurse. What we do "
        "What Who By when Ring every week Hannah Clarke 27 February 2026 "
        "Siân Hughes Signature Date Hannah Clarke, coach Signature Date"
    )


def test_our_own_words_are_welsh_in_a_welsh_contract() -> None:
    pdf = agreement_as_pdf(a_contract(language="cy"))
    read = " ".join(words(pdf))
    assert metadata(pdf)["language"] == "cy-GB"
    assert "Dydd Llun 16 Chwefror 2026" in read and "Beth Pwy Erbyn pryd" in read and "Llofnod Dyddiad" in read


def test_a_long_table_says_its_headers_on_each_page_and_tags_them_once() -> None:
    actions = tuple(Action(f"Do thing {each}", "Siân Hughes", "27 February 2026") for each in range(80))
    pdf = agreement_as_pdf(a_contract(sections=(Section("What we do", (), actions),)))
    all_pages = pages(pdf)
    assert len(all_pages) > 2 and tags(pdf).count("TH") == 3
    assert all("What Who By when" in " ".join(page) for page in all_pages[:-1])
    assert all_pages[1][-6:] == ["Support", "contract", "Page", "2", "of", str(len(all_pages))]


def test_markup_long_words_and_links_in_a_cell_stay_what_they_are() -> None:
    hostile = '#read("x") $y$ \\ // @z'
    actions = (Action(hostile, "w" * 90, "hannah.clarke.of.the.team@marcher-learning.example"), Action("", "", "\n"))
    pdf = agreement_as_pdf(a_contract(sections=(Section("", (hostile,), actions),)))
    read = "".join(words(pdf))
    assert read.count("".join(hostile.split())) == 2 and "w" * 90 in read
    assert set(links(pdf)) == {"mailto:hannah.clarke.of.the.team@marcher-learning.example"}
    assert "H2" not in tags(pdf)


@pytest.mark.parametrize("number", [0, 1, 2, 3, 9])
def test_there_is_a_line_for_each_who_signs(number: int) -> None:
    read = words(agreement_as_pdf(a_contract(signatures=tuple(f"Person-{each}" for each in range(number)))))
    assert read.count("Signature") == number and all(f"Person-{each}" in read for each in range(number))


@pytest.mark.parametrize("lines", range(18, 40, 2))
def test_the_signatures_never_stand_on_a_page_without_what_is_signed(lines: int) -> None:
    section = Section("What we do", ("A line",) * lines + ("The end is here",))
    last = pages(agreement_as_pdf(a_contract(sections=(section,))))[-1]
    assert "here" in last and last.index("here") < last.index("Signature")


def test_many_short_sections_fill_the_pages() -> None:
    sections = tuple(Section(f"Heading {each}", ("A line",)) for each in range(60))
    assert len(pages(agreement_as_pdf(a_contract(sections=sections)))) == 5


def test_a_plan_without_sections_is_still_one() -> None:
    assert "Support" in words(agreement_as_pdf(a_contract(sections=(), about=(), signatures=())))


def test_the_same_contract_has_the_same_bytes() -> None:
    assert agreement_as_pdf(a_contract()) == agreement_as_pdf(a_contract())


def test_a_contract_without_a_title_is_refused() -> None:
    with pytest.raises(ValueError, match="by its title"):
        a_contract(title="\n")
