"""The table of roles, and the page that shows it."""

import tomllib

from fingerpost.facts.kinds import kinds
from fingerpost.people.role_table import ACTS, COMPARTMENTS, MONITORING, ROLES, SAFEGUARDING, SCOPES
from fingerpost.people.table import acts_as_markdown, roles_as_markdown
from tests.house.project import ROOT


def test_the_page_shows_the_table_as_it_is() -> None:
    page = (ROOT / "docs" / "people.md").read_text(encoding="utf-8")
    for table in (roles_as_markdown(), acts_as_markdown()):
        assert table in page, f"docs/people.md should say:\n\n{table}"


def test_every_role_is_called_as_packs_call_it() -> None:
    shared = tomllib.loads((ROOT / "packs" / "roles.toml").read_text(encoding="utf-8"))
    for slug, names in shared.items():
        assert str(ROLES[slug].name) == names["en"]


def test_every_act_is_allowed_to_somebody_and_is_in_the_list() -> None:
    assert set().union(*(role.acts for role in ROLES.values())) == set(ACTS)


def test_every_compartment_of_a_kind_of_fact_is_known() -> None:
    assert {kind.compartment for kind in kinds().values()} <= set(COMPARTMENTS)


def test_every_scope_is_told() -> None:
    assert {role.scope for role in ROLES.values()} == set(SCOPES)


def test_safeguarding_is_for_the_safeguarding_team_and_monitoring_for_nobody() -> None:
    assert [slug for slug, role in ROLES.items() if SAFEGUARDING in role.compartments] == ["safeguarding_team"]
    assert not any(MONITORING in role.compartments for role in ROLES.values())
