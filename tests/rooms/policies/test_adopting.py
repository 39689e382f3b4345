"""A provider adopts a pack from a day on."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from fingerpost.facts.actions import record, withdraw
from fingerpost.facts.keys import PROVIDER
from fingerpost.facts.models import Entry
from fingerpost.facts.queries import facts_of
from fingerpost.journal.models import Line
from fingerpost.policies.actions import UnfitPolicyError, adopt_pack
from fingerpost.policies.packs import edition, packs_there
from fingerpost.policies.queries import adoptions, rulebook, terms_of
from tests.rooms.facts.telling import AT, COACH, day, undone
from tests.rooms.policies.folders import PACK, change

pytestmark = pytest.mark.django_db


def adopt(on: str, **more: Any) -> Entry:
    return adopt_pack(**{"pack": PACK, "on": day(on), "by": COACH, "at": AT, **more})


def spans() -> list[str]:
    """From when until when each version rules."""
    return [f"{rule.policy.pack.version} {rule.since} {rule.until}" for rule in rulebook().versions.get(PACK, [])]


def test_before_any_adoption_nothing_rules() -> None:
    assert rulebook().versions == {}
    assert rulebook().newest(PACK) is None
    assert rulebook().ruling(day("2026-03-02")) == []
    assert terms_of(PACK) is None


def test_an_adoption_is_a_fact_about_the_provider_and_a_line_in_the_journal() -> None:
    entry = adopt("2025-09-01")
    (fact,) = facts_of(PROVIDER)
    assert (fact.kind.name, fact.on) == ("policy_adopted", day("2025-09-01"))
    assert fact.data == {"policy": PACK, "version": "1.0"}
    line = Line.objects.get()
    assert (line.act, line.by, line.about) == ("policy-adopted", COACH, PROVIDER)
    assert line.details == {"pack": PACK, "version": "1.0", "on": "2025-09-01"}
    assert entry.pk == int(fact.id)


def test_an_adopted_policy_rules_from_its_day_on() -> None:
    adopt("2026-02-02")
    assert spans() == ["1.0 2026-02-02 None"]
    assert rulebook().ruling(day("2026-02-01")) == []
    assert [rule.policy.pack.id for rule in rulebook().ruling(day("2026-02-02"))] == [PACK]
    policy, terms = terms_of(PACK) or pytest.fail("it was adopted")
    assert (policy.pack.id, terms.policy) == (PACK, PACK)


def test_an_unknown_pack_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(
        UnfitPolicyError, match=r"there is no pack 'learner-at-risk'; did you mean 'learners-at-risk'\?"
    ):
        adopt("2026-02-02", pack="learner-at-risk")
    assert not Entry.objects.exists()
    assert not Line.objects.exists()


@pytest.mark.parametrize("pack", ["../packs/learners-at-risk", "", "kinds", "/"])
def test_a_path_is_no_pack(pack: str) -> None:
    with pytest.raises(UnfitPolicyError, match="there is no pack"):
        adopt("2026-02-02", pack=pack)


def test_what_rules_already_is_not_adopted_again() -> None:
    adopt("2025-09-01")
    with pytest.raises(UnfitPolicyError, match=r"learners-at-risk 1\.0 rules already since 2025-09-01"):
        adopt("2026-02-02")
    with pytest.raises(UnfitPolicyError, match="rules already"):
        adopt("2025-09-01")
    assert Entry.objects.count() == Line.objects.count() == 1


def test_the_same_version_can_be_adopted_from_an_earlier_day() -> None:
    adopt("2026-02-02")
    adopt("2025-09-01")
    assert spans() == ["1.0 2025-09-01 2026-02-02", "1.0 2026-02-02 None"]


def test_an_adoption_that_is_taken_back_never_ruled() -> None:
    entry = adopt("2025-09-01")
    withdraw(number=entry.pk, by=COACH, at=AT)
    assert spans() == []
    adopt("2026-02-02")
    assert spans() == ["1.0 2026-02-02 None"]


def test_an_adoption_can_be_corrected_to_another_day() -> None:
    entry = adopt("2025-09-01")
    record(
        subject=PROVIDER,
        kind="policy_adopted",
        on=day("2025-10-01"),
        by=COACH,
        at=AT,
        data={"policy": PACK, "version": "1.0"},
        supersedes=entry.pk,
    )
    assert spans() == ["1.0 2025-10-01 None"]


def test_of_two_adoptions_on_one_day_the_last_recorded_holds() -> None:
    for version in ("0.8", "0.9"):
        record(
            subject=PROVIDER,
            kind="policy_adopted",
            on=day("2025-09-01"),
            by=COACH,
            at=AT,
            data={"policy": PACK, "version": version},
        )
    for facts in (facts_of(PROVIDER), facts_of(PROVIDER)[::-1]):
        assert [adoption.version for adoption in adoptions(facts)[PACK]] == ["0.9"]


def test_a_new_version_follows_the_one_before(packs: Path) -> None:
    adopt("2025-09-01")
    change(packs, 'version = "1.0"', 'version = "1.1"')
    adopt("2026-02-02", at=AT + timedelta(days=1))
    said = [(each.version, each.on) for each in adoptions(facts_of(PROVIDER))[PACK]]
    assert said == [("1.0", day("2025-09-01")), ("1.1", day("2026-02-02"))]
    newest = rulebook().newest(PACK)
    assert newest is not None
    assert (newest.since, newest.policy.pack.version) == (day("2026-02-02"), "1.1")
    assert [(rule.since, rule.until) for rule in rulebook().versions[PACK]] == [
        (day("2025-09-01"), day("2026-02-02")),
        (day("2026-02-02"), None),
    ]
    assert [rule.since for rule in rulebook().ruling(day("2026-02-01"))] == [day("2025-09-01")]
    assert [rule.since for rule in rulebook().ruling(day("2026-02-02"))] == [day("2026-02-02")]


def test_the_mark_becomes_another_with_every_fact_that_rules() -> None:
    marks = [rulebook().mark]
    entry = adopt("2025-09-01")
    marks.append(rulebook().mark)
    withdraw(number=entry.pk, by=COACH, at=AT)
    marks.append(rulebook().mark)
    assert len(set(marks)) == 3
    assert rulebook().mark == marks[-1]


def test_the_edition_becomes_another_when_the_pack_does(packs: Path) -> None:
    adopt("2025-09-01")
    before, mark = edition(PACK), rulebook().mark
    change(packs, 'contact-days = { unit = "days", value = 7', 'contact-days = { unit = "days", value = 8')
    assert edition(PACK) != before
    assert rulebook().mark != mark


def test_the_edition_becomes_another_when_a_kind_of_fact_does(packs: Path) -> None:
    before = edition(PACK)
    path = packs / "kinds" / "learning.toml"
    path.write_text(path.read_text(encoding="utf-8") + "# one line more\n", encoding="utf-8")
    edition.cache_clear()
    assert edition(PACK) != before


def test_the_edition_stays_when_a_text_changes(packs: Path) -> None:
    before = edition(PACK)
    path = packs / PACK / "texts" / "en.toml"
    path.write_text(path.read_text(encoding="utf-8") + "# one line more\n", encoding="utf-8")
    edition.cache_clear()
    assert edition(PACK) == before


def test_packs_are_found_by_the_file_that_makes_them_one(packs: Path) -> None:
    assert PACK in packs_there()
    (packs / "empty").mkdir()
    packs_there.cache_clear()
    assert "empty" not in packs_there()


def test_what_was_rolled_back_does_not_rule_though_its_number_is_given_again() -> None:
    with undone():
        adopt("2025-09-01")
        assert spans() == ["1.0 2025-09-01 None"]
    assert spans() == []
    with undone():
        adopt("2026-02-02")
        assert spans() == ["1.0 2026-02-02 None"]
