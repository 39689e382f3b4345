"""`fingerpost backtest`, as a user would try it."""

import csv
import io
import json
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep
from xml.etree import ElementTree

import pytest

from fingerpost.project import looking_back, worth
from fingerpost.rules.terms import Table
from tests.project.commands import SAMPLE, START, Row, Run, folder_with
from tests.rules.telling import at_risk
from tests.story.stories import language_of

SVG = "{http://www.w3.org/2000/svg}"
PEOPLE = 12


@pytest.fixture
def cohort(tmp_path: Path) -> str:
    """Twelve who left after 60 days and twelve who completed, the second heard of every 30 days; one has no end.
    The learner of `folder_with` left without a word after 86 days."""
    rows: list[Row] = [("enrolment:E-1", "withdrew", "2026-04-01", {"reason": "moved"})]
    for number in range(PEOPLE):
        nation = "wales" if number % 2 else "england"
        leaver, stayer = f"enrolment:L-{number}", f"enrolment:S-{number}"
        rows.append((leaver, "started", "2026-01-05", {**START, "nation": nation}))
        rows.append((leaver, "withdrew", "2026-03-06", {"reason": "ill"}))
        rows.append((stayer, "started", "2026-01-05", START))
        rows += [(stayer, "progress", day, {}) for day in ("2026-02-04", "2026-03-06")]
        rows.append((stayer, "completed", "2026-03-20", {}))
    rows.append(("enrolment:N-1", "started", "2026-01-05", START))
    return folder_with(tmp_path, *rows)


def answers(run: Run, *words: str) -> list[dict[str, object]]:
    ran = run("backtest", *words, "--format", "jsonl")
    assert (ran.status, ran.errors) == (0, "")
    return [json.loads(line) for line in ran.out.splitlines()]


def test_the_table_says_who_was_flagged_how_early_and_for_nothing(run: Run, cohort: str) -> None:
    ran = run("backtest", cohort, "--outcome", "withdrew")
    assert (ran.status, ran.errors) == (0, "")
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert "left 13 13 100.0 % (77.2 % to 100.0 %)" in lines
    assert "stayed (flagged: false alarms) 12 0 0.0 % (0.0 % to 24.2 %)" in lines
    assert "no end is told (counted apart) 1 1 fewer than 5: too few for a share" in lines
    assert "Of those flagged, those who left: 13 of 13: 100.0 % (77.2 % to 100.0 %)." in lines
    assert "no-progress 13 0 100.0 % (77.2 % to 100.0 %)" in lines
    assert "Days from flag to outcome: median 17, half of them from 10 to 17." in lines


def test_a_small_number_is_told_as_a_number(run: Run) -> None:
    ran = run("backtest", SAMPLE, "--outcome", "withdrew")
    assert ran.status == 0
    assert "fewer than 5: too few for a share" in ran.out
    (answer,) = answers(run, SAMPLE, "--outcome", "withdrew")
    assert answer["recall"] is None
    assert answer["left"] == 1


def test_each_value_of_a_parameter_is_a_line_after_the_policy_as_it_stands(run: Run, cohort: str) -> None:
    found = answers(run, cohort, "--outcome", "withdrew", "--vary", "no-progress-days=21:63:14")
    assert [each["value"] for each in found] == [None, 21, 35, 49, 63]
    assert {each["parameter"] for each in found} == {"no-progress-days"}
    assert [each["left_flagged"] for each in found] == [13, 13, 13, 13, 1]
    assert [each["stayed_flagged"] for each in found] == [0, 12, 0, 0, 0]
    assert [each["days_median"] for each in found] == [17, 38, 24, 10, None]


def test_one_entry_of_a_table_is_varied_alone(run: Run, cohort: str) -> None:
    found = answers(run, cohort, "--outcome", "withdrew", "--vary", "no-progress-days[wales]=28:63:35")
    assert [each["left_flagged"] for each in found] == [13, 13, 7]
    assert [each["parameter"] for each in found] == ["no-progress-days[wales]"] * 3


