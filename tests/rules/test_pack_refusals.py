"""A pack with a fault is refused, and told where it is wrong, what is wrong and what would be right.

Each case breaks one small thing in the first real pack. Here: forms and facts; names and values, steps
and standings, and whole files have their own tests beside this one.
"""

from pathlib import Path

import pytest

from tests.rules.broken_packs import cases, copied, edit, faults_in

FORM = {
    "an unknown key": (
        'settles = ["send-notice-1"]',
        'setles = ["send-notice-1"]',
        "rule escalation > trigger notice: unknown key 'setles'; did you mean 'settles'?",
    ),
    "a key that is missing": (
        'action = "attempts-1"\nclause = "5.3.2"\nowner = "coach"',
        'action = "attempts-1"\nclause = "5.3.2"',
        "rule escalation > step stage-1 > duty attempts-1: 'owner' is missing; add it",
    ),
    "yes for true": (
        "final = true",
        'final = "yes indeed"',
        "rule escalation > step dropped > final: must be true or false, without quotes (it is 'yes indeed')",
    ),
    "a number for a text": (
        'version = "1.0"',
        "version = 1.0",
        "version: must be text in quotes (it is 1.0)",
    ),
    "a text for a list": (
        'ways = ["email", "letter"]',
        'ways = "email"',
        "message stage-1-learner > ways: must be a list in square brackets (it is 'email')",
    ),
    "a list for a number": (
        'in_days = "cancelled-visits-days"',
        "in_days = [28]",
        "rule escalation > trigger cancelled-visits > when > in_days: must be a table in curly"
        " brackets or true or false or a number or text in quotes (it is [28])",
    ),
    "two lengths of time in one": (
        'again = { weeks = "panel-weeks" }',
        'again = { weeks = "panel-weeks", days = 1 }',
        "rule leaver-panel > again: give one of working_days, days, weeks, months, years",
    ),
    "a word that is not among the choices of a key": (
        'acts_from = "cause"',
        'acts_from = "start"',
        "rule return-from-break > acts_from: must be 'cause' or 'opening' (it is 'start')",
    ),
    "a finding that no rule asks for": (
        'finding = "send-notice-1"',
        'finding = "send-notise-1"',
        "finding: there is no duty 'send-notise-1'; did you mean 'send-notice-1'?",
    ),
    "a level that is called unknown": (
        'levels = ["low", "medium", "high"]\nsaid_by',
        'levels = ["low", "medium", "high", "unknown"]\nsaid_by',
        "standing rating > levels: 'unknown' is what a standing is where nobody can tell; name the level otherwise",
    ),
    "an unknown shape": (
        'shape = "procedure"',
        'shape = "prosedure"',
        "rule escalation: there is no 'prosedure'; did you mean 'procedure'?",
    ),
    "an unknown form of occasion": (
        'when = { event = { kind = "session"',
        'when = { evnt = { kind = "session"',
        "rule escalation > trigger absence > when: an occasion is written with exactly one of the"
        " keys event, count_of, in_a_row, silence_of, date_in, becomes, parts_from",
    ),
    "a thing that is designed and not built": (
        'in_days = "cancelled-visits-days"',
        'in_days = "cancelled-visits-days", weighted_by = {}',
        "rule escalation > trigger cancelled-visits > when: 'weighted_by' (weighted counts) is"
        " designed but not built yet; see docs/pack-language.md",
    ),
    "no shape": (
        'shape = "procedure"\n',
        "",
        "rule escalation: 'shape' is missing; a rule's shape is procedure, task or requirement",
    ),
}

