"""A pack whose steps or standings do not hang together is refused."""

from pathlib import Path
from tomllib import loads

import pytest

from fingerpost.rules.faults import FaultyPackError
from tests.rules.broken_packs import cases, copied, edit, faults_in
from tests.rules.language_pieces import DOCUMENT, pieces
from tests.rules.made_packs import joined, load_made

WHOLE, *_ = pieces(DOCUMENT.read_text(encoding="utf-8"))

STEPS = {
    "a step that nothing leads to": (
        '  { waived = "send-notice-1", to = "dropped" },\n',
        "",
        "rule escalation > step dropped: nothing leads to this step; add a move or a trigger that"
        " enters it, or take it out",
    ),
    "steps that loop": (
        'id = "stage-3"\nnext = "stage-3"',
        'id = "stage-3"\nnext = "stage-1"',
        "rule escalation > step stage-1 > next: these steps loop: stage-1 > stage-2 > stage-3 >"
        " stage-1; let the last name itself, or none",
    ),
    "steps round which a case could turn for ever on one day": (
        '{ trigger = true, to = "next" }',
        '{ trigger = true, to = "next" }, { done = "agree-contract", to = "answered" }',
        "rule escalation > step answered: acts of one day could lead the case round for ever:"
        " answered > answered; let a move wait for a signal or for time (`on`, `after`, `undone`)",
    ),
    "a next that is no step": (
        'id = "stage-2"\nnext = "stage-3"',
        'id = "stage-2"\nnext = "stage-33"',
        "rule escalation > step stage-2 > next: there is no step 'stage-33'; did you mean 'stage-3'?",
    ),
    "a move to next where nothing says what that is": (
        'when = { event = { kind = "session", outcome = "absent_without_notice" } }',
        'when = { event = { kind = "session", outcome = "absent_without_notice" } }\nenters = "answered"',
        "rule escalation > step answered: a move leads to 'next', but no step on the way here says"
        " what is next; add `next`",
    ),
    "a move to no step": (
        '{ on = "committed", to = "answered" }',
        '{ on = "committed", to = "anwsered" }',
        "rule escalation > step stage-2 > moves 1: leads to 'anwsered', which is no step; did you mean 'answered'?",
    ),
    "a signal that is none": (
        '{ on = "committed", to = "answered" }',
        '{ on = "comitted", to = "answered" }',
        "rule escalation > step stage-2 > moves 1: waits for 'comitted', which is no signal; did you mean 'committed'?",
    ),
    "a move that waits for a duty of another step": (
        '{ after = "attempts-2", to = "next" }',
        '{ after = "attempts-1", to = "next" }',
        "rule escalation > step stage-2 > moves 3: waits for the duty 'attempts-1', which step"
        " 'stage-2' does not ask for; did you mean 'attempts-2'?",
    ),
    "a move without a cause": (
        '{ after = "attempts-2", to = "next" }',
        '{ to = "next" }',
        "rule escalation > step stage-2 > moves 3: a move has exactly one of on, trigger, after, done, waived, undone",
    ),
    "a duty that opens after a later one": (
        'opens_when = { done = "call-2" }',
        'opens_when = { done = "attempts-2" }',
        "rule escalation > step stage-2 > duty send-notice-2 > opens_when: names 'attempts-2', which"
        " must stand before it in the step; there are: call-2",
    ),
    "a final step that asks for something": (
        'id = "leaving"\n',
        'id = "leaving"\nfinal = true\n',
        "rule escalation > step leaving: the case ends here, so it asks for nothing and leads"
        " nowhere; take final out, or these",
    ),
    "a trigger that enters no step": (
        'when = { event = { kind = "notice_sent", stage = 1 } }',
        'when = { event = { kind = "notice_sent", stage = 1 } }\nenters = "stage-11"',
        "rule escalation > trigger notice > enters: there is no step 'stage-11'; did you mean 'stage-1'?",
    ),
    "a trigger that begins a case where it ends": (
        'when = { event = { kind = "session", outcome = "absent_without_notice" } }',
        'when = { event = { kind = "session", outcome = "absent_without_notice" } }\nenters = "dropped"',
        "rule escalation > trigger absence > enters: a case cannot begin in 'dropped', where it"
        " ends; name another step",
    ),
    "a trigger that settles what its step does not ask for": (
        'settles = ["send-notice-1"]',
        'settles = ["send-notice-2"]',
        "rule escalation > trigger notice > settles: step 'stage-1' does not ask for"
        " 'send-notice-2'; did you mean 'send-notice-1'?",
    ),
    "a trigger that is none and begins anew": (
        'begins_anew = ["no-progress"]',
        'begins_anew = ["noprogress"]',
        "rule escalation > step dropped > begins_anew: there is no trigger 'noprogress'; did you mean 'no-progress'?",
    ),
}

