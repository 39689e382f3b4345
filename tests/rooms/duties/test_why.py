"""Why: what the policy asks, what called for it, what closes it, what comes next."""

from datetime import date

from pytest_django import DjangoAssertNumQueries

from fingerpost.duties.decisions import put_off
from fingerpost.duties.models import Duty
from fingerpost.policies.actions import set_parameter
from tests.rooms.duties.conftest import SignIn
from tests.rooms.duties.looking import heading, page_of, text
from tests.rooms.duties.telling import ABSENT, CALL, PACK, absent, duty, tell
from tests.rooms.people.cast import NOW, SYSTEM, House


def why(sign_in: SignIn, who: str, learner: str, action: str, language: str = "en") -> str:
    """What the page about a duty says, in one line."""
    return text(page_of(sign_in(who, language).get(f"/duties/{duty(learner, action).key}")))


def test_it_says_what_the_policy_asks_why_who_and_what_closes_it(house: House, sign_in: SignIn) -> None:
    absent(house, "amina")
    said = why(sign_in, "coach", "amina", "send-notice-1")
    assert "Send the stage 1 noticeAmina Example" in said
    assert "The policy asks Stage 1: a notice goes to learner and employer" in said
    assert "Because Missed a session without notice, Thursday 12 February 2026." in said
    assert "What closes it The stage 1 notice" in said
    assert "Who Coach: Coach Example" in said
    assert "Friday 13 February 20261 working day late" in said.replace("2026 1", "20261")
    assert "“Managing learners at risk”, version 1.0, adopted on Monday 6 January 2025." in said


def test_it_says_what_follows_if_nobody_answers(house: House, sign_in: SignIn) -> None:
    absent(house, "amina")
    said = why(sign_in, "coach", "amina", "send-notice-1")
    assert "If nothing is done it stays open, and counts as late for longer." in said
    assert "Supposed Wednesday 25 February 2026: Telephone learner and employer (stage 2). Sector manager" in said
    assert "“Supposed” means: if each of our duties is done on its last day, and nobody answers." in said


def test_it_tells_what_time_alone_brings_from_what_is_supposed(house: House, sign_in: SignIn) -> None:
    tell(house.subject("amina"), "9", "rating", level="medium")
    said = why(sign_in, "coach", "amina", "keep-contact")
    assert "Because At risk since Monday 9 February 2026." in said
    assert "Time between contacts while at risk7 days as the policy has it" in said
    assert "Where the text is silent: How often is regular?" in said


def test_a_silence_is_named_with_its_length(house: House, sign_in: SignIn) -> None:
    said = why(sign_in, "coach", "amina", "send-notice-1")
    assert "Because Nothing recorded since Monday 2 February 2026." in said
    assert "Days without recorded progress before stage 142 days as the policy has it" in said
    assert "How it stands Opens Tuesday 17 March 2026" in said


def test_a_value_that_the_provider_set_says_since_when(house: House, sign_in: SignIn) -> None:
    set_parameter(pack=PACK, name="window-1", value=4, on=date(2026, 2, 1), by=SYSTEM, at=NOW)
    absent(house, "amina", on="10")
    tell(house.subject("amina"), "11", "notice_sent", stage=1)
    said = why(sign_in, "coach", "amina", "attempts-1")
    assert "Time for an answer to the stage 1 notice4 working days set here since Sunday 1 February 2026" in said


def test_it_offers_each_act_that_is_still_missing(house: House, sign_in: SignIn) -> None:
    absent(house, "amina", on="10")
    tell(house.subject("amina"), "11", "notice_sent", stage=1)
    key = duty("amina", "attempts-1").key
    buttons = page_of(sign_in("coach").get(f"/duties/{key}")).xpath('.//a[starts-with(@class, "button")]')
    assert [text(each) for each in buttons] == ["A welfare call", "A welfare email"]
    tell(house.subject("amina"), "13", "contact", **CALL)
    page = page_of(sign_in("coach").get(f"/duties/{key}"))
    assert [text(each) for each in page.xpath('.//a[starts-with(@class, "button")]')] == ["Log the email"]
    assert "A welfare call and a welfare email. Still missing: a welfare email" in text(page)


