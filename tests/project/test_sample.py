"""The bundled sample: a sound folder, in which each learner stands as its README says."""

import re
from argparse import Namespace
from datetime import date

import pytest

from fingerpost.folder.reading import read_folder
from fingerpost.project.input import PROVIDER, Given, load
from fingerpost.project.places import sample
from fingerpost.rules.calendar import Calendar, add_months
from fingerpost.rules.duties import Result, forecast
from fingerpost.rules.facts import day_recorded, in_force
from fingerpost.rules.replay import differences, is_open
from fingerpost.story.life import Life, life_story
from fingerpost.story.replayed import replay_story
from tests.rules.telling import at_risk

TODAY = date(2026, 2, 16)
CODE = re.compile(r"\w_\w|[a-z]/[a-z]|\w+:[A-Z]-\d|\b[a-z]+-\d\b|[{}]|None|True|False")
"""What no sentence may show: underscores, codes of duties, keys of subjects, Python."""


@pytest.fixture(scope="module", params=["en", "cy"])
def given(request: pytest.FixtureRequest) -> Given:
    options = {"folder": sample(), "pack": "learners-at-risk", "known_at": None}
    return load(Namespace(**options, language=request.param))


def result_of(given: Given, subject: str, supposing: bool = False) -> Result:
    until = add_months(TODAY.toordinal(), 12)
    today = TODAY.toordinal() if supposing else None
    facts = given.facts_in_force(subject)
    return forecast(given.policy, given.terms, subject, facts, until, today)


def test_the_folder_is_sound_and_today_is_monday_16_february_2026() -> None:
    folder = read_folder(sample(), at_risk().kinds)
    assert folder.warnings == ()
    assert date.fromordinal(folder.last_recorded) == TODAY
    assert len(folder.facts_of) == 15 and PROVIDER in folder.facts_of
    assert {person.language for person in folder.people.values()} == {"en", "cy"}


def test_every_fact_has_a_readable_id_and_a_believable_day() -> None:
    working = Calendar("england")
    for subject, facts in read_folder(sample(), at_risk().kinds).facts_of.items():
        key = "provider" if subject == PROVIDER else subject.partition(":")[2]
        assert [fact.id for fact in in_force(facts)] == sorted(fact.id for fact in in_force(facts))
        for fact in facts:
            assert re.fullmatch(rf"{key}/\d\d\d", fact.id)
            assert date(2025, 9, 1) <= fact.on <= TODAY
            assert working.is_working_day(fact.day) and working.is_working_day(day_recorded(fact))


def test_some_facts_are_late_one_is_corrected_and_one_taken_back() -> None:
    every = [fact for facts in read_folder(sample(), at_risk().kinds).facts_of.values() for fact in facts]
    corrections = [fact for fact in every if fact.supersedes]
    assert sorted(fact.data is None for fact in corrections) == [False, True]
    late = [fact for fact in every if not fact.supersedes and day_recorded(fact) > fact.day]
    assert len(late) >= 8
    assert sum(fact.recorded_at is not None for fact in every) > len(every) * 0.8


@pytest.mark.parametrize(
    ("learner", "stage", "open_now"),
    [
        ("E-0001", "stage-2", {"attempts-2": "2026-02-06", "keep-contact": "2026-02-17"}),
        ("E-0002", "none", {}),
        ("E-0003", "stage-1", {"send-notice-1": "2026-02-16", "review-rating": "2026-02-20"}),
        ("E-0004", "answered", {"discuss-at-risk": "2026-02-17", "keep-contact": "2026-02-18"}),
        ("E-0005", "answered", {"consider-removal": "2026-02-19", "keep-contact": "2026-02-17"}),
        ("E-0006", "stage-1", {"attempts-1": "None", "review-rating": "None"}),
        ("E-0007", "stage-1", {"attempts-1": "2026-02-16", "keep-contact": "2026-02-19"}),
        ("E-0008", "none", {}),
        ("E-0009", "stage-3", {}),
        ("E-0010", "none", {}),
        ("E-0011", "none", {}),
        (
            "E-0012",
            "none",
            {"review-support": "2026-02-11", "consider-support": "2026-02-16", "keep-contact": "2026-02-16"},
        ),
        ("E-0013", "none", {"decide-plan-transfer": "2026-02-23"}),
        ("E-0014", "none", {}),
    ],
)
def test_each_learner_stands_as_the_readme_says(
    learner: str, stage: str, open_now: dict[str, str], given: Given
) -> None:
    result = result_of(given, f"enrolment:{learner}")
    duties = {duty.action: str(duty.due) for duty in result.duties if is_open(duty, TODAY)}
    assert duties == open_now
    assert result.reading.standing("stage").level(TODAY.toordinal()) == stage


def test_time_alone_brings_stage_1_in_wales_after_49_days(given: Given) -> None:
    (notice,) = [duty for duty in result_of(given, "enrolment:E-0008").duties if duty.action == "send-notice-1"]
    assert (notice.opens, notice.due) == (date(2026, 2, 18), date(2026, 2, 19))


def test_the_employer_has_been_asked_and_time_alone_brings_the_decision(given: Given) -> None:
    (decision,) = [duty for duty in result_of(given, "enrolment:E-0009").duties if duty.action == "decide-withdrawal"]
    assert (decision.opens, decision.supposed) == (date(2026, 2, 18), False)


def test_no_story_shows_a_code(given: Given) -> None:
    for subject in given.folder.facts_of:
        now, ahead = result_of(given, subject), result_of(given, subject, supposing=True)
        life = Life(subject, given.facts_in_force(subject), given.folder.texts, now, ahead, TODAY)
        (title, _), *sections = life_story(life, given.language)
        assert title.startswith(given.name_of(subject))
        for heading, sentences in sections:
            for sentence in (heading, *sentences):
                shown = re.sub(r"\b[A-Z]{2}-2025-[ABC]\b", "", sentence)  # a group's name
                assert not CODE.search(shown), sentence
                assert sentence[0].isupper() or sentence[0] == "“", sentence


def test_no_replay_shows_a_code(given: Given) -> None:
    provider = given.folder.facts_of[PROVIDER]
    for subject, facts in given.folder.facts_of.items():
        changes = differences(given.policy, subject, facts, provider, TODAY)
        for heading, sentences in replay_story(facts, changes, given.language):
            for sentence in (heading, *sentences):
                assert not CODE.search(re.sub(r"\b[A-Z]{2}-2025-[ABC]\b", "", sentence)), sentence
