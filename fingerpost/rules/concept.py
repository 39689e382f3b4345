"""What every concept of a pack has in common: it is read strictly, never changes, and says where it is wrong.

A concept is at once the form in which a pack writes it (its fields are the keys of the TOML file) and the thing
that runs. So there is one place to read about a silence, a step or a band, and the JSON Schema for editors comes
from the same classes.
"""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Annotated, Any, Union

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, GetCoreSchemaHandler, Tag, model_validator
from pydantic_core import CoreSchema, PydanticCustomError

from fingerpost.rules.not_built import refusal_among


class Concept(BaseModel):
    """A part of a pack: frozen, strict about its keys, and compared by identity, so that it can key a cache."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _knows_its_keys(cls, value: Any) -> Any:
        if cls.model_config.get("extra") != "forbid" or not isinstance(value, Mapping):
            return value
        known = {each.alias or name for name, each in cls.model_fields.items()}
        _refuse_what_is_not_built(key for key in value if key not in known)
        for key in value:
            if key not in known:
                raise PydanticCustomError(
                    "unknown_key", "unknown key {key}; {hint}", {"key": repr(key), "hint": nearest(str(key), known)}
                )
        return value

    __eq__ = object.__eq__

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Pydantic would hash a frozen model by its values; what compares by identity hashes by it."""
        cls.__hash__ = object.__hash__  # type: ignore[method-assign]

    def parts(self) -> Iterator["Concept"]:
        """This concept and every concept inside it, outermost first."""
        yield self
        for value in (*self.__dict__.values(), *(self.__pydantic_extra__ or {}).values()):
            yield from _parts_of(value)


def _parts_of(value: object) -> Iterator[Concept]:
    if isinstance(value, Concept):
        yield from value.parts()
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _parts_of(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _parts_of(item)


class OneOf:
    """Marks a union as "one of these forms", told apart by the one key that only that form has:

        When = Annotated[Event | Count, OneOf("an occasion", event=Event, count_of=Count)]

    `what` names the choice in error messages; each keyword is the key that marks a form.
    """

    def __init__(self, what: str, **forms: type[Concept]) -> None:
        self.what = what
        self.forms = forms

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        # Tags stand in the paths of errors, where they must not be taken for keys: hence the brackets.
        tagged: Any = tuple(Annotated[form, Tag(f"({key})")] for key, form in self.forms.items())
        told_apart = Discriminator(lambda value: f"({self._marks_in(value)[0]})")
        union: Any = Annotated[Union[tagged], told_apart, BeforeValidator(self._has_one_mark)]  # noqa: UP007
        return handler.generate_schema(union)

    def _marks_in(self, value: object) -> list[str]:
        if isinstance(value, Concept):
            return [key for key, form in self.forms.items() if type(value) is form][:1]
        return [key for key in value if key in self.forms] if isinstance(value, Mapping) else []

    def _has_one_mark(self, value: object) -> object:
        if len(self._marks_in(value)) != 1:
            _refuse_what_is_not_built(value if isinstance(value, Mapping) else ())
            raise PydanticCustomError(
                "no_such_form",
                "{what} is written with exactly one of the keys {keys}",
                {"what": self.what, "keys": ", ".join(self.forms)},
            )
        return value


def _refuse_what_is_not_built(keys: Iterable[object]) -> None:
    refusal = refusal_among(keys)
    if refusal:
        raise PydanticCustomError("not_built", "{refusal}", {"refusal": refusal})


def nearest(word: str, known: object) -> str:
    """The end of an error message: which of the known words was probably meant, or which there are."""
    words = sorted(str(each) for each in known)  # type: ignore[attr-defined]
    close = get_close_matches(word, words, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]!r}?"
    return "there are: " + ", ".join(words) if words else "there are none"
