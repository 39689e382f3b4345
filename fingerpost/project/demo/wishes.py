"""What learners and employers ask for, letters that come back, and what the staff do about it."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from fingerpost.caseload import telling
from fingerpost.project.demo.living import Living
from fingerpost.project.demo.names import key_by
from fingerpost.project.demo.said import said
from fingerpost.rules.duty import Duty

LENT_FOR = timedelta(days=28)
POUNDS = 150


def _letter(life: Living) -> None:
    data = {"letter": key_by(life.rng, "letter"), "why": "came_back", "party": "learner"}
    life.tell(telling.act("letter_failed", life.on, data))


def _help(life: Living) -> None:
    words = said(life.rng, "asks", life.frame.language)
    data = {"about": life.rng.choice(("learning", "work", "money")), "wants": "call"}
    life.tell(telling.act("help_asked", life.on, data, words), life.frame.learner)


def _concern(life: Living) -> None:
    words = said(life.rng, "concern", life.frame.language)
    life.tell(telling.act("concern_raised", life.on, {"wants": "call"}, words), life.frame.learner)


def _call(life: Living) -> None:
    life.tell(telling.act("call_asked", life.on, {"party": "learner"}), life.frame.learner)


def _employer_call(life: Living) -> None:
    life.tell(telling.act("call_asked", life.on, {"party": "employer"}))


def _equipment(life: Living) -> None:
    life.tell(telling.act("equipment", life.on, {"step": "asked", "item": "laptop"}))


def _asks_for_bursary(life: Living) -> None:
    life.tell(telling.act("bursary", life.on, {"step": "asked", "amount": POUNDS}))


def _mend_letter(life: Living, duty: Duty) -> None:
    letter = (duty.because[-1].data or {})["letter"]
    life.tell(telling.act("letter_settled", life.on, {"letter": letter, "how": "sent_otherwise"}))


def _answer_help(life: Living, duty: Duty) -> None:
    words = said(life.rng, "helped", life.frame.language)
    life.tell(telling.contact(life.on, "phone", "out", "learner", outcome="reached", purpose="help", said=words))


def _answer_concern(life: Living, duty: Duty) -> None:
    life.tell(telling.act("concern_answered", life.on, {"way": "phone"}), life.owner(duty.owner))


def _call_back(life: Living, duty: Duty) -> None:
    party = "employer" if duty.action == "call-employer" else "learner"
    words = said(life.rng, "employer" if party == "employer" else "reached", life.frame.language)
    life.tell(telling.contact(life.on, "phone", "out", party, outcome="reached", purpose="ordinary", said=words))


def _lend(life: Living, duty: Duty) -> None:
    data = {"step": "lent", "item": "laptop", "return_on": life.on + LENT_FOR}
    life.tell(telling.act("equipment", life.on, data))


def _take_back(life: Living, duty: Duty) -> None:
    life.tell(telling.act("equipment", life.on, {"step": "returned", "item": "laptop"}))


def _bursary(life: Living, duty: Duty) -> None:
    step = "agreed" if duty.action == "decide-bursary" else "paid"
    life.tell(telling.act("bursary", life.on, {"step": step, "amount": POUNDS}), life.owner(duty.owner))


WISHES: Mapping[str, Callable[[Living], None]] = {
    "letter": _letter,
    "help": _help,
    "concern": _concern,
    "call": _call,
    "employer-call": _employer_call,
    "equipment": _equipment,
    "bursary": _asks_for_bursary,
}
"""By the names that fates give them."""
ANSWERS: Mapping[str, Callable[[Living, Duty], None]] = {
    "mend-letter": _mend_letter,
    "answer-help": _answer_help,
    "answer-concern": _answer_concern,
    "call-learner": _call_back,
    "call-employer": _call_back,
    "decide-equipment": _lend,
    "return-equipment": _take_back,
    "decide-bursary": _bursary,
    "pay-bursary": _bursary,
}
"""By the actions of the policy."""
