"""`fingerpost backtest`: what a rule is worth on people whose fate is known."""

import re
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from fingerpost.project.curve import curve
from fingerpost.project.input import Given, load
from fingerpost.project.looking_back import Pass, Work, look_back_at_all
from fingerpost.project.varying import UnfitQuestionError, Varying, terms_with, varying
from fingerpost.project.worth import WRITERS, Answer, Told
from fingerpost.rules.asks import Ask
from fingerpost.rules.backtest import Question, narrowed, standing_of
from fingerpost.rules.concept import nearest, read_as
from fingerpost.rules.patterns import Pattern
from fingerpost.rules.policy import Policy, Rule
from fingerpost.rules.terms import Table
from fingerpost.rules.worth import weigh

OUTCOME = re.compile(r"(?P<kind>[^\[\]]+)(\[(?P<field>[^\[\]=]+)=(?P<word>[^\[\]]*)\])?")


def backtest(options: Namespace) -> int:
    """Prints what was found as the policy stands, and for each value of `--vary`."""
    if options.curve is not None and options.vary is None:
        raise UnfitQuestionError("--curve draws what --vary finds: give --vary NAME=FROM:TO:STEP too")
    given = load(options)
    question = _question(options, given.policy)
    asked = None if options.vary is None else varying(options.vary, given)
    told = Told(given, question, asked, options.outcome)
    answers = _answers(told)
    if options.curve is not None and asked is not None:
        own = _own_values(given, asked)
        _write(options.curve, curve(str(asked), _unit(given, asked), answers[1:], own, given.language))
    WRITERS[options.format](told, answers, sys.stdout)
    return 0


def _answers(told: Told) -> list[Answer]:
    """First the policy as it stands, with all its rules; then each value, with the rules that the finding needs."""
    given, asked, about = told.given, told.asked, told.question.rule.about
    few = narrowed(given.policy, told.question.rule)
    values = () if asked is None else asked.values
    passes = [Pass(given.policy, given.terms)]
    passes += [Pass(few, terms_with(asked, value, given)) for value in values if asked is not None]
    subjects = [each for each in given.folder.facts_of if each.partition(":")[0] == about]
    found = look_back_at_all(Work(given, told.question, passes, subjects))
    return [Answer(value, weigh(each)) for value, each in zip((None, *values), found, strict=True)]


def _question(options: Namespace, policy: Policy) -> Question:
    finding = options.finding or policy.pack.finding
    if finding is None:
        raise UnfitQuestionError(f"--finding: say which duty of {policy.pack.id} is the finding; {_some(policy)}")
    rule = _rule_asking(finding, policy)
    if rule.about not in policy.starting:
        raise UnfitQuestionError(f"--finding {finding}: it is about a {rule.about}, whose life no fact starts")
    return Question(_outcome(options.outcome, rule, policy), rule, finding, standing_of(policy, rule.id))


def _rule_asking(finding: str, policy: Policy) -> Rule:
    for rule, action in _duties(policy):
        if finding == action:
            return rule
    known = [action for _, action in _duties(policy)]
    raise UnfitQuestionError(f"{policy.pack.id} has no duty {finding!r}; {nearest(finding, known)}")


def _duties(policy: Policy) -> Iterator[tuple[Rule, str]]:
    return ((rule, part.action) for rule in policy.pack.rules for part in rule.parts() if isinstance(part, Ask))


def _some(policy: Policy) -> str:
    return "it has " + ", ".join(dict.fromkeys(action for _, action in _duties(policy)))


def _outcome(written: str, rule: Rule, policy: Policy) -> Pattern:
    match = OUTCOME.fullmatch(written)
    if match is None:
        raise UnfitQuestionError(f"--outcome {written}: name a kind of fact, such as withdrew or withdrew[reason=ill]")
    fitting = {name: kind for name, kind in policy.kinds.items() if rule.about in kind.about}
    kind = fitting.get(match["kind"])
    if kind is None:
        what = f"of facts about {rule.about}s none is called {match['kind']!r}; {nearest(match['kind'], fitting)}"
        raise UnfitQuestionError(f"--outcome {written}: {what}")
    if kind.marks == "starts":
        raise UnfitQuestionError(f"--outcome {written}: it starts a life; an outcome comes later, such as withdrew")
    if match["field"] is None:
        return read_as(Pattern, {"kind": kind.name})
    field = kind.fields.get(match["field"])
    if field is None:
        what = f"{kind.name} has no field {match['field']!r}; {nearest(match['field'], kind.fields)}"
        raise UnfitQuestionError(f"--outcome {written}: {what}")
    return read_as(Pattern, {"kind": kind.name, match["field"]: _word(match["word"], field.type)})


def _word(written: str, sort: str) -> str | bool:
    return written == "true" if sort == "yes_no" else written


def _unit(given: Given, asked: Varying) -> str:
    return given.policy.pack.parameters[asked.name].unit


def _own_values(given: Given, asked: Varying) -> list[int]:
    """What the policy itself sets the parameter to."""
    value = given.policy.pack.parameters[asked.name].value
    own = value.leaves() if isinstance(value, Table) else [value]
    return sorted({int(each) for each in own if isinstance(each, int | float)})


def _write(path: Path, text: str) -> None:
    """Writes a file beside its place and moves it there whole."""
    beside = path.with_name(f".{path.name}.part")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)
