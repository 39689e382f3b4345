"""Writing a facts folder: what was written reads back as it was, or nothing is written."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from fingerpost.folder.people import Person
from fingerpost.folder.reading import FaultyFolderError
from fingerpost.folder.writing import write_folder
from fingerpost.rules.facts import LONDON, Fact
from tests.folder.facts_folders import HEADER, SUBJECT, kinds, read

PARAMETER = {"policy": "learners-at-risk", "name": "silence", "value": 42}
START_DATA = {"learner": "person:P-1", "programme_type": "course", "nation": "wales"}


def fact(kind: str = "progress", key: str = "P", data: Any = None, **others: Any) -> Fact:
    day = others.pop("on", date(2026, 2, 16))
    subject = others.pop("subject", SUBJECT)
    return Fact(kinds()[kind], subject, day, {} if data is None else data, key, **others)


def started(key: str = "S", subject: str = SUBJECT, on: date = date(2026, 1, 5)) -> Fact:
    return fact("started", key, START_DATA, subject=subject, on=on)


def told(each: Fact) -> tuple[object, ...]:
    """All that a fact says; an empty compartment is the kind's."""
    first = (each.kind.name, each.subject, each.on, each.data, each.id, each.recorded_at)
    compartment = each.compartment or each.kind.compartment
    return (*first, each.known, each.by, each.supersedes, compartment, each.first)


def in_order(facts: Sequence[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda each: (each.subject, each.day, each.known, each.id))


characters = some.characters(exclude_categories=["Cs"], exclude_characters="\0")
words = some.text(characters, max_size=20)
keys = some.text("abcXYZ019-_é #", min_size=1, max_size=8).filter(lambda key: key == key.strip())
days = some.dates(date(1990, 1, 1), date(2099, 12, 31))
offsets = some.integers(-720, 720).map(lambda minutes: timezone(timedelta(minutes=minutes)))
zones: Any = some.none() | some.just(LONDON) | some.just(UTC) | offsets
moments = some.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31), timezones=zones)
numbers = some.integers(-(10**17), 10**17) | some.floats(allow_nan=False, allow_infinity=False)
datas = some.one_of(
    some.tuples(some.just("no_improvement"), some.fixed_dictionaries({"reason": words})),
    some.tuples(some.just("progress"), some.fixed_dictionaries({"percent": numbers})),
    some.tuples(some.just("break_began"), some.fixed_dictionaries({"expected_return": days})),
    some.tuples(
        some.just("notice_sent"),
        some.fixed_dictionaries({"stage": some.just(1), "to": some.just(["learner"])}),
    ),
)


@some.composite
def ledgers(draw: some.DrawFn) -> list[Fact]:
    """Started enrolments with facts of all sorts of values, in any order, some corrected."""
    facts = [
        started(f"start {key}", f"enrolment:{key}", draw(days))
        for key in draw(some.lists(keys, min_size=1, max_size=3, unique=True))
    ]
    subjects = some.sampled_from([each.subject for each in facts])
    for number in range(draw(some.integers(0, 5))):
        kind, data = draw(datas)
        common = {"subject": draw(subjects), "on": draw(days), "by": draw(keys)}
        common["compartment"] = draw(some.sampled_from(["", "ordinary", "safeguarding"]))
        common["recorded_at"] = draw(some.none() | moments)
        facts.append(fact(kind, f"F{number}", data, **common))
        if draw(some.booleans()):
            correction = replace(facts[-1], id=f"C{number}", first="", supersedes=f"F{number}")
            facts.append(replace(correction, data=draw(some.sampled_from([None, data]))))
    return draw(some.permutations(facts))


people_of_all_sorts = some.lists(
    some.builds(
        Person,
        id=keys,
        name=words.filter(lambda name: name == name.strip() and name.isprintable()),
        language=some.sampled_from(["", "en", "cy"]),
        email=some.sampled_from(["", "ann@example.org"]),
        more=some.dictionaries(some.sampled_from(["phone", "a, b", "tref"]), words),
    ),
    max_size=3,
    unique_by=lambda person: person.id,
)


@given(facts=ledgers(), people=people_of_all_sorts, texts=some.lists(words, max_size=8))
def test_what_was_written_reads_back_as_it_was(facts: list[Fact], people: list[Person], texts: list[str]) -> None:
    said = dict(zip((each.id for each in facts), texts, strict=False))
    with TemporaryDirectory() as place:
        write_folder(Path(place, "folder"), facts, people, said)
        found = read(Path(place, "folder"))
    read_back = [each for own in found.facts_of.values() for each in own]
    assert list(map(told, read_back)) == list(map(told, in_order(facts)))
    assert found.people == {person.id: person for person in people}
    assert found.texts == {key: text for key, text in said.items() if text}


@given(facts=ledgers().flatmap(lambda every: some.tuples(some.just(every), some.permutations(every))))
def test_facts_in_any_order_give_the_same_bytes(facts: tuple[list[Fact], list[Fact]]) -> None:
    with TemporaryDirectory() as place:
        for name, every in zip(("one", "two"), facts, strict=True):
            write_folder(Path(place, name), every)
        one, two = (Path(place, name, "facts.csv").read_bytes() for name in ("one", "two"))
    assert one == two


