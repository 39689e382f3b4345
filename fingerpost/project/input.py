"""What every command begins with: the policy, the facts folder, and what was known of it at a day."""

import sys
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fingerpost.folder.reading import FactsFolder, FaultyFolderError, read_folder
from fingerpost.project.fitting import faults_of_fit, warnings_of_fit
from fingerpost.project.places import packs
from fingerpost.project.progress import Progress
from fingerpost.rules.duties import facts_known
from fingerpost.rules.facts import Fact
from fingerpost.rules.history import History
from fingerpost.rules.packs import find_pack, load_policy
from fingerpost.rules.policy import Policy
from fingerpost.rules.terms import Terms
from fingerpost.story.language import Language

PROVIDER = "provider:self"


@dataclass(frozen=True, slots=True)
class Given:
    """A policy, a facts folder, the day by whose knowledge it is read (`known_at`; all that is known if None), and
    the language of the answer. `today` is the day from which a forecast looks ahead."""

    policy: Policy
    folder: FactsFolder
    known_at: date | None
    terms: Terms
    today: date
    language: Language

    def facts_in_force(self, subject: str) -> list[Fact]:
        """What holds of a subject by what was known."""
        return _known(self.folder, subject, self.known_at)

    def name_of(self, subject: str) -> str:
        """What a subject is called: Ann Example (E-0042)."""
        return self.language.subject(subject, self.facts_in_force(subject))


def load_pack(name: str) -> Policy:
    """A policy by its name or folder; warnings go to the error stream."""
    policy, warnings = load_policy(find_pack(name, packs()), packs())
    _warn(warnings)
    return policy


def load(options: Namespace) -> Given:
    """The policy and the folder that a command names. Raises FaultyPackError or FaultyFolderError."""
    policy = load_pack(options.pack)
    with Progress("rows read") as progress:
        folder = read_folder(options.folder, policy.kinds, progress.at)
    known_at = options.known_at
    provider = _known(folder, PROVIDER, known_at)
    faults = faults_of_fit(provider, policy, str(folder.sources[0]))
    if faults:
        raise FaultyFolderError(faults)
    _warn((*folder.warnings, *warnings_of_fit(folder, policy)))
    today = known_at or date.fromordinal(folder.last_recorded)
    terms = policy.terms(History(PROVIDER, provider))
    names = {key: person.name for key, person in folder.people.items()}
    language = Language(options.language, policy, names)
    return Given(policy, folder, known_at, terms, today, language)


def _known(folder: FactsFolder, subject: str, day: date | None) -> list[Fact]:
    facts = folder.facts_of.get(subject, ())
    return facts_known(facts, None if day is None else day.toordinal())


def _warn(warnings: Iterable[object]) -> None:
    for warning in warnings:
        print(warning, file=sys.stderr)
