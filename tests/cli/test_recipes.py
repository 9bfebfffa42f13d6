"""recipe, and new with a recipe."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import Command


def test_a_recipe_is_written_and_a_new_plan_begins_with_it(
    run: Command, file: Path, tmp_path: Path
) -> None:
    recipe, new = tmp_path / "recipe.json", tmp_path / "north.db"
    said = run("recipe", file, recipe)
    assert said.out == f"Wrote “{recipe}”: 12 steps, 12 partners without their names.\n"
    assert "may still see" in said.err
    made = run("new", new, "--name", "North", "--recipe", recipe, "--today", "2027-01-04")
    assert made.out == f"Made “{new}”: North.\n"
    assert run("check", new).status == 0
    first = run("today", new, "--today", "2027-01-04", "--json").data["steps"][0]
    assert (first["due"], first["text"]) == ("2027-01-04", "Something in kind")
    assert run("plan", new, "--today", "2027-01-04").status == 0


def test_the_recipe_of_one_of_several_sequences(run: Command, file: Path, tmp_path: Path) -> None:
    run("start", file, "--like", "a-s1", "--name", "North")
    refused = run("recipe", file, tmp_path / "recipe.json")
    assert refused.status == 1 and "Say which sequence" in refused.err
    done = run("recipe", file, tmp_path / "recipe.json", "--sequence", "North", "--json").data
    assert done == {"file": str(tmp_path / "recipe.json"), "steps": 12, "partners": 12}


def test_what_is_no_recipe_makes_no_file(run: Command, file: Path, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text(json.dumps({"format": "something"}), "utf-8")
    new = tmp_path / "new.db"
    refused = run("new", new, "--name", "N", "--recipe", tmp_path / "other.json")
    assert refused.status == 1 and "This is no recipe" in refused.err
    assert run("new", new, "--name", "N", "--recipe", tmp_path / "none.json").status == 1
    assert not new.exists()


def test_a_recipe_overwrites_nothing(run: Command, file: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken.json"
    taken.write_text("mine", "utf-8")
    assert "exists already" in run("recipe", file, taken).err
    assert taken.read_text("utf-8") == "mine"
