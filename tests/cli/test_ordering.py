"""plan."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import Command

GOLDEN = Path(__file__).parents[1] / "planning/order/golden.json"


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
