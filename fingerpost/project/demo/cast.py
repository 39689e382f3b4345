"""Who is there: the provider's groups, its staff with their roles, its employers, and what it decided for itself.

Everything comes from a seed and a day: the same two give the same cast, keys included.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from msgspec import Struct

from fingerpost.facts.rows import Told
from fingerpost.project.demo import names
from fingerpost.project.demo.house import BOARD, OFFICE, SECTORS, STAFF, SectorPlan
from fingerpost.rules.calendar import Calendar

PACK = "learners-at-risk"
COACHES_FOR = 240
"""For so many learners the coaches of `house.SECTORS` are enough; a larger provider has more of them in proportion."""
LEARNERS_OF_AN_EMPLOYER = 4
ADOPTED_BEFORE, LEFT_BEFORE = timedelta(days=548), timedelta(days=6)
PANEL_EVERY = timedelta(weeks=8)


class Newcomer(Struct, frozen=True):
    """A person as `people.actions.add_person` takes one."""

    key: str
    name: str
    email: str
    phone: str
    language: str = "en"
    known_as: str = ""
    contact_by: str = "email"


class Post(Struct, frozen=True):
    """A role that somebody holds, for a group, an employer, or the whole provider."""

    person: str
    role: str
    group: str = ""
    employer: str = ""


class Unit(Struct, frozen=True):
    """A group of the provider; `parent` is empty on top."""

    key: str
    name_en: str
    name_cy: str
    sort: str
    nation: str = ""
    parent: str = ""


class Firm(Struct, frozen=True):
    """An employer."""

    key: str
    name: str
    place: str


class Sector(Struct, frozen=True):
    """A sector with those who work in it. `manager` calls at stage 2 and keeps the register; `guest` is the coach whom
    visitors of the demonstration are offered first."""

    plan: SectorPlan
    group: str
    manager: str
    coaches: tuple[str, ...]
    employers: tuple[str, ...]

    @property
    def guest(self) -> str:
        """The first coach."""
        return self.coaches[0]


class Cast(Struct, frozen=True):
    """The whole provider on the day of the demonstration. `holders` are who holds a role for everybody; `leaver` is a
    coach who left on `left_on`; `cover` is who covers for whom."""

    seed: int
    today: date
    learners: int
    units: tuple[Unit, ...]
    staff: tuple[Newcomer, ...]
    posts: tuple[Post, ...]
    firms: tuple[Firm, ...]
    sectors: tuple[Sector, ...]
    holders: Mapping[str, str]
    leaver: str
    cover: tuple[str, str]

    @property
    def adopted_on(self) -> date:
        """The day from which the policy rules."""
        return self.today - ADOPTED_BEFORE

    @property
    def left_on(self) -> date:
        """The first day without the coach who left."""
        return self.today - LEFT_BEFORE

    @property
    def closures(self) -> tuple[tuple[date, date], ...]:
        """From Christmas Eve until the second of January nobody works: first day, and first day open again."""
        years = range(self.adopted_on.year - 1, self.today.year + 2)
        return tuple((date(year, 12, 24), date(year + 1, 1, 2)) for year in years)

    def calendar(self, nation: str) -> Calendar:
        """The working days of a nation at this provider."""
        return Calendar(nation, tuple((first.toordinal(), until.toordinal()) for first, until in self.closures))


def cast_of(seed: int, learners: int, today: date) -> Cast:
    """The provider of so many learners, on a day."""
    rng = Random(f"{seed}/cast")
    units = _units(rng)
    people = {each.slug: _staff(rng, each.name, each.language) for each in STAFF}
    posts = [Post(people[each.slug].key, each.role, units[each.unit].key if each.unit else "") for each in STAFF]
    staff, firms, sectors = list(people.values()), [], []
    for plan in SECTORS:
        own = [people[each.slug] for each in STAFF if each.role == "coach" and each.unit == plan.slug]
        more = [_coach(rng, plan, number) for number in range(len(own), _coaches(plan, learners))]
        own_firms = _firms(rng, plan, learners)
        keys = tuple(each.key for each in (*own, *more))
        posts += [Post(each.key, "coach", units[plan.slug].key) for each in more]
        manager = people[plan.manager].key
        sectors.append(Sector(plan, units[plan.slug].key, manager, keys, tuple(firm.key for firm in own_firms)))
        staff += more
        firms += own_firms
    contact = _staff(rng, "Judith Barlow", "en")
    staff.append(contact)
    posts.append(Post(contact.key, "employer_contact", employer=sectors[0].employers[0]))
    holders = {each.role: people[each.slug].key for each in STAFF if not each.unit}
    return Cast(
        seed,
        today,
        learners,
        tuple(units.values()),
        tuple(staff),
        tuple(posts),
        tuple(firms),
        tuple(sectors),
        holders,
        leaver=sectors[-1].coaches[-1],
        cover=(sectors[0].coaches[1], sectors[0].coaches[0]),
    )


def _units(rng: Random) -> dict[str, Unit]:
    top = Unit(names.key_by(rng, "group"), "Marcher Learning", "Dysgu’r Mers", "provider")
    england = Unit(names.key_by(rng, "group"), "England", "Lloegr", "department", "england", top.key)
    wales = Unit(names.key_by(rng, "group"), "Wales", "Cymru", "department", "wales", top.key)
    found = {"provider": top, "england": england, "wales": wales}
    for plan in SECTORS:
        parent = found[plan.nation].key
        found[plan.slug] = Unit(names.key_by(rng, "group"), plan.name_en, plan.name_cy, "sector", plan.nation, parent)
    return found


def _staff(rng: Random, name: str, language: str, number: int = 0) -> Newcomer:
    email, phone = names.email_of(name, number), names.phone_by(rng)
    return Newcomer(names.key_by(rng, "person"), name, email, phone, language)


def _coach(rng: Random, plan: SectorPlan, number: int) -> Newcomer:
    name, language = names.name_by(rng, plan.nation), names.language_by(rng, plan.nation)
    return _staff(rng, name, language, int(f"{SECTORS.index(plan) + 1}{number:04}"))


def _coaches(plan: SectorPlan, learners: int) -> int:
    return max(plan.coaches, round(plan.coaches * learners / COACHES_FOR))


def _firms(rng: Random, plan: SectorPlan, learners: int) -> list[Firm]:
    stems = names.WELSH_FIRMS if plan.nation == "wales" else names.FIRMS
    every = [
        (f"{stem} {trade}", place) for stem in stems for trade in plan.trades for place in names.PLACES[plan.nation]
    ]
    share = plan.coaches / sum(each.coaches for each in SECTORS)
    count = min(len(every), max(5, round(learners * share / LEARNERS_OF_AN_EMPLOYER)))
    return [Firm(names.key_by(rng, "employer"), name, place) for name, place in rng.sample(every, count)]


def provider_told(cast: Cast) -> list[Told]:
    """What the provider recorded about itself, in order of time: closures, panels and the board's review. The next
    panel and the next review are still to come."""
    told = [
        Told("closure", first, {"until": until}, by=cast.holders[OFFICE], at=at_nine(cast.adopted_on))
        for first, until in cast.closures
    ]
    panels: list[date] = []
    while (held := (panels[-1] if panels else cast.adopted_on) + PANEL_EVERY) < cast.today - timedelta(days=5):
        panels.append(held)
    told += [Told("panel_held", on, by=cast.holders["quality_team"], at=at_nine(on)) for on in panels]
    reviewed = cast.adopted_on + timedelta(days=358)
    told.append(Told("policy_reviewed", reviewed, {"policy": PACK}, by=cast.holders[BOARD], at=at_nine(reviewed)))
    return sorted(told, key=lambda each: each.at or at_nine(each.on))


def at_nine(day: date) -> datetime:
    """Nine in the morning, by the clock of Greenwich."""
    return datetime.combine(day, time(9), UTC)
