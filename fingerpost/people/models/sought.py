"""What rows are called, as a search compares it, and the one way to search it."""

from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import Q

from fingerpost.kit.folding import folded

BETWEEN = "\n"
"""Stands between two columns: no word that is looked for spans them."""


class SoughtField(models.TextField):  # type: ignore[type-arg]  # Django itself takes no type here
    """Other columns of its row, folded. Written with every row that is made, one by one or in bulk; who saves only some
    columns names it with them. A search looks inside it, so an index would not help."""

    def __init__(self, *of: str, **others: Any) -> None:
        self.of = of
        super().__init__(editable=False, default="", **others)

    def deconstruct(self) -> Any:
        """For migrations: what it is made of, without what it always is."""
        name, path, _arguments, others = super().deconstruct()
        return name, path, self.of, {key: value for key, value in others.items() if key not in ("editable", "default")}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """What stands in the other columns now."""
        value = BETWEEN.join(folded(getattr(model_instance, column)) for column in self.of)
        setattr(model_instance, self.attname, value)
        return value


def named_like(typed: str, *columns: str) -> Q:
    """That every word typed stands in one of some columns, which are paths to a `SoughtField`."""
    condition = Q()
    for word in folded(typed).split():
        condition &= reduce(or_, (Q(**{f"{column}__contains": word}) for column in columns))
    return condition


def named_exactly(name: str) -> Q:
    """That a row's own name is this one, whatever else it is known as."""
    return Q(sought=folded(name)) | Q(sought__startswith=folded(name) + BETWEEN)
