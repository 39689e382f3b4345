"""Samples of ILR files, made by the project: small ones, and one with every element of its year."""

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from fingerpost.funding.ilr import FaultyFileError, read_ilr
from fingerpost.funding.ilr_elements import Element
from fingerpost.funding.ilr_forms import Day, Exactly, Moment, Tenths, Text, Whole
from fingerpost.funding.ilr_message import message_of, namespace_of

AIM = """\
<LearningDelivery>
<LearnAimRef>ZPROG001</LearnAimRef>
<AimType>1</AimType>
<AimSeqNumber>1</AimSeqNumber>
<LearnStartDate>2025-09-01</LearnStartDate>
<LearnPlanEndDate>2026-12-31</LearnPlanEndDate>
<FundModel>36</FundModel>
<ProgType>25</ProgType>
<StdCode>119</StdCode>
<DelLocPostCode>CV1 2WT</DelLocPostCode>
<CompStatus>1</CompStatus>
</LearningDelivery>
"""
LEARNER = """\
<Learner>
<LearnRefNumber>{reference}</LearnRefNumber>
<ULN>9999999999</ULN>
<FamilyName>Byron</FamilyName>
<GivenNames>Ada</GivenNames>
<Ethnicity>31</Ethnicity>
<Sex>F</Sex>
<LLDDHealthProb>2</LLDDHealthProb>
<PostcodePrior>CV1 2WT</PostcodePrior>
<Postcode>CV1 2WT</Postcode>
{aims}</Learner>
"""
HEADER = """\
<Header>
<CollectionDetails>
<Collection>ILR</Collection>
<Year>{code}</Year>
<FilePreparationDate>2025-10-06</FilePreparationDate>
</CollectionDetails>
<Source>
<ProtectiveMarking>OFFICIAL-SENSITIVE-Personal</ProtectiveMarking>
<UKPRN>10000001</UKPRN>
<SerialNo>01</SerialNo>
<DateTime>2025-10-06T09:00:00</DateTime>
</Source>
</Header>
<LearningProvider>
<UKPRN>10000001</UKPRN>
</LearningProvider>
"""


def learner(reference: str = "ada1", aims: str = AIM) -> str:
    """A learner with what must be there, and names."""
    return LEARNER.format(reference=reference, aims=aims)


def ilr(year: str = "2025-26", learners: str | None = None, header: str | None = None) -> str:
    """A small valid file: one learner with one aim, or the learners given."""
    beginning = HEADER.format(code=year[2:4] + year[5:7]) if header is None else header
    inner = learner() if learners is None else learners
    root = f'<?xml version="1.0" encoding="UTF-8"?>\n<Message xmlns="{namespace_of(year)}">'
    return f"{root}\n{beginning}{inner}</Message>\n"


def complete(year: str) -> str:
    """A file with every element that its year has; groups that may repeat stand twice."""
    return "\n".join(_lines(message_of(year), f' xmlns="{namespace_of(year)}"'))


def _lines(element: Element, attributes: str = "") -> Iterator[str]:
    if element.form is not None:
        yield f"<{element.name}>{escape(_example(element))}</{element.name}>"
        return
    yield f"<{element.name}{attributes}>"
    for each in element.elements:
        for _ in range(1 if each.most == 1 else 2):
            yield from _lines(each)
    yield f"</{element.name}>"


def _example(element: Element) -> str:
    match element.form:
        case Day():
            return "2025-09-01"
        case Moment():
            return "2025-10-06T09:00:00"
        case Whole(least=least):
            return str(max(least, 1))
        case Tenths():
            return "50.0"
        case Exactly(wanted=wanted):
            return wanted
        case Text(longest=int(longest)) if element.name != "Email":
            return "ABCDEFGH"[:longest]
        case _:
            return PATTERNED.get(element.name, "Ada")


PATTERNED = {
    "SerialNo": "07",
    "TelNo": "02476000000",
    "Email": "ada@example.org",
    "UCASPERID": "1234567890",
    "UCASAPPID": "AB12",
    "UCASSCHEMECODE": "AB12",
}


def refusal_of(folder: Path, content: str | bytes) -> str:
    """Where and why the file is refused, without its own name."""
    path = folder / "ilr.xml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(FaultyFileError) as refused:
        for _ in read_ilr(path).learners():
            pass
    (fault,) = refused.value.faults
    assert (fault.file, fault.gravity) == (str(path), "error")
    return f"{fault.place}: {fault.what}" if fault.place else fault.what
