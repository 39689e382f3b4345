"""Random histories of enrolments, guided so that the deep states of the ladder are reached."""

from random import Random

from .causes import cause
from .diary import Diary
from .event import Event
from .walk import notice_1, removal, window
from .walk_later import answered, stage_2, stage_3

__all__ = ["Event", "random_history"]

FIRST_DAY = 737791  # 2021-01-01: the histories begin in the two years from then


def random_history(rng: Random) -> list[Event]:
    """The facts of one enrolment over about a year, in a random order; ids are unique in it."""
    start = FIRST_DAY + rng.randrange(730)
    diary = Diary(rng, start)
    day = first_weeks(diary)
    is_running = True
    while is_running and day < start + 330:
        is_running, day = one_case(diary, day)
    noise(diary, day)
    if is_running and diary.chance(0.5):
        diary.end(day + rng.randint(-3, 3))
    return diary.events()


def first_weeks(diary: Diary) -> int:
    """Progress before any trouble; the day of the last of it."""
    rng, day = diary.rng, diary.start
    if diary.chance(0.06):
        diary.add(day - rng.choice((3, 55, 70)), "progress")
    if diary.chance(0.06):
        diary.pause(day + 2, 8)
        diary.notice(day + rng.randint(1, 10), 1)
    for _ in range(rng.randint(0, 3)):
        day += rng.randint(3, 30)
        diary.add(day, "progress")
    if diary.chance(0.05):
        diary.add(day, "register_removed", reason="in error")
    return day


def one_case(diary: Diary, day: int) -> tuple[bool, int]:
    """A case from its cause to its close; whether the enrolment goes on, and when."""
    day = cause(diary, day)
    result, day = notice_1(diary, day)
    stage = 1
    if result == "next":
        result, day = window(diary, day, 1)
    while result in ("next", "answered") and day < diary.start + 400:
        change_something(diary, day)
        if diary.chance(0.03):
            result = "stuck"
        elif result == "answered":
            result, day = answered(diary, day)
        else:
            stage = min(stage + 1, 3)
            result, day = stage_2(diary, day) if stage == 2 else stage_3(diary, day)
    if result == "waived" and diary.chance(0.4):
        return True, cause(diary, day, is_silent=True)
    if result == "stuck":
        day += diary.rng.randint(0, 6)
        if diary.chance(0.25):
            diary.end(day)
            return False, day
        result, day = removal(diary, day)
    return result != "ended", day


def change_something(diary: Diary, day: int) -> None:
    """Now and then the learner moves to another nation, programme or employer."""
    if not diary.chance(0.12):
        return
    day += diary.rng.randint(0, 3)
    what = diary.pick(nation=40, programme=35, employer=25)
    if what == "nation":
        diary.change(day, nation="england" if diary.nation == "wales" else "wales")
    elif what == "programme":
        programmes = ("apprenticeship", "apprenticeship", "traineeship", "course")
        diary.change(day, programme_type=diary.rng.choice(programmes))
    else:
        diary.change(day, employer="" if diary.employer else "employer:M-3")


def noise(diary: Diary, last: int) -> None:
    """Facts from nowhere, on any day."""
    rng = diary.rng
    for _ in range(rng.randint(0, 8)):
        day = rng.randint(diary.start + 1, max(last, diary.start + 30) + 20)
        what = rng.randrange(10)
        if what < 3:
            diary.add(day, "progress")
        elif what == 3:
            diary.absent(day)
        elif what == 4:
            diary.cancelled(day)
        elif what == 5:
            diary.add(day, "session", sort="session", outcome="attended")
        elif what == 6:
            diary.respond(day, rng.choice((True, False, None)))
        elif what == 7:
            diary.attempt(day, rng.choice(("phone", "email", "text")))
        elif what == 8:
            diary.notice(day, rng.choice((1, 2, 3)))
        else:
            diary.pause(day, None if diary.chance(0.1) else rng.randint(1, 12))
