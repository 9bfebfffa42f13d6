#!/usr/bin/env python3
"""Tries an installed program out: ``python3 packaging/smoke.py /usr/bin/outreach``.

It does what the program is for, with that program alone and in a home folder of its own: makes the
sample, edits a copy, merges it, checks the file, works out the order of asks, prints a brief and a
pack, and opens the window on it in every language and closes it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

LANGUAGES = ("en", "fr", "es", "pt", "ar")
"""Those that the window speaks."""


def check(program: Path) -> None:
    """Try the program out, and stop with a sentence at the first thing that is not as it should be.

    Under a display the window is shown there; without one under Xvfb where that is installed, and
    otherwise on a screen in memory.
    """
    with TemporaryDirectory() as name:
        home = Path(name)
        environment = _environment(home)
        _work(program, home, environment)
        for language in LANGUAGES:
            spoken = {**environment, "LANGUAGE": language}
            shown = _window(program, home / "mine.db", spoken)
    print("Tried: sample, edit, merge, check, today, plan, brief, pack,", end=" ")
    print(f"window {shown} in {len(LANGUAGES)} languages. All well.")


def _environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("DISPLAY", "SYSTEMROOT") if name in os.environ}
    own = {"HOME": str(home), "USERPROFILE": str(home), "LANG": "C.UTF-8"}
    return {"PATH": os.defpath, **own, **kept}


def _work(program: Path, home: Path, environment: dict[str, str]) -> None:
    def outreach(*arguments: str, said: str = "") -> str:
        done = subprocess.run(
            [str(program), *arguments],
            input=said,
            env=environment,
            cwd=home,
            capture_output=True,
            text=True,
            check=False,
            encoding="utf-8",
        )
        if done.returncode:
            sys.exit(f"outreach {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    outreach("sample", "kestria", "mine.db")
    outreach("copy", "mine.db", "theirs.db")
    partner = json.loads(outreach("list", "theirs.db", "organisation", "--json"))[0]
    fields = {"about": "Edited in the copy.", "country": "KE"}
    change = {"op": "set", "id": partner["id"], "fields": fields}
    outreach("apply", "theirs.db", said=json.dumps({"label": "Tried out", "changes": [change]}))
    outreach("merge", "mine.db", "theirs.db")
    merged = json.loads(outreach("get", "mine.db", partner["id"], "--json"))
    if merged["about"] != "Edited in the copy.":
        sys.exit("The copy was merged, and what it changed did not arrive.")
    outreach("check", "mine.db")
    outreach("today", "mine.db")
    outreach("plan", "mine.db")
    outreach("dates", "mine.db")
    for arguments in (
        ("brief", "mine.db", "--partner", partner["id"], "-o", "brief.pdf"),
        ("pack", "mine.db", "-o", "pack.pdf"),
    ):
        outreach(*arguments)
        if not (home / arguments[-1]).read_bytes().startswith(b"%PDF-"):
            sys.exit(f"{arguments[-1]} is no PDF.")


def _window(program: Path, file: Path, environment: dict[str, str]) -> str:
    command, shown = [str(program), "open", str(file)], "on the display"
    if sys.platform == "linux" and "DISPLAY" not in environment:
        if xvfb := shutil.which("xvfb-run"):
            command, shown = [xvfb, "-a", *command], "under Xvfb"
        else:
            environment = {**environment, "QT_QPA_PLATFORM": "offscreen"}
            shown = "on a screen in memory"
    environment = {**environment, "OUTREACH_QUIT_AFTER_FIRST_PAINT": "1"}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    # The screen in memory says this of every window.
    said = [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line]
    if done.returncode or any(said):
        sys.exit(f"The window failed ({done.returncode}):\n{done.stdout}{done.stderr}")
    return shown


if __name__ == "__main__":
    check(Path(sys.argv[1]).absolute())
