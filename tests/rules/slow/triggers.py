"""What opens a case or moves an answered one: absences, cancelled visits, silence (R1 to R3)."""

from .event import Event
from .life import Life
from .world import World

LIMITS = {"england": 42, "wales": 49}
VISITS_WITHIN = 28
ANCHORS = ("progress", "started", "response")


def has_absence(life: Life, day: int) -> bool:
    """R1: whether an absence without notice makes the day an occasion."""
    if not life.world.has("session", day, outcome="absent_without_notice"):
        return False
    if life.world.is_break(day):
        life.tag("R1 an absence on a break day does not count")
        return False
    life.tag("R1 an absence without notice is an occasion")
    return True


def has_cancelled_visits(life: Life, day: int) -> bool:
    """R2: whether two cancelled visits, at most 28 days apart, make the day an occasion."""
    added = [e for e in life.world.facts_on(day) if is_cancelled_visit(life, e)]
    if not added:
        return False
    life.visits += added
    near = [e for e in life.visits if e.on >= day - VISITS_WITHIN]
    if len(near) < 2:
        if len(life.visits) >= 2:
            life.tag("R2 visits more than 28 days apart do not count together")
        if any(e.on >= day - VISITS_WITHIN for e in life.visits_used):
            life.tag("R2 a visit is used once")
        return False
    life.tag("R2 two cancelled visits are an occasion")
    if near[0].on == day - VISITS_WITHIN:
        life.tag("R2 exactly 28 days apart is within")
    life.visits_used += near
    life.visits = [e for e in life.visits if e not in near]
    return True


def is_cancelled_visit(life: Life, event: Event) -> bool:
    """Whether the fact is a cancelled visit that counts."""
    if event.kind != "session" or event.data.get("outcome") != "cancelled":
        return False
    if event.data.get("sort") != "visit":
        life.tag("R2 another session than a visit does not count")
        return False
    if event.data.get("cancelled_by") not in ("learner", "employer"):
        life.tag("R2 a visit cancelled by the provider does not count")
        return False
    if life.world.is_break(event.on):
        life.tag("R2 a visit on a break day does not count")
        return False
    if life.world.attribute("programme_type", event.on) != "apprenticeship":
        life.tag("R2 visits count in an apprenticeship only")
        return False
    return True


def forget_visits(life: Life) -> None:
    """R16: visits up to the day of the answer no longer count."""
    if life.visits:
        life.tag("R16 visits up to the answer no longer count")
    life.visits = []


def has_fallen_silent(life: Life, day: int) -> bool:
    """R3: whether the silence since the last anchor before the day exceeds the limit today."""
    world, anchor = life.world, life.anchor
    if day - anchor <= min(LIMITS.values()) or world.is_break(day):
        return False
    if world.attribute("programme_type", day) != "apprenticeship":
        life.tag("R3 only an apprenticeship falls silent")
        return False
    limit = LIMITS[world.attribute("nation", day)]
    if anchor in life.silences_used:
        if life.case is None:
            life.tag("R3 one silence is one occasion")
        return False
    silent = sum(1 for x in range(anchor + 1, day + 1) if not world.is_break(x))
    if silent <= limit:
        if day - anchor > limit:
            life.tag("R3 break days do not count towards a silence")
        return False
    life.silences_used.add(anchor)
    tag_silence(life, day, silent - limit)
    return True


def tag_silence(life: Life, day: int, beyond: int) -> None:
    """Note what decided that the silence was broken on this day."""
    life.tag(f"R3 silence, {life.world.attribute('nation', day)}")
    if beyond > 1:
        life.tag("R3 limit and programme are those of the day")
    if any(e.kind in ANCHORS for e in life.world.facts_on(day)):
        life.tag("R3 a fact on the day itself is too late")
    if life.anchor in life.renewals:
        life.tag(life.renewals[life.anchor])
    elif life.world.is_break(life.anchor):
        life.tag("R3 progress on a break day counts")


def last_anchor(life: Life, day: int) -> int:
    """The last anchor up to the end of the day (those before the start do not count)."""
    if any(e.kind in ANCHORS for e in life.world.facts_on(day)) or day in life.renewals:
        return day
    return life.anchor


def was_silent_before_start(world: World) -> bool:
    """Whether progress before the start would have been a silence on the day of the start."""
    before = [e.on for e in world.events if e.kind in ANCHORS and e.on < world.start]
    return bool(before) and world.start - max(before) > max(LIMITS.values())
