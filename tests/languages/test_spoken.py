"""What people see in the window is in the language that they chose."""

from __future__ import annotations

import subprocess
import sys

from tests.languages.messages import ROOT
from tests.languages.spoken import KEYS


def test_every_page_and_dialog_asks_for_the_translation_of_what_it_says() -> None:
    command = [sys.executable, "-m", "tests.languages.spoken"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=500)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]


def test_words_are_not_taken_for_keys() -> None:
    assert KEYS.fullmatch("Ctrl+Shift+S") and KEYS.fullmatch("Ctrl+K") and KEYS.fullmatch("F6")
    assert not any(map(KEYS.fullmatch, ("Save these pages", "Save", "Print-outs", "Left to do")))
