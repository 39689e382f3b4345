"""What docs/pack-language.md calls built works: in one full life each piece comes to pass."""

from pathlib import Path

import pytest

from fingerpost.rules.asks import Ask
from fingerpost.rules.check_places import Part, parts_of
from fingerpost.rules.duties import Result, evaluate
from fingerpost.rules.gates import Gate
from fingerpost.rules.history import History
from fingerpost.rules.policy import Policy
from fingerpost.rules.procedure import Trigger
from fingerpost.rules.standings import StandingConcept
from tests.rules.language_pieces import DOCUMENT, Piece, pieces
from tests.rules.made_packs import joined, load_made
from tests.rules.telling import ENROLMENT, PROVIDER, day, on, told

WHOLE, *PIECES = pieces(DOCUMENT.read_text(encoding="utf-8"))
BUILT = [piece for piece in PIECES if piece.is_built]
FIRST, LAST = "2025-01-06", "2026-12-31"
OWN_CLAUSE = "1"

ABSENCES = [
    on(f"2025-{month:02}-{number:02}", "session", sort="session", outcome="absent_without_notice")
    for month in (2, 3)
    for number in (3, 10, 17, 24, 26)
]
LESSONS = [on(f"2025-{month:02}-20", "session", sort="session", outcome="attended") for month in range(3, 13)]
REVIEWS = [
    on(f"2025-{month:02}-28", "progress", percent=50 + month, expected=50, review=True) for month in range(9, 13)
]
LIFE = [
    on(
        FIRST, "started", learner="person:P-1", programme_type="apprenticeship", nation="england",
        employer="Bakery", planned_end="2026-03-31",
    ),
    on("2025-01-08", "session", sort="visit", outcome="cancelled", cancelled_by="learner"),
    on("2025-01-20", "session", sort="visit", outcome="cancelled", cancelled_by="employer"),
    *ABSENCES,
    on("2025-04-01", "progress", percent=10, expected=30, review=True),
    on("2025-04-02", "indicator", code="illness"),
    on("2025-04-03", "rating", level="medium"),
    on("2025-04-08", "rating", level="high"),
    on("2025-04-09", "contact", way="phone", direction="in", party="learner"),
    on("2025-04-10", "contact", way="phone", direction="out", party="learner", outcome="no_answer"),
    on("2025-04-11", "notice_sent", stage=1),
    on("2025-04-14", "no_improvement"),
    on("2025-04-30", "response", party="learner", commitment=False),
    on("2025-05-06", "withdrawal_decided", withdraws=True),
    on("2025-05-12", "response", party="learner", commitment=True),
    on("2025-05-20", "changed", employer="Brewery"),
    on("2025-06-02", "milestone", code="minimum_duration_met"),
    on("2025-06-03", "delivery_change_proposed"),
    on("2025-06-10", "employer_involved", agrees=True),
    on("2025-06-12", "rating", level="low"),
    on("2025-06-16", "break_began", expected_return="2025-08-04"),
    on("2025-08-04", "break_ended"),
    *LESSONS,
    *REVIEWS,
    on("2025-12-01", "milestone", code="gateway"),
]  # fmt: skip
YEARS = [
    on("2025-01-01", "policy_adopted", policy="example"),
    on("2025-05-01", "panel_held"),
]


def _lived(policy: Policy) -> list[Result]:
    """The life of an enrolment and of its provider under a policy."""
    provider = History(PROVIDER, told(*YEARS, kinds=policy.kinds, subject=PROVIDER))
    enrolment = History(ENROLMENT, told(*LIFE, kinds=policy.kinds))
    terms = policy.terms(provider)
    return [evaluate(policy, terms, history, day(LAST)) for history in (enrolment, provider)]


def _came_to_pass(part: Part, lives: list[Result]) -> bool:
    """Whether a trigger found an occasion, a duty was asked for, a standing left its first level,
    a gate opened."""
    concept, life = part.concept, lives[0].reading
    if isinstance(concept, Trigger):
        return bool(concept.when.find(life, concept.counts, None))
    if isinstance(concept, Ask):
        return any(duty.action == concept.action for result in lives for duty in result.duties)
    if isinstance(concept, StandingConcept):
        return any(each.level != concept.levels[0] for each in life.standing(concept.id).changes)
    if isinstance(concept, Gate):
        answers = [concept.on(each, life).is_open for each in (day(FIRST), day(LAST))]
        return answers == [False, True]
    return True


@pytest.mark.parametrize("piece", BUILT, ids=str)
def test_what_is_built_comes_to_pass(piece: Piece, tmp_path: Path) -> None:
    policy, _ = load_made(joined(WHOLE.raw, piece.raw), tmp_path)
    lives = _lived(policy)
    new = [
        part
        for part in parts_of(policy.pack)
        if getattr(part.concept, "clause", "") != OWN_CLAUSE and not part.place.startswith("clause")
    ]
    assert new
    assert [part.place for part in new if not _came_to_pass(part, lives)] == []
