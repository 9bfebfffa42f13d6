"""today."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import Command

TODAY = ("--today", "2026-11-23")


def test_today_tells_what_the_day_asks_for(run: Command, file: Path) -> None:
    agenda = run("today", file, *TODAY, "--json").data
    assert agenda["today"] == "2026-11-23"
    assert agenda["next_step"]["organisation"]
    late = [step for step in agenda["steps"] if step["days_late"] > 0]
    assert late
    assert {quiet["name"] for quiet in agenda["quiet"]} >= {"Halyard Development Fund"}


def test_the_best_next_step_is_the_first_of_the_computed_order_that_can_be_taken(
    run: Command, file: Path
) -> None:
    best = run("today", file, *TODAY, "--json").data["next_step"]
    plan = run("plan", file, *TODAY, "--json").data["steps"]
    (proposed,) = [one for one in plan if best["step"] in one["steps"]]
    assert best["why"].startswith(proposed["reasons"][0]["words"])
    earlier = plan[: plan.index(proposed)]
    assert all(one["kept"] == "optional" for one in earlier)


def test_today_in_words(run: Command, file: Path) -> None:
    said = run("today", file, *TODAY).out
    assert said.startswith("Today is 2026-11-23.\n\nBest next step: ")
    assert "28 days late  Halyard Development Fund: Pay for a server" in said
    assert "Halyard Development Fund: no contact on record" in said


def test_today_says_whom_to_tell_first(run: Command, file: Path) -> None:
    assert (
        "Would hear of the steps above from others: tell them first\n  Digital Rights Kestria is "
        "likely to hear of it from Office of the Data Protection Commissioner and has not been told"
    ) in run("today", file, *TODAY).out


def test_today_says_to_whom_to_speak_again_and_what_to_do_after_a_no(
    run: Command, file: Path
) -> None:
    changes = (
        '{"op": "set", "id": "Tavano Mobile", "fields": {"contact_every": 7}}, '
        '{"op": "set", "id": "Halyard Development Fund", "fields": {"status": "declined"}}'
    )
    run("apply", file, stdin=f'{{"changes": [{changes}]}}')
    said = run("today", file, *TODAY).out
    assert "  2026-11-24  Tavano Mobile (every 7 days; last 2026-11-17)" in said
    assert "Said no\n  Halyard Development Fund: Ask for the meeting only" in said


def test_the_day_decides(run: Command, file: Path) -> None:
    first = run("today", file, "--today", "2026-10-01", "--json").data
    assert all(step["days_late"] <= 0 for step in first["steps"])


def test_an_empty_initiative_lacks_nothing_yet(run: Command, tmp_path: Path) -> None:
    run("new", tmp_path / "a.db", "--name", "Rivers")
    assert run("coverage", tmp_path / "a.db").out == "Nothing is missing.\n"
    assert run("today", tmp_path / "a.db", *TODAY).out == "Today is 2026-11-23.\n"


def test_the_last_day_of_the_calendar_is_a_day(run: Command, file: Path) -> None:
    assert run("today", file, "--today", "9999-12-31").status == 0
    assert run("coverage", file, "--today", "9999-12-31").status == 0


def test_one_day_is_one_day(run: Command, file: Path) -> None:
    assert ", 1 day late  " in run("today", file, "--today", "2026-10-27").out