def test_a_value_that_the_provider_has_set_is_set_aside_while_it_is_varied(run: Run, tmp_path: Path) -> None:
    setting = {"policy": "learners-at-risk", "name": "no-progress-days", "value": 300}
    rows: list[Row] = [("provider:self", "parameter_set", "2025-01-01", setting)]
    folder = folder_with(tmp_path, *rows, ("enrolment:E-1", "withdrew", "2026-04-01", {}))
    found = answers(run, folder, "--outcome", "withdrew", "--vary", "no-progress-days=42:42:1")
    assert [each["left_flagged"] for each in found] == [0, 1]
    refused = run("backtest", folder, "--outcome", "withdrew", "--vary", "no-progress-days[wales]=28:42:7")
    assert refused.status == 2
    assert "is set anew (parameter_set 2025-01-01); vary it whole" in refused.errors


def test_csv_says_what_jsonl_says(run: Run, cohort: str) -> None:
    words = ("backtest", cohort, "--outcome", "withdrew[reason=ill]", "--vary", "no-progress-days=35:49:7")
    table = list(csv.DictReader(io.StringIO(run(*words, "--format", "csv").out)))
    found = answers(run, *words[1:])
    assert [each["left"] for each in found] == [12] * 4
    for row, answer in zip(table, found, strict=True):
        assert list(row) == list(answer)
        for name, value in answer.items():
            if not isinstance(value, dict):
                assert row[name] == ("" if value is None else str(value))
    assert table[0]["triggers"] == "no-progress: 12/1"


