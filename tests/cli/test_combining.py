"""Duplicates and combining from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import Command


def test_a_pair_is_found_combined_and_taken_apart_again(run: Command, file: Path) -> None:
    name = run("list", file, "organisation", "--json").data[0]["name"]
    line = {"changes": [{"op": "add", "kind": "organisation", "fields": {"name": f"{name} Ltd"}}]}
    run("apply", file, stdin=json.dumps(line))
    (pair,) = run("duplicates", file, "--json").data
    assert pair["names"] == [name, f"{name} Ltd"] and pair["reasons"]
    assert name in run("duplicates", file).out
    assert run("combine", file, pair["keep"], pair["other"], "--take", "name=other").status == 0
    assert run("get", file, pair["keep"], "--json").data["name"] == f"{name} Ltd"
    assert run("duplicates", file, "--json").data == []
    run("undo", file)
    assert run("duplicates", file, "--not", pair["keep"], pair["other"]).status == 0
    assert run("duplicates", file).out.strip() == "Nobody seems to be there twice."
    assert run("combine", file, pair["keep"], pair["other"], "--take", "name").status == 1
