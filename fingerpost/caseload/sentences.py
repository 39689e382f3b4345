"""Small sentences that several parts of a learner's page say alike."""

from dataclasses import dataclass

from fingerpost.story.language import capitalised


@dataclass(frozen=True, slots=True)
class Marked:
    """A state as the style sheet knows it (`kit.STATES`), the day it belongs to as people read it, and words."""

    state: str
    day: str
    words: str


def without_why(said: str) -> str:
    """A reason as the story tells it, without the word that begins it (“Why: …”)."""
    _before, colon, reason = said.partition(": ")
    return capitalised(reason) if colon else said