FACTS = {
    "an unknown kind of fact": (
        '{ kind = "no_improvement" }',
        '{ kind = "no_improvment" }',
        "rule escalation > signals > no-improvement: there is no kind of fact 'no_improvment';"
        " did you mean 'no_improvement'?",
    ),
    "an unknown field": (
        'outcome = "absent_without_notice"',
        'outcom = "absent_without_notice"',
        "rule escalation > trigger absence > when > event: a session has no field 'outcom'; did you mean 'outcome'?",
    ),
    "an unknown choice": (
        'outcome = "absent_without_notice"',
        'outcome = "absent_without_notise"',
        "rule escalation > trigger absence > when > event: outcome of a session cannot be"
        " 'absent_without_notise'; did you mean 'absent_without_notice'?",
    ),
    "a kind of fact about another kind of subject": (
        'done_by = [{ kind = "discussed" }]',
        'done_by = [{ kind = "panel_held" }]',
        "rule one-to-ones > done_by 1: a panel_held is about provider, so no enrolment has one",
    ),
    "a comparison with a field that is not there": (
        'percent = { at_least = "expected" }',
        'percent = { at_least = "expeced" }',
        "rule escalation > step answered > task consider-removal > when > that > percent: there is"
        " no number 'expeced' in the same fact to compare with; did you mean 'expected'?",
    ),
    "a comparison of what is no number": (
        'when = { event = { kind = "session", outcome = "absent_without_notice" } }',
        'when = { event = { kind = "session", outcome = { above = 3 } } }',
        "rule escalation > trigger absence > when > event > outcome: is no number but a choice,"
        " so it cannot be compared",
    ),
    "a date that its fact has not": (
        'date_in = "expected_return"',
        'date_in = "expected_end"',
        "rule return-from-break > when > date_in: a break_began has no date 'expected_end';"
        " did you mean 'expected_return'?",
    ),
    "an unknown attribute": (
        'when = { silence_of = [{ kind = "progress" }, { kind = "started" }, { kind = "response" }],'
        ' more_than_days = "no-progress-days" }\nonly_if = { programme_type',
        'when = { silence_of = [{ kind = "progress" }, { kind = "started" }, { kind = "response" }],'
        ' more_than_days = "no-progress-days" }\nonly_if = { programme_tipe',
        "rule escalation > trigger no-progress > only_if: there is no attribute 'programme_tipe';"
        " did you mean 'programme_type'?",
    ),
    "a word that an attribute cannot be": (
        'needs = [{ fact = { kind = "employer_involved" }, since = { kind = '
        '"delivery_change_proposed" } }]\nonly_if = { programme_type = ["apprenticeship"] }',
        'needs = [{ fact = { kind = "employer_involved" }, since = { kind = '
        '"delivery_change_proposed" } }]\nonly_if = { programme_type = ["aprenticeship"] }',
        "gate change-delivery > only_if: programme_type cannot be 'aprenticeship'; did you mean 'apprenticeship'?",
    ),
    "a comparison that says nothing": (
        "percent = { given = true }",
        "percent = {}",
        "rule escalation > step answered > task consider-removal > when > of > percent: compares with nothing;"
        " say given, at_least, above, at_most or below",
    ),
    "a due date that no fact has": (
        'due_in = "review_on"',
        'due_in = "review_at"',
        "rule support-review > due_in: there is no date in any fact 'review_at'; did you mean 'review_on'?",
    ),
    "a field of what begins and ends that is not there": (
        'each = "code"',
        'each = "codes"',
        "standing indicated > each: a indicator has no field 'codes'; did you mean 'code'?",
    ),
    "a level that its fact need not say": (
        'said_by = { kind = "rating", last_of_day = true }\nfield = "level"',
        'said_by = { kind = "plan_agreed" }\nfield = "sort"',
        "standing rating > field: a plan_agreed need not have 'sort'; add `sort = { given = true }`",
    ),
    "an act that needs an unknown attribute": (
        'needs = "employer"',
        'needs = "employr"',
        "rule escalation > step stage-2 > duty call-2 > done_by 2 > needs: there is no attribute"
        " 'employr'; did you mean 'employer'?",
    ),
}


@pytest.mark.parametrize(("old", "new", "told"), cases(FORM, FACTS))
def test_a_pack_is_refused_for(old: str, new: str, told: str, tmp_path: Path) -> None:
    pack = copied(tmp_path)
    edit(pack / "pack.toml", old, new)
    assert f"error: pack.toml: {told}" in faults_in(pack)


def test_the_pack_that_the_cases_break_is_sound(tmp_path: Path) -> None:
    assert faults_in(copied(tmp_path)) == []


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    pack = copied(tmp_path)
    edit(pack / "pack.toml", 'to = ["employer"]', 'to = ["employr"]')
    edit(pack / "pack.toml", 'owner = "business_development"', 'owner = "nobody"')
    edit(pack / "texts" / "cy.toml", "title = ", "tytl = ")
    told = faults_in(pack)
    assert len(told) == 3
    assert any("'employr'" in each for each in told)
    assert any("'nobody'" in each for each in told)
    assert any("texts/cy.toml: title" in each for each in told)
