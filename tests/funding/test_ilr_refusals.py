"""What is refused as an ILR: each file at its first fault, with the place and what would be right."""

import gzip
import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from fingerpost.funding.ilr import FaultyFileError, read_ilr
from fingerpost.funding.ilr_checking import LARGEST_LEARNER
from fingerpost.funding.ilr_stream import CHUNK, LONGEST_PIECE, Stream
from tests.funding.ilr_samples import AIM, ilr, learner, refusal_of

BEFORE, AFTER = ilr().split("<FamilyName>Byron")
BOMB = '<!DOCTYPE Message [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE Message [<!ENTITY f SYSTEM "{file}">]>'


def _archive(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, ilr())
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty; an ILR is an XML file"),
        (b"\xef\xbb\xbf\r\n", "the file is empty; an ILR is an XML file"),
        (_archive("ilr.xml"), "this is no ILR: it is a ZIP archive; unpack it"),
        (_archive("[Content_Types].xml", "xl/workbook.xml"), "this is no ILR: it is an Excel workbook; save the ILR"),
        (gzip.compress(ilr().encode()), "this is no ILR: it is a gzip archive; unpack it"),
        (ilr().encode("utf-16"), "this is no ILR: it is UTF-16 text; save it as UTF-8"),
        (ilr().encode("utf-16-le"), "this is no ILR: it is UTF-16 text; save it as UTF-8"),
        (ilr().encode("utf-16-be"), "this is no ILR: it is UTF-16 text; save it as UTF-8"),
        (ilr().encode("utf-32-be"), "this is no ILR: it is UTF-32 text; save it as UTF-8"),
        (ilr().encode("utf-32"), "this is no ILR: it is UTF-32 text; save it as UTF-8"),
        (ilr().replace("UTF-8", "UTF-16"), "line 1: the encoding is 'UTF-16'; save the file as UTF-8"),
        (ilr().replace("UTF-8", "windows-1252"), "line 1: the encoding is 'windows-1252'; save the file as UTF-8"),
        (b"LearnRefNumber,ULN\n", "line 1: this is no XML: it begins with 'LearnRefNumber,ULN\\n' and not with <"),
        ("<html><body/></html>", "line 1: this is no ILR: its first element must be <Message xmlns="),
        ("<Message/>", "line 1: this is no ILR: its first element must be <Message xmlns="),
    ],
)
def test_a_file_that_is_no_ilr_is_refused_and_named(content: str | bytes, said: str, tmp_path: Path) -> None:
    assert refusal_of(tmp_path, content).startswith(said)


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.xml"):
        with pytest.raises(FaultyFileError, match=r"cannot be read: (Is a directory|No such file)"):
            read_ilr(path)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_refused(share: float, tmp_path: Path) -> None:
    content = ilr(learners=learner() * 3)
    said = refusal_of(tmp_path, content[: int(len(content) * share)])
    assert said.endswith("the file ends too early: it was cut off; export or copy it again")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Byron", "By & ron", "line 22, Learner ada1: this is no well-formed XML: a bare & or < (write &amp; or &lt;)"),
        ("Byron</F", "Byron</f", "line 22, Learner ada1: this is no well-formed XML: mismatched tag"),
        ("Byron", "&nbsp;", "line 22, Learner ada1: this is no well-formed XML: an entity that XML does not know"),
        ("Byron", "\x00", "line 22, Learner ada1: this is no well-formed XML: a bare & or <"),
        ("</Message>", "</Message><Message/>", "line 42: this is no well-formed XML: junk after document element"),
    ],
)
def test_what_is_no_well_formed_xml_is_refused(old: str, new: str, said: str, tmp_path: Path) -> None:
    assert refusal_of(tmp_path, ilr().replace(old, new)).startswith(said)


def test_bytes_that_are_not_utf_8_are_refused(tmp_path: Path) -> None:
    said = refusal_of(tmp_path, ilr().replace("Byron", "Brontë").encode("latin-1"))
    assert said.startswith("line 22, Learner ada1: this is no well-formed XML")
    assert said.endswith("or a character that is not saved as UTF-8")


