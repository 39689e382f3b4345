"""A random walk up the ladder: somebody who does most things about right, and some not at all.

A step takes the diary and a day, writes what happens there, and returns what it expects to have
come of it (`next`, `answered`, `closed`, `stuck`) and when. It may be wrong: it only guides.
"""

from .diary import WAYS, Diary

Step = tuple[str, int]


def notice_1(diary: Diary, day: int) -> Step:
    """Stage 1 due: sent, late, waived, removed, or left lying."""
    rng = diary.rng
    if diary.chance(0.12):
        diary.add(day + rng.randint(0, 2), "progress")
    if diary.chance(0.08):
        diary.respond(day + rng.randint(0, 1), rng.choice((True, False)))
    how = diary.pick(same_day=28, next_day=36, late=14, waived=9, removed=5, lying=4, paused=4)
    delays = {"same_day": 0, "next_day": 1, "late": rng.randint(2, 6), "paused": 2}
    sent = diary.after(day, delays[how]) if how in delays else day + rng.randint(0, 3)
    if how == "paused":
        diary.pause(sent - rng.randint(0, 1), rng.randint(2, 9))
    if how in delays:
        diary.notice(sent, 1)
        if diary.chance(0.05):
            diary.waive(sent, "send-notice-1")
        return "next", sent
    if how == "waived":
        diary.waive(sent, "send-notice-1")
        return "waived", sent
    return removal(diary, sent) if how == "removed" else ("stuck", sent)


def removal(diary: Diary, day: int) -> Step:
    """The learner is taken off the register, with company on the same day now and then."""
    diary.add(day, "register_removed", reason="back on track")
    if diary.chance(0.2):
        diary.absent(day)
    if diary.chance(0.15):
        diary.notice(day, 1)
    if diary.chance(0.15):
        diary.respond(day, True)
    if diary.chance(0.1):
        diary.add(day, "contract_agreed", parties=["learner"])
    return "closed", day


def window(diary: Diary, day: int, stage: int) -> Step:
    """The attempts and answers after a notice."""
    length = 5
    if diary.programme == "traineeship":
        length = 3 if stage == 1 else 2
    last = diary.after(day, length)
    settled, evening = attempts(diary, day, last, stage)
    heard = answer(diary, day, max(last, settled or last + 4), stage)
    if heard is not None:
        return pause_before(diary, *heard)
    if settled is None:
        return "stuck", last + 4
    return pause_before(diary, "next", settled if evening else max(last, settled) + 1)


def attempts(diary: Diary, day: int, last: int, stage: int) -> tuple[int | None, bool]:
    """When the attempts are settled, and whether the ladder goes on that very evening."""
    rng, action = diary.rng, f"attempts-{stage}"
    how = diary.pick(made=50, late=14, waived=8, waived_late=10, one=6, none=4, both=8)
    if diary.chance(0.05):
        diary.attempt(day - rng.randint(1, 3), rng.choice(WAYS))
    if how == "none":
        return None, False
    diary.attempt(rng.randint(day, last), first := rng.choice(WAYS))
    if how == "one":
        return None, False
    settled = rng.randint(day, last)
    if how in ("late", "waived_late") or (how == "both" and diary.chance(0.5)):
        settled = last + rng.randint(1, 6)
    if how in ("waived", "waived_late", "both"):
        diary.waive(settled, action)
    if how in ("made", "late", "both"):
        diary.attempt(settled, "email" if first == "phone" else "phone")
    return settled, how == "waived_late"


def answer(diary: Diary, day: int, last: int, stage: int) -> Step | None:
    """Somebody answers between the two days, or on the last, or nobody does."""
    when = diary.rng.choice((last, *range(day, last + 1)))
    how = diary.pick(none=52, yes=14, no=12, neither=5, both=5, noes=4, parent=4, refusal=4)
    if how == "none":
        return None
    if how in ("neither", "parent"):
        diary.respond(when, None if how == "neither" else True, how if how == "parent" else None)
        return None
    if how == "refusal":
        diary.add(when, "no_improvement", reason="nothing changed")
        return None
    if how in ("yes", "both"):
        diary.respond(when, True)
    if how in ("no", "both", "noes"):
        diary.respond(when, False)
    if how == "noes":
        diary.respond(when, False)
    if how in ("no", "noes"):
        return ("next" if stage < 3 else "stuck"), when
    return "answered", when


def pause_before(diary: Diary, result: str, day: int) -> Step:
    """A break about the day of a move: the next stage waits, and things happen meanwhile."""
    if result != "next" or not diary.chance(0.18):
        return result, day
    rng = diary.rng
    began = day - rng.choice((0, 0, 0, 1, 2))
    length = None if diary.chance(0.12) else rng.randint(2, 14)
    diary.pause(began, length)
    inside = day + rng.randrange(length or 5)
    what = diary.pick(nothing=55, yes=20, removal=15, no=5, progress=5)
    if what == "yes":
        diary.respond(inside, True)
        return "answered", inside
    if what == "removal":
        return removal(diary, inside)
    if what == "no":
        diary.respond(inside, False)
    elif what == "progress":
        diary.add(inside, "progress")
    return ("stuck", day + 5) if length is None else ("next", max(began + length, day))
