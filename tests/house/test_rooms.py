"""Foreign keys point down; pages hold neither script nor style and can be seen whole."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from fingerpost.facts.models import Entry
from fingerpost.people.models import Person
from tests.house.project import ROOT
from tests.house.rooms import FLOORS, keys_that_climb, unfit_templates


def test_foreign_keys_point_down_and_leave_no_trace() -> None:
    assert keys_that_climb(apps.get_models()) == []


def test_every_room_with_tables_has_a_floor() -> None:
    rooms = {app.label for app in apps.get_app_configs() if app.name.startswith("fingerpost.")}
    assert rooms - {"kit"} == set(FLOORS)


def test_a_planted_key_that_climbs_is_found() -> None:
    class Climbs(models.Model):
        person = models.ForeignKey(Person, models.CASCADE, related_name="+")

        class Meta:
            app_label = "facts"
            managed = False

    class Traces(models.Model):
        entry = models.ForeignKey(Entry, models.CASCADE, related_name="traces")

        class Meta:
            app_label = "people"
            managed = False

    try:
        assert keys_that_climb([Climbs]) == ["facts.Climbs.person points up to people"]
        assert "can be followed back from facts" in keys_that_climb([Traces])[0]
    finally:
        del apps.all_models["facts"]["climbs"], apps.all_models["people"]["traces"]
        apps.clear_cache()


def test_templates_are_short_and_hold_neither_script_nor_style() -> None:
    assert unfit_templates(sorted((ROOT / "fingerpost").rglob("*.html"))) == []


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color: red">',
        "<style>p { color: red }</style>",
        "<script>alert(1)</script>",
        '<button onclick="go()">',
        "line\n" * 121,
    ],
)
def test_a_planted_template_is_found(text: str, tmp_path: Path) -> None:
    path = tmp_path / "planted.html"
    path.write_text(text, encoding="utf-8")
    assert len(unfit_templates([path])) == 1


def test_a_script_of_our_own_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "planted.html"
    path.write_text('<script src="/static/kit/drafts.js" defer></script>', encoding="utf-8")
    assert unfit_templates([path]) == []
