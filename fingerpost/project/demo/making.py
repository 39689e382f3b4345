"""The demonstration as rows. Two ways lead to the same: through the desk, fact by fact, as if people had worked with
the product for fifteen months; and in bulk, all facts of a learner at once, for a provider of any size."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby, islice

from django.db import transaction
from msgspec.structs import replace

from fingerpost.caseload.actions import coaches, placement, tell
from fingerpost.facts.actions import record_all, record_many
from fingerpost.facts.keys import PROVIDER
from fingerpost.facts.kinds import kind_named
from fingerpost.facts.rows import Told
from fingerpost.journal.actions import write
from fingerpost.kit.clock import day_of
from fingerpost.people import actions as people
from fingerpost.people.models import Assignment, Employer, Group, Person, Placement, User
from fingerpost.policies.actions import adopt_pack
from fingerpost.project.demo.cast import PACK, Cast, Newcomer, at_nine, cast_of, provider_told
from fingerpost.project.demo.house import OFFICE, WALES
from fingerpost.project.demo.lives import Life
from fingerpost.project.demo.many import lives_of
from fingerpost.rules.facts import Fact, in_force
from fingerpost.rules.history import History

DEMO_MADE = "demo_made"
"""The act by which the journal says that this database holds invented people only."""
COACH_IN_WELSH = "coach-in-welsh"
"""What the coach who works in Welsh sees has a line of its own."""
SEED, LEARNERS = 2711, 240
BATCH = 100
"""How many lives are recorded in one transaction, in bulk."""
ACTS = {
    "started": "learner-enrolled",
    "contact": "contact-logged",
    "session": "session-recorded",
    "progress": "progress-recorded",
    "indicator": "indicator-noted",
    "rating": "rated",
    "rating_stands": "rating-confirmed",
    "break_began": "break-begun",
    "break_ended": "break-ended",
    "withdrew": "learner-withdrawn",
    "completed": "programme-completed",
    "transferred": "learner-transferred",
}
"""What the desk's journal calls what was told; anything else is a fact recorded."""
Progress = Callable[[int], None]
"""Is told how many learners are there."""


class DemoRefusedError(RuntimeError):
    """The demonstration cannot be made here; the message says why and what to do."""


def make(
    *,
    at: datetime,
    learners: int = LEARNERS,
    seed: int = SEED,
    through_the_desk: bool = False,
    progress: Progress | None = None,
) -> Cast:
    """Makes the demonstration as of a moment, in a database without people. Raises DemoRefusedError where there are
    some: invented people never stand beside real ones. In bulk what was made is kept batch by batch."""
    if Person.objects.exists():
        raise DemoRefusedError(
            "there are people in this database already; a demonstration is made in an empty one only "
            "(set FINGERPOST_HOME to another folder, or remove the one that was half made)"
        )
    cast = cast_of(seed, learners, day_of(at))
    with transaction.atomic():
        _make_provider(cast)
    record = _through_the_desk if through_the_desk else _in_bulk
    guest = ""
    done = 0
    lives = lives_of(cast)
    while batch := list(islice(lives, BATCH)):
        with transaction.atomic():
            record(batch, cast)
        guest = guest or batch[0].learner.key
        done += len(batch)
        if progress is not None:
            progress(done)
    with transaction.atomic():
        _make_last(cast, guest, at)
    return cast


def _make_provider(cast: Cast) -> None:
    """The provider with its staff, the policy that it adopted, and what it recorded of itself since."""
    by, at = cast.holders[OFFICE], at_nine(cast.adopted_on)
    for unit in cast.units:
        parent = Group.objects.get(pk=unit.parent) if unit.parent else None
        people.add_group(
            key=unit.key,
            name_en=unit.name_en,
            name_cy=unit.name_cy,
            sort=unit.sort,
            nation=unit.nation,
            parent=parent,
            by=by,
            at=at,
        )
    for firm in cast.firms:
        people.add_employer(key=firm.key, name=firm.name, place=firm.place, by=by, at=at)
    for each in cast.staff:
        _add(each, by, at)
    _give_posts(cast, by, at)
    adopt_pack(pack=PACK, on=cast.adopted_on, by=cast.holders["senior_manager"], at=at)
    for told in provider_told(cast):
        record_all(subject=PROVIDER, told=[told], by=told.by, at=told.at or at)


def _add(who: Newcomer, by: str, at: datetime) -> Person:
    return people.add_person(
        key=who.key,
        name=who.name,
        known_as=who.known_as,
        email=who.email,
        phone=who.phone,
        language=who.language,
        contact_by=who.contact_by,
        by=by,
        at=at,
    )


def _give_posts(cast: Cast, by: str, at: datetime) -> None:
    persons, groups = Person.objects.in_bulk(), Group.objects.in_bulk()
    employers = Employer.objects.in_bulk([post.employer for post in cast.posts if post.employer])
    for post in cast.posts:
        person = persons[post.person]
        people.give_role(
            person=person,
            role=post.role,
            on=cast.adopted_on,
            by=by,
            at=at,
            group=groups.get(post.group),
            employer=employers.get(post.employer),
        )
        User.objects.create_user(person.email, person)


