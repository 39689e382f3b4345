"""Letters on paper: who can read them, what stands where, and that words stay words."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.kit.paper.making import LETTERS_IN_A_FILE, letter_as_pdf, letters_as_pdf
from fingerpost.kit.paper.runs import INSTEAD, _shown, not_shown
from fingerpost.kit.paper.values import Letter, Sender
from tests.rooms.kit.papers import a_letter, links, metadata, pages, places, reader, tags, words

HOSTILE = '#emph[no] $x^2$ \\ @ref // gone /* gone */ `a` *b* _c_ = h <b> #read("/etc/passwd") "q" ~ -- ... \\u{41}'
LONG = "You were not at your session on Friday, and we have not heard from you since. " * 4


def test_a_letter_can_be_read_aloud() -> None:
    pdf = letter_as_pdf(a_letter())
    assert tags(pdf) == ["Document", "P", "P", "P", "P", "H1", "P", "P", "P"]
    assert metadata(pdf) == {
        "title": "We have missed you, and would like to help",
        "author": "Marcher Learning",
        "language": "en-GB",
        "day": "20260216",
        "standard": "UA-1",
    }


def test_all_that_was_given_is_read_in_order() -> None:
    assert " ".join(words(letter_as_pdf(a_letter()))) == (
        "Marcher Learning 14 Regent Street Wrexham LL11 1SG 01978 555 0123 Siân Hughes 3 Maes-y-Dre Ruthin LL15 1AB "
        "Wrexham, Monday 16 February 2026 We have missed you, and would like to help Dear Siân, "
        "You were not at your session on Friday. We hope that you are well. Yours sincerely Hannah Clarke Coach"
    )


def test_a_letter_in_welsh_says_its_day_and_its_pages_in_welsh() -> None:
    said = "Ŵyth tŷ, gŵr, pêl, brân, tôn, tîm, dŵr, sŵn, ffŵl, ŷd, ŵyn, Ŷ, ä ë ï ö ü, à è ì ò ù"
    pdf = letter_as_pdf(a_letter(language="cy", place="Wrecsam", paragraphs=(said, *[LONG] * 12)))
    read = " ".join(words(pdf))
    assert metadata(pdf)["language"] == "cy-GB"
    assert "Wrecsam, Dydd Llun 16 Chwefror 2026" in read and said in read and "Tudalen 1 o 2" in read


def test_what_looks_like_markup_stays_as_it_is_wherever_it_stands() -> None:
    pdf = letter_as_pdf(
        a_letter(
            sender=Sender(HOSTILE, (HOSTILE,)),
            recipient=(HOSTILE,),
            place=HOSTILE,
            subject=HOSTILE,
            paragraphs=(HOSTILE,),
            closing=(HOSTILE,),
        )
    )
    assert "".join(words(pdf)).count("".join(HOSTILE.split())) == 7
    assert metadata(pdf)["title"] == HOSTILE


@settings(max_examples=60)
@given(st.lists(st.text(st.sampled_from("abŵŷÂ€éЖ #$\\@/*_`<>[]{}=-+~'\"“’.:;\n\t"), max_size=60), max_size=4))
def test_any_words_are_read_again_as_they_were_given(paragraphs: list[str]) -> None:
    pdf = letter_as_pdf(a_letter(paragraphs=tuple(paragraphs), closing=()))
    subject = a_letter().subject
    after = "".join(words(pdf)).split("".join(subject.split()))[1]
    assert after == "".join("".join(paragraphs).split())


def test_every_character_of_the_typeface_can_be_printed() -> None:
    letter_as_pdf(a_letter(paragraphs=(" ".join(sorted(_shown())),)))


def test_what_the_typeface_lacks_is_told_and_has_a_sign_in_its_place() -> None:
    said = "Well done 😀 你好 ŵ"
    assert not_shown([said, "plain\nwords"]) == {"😀", "你", "好"}
    assert f"Well done {INSTEAD} {INSTEAD * 2} ŵ" in " ".join(words(letter_as_pdf(a_letter(paragraphs=(said,)))))


def test_what_cannot_be_seen_is_left_out_and_accents_join_their_letters() -> None:
    said = "a\u200bb\x00c\u202ed\ud800e\ufe0f w\u0302 y\u0302\tz"
    assert not_shown([said]) == frozenset()
    pdf = letter_as_pdf(a_letter(paragraphs=(said,), subject="A\u200b day\nout"))
    assert "abcde ŵ ŷ z" in " ".join(words(pdf))
    assert metadata(pdf)["title"] == "A day out"


def test_links_and_addresses_can_be_followed_and_read() -> None:
    said = "Answer at https://provider.example/a/7Yp2c-Kx?x=1&y=(2). Or write to hannah@marcher.example."
    pdf = letter_as_pdf(a_letter(paragraphs=(said, "See http://a.example, and 12:30 http:// nothing")))
    assert links(pdf) == [
        "https://provider.example/a/7Yp2c-Kx?x=1&y=(2",
        "mailto:hannah@marcher.example",
        "http://a.example",
    ]
    assert said in " ".join(words(pdf)) and tags(pdf).count("Link") == 3


@pytest.mark.parametrize(
    "word", ["x" * 900, *(f"https://a.example/{each}" for each in ("abc/defg" * 50, "w" * 400, "w" * 600))]
)
def test_a_very_long_word_stays_on_the_page_and_whole(word: str) -> None:
    pdf = letter_as_pdf(a_letter(paragraphs=(word,), recipient=("Hale", "y" * 60), subject="z" * 300))
    read = "".join(words(pdf))
    assert word in read and "y" * 60 in read and "z" * 300 in read
    assert max(len(line) for page in reader(pdf).pages for line in page.extract_text().splitlines()) < 100


def test_empty_paragraphs_leave_no_trace() -> None:
    full = letter_as_pdf(a_letter(paragraphs=("One", "Two")))
    assert letter_as_pdf(a_letter(paragraphs=("", "One", " \n\t", "Two", "\u200b"))) == full


def test_a_letter_without_paragraphs_and_closing_is_still_one() -> None:
    assert tags(letter_as_pdf(a_letter(paragraphs=(), closing=()))) == ["Document", "P", "P", "P", "P", "H1"]


def test_a_paragraph_keeps_its_lines() -> None:
    found = {text: down for text, _across, down in places(letter_as_pdf(a_letter(paragraphs=("One\nTwo\r\nThree",))))}
    assert found["One"] < found["Two"] < found["Three"]


def test_the_same_letter_has_the_same_bytes() -> None:
    assert letter_as_pdf(a_letter()) == letter_as_pdf(a_letter())
    assert letter_as_pdf(a_letter()) != letter_as_pdf(a_letter(day=date(2026, 2, 17)))


@pytest.mark.parametrize("lines", [1, 4, 8])
def test_the_address_and_nothing_else_stands_in_the_window(lines: int) -> None:
    recipient = ("Siân Hughes", *(f"Line {each} of an address" for each in range(1, lines)))
    sender = Sender("A provider of some length, Ltd", tuple(f"Sender {each}" for each in range(10)))
    found = places(letter_as_pdf(a_letter(recipient=recipient, sender=sender)))
    seen = [(text, down) for text, across, down in found if across < 110 and 46 < down < 93]
    assert [text for text, _ in seen] == list(recipient)
    assert all(49 < down < 82 for _, down in seen)


def test_an_address_too_long_for_the_window_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 8 lines"):
        a_letter(recipient=("A line",) * 9)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"recipient": (" ", "\u200b")}, "please name the recipient"),
        ({"subject": " \u200b"}, "by its subject"),
        ({"language": "fr"}, "one of en, cy"),
    ],
)
def test_what_could_not_be_sent_is_refused(other: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        a_letter(**other)


def test_300_paragraphs_fill_pages_that_say_whose_they_are() -> None:
    all_pages = pages(letter_as_pdf(a_letter(paragraphs=tuple(f"Paragraph {each}. {LONG}" for each in range(300)))))
    number = len(all_pages)
    assert number > 25
    assert [page[-4:] for page in all_pages] == [["Page", str(at), "of", str(number)] for at in range(1, number + 1)]
    assert all(page[-6:-4] == ["Siân", "Hughes"] for page in all_pages[1:])
    read = " ".join(word for page in all_pages for word in page)
    assert all(f"Paragraph {each}." in read for each in range(300))


@pytest.mark.parametrize("lines", range(14, 40, 2))
def test_the_closing_never_stands_alone(lines: int) -> None:
    last = pages(letter_as_pdf(a_letter(paragraphs=("A line",) * lines + ("The end is here",))))[-1]
    assert "here" in last and last.index("here") < last.index("sincerely")


def test_a_letter_of_one_page_has_no_number() -> None:
    assert "Page" not in words(letter_as_pdf(a_letter()))


def batch() -> list[Letter]:
    return [
        a_letter(recipient=("First",)),
        a_letter(recipient=("Second",), language="cy", paragraphs=(LONG,) * 12),
        a_letter(recipient=("Third",)),
    ]


def test_each_letter_of_several_begins_on_a_sheet_of_its_own() -> None:
    all_pages = pages(letters_as_pdf(batch(), title="Letters of 16 February"))
    assert len(all_pages) == 5 and all_pages[1] == []
    assert "First" in all_pages[0] and "Second" in all_pages[2] and "Third" in all_pages[4]
    assert [page[-4:] for page in all_pages[2:4]] == [["Tudalen", at, "o", "2"] for at in "12"]


def test_for_a_printer_of_one_side_there_is_no_blank_page() -> None:
    pdf = letters_as_pdf(batch(), title="Letters of 16 February", both_sides=False)
    assert [bool(page) for page in pages(pdf)] == [True] * 4
    assert metadata(pdf)["title"] == "Letters of 16 February"
    assert tags(pdf).count("H1") == 3


def test_nothing_to_print_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one letter"):
        letters_as_pdf([], title="Letters")
    with pytest.raises(ValueError, match="a title for all"):
        letters_as_pdf(batch(), title=" ")


def test_more_letters_than_a_small_machine_can_make_at_once_are_refused() -> None:
    with pytest.raises(ValueError, match="please print them in several"):
        letters_as_pdf([a_letter()] * (LETTERS_IN_A_FILE + 1), title="Letters")
