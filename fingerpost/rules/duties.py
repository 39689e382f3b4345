"""What is due: one subject's facts and a policy's rules give the subject's duties, over all time.

There is no clock here. The same facts give the same duties, whenever one asks; "open today" is a question about
the answer, not about the rules.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from fingerpost.rules.duty import Duty
from fingerpost.rules.facts import Fact, in_force, known_at
from fingerpost.rules.history import History
from fingerpost.rules.policy import Policy
from fingerpost.rules.reading import DISTANT, Reading
from fingerpost.rules.terms import Terms

ROUNDS = 20
"""How often a forecast is worked out anew with what it supposed before; rules that read each other's acts settle in
two or three rounds."""


class UnsettledForecastError(RuntimeError):
    """A forecast still supposed new acts after all its rounds: two rules of the policy keep calling for each other."""


class Result(Struct, frozen=True, gc=False):
    """A subject's duties in order, the facts newly supposed, and the reading, to ask about standings and gates."""

    duties: list[Duty]
    supposed: list[Fact]
    reading: Reading


def evaluate(policy: Policy, terms: Terms, history: History, until: int = DISTANT, today: int | None = None) -> Result:
    """The duties of a subject by the facts given, none of which opens after `until` (an ordinal).

    With `today`, acts of the provider that are missing are supposed done on their due day; what one rule supposes is
    a fact for the next, and all of it is in `Result.supposed`. A subject that has not started has no duties.
    """
    reading = Reading(history, terms, policy, until, today)
    duties: list[Duty] = []
    supposed: list[Fact] = []
    if reading.has_begun:
        duties.extend(_unknown(policy, reading) if reading.gaps else ())
        for rule in policy.rules_for(history):
            duties.extend(rule.duties(reading))
            if reading.supposed:
                supposed.extend(reading.supposed)
                reading = Reading(History(history.subject, [*history.facts, *supposed]), terms, policy, until, today)
    if len(duties) > 1:
        duties.sort(key=Duty.order)
    return Result(duties, supposed, reading)


def _unknown(policy: Policy, reading: Reading) -> Iterator[Duty]:
    """A row for each rule of which nobody can tell whether it asks for more than is listed, for want of what the record
    does not hold."""
    for rule, _ in policy.rules_about.get(reading.history.subject.partition(":")[0], ()):
        gap = reading.gap(policy.rests_on[rule.id])
        if gap is not None:
            yield rule.unknown(rule, reading, gap)


def forecast(
    policy: Policy, terms: Terms, subject: str, facts: Sequence[Fact], until: int, today: int | None = None
) -> Result:
    """The duties of a subject by facts in force; with `today`, what follows if the provider does what is due and
    nobody else says anything.

    What is supposed is taken among the facts and the duties worked out again until nothing new is supposed. Raises
    UnsettledForecastError if that does not come to an end.
    """
    supposed: list[Fact] = []
    for _ in range(ROUNDS):
        history = History(subject, [*facts, *supposed])
        result = evaluate(policy, terms, history, until, today)
        if not result.supposed:
            return result
        supposed.extend(result.supposed)
    raise UnsettledForecastError(f"{subject}: rules of {policy.pack.id} keep calling for each other's acts")


def facts_known(facts: Iterable[Fact], day: int | None) -> list[Fact]:
    """The facts in force by what was known at the end of a day; without a day, by all that is known."""
    return in_force(list(facts) if day is None else known_at(facts, day))
