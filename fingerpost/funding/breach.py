"""A breach: what an ILR says that cannot be right, or differs from what is held. Reported, never fatal."""

from msgspec import Struct

RULES = {
    "uln-temporary": "the learner's number is not yet known (9999999999)",
    "uln-check-digit": "the check digit of the learner's number (ULN) is wrong",
    "uln-shared": "two learners have the same number (ULN)",
    "learner-twice": "a learner reference stands for two learners",
    "aim-number-twice": "two aims of a learner have the same number",
    "enrolment-twice": "a learner starts the same programme twice on one day",
    "component-without-programme": "a part of a programme without the programme",
    "unknown-code": "a code that the specification does not list",
    "born-after-start": "a date of birth that is not before the start",
    "planned-end-before-start": "an aim is planned to end before it starts",
    "end-before-start": "an aim ended before it started",
    "end-after-preparation": "an aim ended after the file was prepared",
    "end-without-status": "an actual end although the aim continues",
    "status-without-end": "no actual end although the aim does not continue",
    "withdrawal-without-reason": "a withdrawal without a reason",
    "reason-without-withdrawal": "a reason to withdraw without a withdrawal",
    "outside-calendar": "a day outside the years of the calendar",
    "email-unusable": "an email address that cannot be one",
    "disagrees": "the file and the folder disagree; the folder was left as it is",
}
"""Every rule, and what a breach of it is. Those of the schema itself are not here: they refuse a file."""


class Breach(Struct, frozen=True):
    """One breach: by which learner (LearnRefNumber), at which aim (or ""), of which rule, and what it is."""

    learner: str
    aim: str
    rule: str
    what: str
    line: int = 0

    def __str__(self) -> str:
        aim = f", aim {self.aim}" if self.aim else ""
        line = f" (line {self.line})" if self.line else ""
        return f"{self.rule}: learner {self.learner}{aim}{line}: {self.what}"
