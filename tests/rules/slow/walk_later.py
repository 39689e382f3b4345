"""The random walk through stages 2 and 3 and an answered case."""

from .causes import cause
from .diary import Diary
from .walk import Step, pause_before, removal, window


def calls(diary: Diary, day: int, stage: int) -> int | None:
    """Who is called and who is left out; the day on which the call is expected to be done."""
    rng = diary.rng
    if diary.chance(0.06):
        diary.call(day - rng.randint(1, 3), rng.choice(("learner", "employer")))
    if diary.chance(0.05):
        diary.change(day + 1, employer="" if diary.employer else "employer:M-2")
    made = diary.near(diary.after(day, rng.choice((0, 0, 1, 1, 2))))
    made = max(made, day)
    how = diary.pick(both=60, two_days=8, one=6, waived=6, no_employer=8, no_learner=9, none=3)
    if how == "none":
        return None
    if how == "waived":
        diary.waive(made, f"call-{stage}")
        return made
    if how in ("no_employer", "no_learner"):
        left_out = how.removeprefix("no_")
        diary.add(rng.randint(day, made), "not_appropriate", party=left_out, reason="agreed")
    if how != "no_learner" or diary.chance(0.3):
        diary.call(made, "learner")
    if how == "two_days":
        made += 1
    if how != "no_employer" and how != "one" and (diary.employer or diary.chance(0.3)):
        diary.call(made, "employer")
    return made if how != "one" or not diary.employer else None


def between(diary: Diary, day: int, until: int, stage: int) -> Step | None:
    """An answer or a judgement before the notice of the stage is sent."""
    when = diary.rng.randint(day, max(day, until))
    what = diary.pick(nothing=76, yes=10, no=8, no_improvement=6)
    if what == "yes":
        diary.respond(when, True)
        return "answered", when
    if what == "no":
        diary.respond(when, False)
    elif what == "no_improvement":
        diary.add(when, "no_improvement", reason="nothing changed")
    return None


def notice(diary: Diary, opened: int, called: int | None, stage: int) -> int | None:
    """The notice of stage 2 or 3, at times before the call; the day from which it counts."""
    action = {2: "send-notice-2", 3: "send-withdrawal-notice"}[stage]
    base = opened + 2 if called is None else called
    how = diary.pick(after=68, early=14, waived=9, none=4, twice=5)
    if how == "none":
        return None
    sent = diary.after(base, diary.rng.choice((0, 0, 1, 1, 2)))
    if how == "waived":
        diary.waive(sent, action)
        return sent
    if how in ("early", "twice"):
        diary.notice(diary.rng.randint(opened, max(opened, base - 1)), stage)
    if how != "early":
        diary.notice(sent, stage)
    return base if how == "early" else sent


def stage_2(diary: Diary, day: int) -> Step:
    """Stage 2: call, notice, window."""
    called = calls(diary, day, 2)
    sent = notice(diary, day, called, 2)
    heard = between(diary, day, sent or day + 4, 2)
    if heard is not None:
        return heard
    if sent is not None and diary.chance(0.1):
        diary.respond(sent + 1, False)
        return pause_before(diary, "next", sent + 1)
    if called is None or sent is None:
        return "stuck", day + 5
    return window(diary, max(called, sent), 2)


def stage_3(diary: Diary, day: int) -> Step:
    """Stage 3: call, notice, consent, decision."""
    called = calls(diary, day, 3)
    sent = notice(diary, day, called, 3)
    asked = consent(diary, day, called or day + 3)
    heard = between(diary, day, day + 8, 3)
    if heard is not None:
        return heard
    if diary.chance(0.07):
        diary.add(day + 1, "withdrawal_decided", withdraws=True, reason="too early")
    if called is None or sent is None or asked is None:
        return "stuck", day + 9
    return decision(diary, max(called, sent, asked))


def consent(diary: Diary, day: int, called: int) -> int | None:
    """Consent sought and given, or not; the day from which a decision is possible."""
    if diary.programme != "apprenticeship":
        return called
    rng = diary.rng
    sought = rng.randint(day, called) if diary.chance(0.2) else diary.after(called, 1)
    how = diary.pick(given=45, silent=30, unasked=10, waived=10, none=5)
    if how == "none":
        return None
    if how == "waived":
        diary.waive(max(sought, called), "seek-employer-consent")
    elif how != "unasked":
        diary.add(sought, "consent_sought")
    if how in ("given", "unasked"):
        sought += rng.choice((0, 1, 3, 5, 7, 9))
        diary.add(sought, "employer_consent", given=rng.choice((True, False)))
        return sought
    return diary.after(sought, 5) + 1


