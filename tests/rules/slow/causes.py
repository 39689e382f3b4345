"""Random causes: what opens a case, or moves an answered one (R1 to R5)."""

from .diary import Diary
from .triggers import LIMITS


def cause(diary: Diary, day: int, *, is_silent: bool = False) -> int:
    """Write facts that make a trigger some time after the day; return about when."""
    kinds = {"absence": 35, "visits": 20, "silence": 20, "notice": 12, "several": 8, "nothing": 5}
    if diary.programme != "apprenticeship":
        kinds.update(visits=6, silence=6)
    sort = "silence" if is_silent else diary.pick(**kinds)
    if sort == "silence":
        return silence(diary, day)
    when = day + diary.rng.choice((1, 1, 2, 3, 5, 9, 14))
    if sort == "visits":
        return visits(diary, when)
    if sort in ("absence", "several"):
        diary.absent(when)
    if sort == "several":
        diary.rng.choice((diary.absent, diary.cancelled))(when)
        diary.cancelled(when - diary.rng.choice((0, 3, 20)))
    if sort == "notice":
        diary.notice(when, 1)
    return when


def silence(diary: Diary, day: int) -> int:
    """Nothing is recorded for as long as it takes, with all that can happen meanwhile."""
    rng = diary.rng
    limit = LIMITS[diary.nation]
    broken = day + limit + 1
    twist = diary.pick(plain=45, on_the_day=20, in_time=8, nation=12, programme=6, pause=9)
    if twist == "on_the_day":
        diary.add(broken, "progress")
    elif twist == "in_time":
        diary.add(broken - 1, "progress")
    elif twist == "nation":
        if diary.nation == "wales":
            broken = day + rng.randint(43, 49)
        diary.change(broken, nation="england" if diary.nation == "wales" else "wales")
    elif twist == "programme":
        broken += rng.randint(0, 6)
        diary.change(broken, programme_type="apprenticeship")
    elif twist == "pause":
        length = rng.randint(3, 20)
        began = day + rng.choice((0, -1, 5, 30))
        diary.pause(began, length)
        if diary.chance(0.6):
            day = began + rng.randrange(length)
            diary.add(day, "progress")
        broken = max(began + length - 1, day) + limit + 1
    return broken


def visits(diary: Diary, day: int) -> int:
    """Two or more visits cancelled, closer together or further apart, or not counting."""
    rng = diary.rng
    gap = rng.choice((0, 3, 10, 20, 27, 28, 28, 29))
    diary.cancelled(day)
    twist = diary.pick(two=60, three=20, provider=7, other=7, pause=6)
    if twist == "provider":
        diary.cancelled(day + gap, by="provider")
    elif twist == "other":
        diary.cancelled(day + gap, sort="review")
    elif twist == "pause":
        diary.pause(day + gap, rng.randint(1, 5))
        diary.cancelled(day + gap)
    else:
        diary.cancelled(day + gap)
    if twist == "three":
        gap += rng.choice((1, 5, 12))
        diary.cancelled(day + gap)
    return day + gap
