"""The JSON Schema of `pack.toml`, for editors: the classes that read a pack say what it may hold.

It is kept in `docs/pack.schema.json`. After a change to a concept renew it:

    ./run python -c "from fingerpost.rules.schema import as_text; print(as_text(), end='')" \\
        > docs/pack.schema.json

A schema sees forms, not names: that a clause is there or a step can be reached, `checks` says.
"""

import json
from typing import Any

from pydantic import TypeAdapter

from fingerpost.rules.checks import UNREAD
from fingerpost.rules.policy import Pack

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def pack_schema() -> dict[str, Any]:
    """The schema of a whole pack, descriptions taken from the classes."""
    schema: dict[str, Any] = _tidied(TypeAdapter(Pack).json_schema(by_alias=True))
    forms = schema.pop("$defs")
    _take_up_the_rest(forms)
    _add_short_forms(forms)
    forms["Span"] |= {"minProperties": 1, "maxProperties": 1}
    for key in UNREAD:
        del forms["Requirement"]["properties"][key]
    head = {"$schema": DIALECT, "title": "A Fingerpost policy pack (pack.toml)"}
    return {**head, **schema, "$defs": forms}


def as_text() -> str:
    """The schema as the file in `docs` holds it."""
    return json.dumps(pack_schema(), indent=2, ensure_ascii=False) + "\n"


def _tidied(node: Any) -> Any:
    """Without what TOML has not (null) and what is of no use to an editor."""
    if isinstance(node, list):
        return [_tidied(each) for each in node]
    if not isinstance(node, dict):
        return node
    kept: dict[str, Any] = {}
    for key, value in node.items():
        if key == "properties":
            kept[key] = {name: _tidied(each) for name, each in value.items()}
        elif key in ("anyOf", "oneOf"):
            kept["anyOf"] = _forms(value)
        elif key not in ("title", "default", "discriminator"):
            kept[key] = _tidied(value)
    if len(kept.get("anyOf", ())) == 1:
        kept |= kept.pop("anyOf")[0]
    return kept


def _forms(forms: list[Any]) -> list[Any]:
    """Each form once, those of a choice inside a choice drawn out."""
    found: list[Any] = []
    for each in map(_tidied, forms):
        for form in each["anyOf"] if each.keys() == {"anyOf"} else [each]:
            if form != {"type": "null"} and form not in found:
                found.append(form)
    return found


def _take_up_the_rest(forms: dict[str, Any]) -> None:
    """A field that gathers the keys which are not known stands, in a file, for those keys."""
    for form in forms.values():
        for name in [name for name in form["properties"] if name[0] == "("]:
            form["additionalProperties"] = form["properties"].pop(name)["additionalProperties"]


def _add_short_forms(forms: dict[str, Any]) -> None:
    """What concepts read beside their full form: one name for a list of one, plain patterns for acts, a
    list of acts for all of them."""
    named, acts = forms["Done"]["properties"], forms["Every"]["properties"]
    named["done"] = {"anyOf": [{"type": "string"}, named["done"]]}
    acts["every"]["items"] = {"anyOf": [acts["every"]["items"], {"$ref": "#/$defs/Pattern"}]}
    for form in forms.values():
        if "done_by" in form["properties"]:
            form["properties"]["done_by"]["anyOf"].append(acts["every"])