def _through_the_desk(lives: Iterable[Life], cast: Cast) -> None:
    """Each fact by the action that the desk's pages call."""
    for life in lives:
        first = life.told[0]
        _add(life.learner, first.by, first.at or at_nine(first.on))
        numbers: list[int] = []
        for (by, at), together in groupby(life.told, key=lambda told: (told.by, told.at)):
            several = [_resolved(told, numbers) for told in together]
            act = ACTS.get(several[0].kind, "fact-recorded")
            entries = tell(subject=life.subject, told=several, by=by, at=at or at_nine(several[0].on), act=act)
            numbers += [entry.pk for entry in entries]


def _resolved(told: Told, numbers: list[int]) -> Told:
    """With the number of the entry that it corrects, in the place of the place in its life."""
    return told if told.supersedes is None else replace(told, supersedes=numbers[told.supersedes])


def _in_bulk(lives: list[Life], cast: Cast) -> None:
    """All facts of many learners in as few statements as it takes. Whoever corrects something is recorded in two: the
    number of what is corrected must be known."""
    Person.objects.bulk_create([Person(**_columns(life.learner)) for life in lives])
    together: dict[str, tuple[Told, ...]] = {}
    for life in lives:
        if any(told.supersedes is not None for told in life.told):
            _record(together, cast)
            together = {}
            _record_with_corrections(life, cast)
        else:
            together[life.subject] = life.told
    _record(together, cast)
    histories = [_history(life) for life in lives]
    Placement.objects.bulk_create([row for history in histories if (row := placement(history)) is not None])
    Assignment.objects.bulk_create(
        Assignment(subject_id=history.subject, person_id=spell.person, from_on=spell.from_on, until_on=spell.until_on)
        for history in histories
        for spell in coaches(history)
    )


def _columns(who: Newcomer) -> dict[str, str]:
    return {name: getattr(who, name) for name in who.__struct_fields__}


def _record(together: dict[str, tuple[Told, ...]], cast: Cast) -> None:
    if together:
        record_many(told=together, by=cast.holders[OFFICE], at=at_nine(cast.today))


def _record_with_corrections(life: Life, cast: Cast) -> None:
    numbers: list[int] = []
    for stretch in _stretches(life.told):
        several = [_resolved(told, numbers) for told in stretch]
        entries = record_all(subject=life.subject, told=several, by=cast.holders[OFFICE], at=at_nine(cast.today))
        numbers += [entry.pk for entry in entries]


def _stretches(told: Iterable[Told]) -> Iterator[list[Told]]:
    """Cut before each correction."""
    stretch: list[Told] = []
    for each in told:
        if each.supersedes is not None and stretch:
            yield stretch
            stretch = []
        stretch.append(each)
    if stretch:
        yield stretch


def _history(life: Life) -> History:
    """What of a life says where the learner stands."""
    facts = []
    for number, told in enumerate(life.told):
        kind = kind_named(told.kind)
        if kind.sets or kind.marks:
            corrects = None if told.supersedes is None else str(told.supersedes)
            facts.append(Fact(kind, life.subject, told.on, told.data, f"{number:06}", told.at, told.by, corrects))
    return History(life.subject, in_force(facts))


def _make_last(cast: Cast, guest: str, at: datetime) -> None:
    """What happened lately: a coach left, another is covered for; a learner may sign in. Then the journal's mark."""
    office = cast.holders[OFFICE]
    if guest:
        learner = Person.objects.get(pk=guest)
        people.give_role(person=learner, role="learner", on=cast.today - timedelta(days=30), by=office, at=at)
        User.objects.create_user(learner.email, learner)
    leaver = Person.objects.get(pk=cast.leaver)
    people.leave(person=leaver, on=cast.left_on, by=office, at=at)
    covered, covering = (Person.objects.get(pk=key) for key in cast.cover)
    until = cast.today + timedelta(days=9)
    people.arrange_cover(
        covered=covered, covering=covering, from_on=cast.today - timedelta(days=1), until_on=until, by=office, at=at
    )
    write(DEMO_MADE, by=office, at=at, seed=cast.seed, learners=cast.learners, offered=[*_offered(cast), *_one(guest)])


def _offered(cast: Cast) -> Iterator[list[str]]:
    """Whom visitors may be: of each role the first in the plan, and a coach who works in Welsh."""
    roles: set[str] = set()
    for post in cast.posts:
        if post.role not in roles:
            roles.add(post.role)
            yield [post.role, post.role, post.person]
    in_welsh = next(sector.guest for sector in cast.sectors if sector.plan.nation == WALES)
    yield [COACH_IN_WELSH, "coach", in_welsh]


def _one(guest: str) -> list[list[str]]:
    return [["learner", "learner", guest]] if guest else []
