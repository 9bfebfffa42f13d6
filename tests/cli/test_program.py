"""The program as it is started: usage, exit status, streams, and what it loads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import Command

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def outreach(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "outreach", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env={**ENVIRONMENT, **environment})


@pytest.mark.parametrize(
    "arguments",
    [
        ["fly"],
        ["new", "a.db"],
        ["sample", "atlantis", "a.db"],
        ["today", "a.db", "--today", "soon"],
        ["brief", "a.db", "-o", "x.pdf"],
        ["brief", "a.db", "--all", "--partner", "x", "-o", "x.pdf"],
        ["pack", "a.db"],
        ["pack", "a.db", "-o", "x.pdf", "--edition", "secret"],
        ["list", "a.db", "person", "--jso"],
    ],
)
def test_wrong_usage_ends_with_2(run: Command, arguments: list[str]) -> None:
    said = run(*arguments)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("usage: outreach")


def test_help_and_version_end_with_0(run: Command) -> None:
    assert run("--help").status == run("pack", "--help").status == 0
    assert run("--version").out.startswith("Outreach Planner ")


def test_the_program_does_the_whole_job(tmp_path: Path) -> None:
    file, pack = tmp_path / "k.db", tmp_path / "pack.pdf"
    assert outreach("sample", "kestria", file).returncode == 0
    checked = outreach("check", file, "--json")
    assert (checked.returncode, json.loads(checked.stdout)) == (0, {"problems": []})
    assert outreach("pack", file, "-o", pack).returncode == 0
    subprocess.run(["qpdf", "--check", pack], check=True, capture_output=True)


def test_every_character_is_printed_whatever_the_terminal_speaks(file: Path) -> None:
    said = outreach("list", file, "touchpoint", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert "2026-10-06 · Prof. Merrow" in said.stdout.decode("utf-8")


def test_a_reader_who_wants_no_more_is_let_go_quietly(file: Path) -> None:
    command = (
        f'"{sys.executable}" -m outreach history "{file}" | head -n 1; echo ${{PIPESTATUS[0]}}'
    )
    said = subprocess.run(["bash", "-c", command], capture_output=True, env=ENVIRONMENT)
    assert said.stderr == b""
    assert said.stdout.splitlines()[-1] == b"0"


def test_a_list_loads_nothing_that_draws_or_migrates(file: Path) -> None:
    code = (
        "import sys; from outreach.cli.main import main; "
        f"main(['list', {str(file)!r}, 'person'], lambda path: 0); "
        "print(sorted({'reportlab', 'sqlite_utils', 'PySide6', 'dateutil', 'PIL'} & "
        "sys.modules.keys()))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, env=ENVIRONMENT)
    assert said.stdout.splitlines()[-1] == b"[]"


def test_json_is_one_document_for_every_command(run: Command, file: Path, tmp_path: Path) -> None:
    commands: list[list[object]] = [
        ["new", tmp_path / "n.db", "--name", "Rivers"],
        ["sample", "alder", tmp_path / "s.db"],
        ["kinds"],
        ["list", file, "tag"],
        ["get", file, "a-moh"],
        ["apply", file],
        ["history", file],
        ["undo", file],
        ["redo", file],
        ["check", file],
        ["today", file],
        ["coverage", file],
        ["brief", file, "--partner", "a-moh", "-o", tmp_path / "b.pdf"],
        ["brief", file, "--all", "-o", tmp_path / "briefs"],
        ["pack", file, "-o", tmp_path / "p.pdf"],
        ["copy", file, tmp_path / "c.db"],
    ]
    for command in commands:
        said = run(*command, "--json")
        assert said.status == 0, command
        assert isinstance(said.data, dict | list), command


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_result_that_cannot_be_written_is_said(file: Path) -> None:
    with Path("/dev/full").open("w") as full:
        said = subprocess.run(
            [sys.executable, "-m", "outreach", "list", file, "person"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=ENVIRONMENT,
        )
    assert said.returncode == 1
    assert said.stderr.startswith(b"This could not be finished (No space left on device).")
    assert said.stderr.count(b"\n") == 1


def test_programs_that_edit_at_once_all_have_their_edit_kept(file: Path) -> None:
    edit = {"changes": [{"op": "add", "kind": "tag", "fields": {"name": "at once"}}]}
    command = [sys.executable, "-m", "outreach", "apply", file]
    started = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT)
        for _ in range(8)
    ]
    for process in started:
        process.communicate(json.dumps(edit).encode())
    assert [process.returncode for process in started] == [0] * 8
    tags = json.loads(outreach("list", file, "tag", "--json").stdout)
    assert [tag["name"] for tag in tags].count("at once") == 8
    assert outreach("check", file).returncode == 0