def test_a_choice_offers_all_that_makes_it(house: House, sign_in: SignIn) -> None:
    tell(house.subject("amina"), "11", "progress", percent=20, expected=40)
    page = page_of(sign_in("coach").get(f"/duties/{duty('amina', 'review-rating').key}"))
    assert len(page.xpath('.//a[starts-with(@class, "button")]')) == 2
    assert "This is a choice, which nobody can suppose: the forecast stops here." in text(page)


def test_what_was_said_with_the_cause_is_there_and_who_said_it(house: House, sign_in: SignIn) -> None:
    tell(house.subject("amina"), "12", "session", said="He had not said a word.", **ABSENT)
    assert "He had not said a word. Thu 12 February" in why(sign_in, "coach", "amina", "send-notice-1")


def test_what_may_not_be_seen_is_left_out_without_a_trace(house: House, sign_in: SignIn) -> None:
    tell(house.subject("amina"), "12", "session", said="A secret.", compartment="safeguarding", **ABSENT)
    absent(house, "amina")
    key = duty("amina", "send-notice-1").key
    said = text(page_of(sign_in("coach").get(f"/duties/{key}")))
    assert "secret" not in said
    assert said.count("Missed a session without notice") == 1
    assert "A secret." in text(page_of(sign_in("safe").get(f"/duties/{key}")))


def test_decisions_are_shown_and_who_took_them(house: House, sign_in: SignIn) -> None:
    absent(house, "amina")
    row = duty("amina", "send-notice-1")
    put_off(duty=row, until=date(2026, 2, 27), reason="He is on leave.", by=house.people["sector"].key, at=NOW)
    said = why(sign_in, "coach", "amina", "send-notice-1")
    assert "was put off until Friday 27 February 2026 (He is on leave.)" in said and "Sector Example" in said
    assert "Friday 27 February 2026" in said


def test_a_closed_duty_says_how_it_was_closed(house: House, sign_in: SignIn) -> None:
    absent(house, "amina", on="10")
    tell(house.subject("amina"), "11", "notice_sent", stage=1, to=["learner"])
    said = why(sign_in, "coach", "amina", "send-notice-1")
    assert "How it stands Done Wednesday 11 February 2026" in said
    assert "Closed by Stage 1 notice sent to learner" in said
    assert "Record the notice" not in said


def test_what_nobody_can_tell_says_what_the_record_lacks(house: House, sign_in: SignIn) -> None:
    tell(house.subject("amina"), "2026-01-12", "not_held", kinds=["session"])
    key = Duty.objects.filter(subject_id="enrolment:amina", outcome="unknown")[0].key
    said = text(page_of(sign_in("coach").get(f"/duties/{key}")))
    assert "nobody can tell whether it is due. This record does not hold: session." in said


def test_it_comes_as_a_part_where_another_page_asks(house: House, sign_in: SignIn) -> None:
    absent(house, "amina")
    key = duty("amina", "send-notice-1").key
    answer = sign_in("coach").get(f"/duties/{key}", headers={"HX-Request": "true"})
    said = answer.content.decode()
    assert said.lstrip().startswith('<details class="why" open>') and "<html" not in said
    assert f'href="/duties/{key}"' in said


def test_who_may_not_see_the_learner_finds_no_such_duty(house: House, sign_in: SignIn) -> None:
    absent(house, "amina")
    key = duty("amina", "send-notice-1").key
    may = {"coach", "sector", "head", "quality", "senior", "safe"}
    for who in house.people:
        assert sign_in(who).get(f"/duties/{key}").status_code == (200 if who in may else 404), who
    assert sign_in("coach").get("/duties/0000").status_code == 404


def test_the_page_takes_few_queries(
    house: House, sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    absent(house, "amina")
    key, coach = duty("amina", "send-notice-1").key, sign_in("coach")
    coach.get(f"/duties/{key}")
    with django_assert_max_num_queries(18):
        coach.get(f"/duties/{key}")


def test_a_duty_of_the_provider_is_explained_too(house: House, sign_in: SignIn) -> None:
    answer = sign_in("quality").get(f"/duties/{duty('provider:self', 'leaver-panel').key}")
    assert "Hold the leaver panel" in heading(answer)
    assert "Quality team: Quality Example" in text(page_of(answer))
