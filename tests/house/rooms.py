"""What rooms owe one another: foreign keys that point down and leave no trace above; pages without script or style."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db.models import Model
from django.db.models.fields.related import RelatedField

FLOORS = ("journal", "facts", "people", "policies", "duties", "letters", "caseload")
"""The rooms with tables, from the ground up."""
LINES_A_TEMPLATE = 120
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|<script\b(?![^>]*\b(?:src=|type=.application/json))|\son[a-z]+\s*=\s*[\"']", re.IGNORECASE
)
"""What a strict content security policy would refuse. (Data in a script element of type JSON is no script.)"""


def keys_that_climb(models: Iterable[type[Model]]) -> list[str]:
    """Foreign keys across rooms that point to a floor above, or can be followed back from below."""
    return [fault for model in models for fault in _faults_of(model)]


def _faults_of(model: type[Model]) -> Iterator[str]:
    here = model._meta.app_label
    for field in model._meta.local_fields:
        if not isinstance(field, RelatedField) or not isinstance(field.related_model, type):
            continue
        there = field.related_model._meta.app_label
        if here == there or here not in FLOORS or there not in FLOORS:
            continue
        place = f"{here}.{model.__name__}.{field.name}"
        if FLOORS.index(there) > FLOORS.index(here):
            yield f"{place} points up to {there}"
        if not field.remote_field.hidden:
            yield f"{place} can be followed back from {there}: give it related_name='+'"


def unfit_templates(paths: Iterable[Path]) -> list[str]:
    """Templates that are too long to see whole, or hold script or style."""
    return [fault for path in paths for fault in _faults_of_template(path)]


def _faults_of_template(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    lines = len(text.splitlines())
    if lines > LINES_A_TEMPLATE:
        yield f"{path.name} has {lines} lines, more than {LINES_A_TEMPLATE}"
    found = INLINE.search(text)
    if found:
        yield f"{path.name} holds {found.group().strip()!r}"
