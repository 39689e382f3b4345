"""Our verdict on an ILR and that of a schema validator, given the schema that the funder publishes."""

import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from fingerpost.funding.ilr import FaultyFileError, read_ilr
from tests.funding.ilr_mutations import mutated
from tests.funding.ilr_samples import complete, ilr
from tests.house.project import ROOT

DATA = ROOT.parent / "shared" / "data" / "ilr"
SCHEMAS = {"2024-25": DATA / "2024-25" / "schemafile24.xsd", "2025-26": DATA / "2025-26" / "schemafile25.xsd"}
RENAMED = {
    b"ESFA/ILR/2025-26": b"ESFA/ILR/2024-25",
    b"<Year>2526<": b"<Year>2425<",
    b"SOC>": b"SOC2000>",
    b"UCASSCHEMECODE>": b"UCASAPPID>",
    b"PERMADDCOUNTRY>": b"DOMICILE>",
}
"""What the sample of 2025-26 has otherwise than a file of 2024-25."""
MUTATED = 1_000
SEED = 20_251_006
PADDED_DAY = re.compile(r"[ \t\r\n]*\d{4}-\d\d-\d\d[^ \t\r\n]*[ \t\r\n]*")
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


@pytest.fixture(scope="module")
def schemas() -> dict[str, etree.XMLSchema]:
    missing = [str(path) for path in SCHEMAS.values() if not path.exists()]
    if missing:
        pytest.skip(f"the funder's schema is not here: {', '.join(missing)}")
    return {year: etree.XMLSchema(etree.parse(path)) for year, path in SCHEMAS.items()}


def _bases() -> list[bytes]:
    """The funder's sample, the same made into a file of the year before, and the project's own."""
    (path,) = (DATA / "2025-26").glob("*.xml")
    sample = path.read_bytes()
    before = sample
    for now, then in RENAMED.items():
        before = before.replace(now, then)
    own = [text.encode() for year in SCHEMAS for text in (ilr(year), complete(year), complete(year))]
    return [sample, before, *own]


def _validator_says(schemas: dict[str, etree.XMLSchema], content: bytes) -> bool:
    """Valid for a schema of either year: a file of another namespace is valid for none."""
    tree = etree.fromstring(content, PARSER)
    for each in tree.iter(etree.Element):
        # White space around a date is no part of it (XML Schema 1.0, part 2, 3.2.9); libxml2 errs there.
        text = each.text or ""
        if not len(each) and PADDED_DAY.fullmatch(text):
            each.text = text.strip(" \t\r\n")
    return any(schema.validate(tree) for schema in schemas.values())


def _we_say(path: Path, content: bytes) -> tuple[bool, str]:
    path.write_bytes(content)
    try:
        for _ in read_ilr(path).learners():
            pass
    except FaultyFileError as error:
        return False, str(error)
    return True, ""


def test_what_the_mutations_start_from_is_valid_for_both(schemas: dict[str, etree.XMLSchema], tmp_path: Path) -> None:
    for content in _bases():
        assert _validator_says(schemas, content)
        assert _we_say(tmp_path / "ilr.xml", content) == (True, "")


def test_our_verdict_on_a_thousand_mutated_files_is_that_of_a_schema_validator(
    schemas: dict[str, etree.XMLSchema], tmp_path: Path
) -> None:
    chance, verdicts = Random(SEED), Counter[bool]()
    roots = [etree.fromstring(content, PARSER) for content in _bases()]
    disagreements = []
    for number in range(MUTATED):
        done, content = mutated(roots[number % len(roots)], chance)
        valid, (taken, why) = _validator_says(schemas, content), _we_say(tmp_path / "ilr.xml", content)
        verdicts[valid] += 1
        if valid != taken:
            disagreements.append(f"{number} ({done}): the validator says {valid}, we say {taken} {why}")
    print(f"{verdicts[True]} valid, {verdicts[False]} not")
    assert disagreements == []
    assert min(verdicts[True], verdicts[False]) > MUTATED * 0.35, verdicts
