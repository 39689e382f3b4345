"""What people do when a duty is due: for each action of the policy the facts that somebody records."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from fingerpost.caseload import telling
from fingerpost.facts.rows import Told
from fingerpost.project.demo.living import Living
from fingerpost.project.demo.said import reason, said
from fingerpost.project.demo.troubles import come_back, resume
from fingerpost.project.demo.wishes import ANSWERS
from fingerpost.rules.duty import Duty

OPTIONS = ("support-plan", "extra-mentoring", "equipment-loan", "reasonable-adjustments", "distance-learning")
REVIEW_AFTER = timedelta(days=28)
STAGES = {"send-notice-1": 1, "send-notice-2": 2, "send-withdrawal-notice": 3}


def do(life: Living, duty: Duty) -> None:
    """Whoever owes a duty does it. KeyError for an action that nobody here knows."""
    DEEDS[duty.action](life, duty)


def _tick(life: Living, duty: Duty) -> None:
    told = telling.act("duty_done", life.on, {"duty": f"{duty.rule}/{duty.action}"})
    life.tell(told, life.owner(duty.owner))


def _notice(life: Living, duty: Duty) -> None:
    stage = STAGES[duty.action]
    copies = None if stage == 2 else [_manager_role(life)]
    data = {"stage": stage, "to": _parties(life), "copied_to": copies}
    life.tell(telling.act("notice_sent", life.on, data), life.owner(duty.owner))
    if life.frame.fate.answers == stage:
        _answer_soon(life)


def _manager_role(life: Living) -> str:
    manager = life.frame.sector.manager
    return next(post.role for post in life.cast.posts if post.person == manager)


def _answer_soon(life: Living) -> None:
    wait = 1 + life.rng.randrange(2)
    life.plan(life.later(life.day, wait), lambda day: _answer(life))


def _answer(life: Living) -> None:
    """The learner means to go on: the coach writes down the call and the answer, and sessions begin again."""
    if life.has_ended:
        return
    language = life.frame.language
    words = said(life.rng, "committed", language)
    life.tell(telling.contact(life.on, "phone", "in", "learner", outcome="reached", purpose="welfare", said=words))
    life.tell(telling.act("response", life.on, {"party": "learner", "commitment": True}))
    life.has_answered = True
    resume(life, life.later(life.day, 3))
    if life.frame.fate.relapses:
        life.plan(life.day + 21, lambda day: _judge(life))


def _judge(life: Living) -> None:
    """The contract is not kept."""
    told = telling.act("no_improvement", life.on, {"reason": reason(life.rng, "worse", life.frame.language)})
    life.tell(told)
    life.is_away = True


def _attempts(life: Living, duty: Duty) -> None:
    language = life.frame.language
    call = said(life.rng, "no_answer", language)
    life.tell(telling.contact(life.on, "phone", "out", "learner", outcome="no_answer", purpose="welfare", said=call))
    email = said(life.rng, "email", language)
    life.tell(telling.contact(life.on, "email", "out", "learner", purpose="welfare", said=email))


def _calls(life: Living, duty: Duty) -> None:
    by, language = life.owner(duty.owner), life.frame.language
    stage = 3 if duty.action == "call-3" else 2
    answers = stage == 3 and life.frame.fate.answers == 3
    about = "reached" if answers else "no_answer"
    words = said(life.rng, about, language)
    told = telling.contact(life.on, "phone", "out", "learner", outcome=about, purpose="stage_call", said=words)
    life.tell(told, by)
    if life.frame.employer:
        words = said(life.rng, "employer", language)
        life.tell(
            telling.contact(life.on, "phone", "out", "employer", outcome="reached", purpose="stage_call", said=words),
            by,
        )
    if answers:
        _answer_soon(life)


def _consent(life: Living, duty: Duty) -> None:
    by = life.owner(duty.owner)
    life.tell(telling.act("consent_sought", life.on), by)
    if life.rng.random() < 0.6:
        life.plan(life.later(life.day, 2), lambda day: life.tell(_consents(life), by))


def _consents(life: Living) -> Told:
    return telling.act("employer_consent", life.on, {"given": True})


def _decide(life: Living, duty: Duty) -> None:
    withdraws = not life.frame.fate.stays
    why = reason(life.rng, "withdraws" if withdraws else "stays", life.frame.language)
    data = {"withdraws": withdraws, "reason": why}
    life.tell(telling.act("withdrawal_decided", life.on, data), life.owner(duty.owner))
    if not withdraws:
        life.has_answered = True
        resume(life, life.later(life.day, 3))


def _withdraw(life: Living, duty: Duty) -> None:
    language = life.frame.language
    told = telling.withdrew(life.on, reason(life.rng, "left", language), reason(life.rng, "destination", language))
    life.tell(told, life.owner(duty.owner))
    life.has_ended = True


def _contract(life: Living, duty: Duty) -> None:
    life.tell(telling.act("contract_agreed", life.on, {"parties": _parties(life)}), life.owner(duty.owner))


def _remove(life: Living, duty: Duty) -> None:
    told = telling.act("register_removed", life.on, {"reason": reason(life.rng, "removed", life.frame.language)})
    life.tell(told, life.owner(duty.owner))


def _review_rating(life: Living, duty: Duty) -> None:
    language = life.frame.language
    if life.frame.fate.stands:
        life.tell(telling.rating_stands(life.on, reason(life.rng, "stands", language)))
        return
    level = life.result().reading.standing("computed-rating").level(life.day)
    known = level if level in ("medium", "high") else "low"
    life.tell(telling.rating(life.on, known, reason(life.rng, "rating", language) if known != "low" else ""))


def _support(life: Living, duty: Duty) -> None:
    decided = life.frame.fate.support
    data = {"plan": decided in ("plan", "both"), "contract": decided in ("contract", "both")}
    life.tell(telling.act("support_decision", life.on, data))


def _plan(life: Living, duty: Duty) -> None:
    options = life.rng.sample(OPTIONS, 1 + life.rng.randrange(2))
    data = {"options": options, "parties": _parties(life), "review_on": life.on + REVIEW_AFTER, "sort": "support"}
    life.tell(telling.act("plan_agreed", life.on, data))


def _actions(life: Living, duty: Duty) -> None:
    life.tell(telling.act("actions_agreed", life.on))


def _review_support(life: Living, duty: Duty) -> None:
    is_well = life.result().reading.standing("computed-rating").level(life.day) == "low"
    review_on: date | None = None if is_well else life.on + REVIEW_AFTER
    data = {"outcome": "ended" if is_well else "continues", "review_on": review_on}
    life.tell(telling.act("support_reviewed", life.on, data))


def _keep_contact(life: Living, duty: Duty) -> None:
    outcome = "no_answer" if life.is_away else "reached"
    by_phone = life.rng.random() < 0.7
    words = said(life.rng, outcome if by_phone else "email", life.frame.language)
    way = "phone" if by_phone else "email"
    told = telling.contact(
        life.on, way, "out", "learner", outcome=outcome if by_phone else None, purpose="ordinary", said=words
    )
    life.tell(told)


def _discuss(life: Living, duty: Duty) -> None:
    life.tell(telling.act("discussed", life.on, {"in_place": True}), life.owner(duty.owner))


def _involve(life: Living, duty: Duty) -> None:
    life.tell(telling.act("employer_involved", life.on, {"agrees": True}))


def _transfer_plan(life: Living, duty: Duty) -> None:
    told = telling.act("plan_transfer_decided", life.on, {"transfers": True})
    life.tell(told, life.owner(duty.owner))


def _return(life: Living, duty: Duty) -> None:
    come_back(life)


def _parties(life: Living) -> list[str]:
    return ["learner", "employer"] if life.frame.employer else ["learner"]


DEEDS: Mapping[str, Callable[[Living, Duty], None]] = {
    "check-start-indicators": _tick,
    "send-notice-1": _notice,
    "send-notice-2": _notice,
    "send-withdrawal-notice": _notice,
    "attempts-1": _attempts,
    "attempts-2": _attempts,
    "call-2": _calls,
    "call-3": _calls,
    "seek-employer-consent": _consent,
    "decide-withdrawal": _decide,
    "record-withdrawal": _withdraw,
    "agree-contract": _contract,
    "develop-contract": _contract,
    "consider-removal": _remove,
    "review-rating": _review_rating,
    "consider-support": _support,
    "develop-plan": _plan,
    "record-actions": _actions,
    "review-support": _review_support,
    "keep-contact": _keep_contact,
    "discuss-at-risk": _discuss,
    "involve-employer": _involve,
    "decide-plan-transfer": _transfer_plan,
    "confirm-return": _return,
    **ANSWERS,
}
"""By the actions of the policy that concern an enrolment."""
