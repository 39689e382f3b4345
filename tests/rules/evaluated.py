"""What the rules make of a random ledger, in forms that laws compare."""

import json
from collections.abc import Iterable

from fingerpost.project.cohort import as_row
from fingerpost.rules.duties import Result, evaluate, facts_known, forecast
from fingerpost.rules.duty import Duty
from fingerpost.rules.facts import Fact
from fingerpost.rules.history import History
from fingerpost.rules.reading import DISTANT
from fingerpost.rules.terms import Terms
from tests.rules.ledgers import Ledger
from tests.rules.telling import ENROLMENT, at_risk, terms_of


def terms_known(ledger: Ledger, known_at: int | None = None) -> Terms:
    """The policy's terms by what was known of the provider."""
    return terms_of(at_risk(), *facts_known(ledger.provider, known_at))


def evaluated(ledger: Ledger, known_at: int | None = None, until: int = DISTANT) -> Result:
    """The duties by what was known at the end of a day; without a day, by all that is known."""
    history = History(ENROLMENT, facts_known(ledger.facts, known_at))
    return evaluate(at_risk(), terms_known(ledger, known_at), history, until)


def forecasted(ledger: Ledger, until: int, today: int) -> Result:
    """The duties if the provider does from `today` on what is due, and nobody else says anything."""
    facts = facts_known(ledger.facts, None)
    return forecast(at_risk(), terms_known(ledger), ENROLMENT, facts, until, today)


def supposed_in(result: Result) -> list[Fact]:
    """What a forecast supposed."""
    return [fact for fact in result.reading.history.facts if fact.supposed]


def last_day(ledger: Ledger) -> int:
    """The day of the last fact."""
    return max(fact.day for fact in ledger.facts)


def row(duty: Duty) -> str:
    """The line that `fingerpost forecast` prints of a duty."""
    return json.dumps(as_row(duty), ensure_ascii=False)


def seen(duties: Iterable[Duty]) -> list[str]:
    """All that can be seen of duties: their lines, their keys, and which facts opened and closed them."""
    return [
        f"{row(duty)} {duty.key} {[fact.id for fact in duty.because]} {[fact.id for fact in duty.closed_by]}"
        for duty in duties
    ]
