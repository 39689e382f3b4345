"""Loading packs: the one place in the cellar that reads files. A pack with a fault is not loaded.

    packs/roles.toml, packs/kinds/*.toml     what all packs share
    packs/words.toml                         what the words of choices mean to a reader
    packs/<pack>/pack.toml                   clauses, parameters, lists, rules
    packs/<pack>/kinds/*.toml                kinds of fact of its own, if it needs them,
    packs/<pack>/words.toml                  and their words
    packs/<pack>/texts/{en,cy}.toml          every text that a person reads
    packs/<pack>/examples/*.toml             worked examples: facts in, duties out

What is wrong is gathered as faults, so that one run shows all there is to mend.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from tomllib import TOMLDecodeError, loads
from typing import Any, TypeVar

from pydantic import ValidationError

from fingerpost.rules.checks import faults_of_policy
from fingerpost.rules.concept import Concept, key, nearest, read_as
from fingerpost.rules.examples import Example
from fingerpost.rules.faults import Fault, FaultyPackError, faults_of_form
from fingerpost.rules.kinds import Kind, Names
from fingerpost.rules.policy import Pack, Policy

LANGUAGES = ("en", "cy")
Form = TypeVar("Form", bound=Concept)


class ExampleFile(Concept):
    """One file of worked examples."""

    examples: tuple[Example, ...] = key(alias="example")


def find_pack(name: str, packs: Path) -> Path:
    """The folder of a pack, given by its id or by a path.

    Raises FaultyPackError, which names the packs there are.
    """
    for folder in (packs / name, Path(name)):
        if (folder / "pack.toml").is_file():
            return folder
    known = [each.parent.name for each in packs.glob("*/pack.toml")]
    raise FaultyPackError([Fault(name, "", f"there is no such pack; {nearest(name, known)}")])


def load_policy(folder: Path, packs: Path) -> tuple[Policy, list[Fault]]:
    """The policy in a pack's folder and warnings about it; `packs` holds what all packs share.

    Raises FaultyPackError with every error found.
    """
    faults: list[Fault] = []
    kinds = _all_kinds(folder, packs, faults)
    roles = _named_forms(packs / "roles.toml", Names, faults)
    words = _all_words(folder, packs, kinds, faults)
    texts = {each: _read(folder / "texts" / f"{each}.toml", faults) or {} for each in LANGUAGES}
    pack = _form(folder / "pack.toml", Pack, faults)
    if pack is None or faults:
        raise FaultyPackError(faults)
    policy = Policy(pack, kinds, roles, texts, words)
    faults = faults_of_policy(policy, str(folder / "pack.toml"))
    errors = [fault for fault in faults if fault.gravity == "error"]
    if errors:
        raise FaultyPackError(errors)
    return policy, faults


def load_kinds(folder: Path, faults: list[Fault]) -> dict[str, Kind]:
    """Every kind of fact in a folder, by name."""
    kinds: dict[str, Kind] = {}
    for path in sorted(folder.glob("*.toml")):
        for name, kind in _named_forms(path, Kind, faults).items():
            wrong = list(_faults_of_kind(kind))
            if name in kinds:
                wrong.append((name, "this kind of fact is in another file too; keep one"))
            faults.extend(Fault(str(path), place, what) for place, what in wrong)
            kinds[name] = kind
    return kinds


def load_examples(folder: Path, policy: Policy) -> list[Example]:
    """The worked examples of a pack, in the order of their files.

    Raises FaultyPackError if one cannot be read.
    """
    faults: list[Fault] = []
    examples: list[Example] = []
    for path in sorted((folder / "examples").glob("*.toml")):
        form = _form(path, ExampleFile, faults)
        for example in form.examples if form else ():
            examples.append(example)
            try:
                example.facts_of(policy.kinds)
            except ValueError as error:
                faults.append(Fault(str(path), f"example {example.id}", str(error)))
    if faults:
        raise FaultyPackError(faults)
    return examples


def _all_kinds(folder: Path, packs: Path, faults: list[Fault]) -> dict[str, Kind]:
    """The kinds that all packs share and the pack's own."""
    shared, own = load_kinds(packs / "kinds", faults), load_kinds(folder / "kinds", faults)
    for name in sorted(shared.keys() & own.keys()):
        what = "all packs share a kind of fact of this name; give this one another"
        faults.append(Fault(str(folder / "kinds"), name, what))
    return shared | own


def _all_words(folder: Path, packs: Path, kinds: Mapping[str, Kind], faults: list[Fault]) -> dict[str, Names]:
    """What the words of choices mean, in both languages; each that a fact may hold must be there.

    Those of a pack's own kinds may stand in a file of its own.
    """
    shared, own = packs / "words.toml", folder / "words.toml"
    words = _named_forms(shared, Names, faults)
    if own.is_file():
        words |= _named_forms(own, Names, faults)
    for kind in kinds.values():
        for name, field in kind.fields.items():
            for word in field.choices:
                if isinstance(word, str) and word not in words:
                    what = f"{name} of a {kind.name} may be this; say in en and cy what it means"
                    faults.append(Fault(str(shared), word, what))
    return words


def _faults_of_kind(kind: Kind) -> Iterator[tuple[str, str]]:
    for name in kind.sets:
        if name not in kind.fields:
            yield f"{kind.name} > sets", f"there is no field {name!r}; {nearest(name, kind.fields)}"
    for name, field in kind.fields.items():
        if field.type in ("choice", "choices") and not field.choices:
            yield f"{kind.name} > fields > {name}", "has nothing to choose from; add choices"


def _form(path: Path, form: type[Form], faults: list[Fault]) -> Form | None:
    """A whole file as a concept; what is wrong with it is added to the faults."""
    raw = _read(path, faults)
    if raw is None:
        return None
    try:
        return read_as(form, raw)
    except ValidationError as error:
        faults.extend(faults_of_form(str(path), error, raw))
    return None


def _named_forms(path: Path, form: type[Form], faults: list[Fault]) -> dict[str, Form]:
    """A file with a concept under each name; a kind of fact knows its name."""
    found = {}
    for name, raw in (_read(path, faults) or {}).items():
        if form is Kind and isinstance(raw, Mapping):
            raw = {**raw, "name": name}
        try:
            found[name] = read_as(form, raw)
        except ValidationError as error:
            for fault in faults_of_form(str(path), error, raw):
                place = " > ".join(filter(None, (name, fault.place)))
                faults.append(fault._replace(place=place))
    return found


def _read(path: Path, faults: list[Fault]) -> dict[str, Any] | None:
    """A TOML file; None, and a fault more, where it cannot be read."""
    place = ""
    try:
        return loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        what = "this file is missing; a pack needs it"
    except UnicodeDecodeError as error:
        place = "line {}".format(error.object.count(b"\n", 0, error.start) + 1)
        what = f"this file is not UTF-8 (byte {error.object[error.start]:#04x}); save it as UTF-8"
    except TOMLDecodeError as error:
        said = re.fullmatch(r"(.*) \(at (.*)\)", str(error))
        place = said[2] if said else ""
        what = f"this is not TOML: {said[1] if said else error}"
    except OSError as error:
        what = f"this file cannot be read: {error.strerror}"
    faults.append(Fault(str(path), place, what))
    return None