def test_one_process_and_two_say_the_same(run: Run, cohort: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("backtest", cohort, "--outcome", "withdrew", "--vary", "no-progress-days=21:84:7")
    monkeypatch.setattr(looking_back, "AT_A_TIME", 7)
    said = []
    for processes in (1, 2):
        monkeypatch.setattr(looking_back, "_cores", lambda processes=processes: processes)
        said.append(run(*words))
    assert said[0] == said[1]
    assert said[0].status == 0


def test_the_curve_is_the_same_each_time_and_tells_its_figures_in_words(run: Run, cohort: str, tmp_path: Path) -> None:
    words = ("backtest", cohort, "--outcome", "withdrew", "--vary", "no-progress-days=21:63:14", "--curve")
    drawn = []
    for name in ("one.svg", "two.svg"):
        assert run(*words, str(tmp_path / name)).status == 0
        drawn.append((tmp_path / name).read_bytes())
    assert drawn[0] == drawn[1]
    picture = ElementTree.fromstring(drawn[0])
    assert picture.get("role") == "img"
    assert [picture.findtext(f"{SVG}title")] == ["What no-progress-days is worth from 21 to 63 days"]
    said = picture.findtext(f"{SVG}desc") or ""
    assert "21 days: of those who left, flagged 100%, of those who stayed, flagged 100%, of those flagged, left" in said
    assert "prefers-color-scheme: dark" in (picture.findtext(f"{SVG}style") or "")
    words_in_it = {text.text for text in picture.iter(f"{SVG}text")}
    assert {"of those who left,", "of those who stayed,", "of those flagged,", "now 42", "now 49"} <= words_in_it
    assert len(list(tmp_path.glob(".*"))) == 0


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["--outcome", "withdrawn"], "of facts about enrolments none is called 'withdrawn'; did you mean 'withdrew'?"),
        (["--outcome", "withdrew[cause=ill]"], "withdrew has no field 'cause'; there are: destination, reason"),
        (["--outcome", "withdrew["], "name a kind of fact, such as withdrew"),
        (["--outcome", "started"], "it starts a life"),
        (["--outcome", "withdrew", "--finding", "send-notice-4"], "has no duty 'send-notice-4'; did you mean"),
        (["--outcome", "withdrew", "--finding", "leaver-panel"], "it is about a provider, whose life no fact starts"),
        (["--outcome", "withdrew", "--curve", "c.svg"], "give --vary NAME=FROM:TO:STEP too"),
        (["--outcome", "withdrew", "--vary", "no-progress-days"], "write NAME=FROM:TO:STEP"),
        (["--outcome", "withdrew", "--vary", "no-progres-days=21:84:7"], "did you mean 'no-progress-days'?"),
        (["--outcome", "withdrew", "--vary", "no-progress-days[walles]=21:84:7"], "did you mean 'wales'?"),
        (["--outcome", "withdrew", "--vary", "contact-days[wales]=7:14:7"], "it has one value for all"),
        (["--outcome", "withdrew", "--vary", "no-progress-days=0:84:7"], "0 days is too little; it may be 7 at least"),
        (["--outcome", "withdrew", "--vary", "no-progress-days=84:21:7"], "go up from the first number to the last"),
        (["--outcome", "withdrew", "--vary", "no-progress-days=21:84:0"], "by steps of 1 or more"),
        (["--outcome", "withdrew", "--vary", "no-progress-days=7:365:1"], "these are 359 values; 200 at most"),
        (["--outcome", "withdrew", "--vary", "consent-first=0:1:1"], "not a number; only numbers can be varied"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_and_says_what_could_be(
    run: Run, words: list[str], what: str
) -> None:
    ran = run("backtest", SAMPLE, *words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.errors.startswith("error: ")
    assert what in ran.errors


def test_by_what_was_known_earlier_nobody_had_left_yet(run: Run, cohort: str) -> None:
    (answer,) = answers(run, cohort, "--outcome", "withdrew", "--known-at", "2026-03-01")
    assert (answer["left"], answer["stayed"], answer["no_end"]) == (0, 0, 26)
    assert answer["no_end_flagged"] == 14, "those who never said a word, 42 days on (49 in Wales)"


def test_a_cohort_of_whom_the_record_holds_nothing_is_counted_apart(run: Run, tmp_path: Path) -> None:
    rows: list[Row] = [("enrolment:E-1", "withdrew", "2026-04-01", {})]
    rows.append(("provider:self", "not_held", "2025-01-01", {"kinds": ["progress", "session", "notice_sent"]}))
    folder = folder_with(tmp_path, *rows)
    (answer,) = answers(run, folder, "--outcome", "withdrew")
    assert (answer["left"], answer["unknown_left"], answer["left_flagged"]) == (0, 1, 0)
    said = run("backtest", folder, "--outcome", "withdrew").out
    assert "in no share above" in said
    assert "no-progress (not held: progress)" in said


def test_the_table_is_told_in_welsh(run: Run, cohort: str) -> None:
    words = ("backtest", cohort, "--outcome", "withdrew", "--vary", "window-1=2:4:2")
    ran = run(*words, "--language", "cy")
    assert (ran.status, ran.errors) == (0, "")
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert lines[0] == "learners-at-risk 1.0 ar y rhai y mae eu hynt yn hysbys: withdrew"
    assert "“Anfon yr hysbysiad cam 1” (send-notice-1)" in " ".join(lines)
    assert "wedi gadael 13 13 100.0 % (77.2 % i 100.0 %)" in lines
    assert "wedi aros (â fflag: camrybudd) 12 0 0.0 % (0.0 % i 24.2 %)" in lines
    assert "heb ddiwedd hysbys (ar wahân) 1 1 llai na 5: rhy ychydig i roi cyfran" in lines
    assert "O'r rhai â fflag, y rhai a adawodd: 13 o 13: 100.0 % (77.2 % i 100.0 %)." in lines
    assert "Diwrnodau o'r fflag i'r canlyniad: canolrif 17, a hanner ohonynt o 10 i 17." in lines
    assert "7 diwrnod neu fwy: 13 o 13: 100.0 % (77.2 % i 100.0 %)" in lines
    assert "Cam 2 12 0 100.0 % (75.8 % i 100.0 %)" in lines
    assert "window-1 (diwrnodau gwaith)" in lines
    assert {word for word in ran.out.split() if word in {"left", "stayed", "flagged", "of", "days", "people"}} == set()


def test_what_the_record_does_not_hold_is_told_in_welsh(run: Run, tmp_path: Path) -> None:
    rows: list[Row] = [("enrolment:E-1", "withdrew", "2026-04-01", {})]
    rows.append(("provider:self", "not_held", "2025-01-01", {"kinds": ["progress", "session"]}))
    rows.append(("provider:self", "held", "2025-06-01", {"kinds": ["session"]}))
    folder = folder_with(tmp_path, *rows)
    english, welsh = (run("backtest", folder, "--outcome", "withdrew", "--language", code).out for code in ("en", "cy"))
    assert "no-progress (not held: progress)" in english
    assert "no-progress (heb ei gadw: progress)" in welsh
    assert "absence (not held until 2025-06-01: session)" in english
    assert "absence (heb ei gadw tan 2025-06-01: session)" in welsh


@pytest.mark.parametrize("code", ["en", "cy"])
def test_the_names_of_rows_and_columns_fit_their_columns(code: str) -> None:
    words = language_of(code).sentences["backtest"]
    rows = ("outcome", "left", "stayed", "no_end", "unknown_left", "unknown_stayed", "unknown_no_end")
    assert all(len(words[name]) <= worth.NAME for name in rows)
    assert all(len(words[name]) <= worth.NAME + 9 for name in ("levels", "triggers", "rules"))
    assert all(len(words[name]) < 9 for name in ("people", "flagged", "caught_left", "caught_stayed"))
    values = words["values"]
    assert all(len(values[name]) <= 9 for name in ("value", "as_it_is", "left", "left_more", "stayed", "stayed_more"))
    assert all(len(values[name]) <= 6 for name in ("days", "days_more"))
    assert all(len(values[name]) < worth.SHARE for name in ("recall", "false_alarms", "precision", "too_few"))


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_program_reads_the_same_in_both_languages(run: Run, cohort: str, form: str) -> None:
    words = ("backtest", cohort, "--outcome", "withdrew", "--format", form, "--language")
    assert run(*words, "cy") == run(*words, "en")


def test_the_curve_is_drawn_in_welsh(run: Run, cohort: str, tmp_path: Path) -> None:
    place = tmp_path / "curve.svg"
    words = ("backtest", cohort, "--outcome", "withdrew", "--vary", "no-progress-days=21:63:14", "--language", "cy")
    assert run(*words, "--curve", str(place)).status == 0
    picture = ElementTree.fromstring(place.read_bytes())
    assert picture.findtext(f"{SVG}title") == "Beth yw gwerth no-progress-days, o 21 i 63 (diwrnodau)"
    said = picture.findtext(f"{SVG}desc") or ""
    assert said.startswith("21 (diwrnodau): o'r rhai a adawodd, â fflag: 100%; o'r rhai a arhosodd, â fflag: 100%; o'r")
    assert said.endswith("wedi gadael: rhy ychydig i ddweud.")
    words_in_it = {text.text for text in picture.iter(f"{SVG}text")}
    assert {"o'r rhai a adawodd,", "â fflag", "wedi gadael", "nawr 42", "no-progress-days (diwrnodau)"} <= words_in_it


def test_every_sentence_of_the_backtest_is_in_welsh() -> None:
    english, welsh = (language_of(code).sentences["backtest"] for code in ("en", "cy"))
    parts = [(english, welsh), *((english[name], welsh[name]) for name in ("values", "curve"))]
    for ours, theirs in parts:
        told = {name for name, said in ours.items() if isinstance(said, str) and any(map(str.isalpha, said))}
        assert [name for name in told if theirs[name] == ours[name]] == []


def test_every_unit_that_can_be_varied_has_its_words() -> None:
    numbers = (int, float, Table)
    units = {each.unit for each in at_risk().pack.parameters.values() if isinstance(each.value, numbers)}
    units -= {"role", "yes or no"}
    assert {"days", "working days", "weeks"} <= units
    assert units <= language_of("en").sentences["units"].keys()
    assert all(language_of("en").unit(unit) == unit != language_of("cy").unit(unit) for unit in units)
    assert language_of("cy").unit("fathoms") == "fathoms", "a unit of another pack is told as it is written there"


SLOWLY = """
import sys, time
from pathlib import Path
from fingerpost.project import looking_back
from fingerpost.project.command import main

def part(self, number, start):
    Path(sys.argv[1]).touch()
    time.sleep(0.2)
    return work(self, number, start)

work, looking_back.Work.part = looking_back.Work.part, part
looking_back._cores, looking_back.AT_A_TIME = lambda: 2, 1
sys.exit(main(sys.argv[2:]))
"""
"""The command with two processes, each of which takes its time and says when it has begun."""


def test_ctrl_c_stops_it_and_leaves_no_process_behind(cohort: str, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    words = [str(begun), "backtest", cohort, "--outcome", "withdrew"]
    process = subprocess.Popen(
        [sys.executable, "-c", SLOWLY, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    while not begun.exists() and process.poll() is None:
        sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=20)  # both pipes are closed: nobody is left who could write
    assert (process.returncode, out, errors) == (130, "", "stopped\n")