def test_what_was_read_is_written_as_the_same_bytes(tmp_path: Path) -> None:
    write_folder(tmp_path / "one", [fact(), started()], [Person("P-1", "Ann")], {"P": "well"})
    found = read(tmp_path / "one")
    facts = [each for own in found.facts_of.values() for each in own]
    write_folder(tmp_path / "two", facts, found.people.values(), found.texts)
    for name in ("facts.csv", "people.csv"):
        again = (tmp_path / "two" / name).read_text(encoding="utf-8")
        # Only what was left to the kind is said now.
        first = (tmp_path / "one" / name).read_text(encoding="utf-8")
        assert again.replace(",ordinary,", ",,") == first


def test_the_files_are_plain_lines_below_the_header(tmp_path: Path) -> None:
    write_folder(tmp_path / "folder", [started(), fact(by='Siân "S"', recorded_at=None)])
    assert (tmp_path / "folder" / "facts.csv").read_bytes().decode() == (
        f"{HEADER}\n"
        'enrolment:E-1,started,2026-01-05,,,"{""learner"": ""person:P-1"", ""nation"": ""wales"", '
        '""programme_type"": ""course""}",S,,,\n'
        'enrolment:E-1,progress,2026-02-16,,"Siân ""S""",{},P,,,\n'
    )
    assert [each.name for each in (tmp_path / "folder").iterdir()] == ["facts.csv"]


@pytest.mark.parametrize("text", ["a\rb", "a\r\nb", "a\n\nb\n", '"', ",", "\ufeffa", " a "])
def test_a_text_keeps_its_ends_of_line_quotes_and_spaces(tmp_path: Path, text: str) -> None:
    write_folder(tmp_path / "folder", [started()], texts={"S": text})
    assert read(tmp_path / "folder").texts == {"S": text}


def test_a_folder_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(FaultyFolderError, match="is there already; name another"):
        write_folder(tmp_path / "folder", [started()])
    assert list((tmp_path / "folder").iterdir()) == []


def test_a_folder_inside_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyFolderError, match="none can be made in it"):
        write_folder(tmp_path / "nowhere" / "folder", [started()])


def test_a_disk_that_refuses_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(OSError, match="No space left"):
        write_folder(tmp_path / "folder", [started()])
    assert list(tmp_path.iterdir()) == []


def test_a_folder_takes_its_name_only_when_it_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(unfinished: Path, folder: Path) -> None:
        assert folder == tmp_path / "folder"
        assert not folder.exists()
        assert "enrolment:E-1" in (unfinished / "facts.csv").read_text(encoding="utf-8")
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="Input/output error"):
        write_folder(tmp_path / "folder", [started()])
    assert list(tmp_path.iterdir()) == []


REFUSED: dict[str, tuple[list[Fact], dict[str, str], str]] = {
    "nothing": ([], {}, "there is no fact to write"),
    "two of one id": (
        [started(), fact(), fact()],
        {},
        "fact 'P': each fact needs an id of its own",
    ),
    "no id": ([started(), fact(key="")], {}, "fact '': each fact needs an id of its own"),
    "supposed": ([started(), fact(supposed=True)], {}, "fact 'P': this is only supposed"),
    "correction of nothing": ([started(), fact(supersedes="Q")], {}, "fact 'P': corrects 'Q'"),
    "outside the calendar": ([started(on=date(1980, 1, 1))], {}, "which holds 1990 to 2099"),
    "data outside the calendar": (
        [started(), fact("changed", data={"planned_end": date(9999, 1, 1)})],
        {},
        "planned_end: 9999-01-01 is outside the calendar",
    ),
    "endless number": ([started(), fact(data={"percent": float("inf")})], {}, "fact 'P': "),
    "a table that JSON would change": (
        [fact("parameter_set", data={**PARAMETER, "where": {1: "wales"}}, subject="provider:self")],
        {},
        "its data would read back differently",
    ),
    "subject without a key": ([fact(subject="enrolment:")], {}, "names no one"),
    "unseen character": ([started(), fact(by="a\nb")], {}, "cannot be seen"),
    "text of no fact": ([started()], {"Q": "said"}, "there is a text for 'Q'"),
    "text too long": ([started()], {"S": "a" * 131_073}, "longer than 131,072 characters"),
    "NUL in a text": ([started()], {"S": "a\0"}, "cannot be stored"),
    "half a character in a text": ([started()], {"S": "\ud800"}, "cannot be stored"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_not_read_back_is_refused_and_nothing_written(tmp_path: Path, name: str) -> None:
    facts, texts, what = REFUSED[name]
    with pytest.raises(FaultyFolderError) as caught:
        write_folder(tmp_path / "folder", facts, texts=texts)
    (fault,) = caught.value.faults
    assert what in str(fault)
    assert list(tmp_path.iterdir()) == []


def test_two_people_of_one_key_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultyFolderError, match="a key of their own"):
        write_folder(tmp_path / "f", [started()], [Person("P-1", "A"), Person("person:P-1", "B")])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ({"id": "person:"}, "id of a person: this is empty"),
        ({"language": "fr"}, "language of a person: there is no language 'fr'"),
        ({"email": "ann"}, "email of a person: 'ann' is no address"),
        ({"name": " Ann"}, "name of a person: ' Ann' begins or ends with a space"),
        ({"more": {"email": "x"}}, "more of a person: 'email' cannot name a further column"),
    ],
)
def test_a_person_who_cannot_be_is_never_built(wrong: dict[str, Any], what: str) -> None:
    with pytest.raises(ValueError, match=what):
        Person(**{"id": "P-1", "name": "Ann", **wrong})
