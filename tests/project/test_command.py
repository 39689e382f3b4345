"""The commands, as a new user would try them."""

import csv
import io
import json
import re
from datetime import date

import pytest

from fingerpost import __version__
from tests.project.commands import SAMPLE, Run

KEYS = [
    "subject",
    "rule",
    "clause",
    "action",
    "owner",
    "opens",
    "due",
    "closed",
    "outcome",
    "because",
    "waits_for",
    "supposed",
    "projected",
]
"""The keys of the facts folder's description, and whether the day is projected."""


def rows(written: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.splitlines()]


def test_jsonl_has_one_duty_a_line_under_the_keys_described(run: Run) -> None:
    ran = run("forecast", SAMPLE, "--format", "jsonl")
    assert (ran.status, ran.errors) == (0, "")
    duties = rows(ran.out)
    assert len(duties) > 100
    assert all(list(duty) == KEYS for duty in duties)
    assert duties[0] == {
        "subject": "enrolment:E-0001",
        "rule": "start-indicators",
        "clause": "5.1.1",
        "action": "check-start-indicators",
        "owner": "coach",
        "opens": "2025-09-08",
        "due": "2025-09-15",
        "closed": "2025-09-11",
        "outcome": "done",
        "because": ["started 2025-09-08"],
        "waits_for": None,
        "supposed": False,
        "projected": False,
    }


def test_what_an_open_duty_waits_for_and_why_it_opened_is_in_its_row(run: Run) -> None:
    duties = rows(run("forecast", SAMPLE, "--format", "jsonl").out)
    (waiting,) = [duty for duty in duties if duty["action"] == "attempts-2" and not duty["closed"]]
    assert waiting["subject"] == "enrolment:E-0001"
    kind, *details = str(waiting["waits_for"]).split()
    assert (kind, sorted(details)) == ("contact", ["direction=out", "purpose=welfare", "way=email"])
    assert sorted(waiting["because"]) == [  # type: ignore[call-overload]
        "contact 2026-01-28",
        "contact 2026-01-29",
        "notice_sent 2026-01-30",
    ]


def test_csv_says_what_jsonl_says(run: Run) -> None:
    duties = rows(run("forecast", SAMPLE, "--format", "jsonl").out)
    table = list(csv.DictReader(io.StringIO(run("forecast", SAMPLE, "--format", "csv").out)))
    assert list(table[0]) == KEYS
    for row, duty in zip(table, duties, strict=True):
        said = {name: "" if value is None else value for name, value in duty.items()}
        said["because"] = "; ".join(duty["because"])  # type: ignore[arg-type]
        said |= {name: str(duty[name]).lower() for name in ("supposed", "projected")}
        assert row == said


def test_the_table_is_grouped_by_person_and_no_wider_than_120_columns(run: Run) -> None:
    ran = run("forecast", SAMPLE)
    lines = ran.out.splitlines()
    assert lines[0].split() == ["Opens", "Due", "State", "Clause", "Duty", "·", "owner"]
    at = lines.index("Robin Hale (E-0001)")
    assert lines[at + 1] == (
        "  2025-09-08  2025-09-15  done 2025-09-11       5.1.1  Check the risk indicators at the start · Coach"
    )
    assert max(map(len, lines)) <= 120
    assert lines[-1] == ("Due now: 17, of which overdue: 3. To come by Tuesday 16 February 2027: 25. Closed: 121.")


def test_the_table_speaks_welsh_and_breaks_long_lines_before_the_owner(run: Run) -> None:
    lines = run("forecast", SAMPLE, "--language", "cy").out.splitlines()
    assert lines[0].split() == ["Agor", "Erbyn", "Cyflwr", "Cymal", "Dyletswydd", "·", "perchennog"]
    assert max(map(len, lines)) <= 120
    assert "Darparwr" in lines
    owner = next(line for line in lines if line.strip().startswith("·"))
    assert owner.strip() == "· Cydlynydd cymorth gweithredol"
    assert lines[-1].startswith("I'w gwneud nawr: 17, a'r rhai hwyr yn eu plith: 3. I ddod erbyn dydd")


