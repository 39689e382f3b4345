"""What is hidden leaves no trace: neither in what is still missing, nor in a reason, nor in what comes next."""

from pathlib import Path
from typing import Any

from django.test import Client

from fingerpost.duties.queries import duties_of
from fingerpost.duties.rebuilding import rebuild
from fingerpost.facts.actions import record
from fingerpost.facts.models import Entry
from tests.rooms.duties.conftest import SignIn
from tests.rooms.duties.looking import lines, page_of, text
from tests.rooms.duties.telling import ABSENT, CALL, absent, day, duty, tell
from tests.rooms.people.cast import NOW, House
from tests.rooms.policies.folders import change, own_packs

HIDDEN: dict[str, Any] = {"compartment": "safeguarding"}


def why(client: Client, key: str) -> str:
    return text(page_of(client.get(f"/duties/{key}")))


def buttons(client: Client, key: str) -> list[str]:
    page = page_of(client.get(f"/duties/{key}"))
    return [text(each) for each in page.xpath('.//a[starts-with(@class, "button")]')]


def attempts(house: House) -> str:
    """Learner and employer are to be telephoned and written to; the duty's key."""
    absent(house, "amina", on="10")
    tell(house.subject("amina"), "11", "notice_sent", stage=1)
    return duty("amina", "attempts-1").key


def seen_of(client: Client, key: str) -> tuple[Any, ...]:
    rows = [row for row in lines(client.get("/today")) if row.why.endswith(key)]
    return why(client, key).split(". "), buttons(client, key), rows


def test_an_act_that_may_not_be_seen_is_offered_whether_it_was_done_or_not(house: House, sign_in: SignIn) -> None:
    key, coach = attempts(house), sign_in("coach")
    before = seen_of(coach, key)
    assert before[1] == ["A welfare call", "A welfare email"]
    tell(house.subject("amina"), "13", "contact", **HIDDEN, **CALL)
    assert seen_of(coach, key) == before
    assert buttons(sign_in("safe"), key) == ["Log the email"]


def test_a_duty_that_is_done_in_part_by_what_is_hidden_is_done(house: House, sign_in: SignIn) -> None:
    key = attempts(house)
    tell(house.subject("amina"), "13", "contact", **HIDDEN, **CALL)
    mine = [row.button for row in lines(sign_in("coach").get("/today")) if row.why.endswith(key)]
    assert mine == ["Log the call"]
    tell(house.subject("amina"), "14", "contact", **{**CALL, "way": "email"})
    assert duty("amina", "attempts-1").closed is not None


def test_a_hidden_correction_of_what_may_be_seen_takes_it_away(house: House, sign_in: SignIn) -> None:
    key = attempts(house)
    tell(house.subject("amina"), "13", "contact", **CALL)
    first = Entry.objects.get(subject_id="enrolment:amina", kind="contact")
    told: dict[str, Any] = {"subject": first.subject_id, "kind": "contact", "on": day("13"), "data": CALL}
    record(by="person:somebody", at=NOW, supersedes=first.pk, **HIDDEN, **told)
    assert buttons(sign_in("coach"), key) == ["A welfare call", "A welfare email"]
    mine = [row.button for row in lines(sign_in("coach").get("/today")) if row.why.endswith(key)]
    assert mine == ["Log the call"]


def test_nothing_is_said_of_an_act_whose_records_one_may_not_see(house: House, sign_in: SignIn, tmp_path: Path) -> None:
    """Neither that it was done nor that it was not; where it is recorded is offered all the same."""
    with own_packs(tmp_path / "packs") as packs:
        one = 'done_by = [{ kind = "employer_involved" }'
        change(packs, f"{one}]", f'{one}, {{ kind = "notice_sent" }}]')
        rebuild()
        tell(house.subject("amina"), "11", "delivery_change_proposed")
        tell(house.subject("amina"), "13", "employer_involved", agrees=True)
        row = next(each for each in duties_of(house.subject("amina")) if each.rule == "change-of-delivery")
        assert "Still missing: " in why(sign_in("coach"), row.key)
        assert "Still missing" not in why(sign_in("business"), row.key)
        assert buttons(sign_in("business"), row.key) == ["Record the notice"]


def test_a_forecast_rests_on_what_may_be_seen(house: House, sign_in: SignIn) -> None:
    absent(house, "amina")
    key, coach = duty("amina", "send-notice-1").key, sign_in("coach")
    before = seen_of(coach, key)
    tell(house.subject("amina"), "13", "session", **HIDDEN, **ABSENT)
    tell(house.subject("amina"), "13", "response", **HIDDEN, party="learner", commitment=True)
    assert seen_of(coach, key) == before


def test_a_duty_that_rests_on_a_hidden_standing_is_told_by_what_may_be_seen(house: House, sign_in: SignIn) -> None:
    tell(house.subject("amina"), "9", "rating", level="medium", **HIDDEN)
    tell(house.subject("amina"), "12", "contact", **CALL)
    key = duty("amina", "keep-contact").key
    assert "Because It comes round again. The last time:" in why(sign_in("coach"), key)
    assert "rating" not in why(sign_in("coach"), key).lower()


def referred(house: House) -> str:
    """A safeguarding referral that nobody but the team sees; the duty that it opens."""
    tell(house.subject("amina"), "9", "indicator", code="safeguarding-referral", **HIDDEN)
    return duty("amina", "review-rating").key


def test_what_the_named_role_may_not_see_goes_to_those_who_may(house: House, sign_in: SignIn) -> None:
    key = referred(house)
    row = duty("amina", "review-rating")
    assert (row.owner, row.compartment) == ("safeguarding_team", "safeguarding")
    said = why(sign_in("safe"), key)
    assert "Who Safeguarding team (in place of: Coach, who may not see this): Safe Example" in said
    assert [line.action for line in lines(sign_in("safe").get("/today")) if line.why.endswith(key)] == [
        "Review the at-risk rating"
    ]


def test_nobody_else_finds_it(house: House, sign_in: SignIn) -> None:
    key = referred(house)
    for who in ("coach", "sector", "head", "quality", "senior"):
        assert sign_in(who).get(f"/duties/{key}").status_code == 404, who
        assert key not in sign_in(who).get("/today").content.decode(), who
    assert "afeguarding" not in text(page_of(sign_in("head").get("/today/team")))