def test_an_entity_bomb_and_an_external_entity_are_refused_before_they_are_declared(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    for doctype in (BOMB, OUTSIDE.format(file=secret), '<!DOCTYPE Message SYSTEM "http://192.0.2.1/ilr.dtd">'):
        content = ilr().replace("<Message", f"{doctype}\n<Message").replace("Byron", "&f;")
        said = "line 2: the file has a DOCTYPE, which can declare entities; an ILR has none: take it out"
        assert refusal_of(tmp_path, content) == said


@pytest.mark.parametrize("year", ["2023-24", "2026-27", "2015-16"])
def test_a_file_of_another_year_is_refused_and_the_year_is_said(year: str, tmp_path: Path) -> None:
    content = ilr().replace("ESFA/ILR/2025-26", f"ESFA/ILR/{year}").replace("2526", year[2:4] + year[5:])
    said = f"line 2: this is a file of {year}; ILR files of 2024-25 and 2025-26 can be read, no other year's"
    assert refusal_of(tmp_path, content) == said


def test_a_namespace_that_is_no_ilr_is_refused(tmp_path: Path) -> None:
    said = refusal_of(tmp_path, ilr().replace("ESFA/ILR/2025-26", "urn:else"))
    assert said == "line 2: the namespace is 'urn:else'; that of an ILR is ESFA/ILR/2024-25 or ESFA/ILR/2025-26"


def test_a_year_that_the_namespace_contradicts_is_refused(tmp_path: Path) -> None:
    said = refusal_of(tmp_path, ilr().replace(">2526<", ">2425<"))
    place = "line 6, Header > CollectionDetails > Year"
    assert said == f"{place}: must be 2526, as the namespace says 2025-26 (it is '2425')"


def test_no_learner_is_lost_before_a_fault_is_met(tmp_path: Path) -> None:
    path = tmp_path / "ilr.xml"
    path.write_text(ilr(learners="".join(learner(f"L{each}") for each in range(1_000)) + learner("bad one!")))
    taken = 0
    with pytest.raises(FaultyFileError, match=r"Learner number 1001 > LearnRefNumber"):
        for _ in read_ilr(path).learners():
            taken += 1
    assert taken > 900


class Endless(io.RawIOBase):
    """Two gigabytes of one thing: a beginning, then a filling over and over."""

    SIZE = 2 << 30

    def __init__(self, beginning: str, filling: str) -> None:
        self.given, self._next, self._filling = 0, beginning.encode(), filling.encode() * (CHUNK // len(filling))

    def read(self, size: int = -1) -> bytes:
        if self.given > self.SIZE:
            return b""
        piece, self._next = self._next, self._filling
        self.given += len(piece)
        return piece


@pytest.mark.parametrize(
    ("beginning", "filling", "said"),
    [
        (f"{BEFORE}<FamilyName>", "x", "line 22, Learner ada1 > FamilyName: is longer than 10,000 characters"),
        (f"{BEFORE}<FamilyName>", "&#65;", "line 22, Learner ada1 > FamilyName: is longer than 10,000 characters"),
        (f"{BEFORE}<FamilyName><![CDATA[", "x", "line 22, Learner ada1 > FamilyName: is longer than 10,000"),
        (f"{BEFORE}<FamilyName>", " ", "line 22, Learner ada1 > FamilyName: is longer than 10,000 characters"),
        (f"{BEFORE}<!--", "x", "line 22, Learner ada1: a tag, comment or the like that starts here is longer than"),
        (f"{BEFORE}<?note ", "x", "line 22, Learner ada1: a tag, comment or the like that starts here is longer than"),
        (f"{BEFORE}<FamilyName id='", "x", "line 22, Learner ada1: a tag, comment or the like that starts here is"),
        (f"{BEFORE}<", "x", "line 22, Learner ada1: a tag, comment or the like that starts here is longer than"),
        (f"{BEFORE}<FamilyName ", "a='1' ", "line 22, Learner ada1: a tag, comment or the like that starts here is"),
        (f"{BEFORE}x", "x", "line 22, Learner ada1: no text may stand here, between elements (it is 'x"),
        ("<!DOCTYPE ", "x", "line 1: a tag, comment or the like that starts here is longer than"),
        ("<!DOCTYPE x [", " ", "line 1: the file has a DOCTYPE"),
        ("<!--", "<", "line 1: a tag, comment or the like that starts here is longer than"),
        ("<a>", "<a>", "line 1: this is no ILR: its first element must be <Message"),
        (f"{BEFORE}<FamilyName>Byron", "<a>", "line 22, Learner ada1 > FamilyName: must hold a value only"),
        (ilr().split("<LearningDelivery>")[0], AIM, f"this learner has more than {LARGEST_LEARNER:,} elements"),
    ],
)
def test_two_gigabytes_of_one_thing_are_refused_early_and_in_small_memory(
    beginning: str, filling: str, said: str
) -> None:
    source = Endless(beginning, filling)
    tracemalloc.start()
    try:
        with pytest.raises(FaultyFileError) as refused:
            for _ in Stream("ilr.xml", source).learners():  # type: ignore[arg-type]
                pass
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert said in str(refused.value)
    assert source.given < (16 * LONGEST_PIECE if filling == AIM else 3 * LONGEST_PIECE)
    assert peak < (96 << 20 if filling == AIM else 8 << 20)
