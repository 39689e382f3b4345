"""The lives of the demonstration's learners: pure, one at a time, each from the seed, its number and the day."""

from random import Random

from msgspec import Struct

from fingerpost.facts.keys import PROVIDER
from fingerpost.facts.kinds import kind_named
from fingerpost.facts.rows import Told
from fingerpost.policies.packs import policy_of
from fingerpost.project.demo import names
from fingerpost.project.demo.cast import PACK, Cast, Newcomer, Sector, provider_told
from fingerpost.project.demo.deeds import do
from fingerpost.project.demo.fates import Fate, fate_of, is_shown
from fingerpost.project.demo.house import TRAINEESHIP
from fingerpost.project.demo.living import Frame, Living, Rules
from fingerpost.project.demo.troubles import begin, look_ahead
from fingerpost.rules.calendar import Calendar
from fingerpost.rules.facts import Fact
from fingerpost.rules.history import History

FIFTEEN_MONTHS = 450
BEFORE_TROUBLE = {"apprenticeship": 50, "traineeship": 15}
"""So many days at least a learner has been on the programme when trouble begins."""
LONGEST_AGO = {"apprenticeship": FIFTEEN_MONTHS - 10, "traineeship": 120}
SHORTEST = {"apprenticeship": 372, "traineeship": 110}
"""How long programmes last at least, in days."""


class Life(Struct, frozen=True):
    """One learner and what is told of the enrolment, in order of recording. Each fact says by whom and when; where one
    corrects another, `supersedes` is the place of that one in `told`."""

    subject: str
    learner: Newcomer
    fate: str
    told: tuple[Told, ...]


def rules_of(cast: Cast) -> Rules:
    """The policy with what the provider decided, as it is recorded of it."""
    facts = [
        Fact(kind_named(told.kind), PROVIDER, told.on, told.data, f"{number:012}", told.at, told.by)
        for number, told in enumerate(provider_told(cast), 1)
    ]
    policy = policy_of(PACK)
    return Rules(policy, policy.terms(History(PROVIDER, facts)))


def life_of(cast: Cast, rules: Rules, number: int) -> Life:
    """The life of the learner with this number, until the day before the cast's."""
    rng = Random(f"{cast.seed}/{number}")
    fate = fate_of(cast.seed, number)
    sector = _sector(cast, rng, number, fate)
    nation = sector.plan.nation
    name, language = names.name_by(rng, nation), names.language_by(rng, nation)
    wish = rng.choice(("phone", "email", "email", "text"))
    learner = Newcomer(
        names.key_by(rng, "person"), name, names.email_of(name, number + 1), names.phone_by(rng), language
    )
    living = Living(cast, rules, _frame(cast, rng, number, fate, sector, learner), rng)
    begin(living)
    living.live(do)
    look_ahead(living)
    wished = Newcomer(learner.key, name, learner.email, learner.phone, language, contact_by=wish)
    return Life(living.frame.subject, wished, fate.name, tuple(living.told))


def _sector(cast: Cast, rng: Random, number: int, fate: Fate) -> Sector:
    """Those who show a fate go where visitors look first: to England and Wales in turn."""
    fitting = [each for each in cast.sectors if fate.only in ("", each.plan.programme_type)]
    if is_shown(number):
        nation = ("england", "wales")[number % 2]
        return next((each for each in fitting if each.plan.nation == nation), fitting[0])
    return rng.choices(fitting, [len(each.coaches) for each in fitting])[0]


def _frame(cast: Cast, rng: Random, number: int, fate: Fate, sector: Sector, learner: Newcomer) -> Frame:
    today, sort = cast.today.toordinal(), sector.plan.programme_type
    calendar = cast.calendar(sector.plan.nation)
    age = rng.randint(*fate.age)
    least = min(age + BEFORE_TROUBLE[sort], LONGEST_AGO[sort] - 1) if fate.trouble else age
    started = rng.randint(least, max(least, LONGEST_AGO[sort])) if fate.trouble else min(age, LONGEST_AGO[sort])
    if fate.trouble == "completion":
        started = FIFTEEN_MONTHS - 10
    start = _working_day_by(calendar, today - started)
    ahead = today + 30 + rng.randrange(200 if sort != TRAINEESHIP else 60)
    is_over = fate.trouble == "completion"
    return Frame(
        names.key_by(rng, "enrolment"),
        learner.key,
        learner.language,
        sector,
        sector.guest if is_shown(number) else rng.choice(sector.coaches),
        "" if sort == TRAINEESHIP else rng.choice(sector.employers),
        rng.choice(sector.plan.programmes),
        start,
        today - age if is_over else max(start + SHORTEST[sort], ahead),
        _working_day_by(calendar, today - age) if fate.trouble else start,
        fate,
    )


def _working_day_by(calendar: Calendar, day: int) -> int:
    """That day, or the last before it on which people work."""
    while not calendar.is_working_day(day):
        day -= 1
    return day
