"""Documents name nothing that is not there: files, commands, options, pictures.

What the README shows in a block is run by ``test_readme.py``, what the guide shows by
``tests/guide``; here every document is held against the program, also what it says in passing.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import re
import shlex
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

import pytest

from outreach.cli.main import command_line
from outreach.exchange import samples
from outreach.initiative import MODEL
from tests.guide.pictures import PICTURES

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "docs/*.md", "packaging/*.md", "resources/guide/*.md")
    for path in ROOT.glob(pattern)
)
MADE = {".venv", "output"}
"""Folders that running the program makes."""
STANDS_FOR = {"NAME", "OUT", "FILE"}
"""Words in place of which something else is typed."""


def _text(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def _in_passing(document: str) -> list[str]:
    """Return what stands between backquotes outside of blocks."""
    outside = re.sub(r"^```.*?^```", "", _text(document), flags=re.S | re.M)
    return [" ".join(said.split()) for said in re.findall(r"`([^`]+)`", outside)]


def _commands(document: str, program: str) -> Iterator[list[str]]:
    """Yield the words after ``program`` of each command, in blocks and in passing."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", _text(document), re.S | re.M)
    shown = [line for block in blocks for line in block.splitlines()]
    for line in [*_in_passing(document), *shown]:
        if line.startswith(f"{program} "):
            yield shlex.split(line.removeprefix(program), comments=True)


@pytest.fixture(scope="module")
def inside() -> set[str]:
    """Every file and folder of the project."""
    tops = [top for top in ROOT.iterdir() if top.name not in MADE | {".git"}]
    there = (path for top in tops for path in (top, *top.rglob("*")))
    return {path.relative_to(ROOT).as_posix() for path in there}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_a_document_names_is_there(document: str, inside: set[str]) -> None:
    named = [
        said.rstrip("/")
        for said in _in_passing(document)
        if re.fullmatch(r"[\w*./-]*(/[\w*./-]*|\.(py|md|toml|lock|sh|iss|po|spec))", said)
    ]
    missing = [
        path
        for path in named
        if PurePosixPath(path).parts[0] not in MADE
        and not any(fnmatch(one, path) or one.endswith(f"/{path}") for one in inside)
        and not any(word in path for word in STANDS_FOR)
    ]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_of_the_program_that_a_document_names_is_one(document: str) -> None:
    parser = command_line(lambda _: 0)
    (choice,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    for name, *words in _commands(document, "outreach"):
        if name.startswith("-"):
            assert name in parser._option_string_actions
            continue
        assert name in choice.choices, f"outreach {name}"
        known = choice.choices[name]._option_string_actions
        assert [word for word in words if word.startswith("--") and word not in known] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_module_that_a_document_runs_takes_what_it_is_given(document: str) -> None:
    for name, *words in _commands(document, "python -m"):
        spec = importlib.util.find_spec(name)
        assert spec is not None, name
        if spec.submodule_search_locations:
            spec = importlib.util.find_spec(f"{name}.__main__")
        assert spec is not None and spec.origin is not None, f"{name} cannot be run"
        source = Path(spec.origin)
        text = source.read_text(encoding="utf-8")
        assert '__name__ == "__main__"' in text
        for before, word in itertools.pairwise(["", *words]):
            # What follows an option is its value.
            if not before.startswith("--") and word not in STANDS_FOR:
                part = source.parent / f"{source.parent.name}_{word}.py"
                assert f'"{word}"' in text or part.exists(), f"{name} {word}"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_picture_of_a_document_is_taken_by_a_command(document: str) -> None:
    for words, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", _text(document)):
        picture = (ROOT / document).parent / target
        assert picture.is_file()
        # Those of the guide are compared with the program of now, the drawings name their command.
        assert picture.parent == PICTURES or fnmatch(picture.name, "scaling-*.svg")
        assert len(words.split()) >= 10


def test_the_data_model_can_be_read_with_sqlite_as_the_readme_says(tmp_path: Path) -> None:
    ((file, schema),) = _commands("README.md", "sqlite3")
    samples.make("kestria", tmp_path / file, "Ines").close()
    shown = subprocess.run(
        ["sqlite3", file, schema], check=True, cwd=tmp_path, capture_output=True, text=True
    ).stdout
    tables = set(re.findall(r'^CREATE TABLE (?:IF NOT EXISTS )?"?(\w+)', shown, re.M))
    assert set(MODEL.kinds) <= tables
