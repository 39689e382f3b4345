"""The story of one subject: what happened, where things stand, what is due and why, and what comes next."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from fingerpost.rules.duties import Result
from fingerpost.rules.duty import Duty
from fingerpost.rules.facts import Fact, day_recorded
from fingerpost.rules.gaps import UNKNOWN
from fingerpost.rules.gates import Need
from fingerpost.rules.replay import is_open
from fingerpost.rules.timeline import Change
from fingerpost.story.causes import ask_of, why, why_since
from fingerpost.story.language import Language, capitalised, uncapitalised
from fingerpost.story.sayings import acts_missing, acts_of, named_act, told
from fingerpost.story.unknown import unknown_story


class Section(NamedTuple):
    """A heading and the sentences under it."""

    title: str
    sentences: list[str]


class Life(NamedTuple):
    """What a story is told from: a subject's facts in force with what was said (`texts`, by a fact's id), what
    follows from them on the day `today` (`now`), and what if acts are supposed (`ahead`)."""

    subject: str
    facts: Sequence[Fact]
    texts: Mapping[str, str]
    now: Result
    ahead: Result
    today: date

    @property
    def about(self) -> str:
        """The kind of subject."""
        return self.subject.partition(":")[0]


def life_story(life: Life, language: Language) -> list[Section]:
    """The story; a section about which there is nothing to say is left out."""
    name = language.subject(life.subject, life.facts)
    title = language.say("titles", "story", subject=name)
    today = language.day(life.today)
    if not life.now.duties and life.now.reading.history.start is None:
        said = language.say("story", "not_started", subject=name, day=today)
        return [Section(title, [said])]
    titles = language.sentences["titles"]
    happened = [fact for fact in life.facts if fact.on <= life.today]
    planned = [fact for fact in life.facts if fact.on > life.today]
    sections = [
        Section(titles["happened"], list(dict.fromkeys(_told(fact, life, language) for fact in happened))),
        Section(titles["planned"], [_told(fact, life, language) for fact in planned]),
        Section(language.say("titles", "where", day=today), [*_life(life, language), *_standings(life, language)]),
        Section(titles["due"], _due_now(life, language)),
        Section(titles["unknown"], list(unknown_story(life.now.duties, life.today, language))),
        Section(titles["time"], list(_by_time(life, language))),
        Section(titles["ahead"], list(_ahead(life, language))),
        Section(titles["closed"], list(_closed(life, language))),
        Section(titles["gates"], list(_gates(life, language))),
    ]
    told_of = [
        Section(heading, [capitalised(sentence) for sentence in sentences])
        for heading, sentences in sections
        if sentences
    ]
    return [Section(title, []), *told_of]


def _told(fact: Fact, life: Life, language: Language) -> str:
    """A fact, whether it was corrected or recorded late, and what was said."""
    parts = [language.say("story", "fact", day=language.day(fact.on), fact=told(fact, language))]
    recorded = day_recorded(fact)
    if fact.supersedes is not None:
        parts.append(language.say("story", "corrected"))
    elif recorded > fact.day:
        on = language.on(date.fromordinal(recorded))
        parts.append(language.say("story", "recorded_late", on=on))
    if fact.id in life.texts:
        parts.append(language.say("story", "note", text=life.texts[fact.id]))
    return " ".join(parts)


def _life(life: Life, language: Language) -> Iterator[str]:
    """That the subject's life is over, or that a break runs."""
    history, today = life.now.reading.history, life.today.toordinal()
    if history.end is not None and history.end <= today:
        yield language.say("story", "ended", on=language.on(date.fromordinal(history.end)))
        return
    for since, until in history.breaks:
        if since <= today and (until is None or today < until):
            began = language.day(date.fromordinal(since))
            back = language.day(date.fromordinal(until)) if until is not None else ""
            yield language.say("story", "on_break_until" if until else "on_break", since=began, until=back)


def _standings(life: Life, language: Language) -> Iterator[str]:
    """Where the subject stands; a standing that never left its first level says nothing. Of those that are unknown a
    sentence tells together."""
    unknown: list[str] = []
    for name, standing in life.now.reading.policy.standings.items():
        if standing.about != life.about:
            continue
        change = life.now.reading.standing(name).at(life.today.toordinal())
        if change is not None and change.level == UNKNOWN:
            unknown.append(uncapitalised(language.standing(name)))
        elif change is not None and (change.level != standing.levels[0] or change.facts):
            yield _stands(name, change, life, language)
    if unknown:
        yield language.say("unknown", "standings", standings=language.listed(unknown))


def _stands(name: str, change: Change, life: Life, language: Language) -> str:
    since = date.fromordinal(change.day)
    standing = standing_in_words(name, change.level, language)
    sentences = [language.say("story", "standing", standing=standing, since=language.day(since))]
    if change.facts:
        sentences.append(why_since(change.facts, since, life.now.reading, language, dated=False))
    return " ".join(sentences)


def standing_in_words(name: str, level: str, language: Language) -> str:
    """A standing with its level; one that is yes or no says itself, and a level that names it stands alone."""
    standing, said = language.standing(name), language.level(level)
    if level in ("yes", "no"):
        return language.say("story", f"standing_{level}", standing=standing)
    if said.startswith(standing):
        return said
    return f"{standing}: {uncapitalised(said)}"


