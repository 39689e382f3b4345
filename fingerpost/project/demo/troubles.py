"""What happens to learners: the routine of sessions and reviews, and what comes between."""

from collections.abc import Callable, Mapping
from datetime import date

from fingerpost.caseload import telling
from fingerpost.facts.rows import Told
from fingerpost.project.demo.living import HIDDEN, Living
from fingerpost.project.demo.said import reason, said
from fingerpost.project.demo.wishes import WISHES

SESSION_EVERY, PROGRESS_EVERY = 21, 28
WITH_NOTICE, BY_PROVIDER = 0.05, 0.02
"""Of all sessions so many are missed with notice, and so many cancelled by the provider."""
DIARIES = 0.6
"""Of so many learners the next session stands in the diary."""
CODES = ("illness", "home-circumstances", "workload", "travel", "bereavement", "employer-relationship")


def begin(life: Living) -> None:
    """The learner starts, the routine begins, and the trouble will come."""
    frame = life.frame
    plan = frame.sector.plan
    told = telling.started(
        life.on,
        learner=frame.learner,
        programme_type=plan.programme_type,
        nation=plan.nation,
        programme=frame.programme,
        planned_end=date.fromordinal(frame.planned_end),
        employer=frame.employer,
        coach=frame.coach,
        group=frame.sector.group,
    )
    life.tell(told, life.cast.holders["administrator"])
    resume(life, life.day + 7)
    if frame.fate.trouble:
        life.plan(frame.trouble, lambda day: TROUBLES[frame.fate.trouble](life))
    if frame.fate.trouble == "cancelled":
        life.plan(frame.trouble - 8, lambda day: _cancelled_before(life))


def resume(life: Living, day: int) -> None:
    """Sessions and progress go on from a day; what was planned of an earlier routine is not kept."""
    life.is_away = False
    life.routine += 1
    routine = life.routine
    life.plan(day, lambda day: _session(life, routine))
    life.plan(day + 5, lambda day: _progress(life, routine))


def look_ahead(life: Living) -> None:
    """The next session is in the diary already; nobody knows yet who comes."""
    if not _is_idle(life) and life.told and life.rng.random() < DIARIES:
        ahead = life.working_day(life.today + 1 + life.rng.randrange(12))
        life.day = max(life.day, life.today - 1)
        life.tell(telling.session(date.fromordinal(ahead), "session"))


def _is_idle(life: Living) -> bool:
    coach_is_gone = life.coach == life.cast.leaver and life.day >= life.cast.left_on.toordinal()
    return life.is_away or life.has_ended or coach_is_gone


def _session(life: Living, routine: int) -> None:
    if _is_idle(life) or routine != life.routine:
        return
    chance = life.rng.random()
    outcome = "attended" if chance > WITH_NOTICE + BY_PROVIDER else "cancelled"
    if BY_PROVIDER < chance <= WITH_NOTICE + BY_PROVIDER:
        outcome = "absent_with_notice"
    words = said(life.rng, "session", life.frame.language) if outcome == "attended" else ""
    by_whom = "provider" if outcome == "cancelled" else None
    sort = "visit" if life.frame.employer and life.rng.random() < 0.25 else "session"
    life.tell(telling.session(life.on, sort, outcome=outcome, cancelled_by=by_whom, said=words))
    life.plan(life.day + SESSION_EVERY + life.rng.randrange(-3, 4), lambda day: _session(life, routine))


def _progress(life: Living, routine: int) -> None:
    if _is_idle(life) or routine != life.routine:
        return
    _tell_progress(life)
    life.plan(life.day + PROGRESS_EVERY + life.rng.randrange(-3, 4), lambda day: _progress(life, routine))


def _tell_progress(life: Living) -> None:
    frame, rng = life.frame, life.rng
    expected = round(100 * (life.day - frame.start) / (frame.planned_end - frame.start))
    expected = max(2, min(100, expected))
    percent = min(100, expected + rng.randrange(6))
    if _is_behind(life):
        percent = max(0, expected - rng.randint(*frame.fate.points))
    review = life.has_answered or rng.random() < 0.5
    words = said(rng, "behind", frame.language) if percent < expected and rng.random() < 0.5 else ""
    life.tell(telling.progress(life.on, percent=percent, expected=expected, review=review, said=words))


