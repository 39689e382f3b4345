"""Letters are written to all who were chosen, in their own language, and hold nothing but what fills the blanks."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fingerpost.facts.actions import record
from fingerpost.journal.queries import lines_about
from fingerpost.letters.models import Letter
from fingerpost.letters.queries import letters_about, letters_of, letters_to_post
from fingerpost.letters.recipients import by_email, copies_of, on_paper, recipients_of
from fingerpost.letters.wordings import Said, message_named, set_wording
from fingerpost.letters.writing import Wanted, write
from fingerpost.people.errors import RefusedError
from fingerpost.people.models import Person, Placement
from tests.rooms.facts.telling import undone
from tests.rooms.letters.world import REPLY_BY, STAGE_1, STAGE_1_EMPLOYER, again, link, to_all, written
from tests.rooms.people.cast import DAY, NOW, House


def test_a_letter_has_the_words_of_the_day_with_its_blanks_filled(house: House) -> None:
    (letter,) = written(house)
    assert "Monday 23 February 2026" in letter.text
    assert letter.text.startswith("Dear Amina,\n\n")
    assert "Baking level 2" in letter.text
    assert f"https://here.example/answer/{letter.code}" in letter.text
    assert letter.text.endswith("Coach Example")
    assert "{" not in letter.text
    assert (letter.address, letter.reply_to) == ("amina@example.org", "coach@example.org")
    assert (letter.state, letter.next_try) == ("waiting", NOW)


def test_each_is_written_to_in_their_own_language(house: House) -> None:
    (letter,) = written(house, "ben")
    assert letter.language == "cy"
    assert "23 Chwefror 2026" in letter.text


def test_the_employer_is_its_contacts(house: House) -> None:
    (letter,) = written(house, message=STAGE_1_EMPLOYER)
    assert letter.recipient_sort == "employer"
    assert letter.text.startswith("Dear Contact Example,")
    assert "Amina Example" in letter.subject_line
    assert letter.text.count("Amina Example") == 1


def test_copies_go_to_whom_the_policy_names_in_that_nation_and_have_no_link(house: House) -> None:
    letter, *copies = written(house, **to_all(STAGE_1, house.subject("amina")))
    assert {copy.recipient_key for copy in copies} == {house.people["sector"].key}
    (copy,) = copies
    assert copy.copy_of == letter
    assert copy.subject_line == f"Copy: {letter.subject_line}"
    assert copy.text.startswith("A copy of the letter to Amina Example of Monday 16 February 2026.\n\n")
    assert "https://" not in copy.text
    assert "(the link to answer is in the letter itself)" in copy.text


def test_in_wales_the_copy_goes_to_the_co_ordinator(house: House) -> None:
    copies = copies_of(message_named(STAGE_1), house.subject("cai"), DAY)
    assert [copy.sort for copy in copies] == ["operational_support_coordinator"]


def test_a_letter_belongs_to_its_fact_and_is_journalled_without_words(house: House) -> None:
    subject, by = house.subject("amina"), house.people["coach"].key
    fact = record(subject=subject, kind="notice_sent", on=DAY, by=by, at=NOW, data={"stage": 1})
    to = recipients_of(message_named(STAGE_1), subject, DAY)
    (letter,) = write(wanted=Wanted(STAGE_1, subject, to, (), REPLY_BY, link), by=by, at=NOW, fact=fact)
    assert list(letters_of(fact.pk)) == [letter] == list(letters_about(subject))
    line = lines_about(subject)[0]
    assert (line.act, line.details) == ("letter-written", {"letter": letter.key, "message": STAGE_1})


def test_what_was_written_keeps_its_words_when_the_wording_changes(house: House) -> None:
    (letter,) = written(house)
    new = Said("New", "{learner} {reply_by} {reply_link}")
    set_wording(message=STAGE_1, texts={"en": new, "cy": new}, from_on=DAY, by="person:q", at=NOW)
    assert again(letter).text == letter.text
    assert written(house)[0].subject_line == "New"


def test_on_paper_it_waits_to_be_posted(house: House) -> None:
    paper = on_paper(house.people["amina"], "learner", "1 High Street\nCardiff")
    (letter,) = written(house, to=[paper])
    assert list(letters_to_post(house.subject("amina"))) == [letter]
    assert letter.address == "1 High Street\nCardiff"


def refused(house: House, **wanted: Any) -> RefusedError:
    with pytest.raises(RefusedError) as refusal:
        written(house, **wanted)
    assert not Letter.objects.exists(), "there is no letter, not to anybody"
    return refusal.value


@pytest.mark.parametrize("address", ["", "amina", "amina@", "a@b@c.org", "x@y.org\nBcc: z@y.org", "ŵ@example.org"])
def test_whoever_cannot_be_reached_gets_nothing_and_nor_does_anybody_else(house: House, address: str) -> None:
    amina = by_email(house.people["amina"], "learner")
    refusal = refused(house, to=[amina, replace(amina, address=address)])
    assert refusal.field == "address"
    assert "Amina Example has no email address" in refusal.message


def test_paper_without_an_address_and_a_way_that_a_letter_does_not_go_are_refused(house: House) -> None:
    amina = house.people["amina"]
    assert refused(house, to=[on_paper(amina, "learner", " ")]).field == "address"
    assert refused(house, to=[replace(by_email(amina, "learner"), way="text")]).field == "way"
    assert refused(house, to=[]).field == "to"
    assert refused(house, reply_by=None).field == "reply_by"
    assert refused(house, link=None).field == "reply_link"


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_letter_holds_what_was_said_of_a_learner(house: House, data: st.DataObject) -> None:
    """Whatever is recorded, in whatever compartment, a letter is the same as without it."""
    words = st.text("abcdefgh ŵŷ{}%", min_size=12, max_size=40).map(lambda text: f"secret {text}")
    subject = house.subject("amina")
    told = data.draw(st.lists(st.tuples(st.sampled_from(["ordinary", "wellbeing", "safeguarding"]), words), min_size=1))
    with undone():
        before = [(each.subject_line, _anonymous(each)) for each in _all(house)]
        for compartment, said in told:
            contact = {
                "party": "learner",
                "direction": "out",
                "way": "phone",
                "outcome": "reached",
                "purpose": "welfare",
            }
            record(
                subject=subject, kind="contact", on=DAY, by="person:c", at=NOW,
                data=contact, said=said, compartment=compartment,
            )  # fmt: skip
        record(
            subject=subject, kind="indicator", on=date(2026, 2, 2), by="person:c", at=NOW,
            data={"code": "mental_health"}, said="secret of hers",
        )  # fmt: skip
        after = [(each.subject_line, _anonymous(each)) for each in _all(house)]
        assert after == before
        assert all("secret" not in text and "mental" not in text for _, text in after)


def _all(house: House) -> list[Letter]:
    told = to_all(STAGE_1, house.subject("amina"))
    return written(house, **told) + written(house, message=STAGE_1_EMPLOYER)


def _anonymous(letter: Letter) -> str:
    return letter.text.replace(letter.code, "…")


def test_odd_names_do_not_break_out_of_a_letter(house: House) -> None:
    Person.objects.filter(pk=house.people["amina"].pk).update(known_as="{reply_link}\r\nBcc: x@y.org")
    Placement.objects.filter(pk=house.subject("amina")).update(programme="")
    (letter,) = written(house)
    assert letter.text.startswith("Dear {reply_link} Bcc: x@y.org,\n")
    assert "The Provider" in letter.text, "a blank without a value is the provider's name"
