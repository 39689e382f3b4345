"""What every concept of a pack has in common: it is read strictly, never changes, and says where it is wrong.

A concept is at once the form in which a pack writes it (its fields are the keys of the TOML file) and the thing
that runs. So there is one place to read about a silence, a step or a band, and the JSON Schema for editors comes
from the same classes.
"""

from abc import ABC
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, ClassVar, TypeVar, Union, dataclass_transform

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    ModelWrapValidatorHandler,
    Tag,
    TypeAdapter,
    model_validator,
)
from pydantic.dataclasses import dataclass
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, PydanticCustomError

from fingerpost.rules.not_built import refusal_among


def key(*, default: Any = ..., alias: str | None = None, description: str | None = None) -> Any:
    """What more there is to say of a field: its default, the key under which a pack writes it, and what it means."""
    return Field(default, alias=alias, description=description, kw_only=True)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(key,))
class Concept(ABC):
    """A part of a pack: frozen, strict about its keys, and compared by identity, so that it can key a cache.

    A subclass is a pydantic dataclass by being one of these. It may name, as `rest`, a field (its alias in brackets)
    that gathers the keys which are not known: the fields of a fact, the words of a table.
    """

    _rest: ClassVar[str]
    _given: frozenset[str] = frozenset()

    def __init_subclass__(cls, rest: str = "") -> None:
        super().__init_subclass__()
        cls._rest = rest
        dataclass(cls, frozen=True, kw_only=True, eq=False, config=ConfigDict(extra="forbid"))

    @model_validator(mode="wrap")
    @classmethod
    def _knows_its_keys(cls, value: Any, read: ModelWrapValidatorHandler[Any]) -> Any:
        if not isinstance(value, Mapping):
            return read(value)
        known = {field.alias or name: name for name, field in fields_of(cls).items()}
        unknown = {key: value[key] for key in value if key not in known}
        if unknown and cls._rest:
            value = {key: value[key] for key in value if key in known} | {cls._rest: unknown}
        elif unknown:
            _refuse_what_is_not_built(unknown)
            key = next(iter(unknown))
            raise PydanticCustomError(
                "unknown_key", "unknown key {key}; {hint}", {"key": repr(key), "hint": nearest(str(key), known)}
            )
        concept = read(value)
        object.__setattr__(concept, "_given", frozenset(known[key] for key in value))
        return concept

    def gives(self, name: str) -> bool:
        """Whether the pack gave this field, be it with its default."""
        return name in self._given

    def parts(self) -> Iterator["Concept"]:
        """This concept and every concept inside it, outermost first."""
        yield self
        for name in fields_of(type(self)):
            yield from _parts_of(getattr(self, name))


def fields_of(form: type[Concept]) -> Mapping[str, FieldInfo]:
    """The fields of a concept, by name, in order."""
    return form.__pydantic_fields__  # type: ignore[attr-defined,no-any-return]


Form = TypeVar("Form", bound=Concept)


def read_as(form: type[Form], raw: object) -> Form:
    """What a file holds as a concept; raises pydantic's ValidationError with every fault and its path."""
    return _reader(form).validate_python(raw)  # type: ignore[no-any-return]


@cache
def _reader(form: type[Concept]) -> TypeAdapter[Any]:
    return TypeAdapter(form)


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