def decision(diary: Diary, day: int) -> Step:
    """The decision, and what stands beside it on its day."""
    rng = diary.rng
    decided = max(day, diary.near(diary.after(day, rng.choice((0, 1, 2, 4, 6)))))
    how = diary.pick(withdraws=30, stays=30, two=12, waived=8, yes=12, none=8)
    if how == "none":
        return "stuck", decided
    if how == "waived":
        diary.waive(decided, "decide-withdrawal")
        if diary.chance(0.7):
            diary.add(decided + 2, "withdrawal_decided", withdraws=True, reason="late")
        return "stuck", decided + 3
    if how == "yes":
        diary.respond(decided, True)
    withdraws = how == "withdraws" or rng.choice((True, False))
    for value in [withdraws, not withdraws] if how == "two" else [withdraws]:
        value = value and how != "stays"
        diary.add(decided, "withdrawal_decided", withdraws=value, reason="weighed")
    if how in ("stays", "yes") or (how == "two" and diary.chance(0.5)):
        return "answered", decided
    return leaving(diary, decided)


def leaving(diary: Diary, day: int) -> Step:
    """The withdrawal is recorded, or something comes between."""
    if diary.chance(0.25):
        diary.respond(day + 1, diary.chance(0.5))
    how = diary.pick(withdrew=25, removed=40, waived=25, nothing=10)
    if how == "withdrew":
        diary.add(day + diary.rng.randint(0, 4), "withdrew", reason="left")
        return "ended", day
    if how == "waived":
        diary.waive(day + 1, "record-withdrawal")
        return "stuck", day + 4
    return removal(diary, day + 2) if how == "removed" else ("stuck", day + 6)


def answered(diary: Diary, day: int) -> Step:
    """An answered case: contract, reviews, and what moves it on."""
    rng = diary.rng
    how = diary.pick(agreed=60, waived=12, late=10, none=18)
    if how == "waived":
        diary.waive(day + rng.randint(0, 5), "agree-contract")
    elif how != "none":
        agreed = diary.after(day, rng.randint(0, 5) if how == "agreed" else 7)
        diary.add(agreed, "contract_agreed", parties=["learner", "employer"])
    if diary.chance(0.1):
        rng.choice((diary.absent, diary.cancelled))(day)
    if diary.chance(0.35):
        day = reviews(diary, day)
    what = diary.pick(cause=40, silence=14, no_improvement=14, no=14, removed=12, paused=6)
    if what == "removed":
        return removal(diary, day + rng.randint(1, 20))
    if what in ("cause", "silence"):
        return pause_before(diary, "next", cause(diary, day, is_silent=what == "silence"))
    day += rng.choice((0, 1, 1, 4, 9))
    if what == "paused":
        length = rng.randint(2, 8)
        diary.pause(day - 1, length)
        diary.add(day, "no_improvement", reason="broken contract")
        return "next", day - 1 + length
    if what == "no":
        diary.respond(day, False)
    if what == "no_improvement" or diary.chance(0.1):
        diary.add(day, "no_improvement", reason="broken contract")
    return pause_before(diary, "next", day)


def reviews(diary: Diary, day: int) -> int:
    """Some formal reviews, and what is made of them."""
    rng = diary.rng
    if diary.chance(0.25):
        diary.review(day - rng.randint(0, 10), percent=60, expected=50)
    good = 0
    for _ in range(rng.randint(1, 5)):
        day += rng.randint(1, 12)
        if diary.chance(0.15):
            diary.add(day, "progress", review=True, percent=30)
            day += 2
        percent = rng.choice((50, 50, 55, 60, 45))
        diary.review(day, percent=percent, expected=50)
        if diary.chance(0.1):
            diary.review(day, percent=100 - percent, expected=50)
        good = good + 1 if percent >= 50 else 0
        if good >= 2 and diary.chance(0.6):
            considered = day + rng.choice((0, 1, 3, 8))
            if diary.chance(0.7):
                diary.add(considered, "removal_considered", stays=True, reason="too soon")
            else:
                diary.waive(considered, "consider-removal")
            good = 0
    return day
