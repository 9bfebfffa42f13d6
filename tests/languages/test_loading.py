"""A language that is chosen before anything else is loaded, as the window does, changes no file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from outreach.exchange import samples
from tests.languages.catalogues import TRANSLATED
from tests.languages.messages import ROOT

AT_IMPORT = """
import importlib, pkgutil, traceback
from outreach.base import language

class Watched:
    def gettext(self, message):
        if any(frame.name == "<module>" for frame in traceback.extract_stack()[1:]):
            print(message)
        return message

language._catalogue = lambda _: Watched()
language.choose("fr")
import outreach
for module in pkgutil.walk_packages(outreach.__path__, "outreach."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
"""
OPEN = """
import sys
from pathlib import Path
from outreach.base import language
language.choose(sys.argv[1])
from outreach.exchange import samples
from outreach.initiative import open_file
print(open_file(Path(sys.argv[2]), author="Ben").outcome)
samples.make("alder", Path(sys.argv[3]), "Ben").close()
language.choose("en")
"""


def run(program: str, *words: str, tmp: Path) -> str:
    environment = os.environ | {"OUTREACH_DATA": str(tmp / "data")}
    command = [sys.executable, "-c", program, *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_library_translates_nothing_while_it_is_loaded(tmp_path: Path) -> None:
    """What is translated then would stay so: in files, and in briefs of another language."""
    assert run(AT_IMPORT, tmp=tmp_path) == ""


@pytest.mark.parametrize("code", TRANSLATED)
def test_files_are_the_same_whatever_language_is_spoken(code: str, tmp_path: Path) -> None:
    here, there = tmp_path / "english.db", tmp_path / "other.db"
    samples.make("kestria", here, "Ines").close()
    assert run(OPEN, code, str(here), str(there), tmp=tmp_path).strip() == "opened"
    assert run(OPEN, "en", str(there), str(tmp_path / "third.db"), tmp=tmp_path).strip() == "opened"
