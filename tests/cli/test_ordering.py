"""plan."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from tests.cli.running import Command

GOLDEN = Path(__file__).parents[1] / "planning/order/golden.json"
TODAY = ("--today", "2026-11-24")


@pytest.mark.parametrize("number", range(5))
def test_plan_solves_a_neutral_instance(run: Command, tmp_path: Path, number: int) -> None:
    golden = json.loads(GOLDEN.read_text("utf-8"))["instances"][number]
    file = tmp_path / "instance.json"
    file.write_text(json.dumps(golden), "utf-8")
    found = run("plan", "--instance", file).data
    assert {"order", "probability", "adaptive_probability", "proven", "bound"} <= found.keys()
    assert sorted(found["order"]) == list(range(golden["n"]))
    best = golden["optimal_fixed_order"]["probability"]
    assert found["probability"] == pytest.approx(best, abs=1e-9)
    adaptive = golden["optimal_adaptive"]["probability"]
    assert found["adaptive_probability"] == pytest.approx(adaptive, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "words"), [("{", "is not JSON"), ("{}", "base"), ("[" * 100_000, "is not JSON")]
)
def test_an_instance_that_cannot_be_read_is_refused(
    run: Command, tmp_path: Path, text: str, words: str
) -> None:
    file = tmp_path / "instance.json"
    file.write_text(text, "utf-8")
    refused = run("plan", "--instance", file)
    assert (refused.status, refused.out) == (1, "")
    assert words in refused.err


def test_an_instance_that_is_not_there_is_refused(run: Command, tmp_path: Path) -> None:
    assert run("plan", "--instance", tmp_path / "nothing.json").status == 1


def test_plan_proposes_an_order_with_reasons_and_dates(run: Command, file: Path) -> None:
    found = run("plan", file, *TODAY, "--json").data
    names = [step["name"] for step in found["steps"]]
    assert names.index("Tavano Mobile") < names.index("Solacell")
    assert found["outlook"]["words"].startswith("about ")
    for step in found["steps"]:
        assert step["start"] >= "2026-11-24" and step["reasons"]
    said = run("plan", file, *TODAY).out
    assert said.startswith("The order for the yes of Tavano Mobile and Solacell\n\nThe goal is")
    assert "takes Solacell from about" in said


def test_the_proposed_edit_can_be_applied_and_leaves_nothing_to_propose(
    run: Command, file: Path
) -> None:
    edit = run("plan", file, *TODAY, "--json").data["edit"]
    assert run("apply", file, stdin=json.dumps(edit)).status == 0
    assert run("plan", file, *TODAY, "--json").data["edit"] is None


def test_plan_what_if_says_what_is_stranded_and_writes_nothing(run: Command, file: Path) -> None:
    before = file.read_bytes()
    found = run("plan", file, *TODAY, "--what-if", "declines:a-moh", "--json").data
    kinds = [one["kind"] for one in found["stranded"]]
    assert [kinds.count(kind) for kind in ("requirement", "messenger", "chain")] == [3, 2, 7]
    said = run("plan", file, *TODAY, "--what-if", "declines:a-moh").out
    assert "Steps that are stranded" in said and "Ways round" in said
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "what",
    [
        "joins:a-dpa",
        "leaves:a-p13",
        "slips:a-s1-5=2027-01-11",
        "declines:Solacell",
        "stands:Solacell=-2",
    ],
)
def test_much_can_be_tried_out(run: Command, file: Path, what: str) -> None:
    assert run("plan", file, *TODAY, "--what-if", what, "--json").data["then"]


def test_a_tie_can_be_tried_weaker_or_gone(run: Command, file: Path) -> None:
    ties = run("list", file, "relationship", "--where", "basis=licence", "--json").data
    lost = run("plan", file, *TODAY, "--what-if", f"tie:{ties[0]['id']}=none", "--json").data
    assert lost["then"]["outlook"]["probability"] < lost["now"]["outlook"]["probability"]


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("explodes:a-moh", "says nothing that can be tried out"),
        ("declines:a-nobody", "There is no partner"),
        ("slips:a-s1-5=soon", "is not a date"),
        ("tie:a-moh=9", "says nothing that can be tried out"),
        ("stands:a-moh=3", "says nothing that can be tried out"),
    ],
)
def test_what_cannot_be_tried_out_is_refused(
    run: Command, file: Path, what: str, words: str
) -> None:
    refused = run("plan", file, "--what-if", what)
    assert refused.status == 1 and words in refused.err


def test_another_goal_and_an_end_can_be_given(run: Command, file: Path) -> None:
    found = run("plan", file, *TODAY, "--goal", "a-fin", "--by", "2026-12-31", "--json").data
    assert len(found["goals"]) == 1
    assert found["unplaced"]


def test_plan_without_a_goal_or_a_file_says_what_to_do(
    run: Command, file: Path, tmp_path: Path
) -> None:
    run("new", tmp_path / "a.db", "--name", "Rivers")
    assert "No goal is set" in run("plan", tmp_path / "a.db").err
    assert run("plan").status == 2
    assert run("plan", file, "--instance", GOLDEN).status == 1


@pytest.fixture
def without_sequence(run: Command, tmp_path: Path) -> Path:
    """Return a plan of three partners in which no sequence was begun."""
    file = tmp_path / "rivers.db"
    run("new", file, "--name", "Rivers")
    partners = ({"name": name, "reference": name.lower()} for name in ("Bank", "Mill", "Weir"))
    adds = [{"op": "add", "kind": "organisation", "fields": fields} for fields in partners]
    tie = {"source": "mill", "target": "bank", "type": "influences", "strength": 5}
    adds.append({"op": "add", "kind": "relationship", "fields": tie})
    assert run("apply", file, stdin=json.dumps({"changes": adds})).status == 0
    return file


def test_a_plan_without_a_sequence_is_offered_one_with_its_steps_in_order(
    run: Command, without_sequence: Path
) -> None:
    goal = ("--goal", "bank")
    edit = run("plan", without_sequence, *TODAY, *goal, "--json").data["edit"]
    assert run("apply", without_sequence, stdin=json.dumps(edit)).status == 0
    (made,) = run("list", without_sequence, "sequence", "--json").data
    assert (made["name"], made["status"]) == ("Plan for Rivers", "active")
    steps = run("list", without_sequence, "step", "--json").data
    assert [step["position"] for step in steps] == [1.0, 2.0]
    again = run("plan", without_sequence, *TODAY, "--json").data
    assert [one["was"] for one in again["steps"]] == [0, 1]
    assert again["goals"] == made["goals"]


def test_only_days_on_which_the_chance_changes_are_told(run: Command, file: Path) -> None:
    said = run("plan", file, *TODAY).out
    days = said.partition("By when\n")[2].partition("\n\n")[0].splitlines()
    words = [line.partition(": ")[2] for line in days]
    assert len(words) > 1
    assert all(one != other for one, other in pairwise(words))
    assert len(words) < len(run("plan", file, *TODAY, "--json").data["by_date"])
