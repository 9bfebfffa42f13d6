"""dates, pause, resume, stop, start."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Command

TODAY = ("--today", "2026-11-23")


def test_dates_say_when_each_open_step_can_be_taken_and_why(run: Command, file: Path) -> None:
    found = run("dates", file, *TODAY, "--json").data
    assert len(found["steps"]) == 9
    assert {"step", "partner", "day", "answer", "why", "trouble"} == found["steps"][0].keys()
    assert found["steps"][0]["day"] == "2026-11-23" and found["ends"] == "2027-02-22"
    said = run("dates", file, *TODAY).out
    assert "2026-12-08  Digital Rights Kestria: A seat and a veto on the panel\n  After the" in said
    assert said.endswith("The last answer is expected by 22 February 2027.\n")


def test_the_rule_for_waiting_decides(run: Command, file: Path) -> None:
    ends = [
        run("dates", file, *TODAY, "--json", "--wait", rule).data["ends"]
        for rule in ("one_by_one", "none")
    ]
    assert ends == ["2027-04-08", "2027-02-22"]
    assert run("dates", file, "--wait", "for ever").status == 2


def test_dates_are_saved_as_one_edit_and_then_stay(run: Command, file: Path) -> None:
    said = run("dates", file, *TODAY, "--save")
    assert said.err == "9 steps got a new day.\n"
    late = [s["days_late"] for s in run("today", file, *TODAY, "--json").data["steps"]]
    assert late == [0, 0]
    assert run("dates", file, *TODAY, "--save").err == "0 steps got a new day.\n"
    run("undo", file)
    assert run("today", file, *TODAY, "--json").data["steps"][0]["days_late"] == 28


def test_an_unknown_country_is_said_beside_the_dates(run: Command, file: Path) -> None:
    line = '{"changes": [{"op": "set", "id": "Tavano Mobile", "fields": {"country": "XX"}}]}'
    assert run("apply", file, stdin=line).status == 0
    assert "for the country “XX” (given for Tavano Mobile)" in run("dates", file, *TODAY).err


def test_a_pause_keeps_what_is_left_of_each_wait(run: Command, file: Path) -> None:
    before = [s["due"] for s in run("today", file, *TODAY, "--json").data["steps"]]
    assert run("pause", file, "--reason", "Election", *TODAY).out.startswith("Paused “Stone soup")
    assert run("today", file, *TODAY, "--json").data["steps"] == []
    said = run("resume", file, "--today", "2026-12-23").out
    assert "Its open steps moved on by 30 days." in said
    later = run("today", file, "--today", "2026-12-23", "--json").data["steps"]
    assert [step["days_late"] for step in later] == [28, 19, 12, 5, -2]
    assert before[0] == "2026-10-26" and later[0]["due"] == "2026-11-25"


@pytest.mark.parametrize("command", ["pause", "stop"])
def test_a_reason_is_asked_for(run: Command, file: Path, command: str) -> None:
    assert run(command, file).status == 2
    refused = run(command, file, "--reason", " ")
    assert refused.status == 1 and "Say why" in refused.err


def test_a_stopped_sequence_keeps_its_reason(run: Command, file: Path) -> None:
    assert run("stop", file, "--reason", "The law changed").status == 0
    (sequence,) = run("list", file, "sequence", "--json").data
    assert (sequence["status"], sequence["status_reason"]) == ("stopped", "The law changed")
    assert run("resume", file).status == 1


def test_a_sequence_is_begun_from_another(run: Command, file: Path) -> None:
    made = run("start", file, "--like", "a-s1", "--name", "North", "--on", "2027-01-04", "--json")
    id = made.data["sequence"]
    copies = run("list", file, "step", "--where", f"sequence={id}", "--json").data
    assert len(copies) == 12 and {step["status"] for step in copies} == {"planned"}
    refused = run("dates", file)
    assert refused.status == 1 and "Say which sequence" in refused.err
    assert len(run("dates", file, "--sequence", "North", "--json").data["steps"]) == 12


def test_a_plan_without_a_sequence_says_so(run: Command, tmp_path: Path) -> None:
    run("new", tmp_path / "a.db", "--name", "Rivers")
    assert "no sequence yet" in run("dates", tmp_path / "a.db").err
