"""Terms: the values that a policy leaves open, as a provider has set them, and the calendar that it works by.

A value may be one for all (`5`), or a table by an attribute of the subject, nested if need be
(`{ by = "nation", england = 6, wales = 7 }`). It may change on a day; the days before keep the old value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from fingerpost.rules.calendar import Calendar
from fingerpost.rules.concept import Concept, key
from fingerpost.rules.facts import Fact
from fingerpost.rules.gaps import HOLDING, gaps_told
from fingerpost.rules.history import History

Scalar = bool | int | float | str


class Table(Concept, rest="(rows)"):
    """A value that varies by an attribute: one key a word that the attribute may hold; `other` stands for the rest."""

    by: str
    rows: dict[str, Table | Scalar] = key(default={}, alias="(rows)", description="the value for each word")

    def leaves(self) -> list[Scalar]:
        """Every value in the table, nested ones too."""
        found: list[Scalar] = []
        for row in self.rows.values():
            found.extend(row.leaves() if isinstance(row, Table) else [row])
        return found


Value = Table | Scalar


Fixed = tuple[dict[Value, Any], dict[tuple[Value, ...], tuple[Any, ...]]]


class NewValue(Concept):
    """A parameter's value from a day on."""

    on: date
    value: Value


class Parameter(Concept):
    """A named value that a provider may set: its unit, what it may be, and since when it is what it is."""

    unit: str
    value: Value
    at_least: float | None = None
    at_most: float | None = None
    choices: tuple[Scalar, ...] = ()
    later: tuple[NewValue, ...] = key(default=(), description="new values, each from a day on")

    def fault_of(self, value: Scalar) -> str:
        """Why a value is not allowed, and what would be; empty where it is."""
        if self.choices:
            words = ", ".join(str(each).lower() for each in self.choices)
            return "" if value in self.choices else f"{value!r} is not allowed; it may be {words}"
        if self.at_least is None and self.at_most is None:
            return ""
        if isinstance(value, bool | str):
            return f"{value!r} is not a number of {self.unit}"
        if self.at_least is not None and value < self.at_least:
            return f"{value} {self.unit} is too little; it may be {self.at_least:g} at least"
        if self.at_most is not None and value > self.at_most:
            return f"{value} {self.unit} is too much; it may be {self.at_most:g} at most"
        return ""


class WorkingCalendar(Concept):
    """Which nation's bank holidays count: those that an attribute of the subject names, else the one given."""

    by: str
    otherwise: str


class Setting:
    """One dated value that a provider has set: from a day on, for subjects whose attributes are as in `where`."""

    __slots__ = ("day", "value", "where")

    def __init__(self, day: int, value: Value, where: Mapping[str, str]) -> None:
        self.day, self.value, self.where = day, value, where

    def holds_for(self, history: History, day: int) -> bool:
        """Whether this value is the one for a subject on a day."""
        return self.day <= day and all(history.attribute(name, day) == word for name, word in self.where.items())