STANDINGS = {
    "bands that overlap": (
        'above = [0, "medium-points"]',
        "above = [10, 5]",
        "standing computed-rating > worst_of 1: the bands overlap: their limits must rise, and [10, 5] do not",
    ),
    "bands that overlap through a parameter": (
        'above = [0, "medium-points"]',
        'above = [20, "medium-points"]',
        "standing computed-rating > worst_of 1: the bands overlap: 20 is not below 10; let the limits rise",
    ),
    "a gap in the bands": (
        'above = [0, "medium-points"]',
        "above = [0]",
        "standing computed-rating > worst_of 1: 3 levels (low, medium, high) need 2 limits, one for"
        " each level after the first, not 1",
    ),
    "a standing that needs itself": (
        '{ standing = "indicated", counts_as = { yes = "medium" } }',
        '{ standing = "computed-rating", counts_as = { high = "medium" } }',
        "standing computed-rating: needs itself to be worked out: standing computed-rating >"
        " standing computed-rating; take one link away",
    ),
    "a standing and a procedure that need each other": (
        'when = { event = { kind = "session", outcome = "absent_without_notice" } }',
        'when = { becomes = { at-risk = ["yes"] } }',
        "standing stage: needs itself to be worked out: standing stage > rule escalation >"
        " standing at-risk > standing stage; take one link away",
    ),
    "a standing that is not there": (
        'while = { standing = "supported", is = ["yes"] }',
        'while = { standing = "suported", is = ["yes"] }',
        "rule support-review > while: there is no standing 'suported'; did you mean 'supported'?",
    ),
    "a level that a standing has not": (
        'while = { standing = "supported", is = ["yes"] }',
        'while = { standing = "supported", is = ["very"] }',
        "rule support-review > while: the standing 'supported' has no level 'very'; there are: no, yes",
    ),
    "a level that a fact may say and the standing lacks": (
        'levels = ["low", "medium", "high"]\nsaid_by',
        'levels = ["low", "medium", "higher"]\nsaid_by',
        "standing rating > levels: lacks 'high', which level of a rating may say; add it",
    ),
    "levels where there is only yes and no": (
        'ends = [{ kind = "support_reviewed", outcome = "ended" }]',
        'ends = [{ kind = "support_reviewed", outcome = "ended" }]\nlevels = ["off", "on"]',
        "standing supported > levels: is yes or no by its form; take the levels out",
    ),
    "a measure that is not there": (
        '{ measure = "points-behind", above',
        '{ measure = "points-behnd", above',
        "standing computed-rating > worst_of 1 > measure: there is no measure 'points-behnd';"
        " did you mean 'points-behind'?",
    ),
    "a field that a measure cannot read": (
        'less = "percent"',
        'less = "percnt"',
        "measure points-behind > less: a progress has no number or whole number 'percnt'; did you mean 'percent'?",
    ),
    "a step that a standing looks for in vain": (
        'in_steps = { yes = ["stage-1",',
        'in_steps = { yes = ["stage-11",',
        "standing at-risk-register > in_steps > yes: there is no step 'stage-11'; did you mean 'stage-1'?",
    ),
    "a duty that a standing looks for in vain": (
        'once_done = { stage-1 = "send-notice-1" }',
        'once_done = { stage-1 = "send-notice" }',
        "standing at-risk-register > once_done: no step 'stage-1' of escalation asks for"
        " 'send-notice'; did you mean 'send-notice-1'?",
    ),
    "a procedure that is not there": (
        'of_rule = "escalation"',
        'of_rule = "escalaton"',
        "standing stage > of_rule: there is no procedure 'escalaton'; did you mean 'escalation'?",
    ),
    "a standing of another kind of subject": (
        'about = "provider"\naction = "leaver-panel"',
        'about = "provider"\nwhile = { standing = "supported", is = ["yes"] }\naction = "leaver-panel"',
        "rule leaver-panel > while: the standing 'supported' is about enrolment, not provider",
    ),
    "a level that another's level cannot count as": (
        'counts_as = { yes = "medium" }',
        'counts_as = { yes = "medum" }',
        "standing computed-rating > worst_of 2: there is no level 'medum'; did you mean 'medium'?",
    ),
    "a procedure about another kind of subject": (
        'id = "stage"\nabout = "enrolment"',
        'id = "stage"\nabout = "provider"',
        "standing stage > of_rule: the rule 'escalation' is about enrolment, not provider",
    ),
    "steps for a level that is not there": (
        "in_steps = { yes = [",
        "in_steps = { yess = [",
        "standing at-risk-register > in_steps: there is no level 'yess'; did you mean 'yes'?",
    ),
    "a gate that opens at no level": (
        'needs = [{ fact = { kind = "session", sort = "three_way" }, at_least = "three-way-meetings" }]',
        'needs = [{ standing = "at-risk" }]',
        "gate send-stage-1-notice > needs 1 > is: is missing; say at which levels of 'at-risk' the gate opens",
    ),
}


@pytest.mark.parametrize(("old", "new", "told"), cases(STEPS, STANDINGS))
def test_a_pack_is_refused_for(old: str, new: str, told: str, tmp_path: Path) -> None:
    pack = copied(tmp_path)
    edit(pack / "pack.toml", old, new)
    assert f"error: pack.toml: {told}" in faults_in(pack)


ROUND = """
[[rule]]
id = "monthly"
shape = "procedure"
about = "enrolment"
clause = "2"

[[rule.trigger]]
id = "start"
clause = "2"
when = { event = { kind = "started" } }

[[rule.step]]
id = "talk"
moves = [{ done = "talk-again", to = "talk" }]

[[rule.step.duty]]
action = "talk"
clause = "2"
owner = "coach"

[[rule.step.duty]]
action = "talk-again"
clause = "2"
owner = "coach"
OPENS
"""
LATER = 'acts_from = "opening"\nopens_when = { all = [{ done = "talk", then = { months = 1 } }] }'


@pytest.mark.parametrize(
    ("opens", "turns"),
    [
        (LATER, False),
        (LATER.replace('acts_from = "opening"\n', ""), True),
        (LATER.replace(", then = { months = 1 }", ""), True),
        ("", True),
    ],
)
def test_a_round_that_takes_time_is_allowed(opens: str, turns: bool, tmp_path: Path) -> None:
    pack = joined(WHOLE.raw, loads(ROUND.replace("OPENS", opens)))
    if not turns:
        assert load_made(pack, tmp_path)[1] == []
        return
    with pytest.raises(FaultyPackError, match="round for ever: talk > talk"):
        load_made(pack, tmp_path)
