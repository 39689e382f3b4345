"""A pack whose names name nothing, or whose values do not fit, is refused."""

from pathlib import Path

import pytest

from tests.rules.broken_packs import cases, copied, edit, faults_in

NAMES = {
    "a clause that is not there": (
        'action = "call-2"\nclause = "5.3.3"',
        'action = "call-2"\nclause = "5.3.33"',
        "rule escalation > step stage-2 > duty call-2 > clause: there is no clause '5.3.33'; did you mean '5.3.3'?",
    ),
    "a clause said to be kept by a rule without one": (
        '{ number = "6.1", kept_by = ["people"] }',
        '{ number = "6.1", kept_by = ["people", "rule"] }',
        "clause 6.1: is said to be kept by a rule, but none names it; name it in one, or take 'rule' out",
    ),
    "a rule that a clause does not own up to": (
        '{ number = "5.3.4", kept_by = ["rule", "page"] }',
        '{ number = "5.3.4", kept_by = ["page"] }',
        "clause 5.3.4: rule escalation > step stage-3 > duty call-3 keeps this clause; add 'rule' to its kept_by",
    ),
    "a role that nobody can have": (
        'owner = "business_development"',
        'owner = "busines_development"',
        "rule new-employer > owner: nobody can have the role 'busines_development';"
        " did you mean 'business_development'?",
    ),
    "a role that nobody can have, in a table": (
        'england = "head_of_operations"',
        'england = "head_of_operation"',
        "parameters > stage-3-manager: nobody can have the role 'head_of_operation';"
        " did you mean 'head_of_operations'?",
    ),
    "a name given twice": (
        'id = "new-employer"',
        'id = "support"',
        "rule support: stands here more than once; give each its own name",
    ),
    "a letter for a duty that is not there": (
        'duty = "escalation/send-withdrawal-notice"',
        'duty = "escalation/send-withdrawal-note"',
        "message withdrawal-learner > duty: there is no duty 'escalation/send-withdrawal-note';"
        " did you mean 'escalation/send-withdrawal-notice'?",
    ),
    "a letter to nobody": (
        'to = ["employer"]',
        'to = ["employr"]',
        "message stage-1-employer > to: 'employr' is neither a role nor an attribute; did you mean 'employer'?",
    ),
    "a rule about a subject that the pack has not": (
        'shape = "task"\nabout = "provider"',
        'shape = "task"\nabout = "provider-group"',
        "rule guidance-review > about: there is no subject 'provider-group'; did you mean 'provider'?",
    ),
    "an interpretation without its parameter": (
        'parameter = "contract-days"',
        'parameter = "contract-day"',
        "interpretation time-for-contract > parameter: there is no parameter 'contract-day';"
        " did you mean 'contract-days'?",
    ),
    "a duty that a rule asks for twice": (
        'action = "send-notice-2"',
        'action = "send-notice-1"',
        "rule escalation: asks for the duty 'send-notice-1' more than once; give each its own name",
    ),
    "a clause that nobody keeps": (
        '{ number = "6.1", kept_by = ["people"] }',
        '{ number = "6.1", kept_by = [] }',
        "clause 6.1 > kept_by: is empty; say rule, page or people",
    ),
}

VALUES = {
    "a parameter out of its range": (
        'unit = "visits", value = 2',
        'unit = "visits", value = 200',
        "parameters > cancelled-visits: 200 visits is too much; it may be 20 at most",
    ),
    "an unknown parameter": (
        'due = { working_days = "contract-days" }',
        'due = { working_days = "contract-day" }',
        "rule escalation > step answered > duty agree-contract > due > working_days: there is no"
        " parameter 'contract-day'; did you mean 'contract-days'?",
    ),
    "a parameter that is no number": (
        'due = { working_days = "contract-days" }',
        'due = { working_days = "board" }',
        "rule escalation > step answered > duty agree-contract > due > working_days: must be a"
        " number, and 'board_of_directors' (the parameter 'board') is none",
    ),
    "half a day": (
        'due = { working_days = "contract-days" }',
        "due = { working_days = 2.5 }",
        "rule escalation > step answered > duty agree-contract > due > working_days: must be a"
        " whole number from 0 on, not 2.5",
    ),
    "a cycle of no length": (
        'again = { weeks = "panel-weeks" }',
        "again = { weeks = 0 }",
        "rule leaver-panel > again: is no time at all; give a length of 1 or more",
    ),
    "working days counted back": (
        'again = { weeks = "panel-weeks" }\nopens_before = { days = 14 }',
        'again = { weeks = "panel-weeks" }\nopens_before = { working_days = 10 }',
        "rule leaver-panel > opens_before: 'working_days' (working days counted back from a day) is"
        " designed but not built yet; see docs/pack-language.md; give days, weeks, months or years",
    ),
    "a table that lacks a word": (
        "england = 42, wales = 49",
        "england = 42",
        "parameters > no-progress-days > value: says nothing for nation wales; add it, or `other`",
    ),
    "a table with a word that its attribute cannot be": (
        "england = 42, wales = 49",
        "england = 42, wales = 49, scotland = 40",
        "parameters > no-progress-days > value: nation cannot be 'scotland'; there are: england, wales",
    ),
    "a table by what no fact sets": (
        'value = { by = "nation", england = 42',
        'value = { by = "country", england = 42',
        "parameters > no-progress-days > value > by: there is no attribute 'country'; there are:"
        " coach, employer, group, learner, nation, planned_end, programme, programme_type",
    ),
    "a setting that a parameter never has": (
        'setting = "consent-first", is = false',
        'setting = "consent-first", is = 3',
        "rule escalation > step stage-3 > duty send-withdrawal-notice > opens_when > all 2 > any 1"
        " > is: the parameter 'consent-first' is never so: 3 is not allowed; it may be true, false",
    ),
    "a calendar that nobody keeps": (
        'otherwise = "england" }',
        'otherwise = "scotland" }',
        "calendar: there is no calendar of 'scotland'; there are: england, wales",
    ),
    "a key that a requirement does not heed": (
        'action = "leaver-panel"\n',
        'action = "leaver-panel"\ndue = { days = 3 }\n',
        "rule leaver-panel > due: a requirement does not heed 'due'; take it out, or make the rule a task",
    ),
    "a requirement that never begins": (
        'counts_from = [{ kind = "policy_adopted", policy = "learners-at-risk" }]\n',
        "",
        "rule leaver-panel: a requirement begins either with a standing (`while`) or with a fact"
        " (`counts_from`); give one",
    ),
    "an empty list": (
        'lapses_on = [{ kind = "rating" }]',
        "lapses_on = []",
        "rule support > lapses_on: is an empty list; name something, or take the key out",
    ),
    "a setting of no parameter": (
        'setting = "consent-first"',
        'setting = "consent-frist"',
        "rule escalation > step stage-3 > duty send-withdrawal-notice > opens_when > all 2 > any 1"
        " > setting: there is no parameter 'consent-frist'; did you mean 'consent-first'?",
    ),
    "a calendar by what no fact sets": (
        'calendar = { by = "nation"',
        'calendar = { by = "nations"',
        "calendar > by: there is no attribute 'nations'; did you mean 'nation'?",
    ),
}


@pytest.mark.parametrize(("old", "new", "told"), cases(NAMES, VALUES))
def test_a_pack_is_refused_for(old: str, new: str, told: str, tmp_path: Path) -> None:
    pack = copied(tmp_path)
    edit(pack / "pack.toml", old, new)
    assert f"error: pack.toml: {told}" in faults_in(pack)
