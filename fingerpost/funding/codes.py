"""Codes of an ILR and what they mean (ILR specification 2025 to 2026, and 2024 to 2025 where it has more)."""

PROGRAMME_AIM, COMPONENT_AIM, LEARNING_AIM, CORE_AIM = 1, 3, 4, 5
"""AimType: the whole programme; a part of one; an aim outside any; the core of 16-19 study."""
AIM_TYPES = {PROGRAMME_AIM, COMPONENT_AIM, LEARNING_AIM, CORE_AIM}

CONTINUING, COMPLETED, WITHDRAWN, ON_BREAK = 1, 2, 3, 6
"""CompStatus."""
STATUSES = {CONTINUING: "continuing", COMPLETED: "completed", WITHDRAWN: "withdrawn", ON_BREAK: "on a break"}

STANDARD, TRAINEESHIP = 25, 24
FRAMEWORKS = {2, 3, 10, 20, 21, 22, 23}
"""ProgType of apprenticeship frameworks; closed to new starts, but in older aims still there."""
PROGRAMME_TYPES = {
    STANDARD: "apprenticeship",
    TRAINEESHIP: "traineeship",
    30: "course",
    31: "course",
    32: "course",
    **dict.fromkeys(FRAMEWORKS, "apprenticeship"),
}
"""What an enrolment's type is by ProgType; any other is "other"."""
PROGRAMMES = {
    TRAINEESHIP: "traineeship",
    30: "T Level Foundation Year",
    31: "T Level",
    32: "Skills Bootcamp",
    33: "Combined Authorities programme",
}
"""What a programme without a standard or framework is called, by ProgType."""

WITHDRAWALS = {
    3: "injury or illness",
    28: "circumstances outside the provider's control (in custody)",
    29: "made redundant",
    42: "academic failure, left in bad standing or not permitted to progress",
    43: "financial reasons",
    44: "other personal reasons",
    45: "written off after lapse of time",
    46: "exclusion",
    48: "circumstances outside the provider's control (industry placement)",
    97: "other",
    98: "reason not known",
}
"""WithdrawReason, those that end the learning."""
TRANSFERS = {
    2: "another provider",
    7: "another provider, by intervention or written agreement of the funding body",
    40: "a new learning aim with the same provider",
    41: "another provider, for a specific government strategy",
    47: "another provider, by a merger",
}
"""WithdrawReason, those by which the learner goes elsewhere, and where to."""

OUTCOMES = {1: "achieved", 2: "partly achieved", 3: "not achieved", 8: "complete, not yet known"}
"""Outcome."""

RESTARTED = ("RES", "1")
"""LearnDelFAMType and code: the aim is taken up again."""