class Terms:
    """A policy's parameters with what one provider's facts say of them (`parameter_set`), and its working days.

    `provider` holds the facts about the provider: closure days count in every calendar. `varying_by` names the
    attributes by which any value of the policy varies.
    """

    def __init__(
        self,
        policy: str,
        parameters: Mapping[str, Parameter],
        working: WorkingCalendar,
        provider: History,
        varying_by: Collection[str],
    ) -> None:
        self.policy = policy
        self.provider = provider
        self._parameters = parameters
        self._working = working
        self._settings = {name: self._settings_of(name, each) for name, each in parameters.items()}
        self._constant: dict[Value, Scalar] = {
            name: each.value
            for name, each in parameters.items()
            if not self._settings[name] and not isinstance(each.value, Table)
        }
        self._attributes: dict[Value, tuple[str, ...]] = {}
        named = (name for settings in self._settings.values() for setting in settings for name in setting.where)
        self._varying_by = tuple({*varying_by, *named})
        self._fixed: dict[tuple[Any, ...], Fixed] = {}
        self._closures = closures_of(provider.facts)
        self.gaps = gaps_told(fact for fact in provider.facts if fact.kind.name in HOLDING)
        self._calendars: dict[str, Calendar] = {}

    def _settings_of(self, name: str, parameter: Parameter) -> list[Setting]:
        """The values of a parameter other than its first, latest first."""
        settings = [Setting(each.on.toordinal(), each.value, {}) for each in parameter.later]
        for fact in self.provider.of_kind("parameter_set"):
            data: Mapping[str, Any] = fact.data or {}
            if data["policy"] == self.policy and data["name"] == name:
                settings.append(Setting(fact.day, data["value"], data.get("where") or {}))
        settings.sort(key=lambda setting: setting.day)
        return settings[::-1]

    def fixed_values(self, history: History) -> Fixed:
        """The values that never change for a subject, as far as its readings have found any, and tuples of them.
        Subjects whose attributes are alike and do not change share them."""
        if history.changes_attributes:
            return {}, {}
        alike = tuple([history.attribute(name, 0) for name in self._varying_by])
        found = self._fixed.get(alike)
        if found is None:
            found = self._fixed[alike] = {}, {}
        return found

    def value(self, value: Value, history: History, day: int) -> Any:
        """A value for a subject on a day: the name of a parameter is looked up, a table is read by attribute."""
        constant = self._constant.get(value)
        if constant is not None:
            return constant
        return self._varying(value, history, day)

    def _varying(self, value: Value, history: History, day: int) -> Any:
        if isinstance(value, str):
            if value not in self._parameters:
                self._constant[value] = value
                return value
            value = self._set_value(value, history, day)
        while isinstance(value, Table):
            rows = value.rows
            word = history.attribute(value.by, day)
            value = rows[word] if word in rows else rows["other"]
        return value

    def _set_value(self, name: str, history: History, day: int) -> Value:
        for setting in self._settings[name]:
            if setting.holds_for(history, day):
                return setting.value
        return self._parameters[name].value

    def days_of_change(self, value: Value, history: History) -> list[int]:
        """The days on which a value may become another for a subject, sorted."""
        settings = self._settings.get(value, ()) if isinstance(value, str) else ()
        if not settings and not history.changes_attributes:
            return []
        days = {setting.day for setting in settings}
        days.update(history.days_of_change(self._attributes_of(value)))
        return sorted(days)

    def _attributes_of(self, value: Value) -> tuple[str, ...]:
        """The attributes by which a value varies."""
        found = self._attributes.get(value)
        if found is None:
            names: set[str] = set()
            if isinstance(value, str) and value in self._parameters:
                names.update(name for setting in self._settings[value] for name in setting.where)
                _add_attributes(self._parameters[value].value, names)
            _add_attributes(value, names)
            found = self._attributes[value] = tuple(names)
        return found

    def calendar(self, history: History, day: int) -> Calendar:
        """The working days that count for a subject on a day."""
        nation = history.attribute(self._working.by, day) or self._working.otherwise
        found = self._calendars.get(nation)
        if found is None:
            found = self._calendars[nation] = Calendar(nation, self._closures)
        return found


def _add_attributes(value: Value, attributes: set[str]) -> None:
    if isinstance(value, Table):
        attributes.add(value.by)
        for row in value.rows.values():
            _add_attributes(row, attributes)


def closures_of(provider: Iterable[Fact]) -> tuple[tuple[int, int], ...]:
    """[from, until) of the provider's closure days; without `until` it is the one day. One that ends before it begins
    closes nothing."""
    closing: list[Fact] = [fact for fact in provider if fact.kind.marks == "closes_days"]
    spans = []
    for fact in closing:
        until = (fact.data or {}).get("until")
        last = until.toordinal() if until else fact.day + 1
        if last > fact.day:
            spans.append((fact.day, last))
    return tuple(sorted(spans))