def test_what_is_closed_is_left_out_if_asked(run: Run) -> None:
    duties = rows(run("forecast", SAMPLE, "--open", "--format", "jsonl").out)
    everything = rows(run("forecast", SAMPLE, "--format", "jsonl").out)
    today = "2026-02-16"
    assert duties == [duty for duty in everything if not duty["closed"] or duty["closed"] > today]  # type: ignore[operator]
    assert run("forecast", SAMPLE, "--open").out.endswith("What is closed is left out.\n")


def test_known_at_counts_only_what_was_recorded_by_then(run: Run) -> None:
    def due(day: str) -> list[object]:
        written = run("forecast", SAMPLE, "--known-at", day, "--format", "jsonl").out
        return [duty["action"] for duty in rows(written) if duty["subject"] == "enrolment:E-0014"]

    check = "check-start-indicators"
    assert due("2026-02-02") == [check]
    assert due("2026-02-04")[:2] == [check, "send-notice-1"]  # an absence, taken back later
    assert due("2026-02-05") == [check]


def test_known_at_the_last_recording_equals_no_known_at(run: Run) -> None:
    asked = ("forecast", SAMPLE, "--format", "jsonl", "--suppose-silence")
    assert run(*asked).out == run(*asked, "--known-at", "2026-02-16").out


def test_until_cuts_what_opens_later(run: Run) -> None:
    everything = rows(run("forecast", SAMPLE, "--format", "jsonl").out)
    cut = rows(run("forecast", SAMPLE, "--format", "jsonl", "--until", "2026-02-20").out)
    assert cut == [duty for duty in everything if str(duty["opens"]) <= "2026-02-20"]
    assert 0 < len(cut) < len(everything)


def test_supposing_silence_goes_on_to_a_choice_and_marks_what_is_supposed(run: Run) -> None:
    written = run("forecast", SAMPLE, "--suppose-silence", "--format", "jsonl").out
    robin = [duty for duty in rows(written) if duty["subject"] == "enrolment:E-0001"]
    (choice,) = [duty for duty in robin if duty["action"] == "decide-withdrawal"]
    assert (choice["supposed"], choice["closed"]) == (True, None)
    assert choice["waits_for"] == "withdrawal_decided"
    assert "record-withdrawal" not in {duty["action"] for duty in robin}


def test_the_same_input_gives_the_same_output(run: Run) -> None:
    for words in (("forecast", SAMPLE, "--suppose-silence"), ("replay", SAMPLE, "--subject", "E-0001")):
        assert run(*words).out == run(*words).out


@pytest.mark.parametrize("named", ["enrolment:E-0001", "E-0001", "Robin Hale", "robin"])
def test_a_person_is_found_by_key_or_name(named: str, run: Run) -> None:
    ran = run("explain", SAMPLE, "--subject", named)
    assert (ran.status, ran.errors) == (0, "")
    assert ran.out.splitlines()[0] == "Robin Hale (E-0001): the story so far"


def test_a_story_says_what_happened_what_is_due_and_what_comes_next(run: Run) -> None:
    story = run("explain", SAMPLE, "--subject", "E-0001").out
    headings = [line for line in story.splitlines() if line and not line.startswith(" ")]
    assert headings == [
        "Robin Hale (E-0001): the story so far",
        "What happened",
        "Where things stand on Monday 16 February 2026",
        "What is due now, and why",
        "What time alone will bring",
        "What comes next if we do what is due and nobody answers",
        "What was due before",
        "What must wait",
    ]
    said = " ".join(story.split())
    assert "Note: No message, telephone switched off." in said
    assert "Coach, overdue since Friday 6 February 2026." in said
    assert "The case waits for a welfare email." in said
    assert max(map(len, story.splitlines())) <= 100


