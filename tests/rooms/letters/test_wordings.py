"""What a message says: the pack's own words, or the provider's from a day on."""

from datetime import date
from typing import Any

import pytest

from fingerpost.letters.filling import UnfilledBlankError, filled
from fingerpost.letters.models import Wording
from fingerpost.letters.wordings import Said, set_wording, wording_on
from fingerpost.people.errors import RefusedError
from tests.rooms.letters.world import STAGE_1
from tests.rooms.people.cast import NOW

ENGLISH = Said("Where are you, {learner}?", "Dear {learner},\r\n\r\nAnswer by {reply_by}: {reply_link}\r\n")
WELSH = Said("Ble ydych chi, {learner}?", "Annwyl {learner},\n\nAtebwch erbyn {reply_by}: {reply_link}")
LATER = date(2026, 3, 2)


def set_to(english: Said = ENGLISH, welsh: Said = WELSH, **others: Any) -> dict[str, Wording]:
    told: dict[str, Any] = {
        "message": STAGE_1,
        "texts": {"en": english, "cy": welsh},
        "from_on": LATER,
        "by": "person:q",
        "at": NOW,
    }
    return set_wording(**(told | others))


def test_without_a_wording_of_the_provider_the_pack_speaks(db: None) -> None:
    said = wording_on(STAGE_1, "en", LATER)
    assert "{reply_by}" in said.subject_line
    assert said.body.startswith("Dear {learner},")
    assert wording_on(STAGE_1, "cy", LATER).body != said.body


def test_a_wording_counts_from_its_day_in_both_languages(db: None) -> None:
    set_to()
    assert wording_on(STAGE_1, "en", date(2026, 3, 1)).subject_line != ENGLISH.subject_line
    assert wording_on(STAGE_1, "en", LATER) == Said(
        "Where are you, {learner}?", "Dear {learner},\n\nAnswer by {reply_by}: {reply_link}"
    )
    assert wording_on(STAGE_1, "cy", date(2027, 1, 1)) == WELSH


def test_of_two_from_one_day_the_last_written_counts_and_a_later_day_beats_both(db: None) -> None:
    newest = Said("The newest", ENGLISH.body)
    set_to(from_on=date(2026, 3, 9), english=Said("Later", ENGLISH.body))
    set_to()
    set_to(english=newest)
    assert wording_on(STAGE_1, "en", LATER).subject_line == "The newest"
    assert wording_on(STAGE_1, "en", date(2026, 3, 9)).subject_line == "Later"


@pytest.mark.parametrize(
    ("english", "field", "says"),
    [
        (Said("", ENGLISH.body), "subject_en", "Write something"),
        (Said("Hello", "  "), "body_en", "Write something"),
        (Said("x" * 201, ENGLISH.body), "subject_en", "too long"),
        (Said("Hello", ENGLISH.body + "x" * 20_000), "body_en", "too long"),
        (Said("Two\nlines", ENGLISH.body), "subject_en", "one line"),
        (Said("Hello\0", ENGLISH.body), "subject_en", "cannot be kept"),
        (Said("Hello", ENGLISH.body + "{indicator}"), "body_en", "Nothing fills {indicator}"),
        (Said("{}", ENGLISH.body), "subject_en", "Nothing fills {}"),
        (Said("{learner.__class__}", ENGLISH.body), "subject_en", "Nothing fills {learner.__class__}"),
        (Said("Hello", ENGLISH.body + " } "), "body_en", "Braces"),
        (Said("Hello", "Dear {learner}, by {reply_by}"), "body_en", "needs {reply_link}"),
        (Said("By {reply_by}", "Dear {learner}: {reply_link}"), "body_en", "needs {reply_by}"),
    ],
)
def test_a_wording_that_cannot_be_is_refused_beside_its_field(english: Said, field: str, says: str, db: None) -> None:
    with pytest.raises(RefusedError) as refusal:
        set_to(english=english)
    assert says in refusal.value.message
    assert refusal.value.field == field
    assert not Wording.objects.exists()


def test_one_language_without_the_other_is_refused(db: None) -> None:
    with pytest.raises(RefusedError, match="in English and in Welsh"):
        set_to(texts={"en": ENGLISH})


@pytest.mark.parametrize("name", ["learners-at-risk/no-such", "no-such/stage-1-learner", "stage-1-learner", ""])
def test_a_message_that_is_not_there_is_refused(name: str, db: None) -> None:
    with pytest.raises(RefusedError, match="no letter of this name"):
        set_to(message=name)


def test_what_fills_a_blank_is_never_looked_at_for_blanks_and_is_one_line() -> None:
    values = {"learner": "{coach}\r\nBcc: all@example.org", "coach": "Ann"}
    assert filled("{learner}, {coach}", values) == "{coach} Bcc: all@example.org, Ann"


@pytest.mark.parametrize("text", ["{indicator}", "{}", "{0}", "{learner!r}", "{learner.name}", "{learner:>9}"])
def test_a_blank_that_nothing_fills_stops_the_letter(text: str) -> None:
    with pytest.raises(UnfilledBlankError):
        filled(text, {"learner": "Amina"})