def _due_now(life: Life, language: Language) -> list[str]:
    due = [_due(duty, life, language) for duty in life.now.duties if is_open(duty, life.today)]
    if due:
        return due
    is_known = all(duty.outcome != "unknown" for duty in life.now.duties)
    return [language.say("story", "nothing_due" if is_known else "nothing_known_due")]


def _due(duty: Duty, life: Life, language: Language) -> str:
    """A duty that is open: what, who, by when, why, what closes it, and what the policy says."""
    overdue = duty.due is not None and duty.due < life.today
    kind = "no_due_day" if duty.due is None else "overdue" if overdue else "open"
    ask = ask_of(duty, life.now.reading)
    sentences = [
        language.say("story", kind, **_names(duty, language)),
        why(duty, life.now.reading, language),
        language.say("story", "closes", acts=acts_of(ask, language)),
    ]
    missing = acts_missing(ask, duty.waits_for, language) if duty.waits_for else ""
    if missing and missing != acts_of(ask, language):
        sentences.append(language.say("story", "waits", acts=missing))
    sentences.append(_remarks(duty, language))
    summary = language.summary(duty.clause)
    sentences.append(language.say("story", "clause", clause=duty.clause, summary=summary))
    return " ".join(filter(None, sentences))


def _remarks(duty: Duty, language: Language) -> str:
    """That a day may still change, and that a forecast ends at a choice."""
    is_choice = duty.choice and duty.waits_for is not None
    remarks = {"projected": duty.is_projected, "choice": is_choice}
    return " ".join(language.say("story", name) for name, holds in remarks.items() if holds)


def _names(duty: Duty, language: Language) -> dict[str, str]:
    """What a sentence about a duty may name."""
    no_day = language.say("story", "no_day")
    return {
        "action": language.action(duty.action),
        "owner": language.role(duty.owner),
        "opens": language.day(duty.opens) if duty.opens else no_day,
        "due": language.day(duty.due) if duty.due else no_day,
        "opens_on": language.on(duty.opens) if duty.opens else no_day,
        "closed": language.day(duty.closed) if duty.closed else no_day,
        "closed_on": language.on(duty.closed) if duty.closed else no_day,
    }


def _by_time(life: Life, language: Language) -> Iterator[str]:
    """What opens later although nothing more is recorded; of duties that come again only the first."""
    later = [duty for duty in life.now.duties if duty.opens and duty.opens > life.today]
    for duty in _first_of_each(later):
        opens = language.say("story", "opens", **_names(duty, language))
        because = why(duty, life.now.reading, language)
        yield " ".join(filter(None, (opens, because, _remarks(duty, language))))


def _ahead(life: Life, language: Language) -> Iterator[str]:
    """What opens if we do what is due and nobody else answers; at a choice that is ours the forecast stops."""
    known = {(duty.rule, duty.action) for duty in life.now.duties if not _is_over(duty, life)}
    later = [duty for duty in life.ahead.duties if duty.supposed and not _is_over(duty, life)]
    for duty in _first_of_each(later):
        if (duty.rule, duty.action) in known:
            continue
        opens = language.say("story", "would_open", **_names(duty, language))
        yield " ".join(filter(None, (opens, _remarks(duty, language))))


def _is_over(duty: Duty, life: Life) -> bool:
    return duty.closed is not None and duty.closed <= life.today


def _first_of_each(duties: Sequence[Duty]) -> list[Duty]:
    first: dict[tuple[str, str], Duty] = {}
    for duty in duties:
        first.setdefault((duty.rule, duty.action), duty)
    return list(first.values())


def _closed(life: Life, language: Language) -> Iterator[str]:
    """What was due and is closed; what came again and again in one sentence."""
    same: dict[tuple[str, str, str], list[Duty]] = {}
    for duty in life.now.duties:
        if _is_over(duty, life) and duty.outcome:
            same.setdefault((duty.action, duty.owner, duty.outcome), []).append(duty)
    for (_, _, outcome), duties in same.items():
        last = duties[-1]
        late = language.say("story", "late") if last.due and last.closed > last.due else ""  # type: ignore[operator]
        names = _names(last, language) | {"late": late if outcome == "done" else ""}
        if len(duties) == 1:
            yield language.say("story", outcome, **names)
        else:
            times = str(len(duties))
            yield language.say("story", f"{outcome}_often", **names, times=times)


def _gates(life: Life, language: Language) -> Iterator[str]:
    """What may not be done yet, and what is missing for it; of a life that is over nothing."""
    end = life.now.reading.history.end
    if end is not None and end <= life.today.toordinal():
        return
    for name, gate in life.now.reading.policy.gates.items():
        if gate.about != life.about:
            continue
        answer = gate.on(life.today.toordinal(), life.now.reading)
        gate_name = str(language.texts["gates"][name])
        for kind, needs in (("gate_shut", answer.missing), ("gate_unknown", answer.unknown)):
            if needs:
                missing = language.listed([_missing(need, language) for need in needs])
                yield language.say("story", kind, gate=gate_name, missing=missing)


def _missing(need: Need, language: Language) -> str:
    if need.fact is not None:
        return named_act(need.fact, language)
    return uncapitalised(language.standing(need.standing or ""))