def test_a_story_can_be_told_in_welsh_and_as_of_a_past_day(run: Run) -> None:
    words = ("--subject", "E-0008", "--language", "cy", "--known-at", "2026-01-02")
    story = run("explain", SAMPLE, *words).out
    assert story.startswith("Ffion Hughes (E-0008): yr hanes hyd yma\n")
    assert "Sut mae pethau'n sefyll, dydd Gwener 2 Ionawr 2026" not in story  # nothing amiss yet
    assert "Dydd Mawrth 30 Rhagfyr 2025" not in story  # recorded on 5 January only


def test_the_provider_has_a_story_too(run: Run) -> None:
    story = run("explain", SAMPLE, "--subject", "provider:self").out
    assert story.startswith("Provider: the story so far\n")
    assert "Quality team, overdue since Thursday 12 February 2026." in " ".join(story.split())


def test_a_replay_has_the_days_on_which_the_picture_changed(run: Run) -> None:
    ran = run("replay", SAMPLE, "--subject", "E-0014")
    assert (ran.status, ran.errors) == (0, "")
    first, *_, last = [line for line in ran.out.splitlines() if line and not line.startswith(" ")]
    assert first == "Priya Anand (E-0014): how the picture changed"
    assert last == "Thursday 5 February 2026"
    assert "Taken back for Tuesday 3 February 2026: missed a session without notice." in ran.out
    welsh = run("replay", SAMPLE, "--subject", "E-0014", "--language", "cy").out
    assert "Dydd Iau 5 Chwefror 2026" in welsh.splitlines()


def test_a_replay_from_before_the_start_says_that_nothing_was_known(run: Run) -> None:
    ran = run("replay", SAMPLE, "--subject", "E-0001", "--known-at", "2025-08-01")
    assert ran.status == 0
    assert "E-0001 had not started by Friday 1 August 2025" in ran.out


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_sample_shows_what_is_open_and_one_story(language: str, run: Run) -> None:
    ran = run("sample", "--language", language)
    assert (ran.status, ran.errors) == (0, "")
    lines = ran.out.splitlines()
    assert "Robin Hale (E-0001)" in lines
    assert sum(line.startswith("Robin Hale (E-0001): ") for line in lines) == 1
    assert not re.search(r" done \d", ran.out)
    assert max(map(len, lines)) <= 120


def test_a_sound_pack_is_checked_with_its_examples(run: Run) -> None:
    ran = run("pack", "check", "learners-at-risk")
    assert (ran.status, ran.errors) == (0, "")
    assert re.fullmatch(
        r"learners-at-risk 1\.0: 24 clauses, 26 rules, \d+ parameters, \d+ examples; "
        r"0 faults, 0 warnings\.\n",
        ran.out,
    )


def test_the_schema_of_packs_is_printed_as_json(run: Run) -> None:
    schema = json.loads(run("pack", "schema").out)
    assert schema["type"] == "object" and "rule" in schema["properties"]


def test_help_and_version_are_given(run: Run) -> None:
    assert run("--version").out == f"fingerpost {__version__}\n"
    for words in (["--help"], ["forecast", "--help"], ["pack", "check", "--help"]):
        ran = run(*words)
        assert ran.status == 0 and ran.out.startswith("usage: fingerpost")


def test_every_day_written_is_a_day(run: Run) -> None:
    for duty in rows(run("forecast", SAMPLE, "--format", "jsonl").out):
        for name in ("opens", "due", "closed"):
            assert duty[name] is None or date.fromisoformat(str(duty[name]))


def test_a_table_without_duties_says_so(run: Run) -> None:
    assert run("forecast", SAMPLE, "--known-at", "2025-08-01").out == "Nothing is due.\n"


def test_a_day_past_the_published_calendar_is_marked_in_the_table(run: Run) -> None:
    words = ("forecast", SAMPLE, "--until", "2028-12-31", "--suppose-silence", "--open")
    lines = run(*words).out.splitlines()
    assert any("2028-" in line and "~ " in line for line in lines)
    assert "~ projected: the bank holidays of that year are not published yet" in lines


def test_a_command_that_is_stopped_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*words: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("fingerpost.project.input.read_folder", stopped)
    assert run("forecast", SAMPLE) == (130, "", "stopped\n")