def _is_behind(life: Living) -> bool:
    fate = life.frame.fate
    has_caught_up = fate.recovers and life.day >= life.frame.trouble + fate.recovers
    return fate.trouble == "behind" and life.day >= life.frame.trouble and not has_caught_up


def _absence(life: Living) -> None:
    words = said(life.rng, "absent", life.frame.language)
    life.tell(telling.session(life.on, "session", outcome="absent_without_notice", said=words))
    life.is_away = True


def _silence(life: Living) -> None:
    _tell_progress(life)
    life.is_away = True


def _cancelled(life: Living) -> None:
    life.tell(telling.session(life.on, "visit", outcome="cancelled", cancelled_by="employer"))
    life.is_away = True


def _cancelled_before(life: Living) -> None:
    life.tell(telling.session(life.on, "visit", outcome="cancelled", cancelled_by="learner"))


def _break(life: Living) -> None:
    fate = life.frame.fate
    length = fate.lasts or 90
    expected = life.working_day(life.day + length)
    why = reason(life.rng, "break", life.frame.language)
    life.tell(telling.break_began(life.on, why, date.fromordinal(expected)))
    life.is_away = True


def come_back(life: Living) -> None:
    """The first day back from a break."""
    life.tell(telling.break_ended(life.on))
    resume(life, life.later(life.day, 2))


def _leave(life: Living) -> None:
    language = life.frame.language
    life.tell(telling.withdrew(life.on, reason(life.rng, "left", language), reason(life.rng, "destination", language)))
    life.has_ended = True


def _transfer(life: Living) -> None:
    life.tell(telling.transferred(life.on, reason(life.rng, "destination", "en")))
    life.has_ended = True


def _complete(life: Living) -> None:
    for code in ("minimum_duration_met", "off_the_job_hours_met", "gateway"):
        life.tell(telling.milestone(life.on, code))
    life.tell(telling.completed(life.on))
    life.has_ended = True


def _employer(life: Living) -> None:
    others = [key for key in life.frame.sector.employers if key != life.frame.employer]
    life.tell(telling.changed(life.on, employer=life.rng.choice(others)))


def _coach(life: Living) -> None:
    others = [key for key in life.frame.sector.coaches if key not in (life.coach, life.cast.leaver)]
    if others:
        life.tell(telling.changed(life.on, coach=life.rng.choice(others)), life.frame.sector.manager)
        life.coach = str((life.told[-1].data or {})["coach"])


def _delivery(life: Living) -> None:
    told = telling.act(
        "delivery_change_proposed", life.on, {"reason": reason(life.rng, "delivery", life.frame.language)}
    )
    life.tell(told)


def _indicator(life: Living) -> None:
    life.tell(telling.indicator(life.on, life.rng.choice(CODES)))


def _safeguarding(life: Living) -> None:
    words = said(life.rng, "referral", life.frame.language)
    life.tell(telling.indicator(life.on, telling.SAFEGUARDING_REFERRAL, said=words, compartment=HIDDEN))


def _worried(life: Living) -> None:
    words = said(life.rng, "welfare", life.frame.language)
    data = {"way": "meeting", "direction": "out", "party": "learner", "outcome": "reached", "purpose": "support"}
    life.tell(telling.act("contact", life.on, data, words, "wellbeing"))


def _correction(life: Living) -> None:
    """An absence that was none: the coach puts the entry right on the next day."""
    life.tell(telling.session(life.on, "session", outcome="absent_without_notice"))
    place, on = len(life.told) - 1, life.on
    words = reason(life.rng, "correction", life.frame.language)
    right = telling.session(on, "session", outcome="absent_with_notice", said=words)

    def put_right(day: int) -> None:
        life.tell(Told(right.kind, right.on, right.data, right.said, "", place))

    life.plan(life.later(life.day, 1), put_right)


TROUBLES: Mapping[str, Callable[[Living], None]] = {
    "behind": _tell_progress,
    "absence": _absence,
    "silence": _silence,
    "cancelled": _cancelled,
    "break": _break,
    "leaving": _leave,
    "transfer": _transfer,
    "completion": _complete,
    "employer": _employer,
    "coach": _coach,
    "delivery": _delivery,
    "indicator": _indicator,
    "safeguarding": _safeguarding,
    "wellbeing": _worried,
    "correction": _correction,
    **WISHES,
}
"""By the names that fates give them."""
