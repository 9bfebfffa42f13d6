#!/usr/bin/env python3
"""Outreach Planner, set up and started by one command.

  python3 start.py             the main job: the window on a sample initiative; without a
                               display, what to do today and every printed page, from the terminal
  python3 start.py test        every check there is; more arguments go to pytest
  python3 start.py COMMAND …   the same as “outreach COMMAND …”

The first run puts what the program needs into the folder “.venv” next to this file, and nothing
anywhere else. It needs Python 3.11 or later, and a network connection that once.
"""

# Only the standard library, and only words that Python 3.8 can read: an old Python must get as far
# as the sentence that says what is needed.
from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Mapping, Sequence

NEEDED = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "packaging"
OUTPUT = ROOT / "output"
WINDOWS = os.name == "nt"

QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What Qt loads on Linux, with or without a screen, and the Debian package it comes in."""

WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt loads besides to open a window."""

TEST_PROGRAMS = {"pdftotext": "poppler-utils", "qpdf": "qpdf", "sqlite3": "sqlite3"}
"""What the tests read files and printed pages back with."""


class Trouble(Exception):
    """Something the person can put right; the text says what happened and how."""


# --- What the machine must have ------------------------------------------------------------------


def check_python(version: tuple[int, int]) -> None:
    """Raise Trouble when Python is too old for the program."""
    if version < NEEDED:
        raise Trouble(
            "Outreach Planner needs Python {}.{} or later, and this is Python {}.{}. "
            "Nothing was changed. Install a newer Python and start this file with it, for example "
            "“python3.12 start.py”.".format(*NEEDED, *version)
        )


def can_load(library: str) -> bool:
    """Return whether this machine has a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_libraries(libraries: Mapping[str, str]) -> list[str]:
    """Return the packages of those shared libraries that this machine lacks."""
    return [package for library, package in libraries.items() if not can_load(library)]


def missing_programs(programs: Mapping[str, str]) -> list[str]:
    """Return the packages of those programs that are not on the search path."""
    return [package for program, package in programs.items() if not shutil.which(program)]


def missing_packages(*, window: bool, test: bool) -> list[str]:
    """Return the system packages that are lacking for a window, for the tests, or for set-up."""
    missing = []
    if not (VENV / "pyvenv.cfg").exists() and not importlib.util.find_spec("ensurepip"):
        missing.append("python{}.{}-venv".format(*sys.version_info[:2]))
    if sys.platform.startswith("linux"):
        if window or test:
            missing += missing_libraries(QT_LIBRARIES)
        if window:
            missing += missing_libraries(WINDOW_LIBRARIES)
    if test:
        missing += missing_programs(TEST_PROGRAMS)
    return missing


def install_packages(packages: Sequence[str], *, apt: bool, root: bool) -> None:
    """Install system packages where that is possible, else raise Trouble with the command for it.

    Args:
        packages: Names of Debian packages; nothing happens when there are none.
        apt: Whether this machine has apt-get.
        root: Whether this process may install.
    """
    if not packages:
        return
    names = " ".join(packages)
    if not apt:
        raise Trouble(
            "This machine lacks something the program needs. Install it with your system's package "
            f"manager and start again. On Debian the packages are called: {names}"
        )
    if not root:
        raise Trouble(
            "This machine lacks something the program needs. Run this command, then start again:\n"
            f"  sudo apt-get install --yes --no-install-recommends {names}"
        )
    say(f"Installing system packages: {names}")
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.run(["apt-get", "update", "-qq"], env=environment, capture_output=True, check=False)
    command = ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", *packages]
    run_quietly(
        command, environment, "The system packages could not be installed. Nothing else was changed"
    )


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Return whether a window can be shown."""
    if not platform.startswith("linux"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


# --- The folder .venv ----------------------------------------------------------------------------


def program(name: str) -> Path:
    """Return the path of a program inside the folder .venv."""
    return VENV / "Scripts" / f"{name}.exe" if WINDOWS else VENV / "bin" / name


def home_stamp() -> str:
    """Return what the folder .venv is made for: this Python, in this place."""
    return f"{sys.version}\n{sys.base_prefix}\n{ROOT}\n"


def lock_stamp(lock: Path) -> str:
    """Return what a lock file says, in short."""
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def set_up(lock_name: str) -> None:
    """Make the folder .venv fit, unless a stamp in it says that it is.

    The stamp is taken away first and written last, so a set-up that was interrupted begins again.

    Args:
        lock_name: “runtime”, or “development” which holds everything of “runtime” and more.
    """
    stamp = VENV / "ready"
    found = stamp.read_text(encoding="utf-8") if stamp.is_file() else ""
    enough = ["runtime", "development"] if lock_name == "runtime" else [lock_name]
    if found in [home_stamp() + lock_stamp(LOCKS / f"{name}.lock") for name in enough]:
        return
    if found.startswith(home_stamp()):
        stamp.unlink()
    else:
        say("Setting up, which happens once …")
        make_environment()
    lock = LOCKS / f"{lock_name}.lock"
    count = sum(line.count("==") for line in lock.read_text(encoding="utf-8").splitlines())
    say(f"Fetching {count} packages; the first time that is about 150 MB …")
    install(lock)
    stamp.write_text(home_stamp() + lock_stamp(lock), encoding="utf-8")


def make_environment() -> None:
    """Make the folder .venv anew, with the project and its command in it."""
    run_quietly(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        os.environ,
        f"The folder {VENV} could not be made. Nothing else was changed",
    )
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    answer = subprocess.run(
        [str(program("python")), "-c", asked], capture_output=True, text=True, check=True
    )
    paths = Path(answer.stdout.strip()) / "outreach-planner.pth"
    paths.write_text(f"{ROOT}\n", encoding="locale")
    if WINDOWS:
        script = VENV / "Scripts" / "outreach.cmd"
        script.write_text(f'@"{program("python")}" -m outreach %*\n', encoding="locale")
    else:
        script = VENV / "bin" / "outreach"
        python = shlex.quote(str(program("python")))
        script.write_text(f'#!/bin/sh\nexec {python} -m outreach "$@"\n', encoding="utf-8")
        script.chmod(0o755)


def install(lock: Path) -> None:
    """Install exactly what a lock file names, checked by its hashes."""
    command = [str(program("python")), "-m", "pip", "install", "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", "--no-deps", "--only-binary", ":all:"]
    command += ["--require-hashes", "--requirement", str(lock)]
    run_quietly(
        command,
        os.environ,
        "The packages could not be installed. Check the network connection and start again; "
        "what was fetched is kept",
    )


# --- Running -------------------------------------------------------------------------------------


def say(sentence: str) -> None:
    """Print a sentence at once, before whatever a program started next prints."""
    print(sentence, flush=True)


def run_quietly(command: Sequence[str], environment: Mapping[str, str], trouble: str) -> None:
    """Run a program unseen; raise Trouble with what it said last when it fails."""
    done = subprocess.run(
        command,
        env=dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = "\n".join(done.stdout.strip().splitlines()[-8:])
        raise Trouble(f"{trouble}. {Path(command[0]).name} said:\n{said}")


def outreach(*arguments: str) -> int:
    """Run a command of the program and return its exit status."""
    return subprocess.call([str(program("python")), "-m", "outreach", *arguments])


def main_job() -> int:
    """Open the window on the sample initiative, or do the same work in the terminal."""
    window = has_display(os.environ, sys.platform)
    prepare(window=window)
    sample = OUTPUT / "kestria.db"
    if not sample.exists():
        OUTPUT.mkdir(exist_ok=True)
        status = outreach("sample", "kestria", str(sample))
        if status:
            return status
    return show_window(sample) if window else work_in_terminal(sample)


def show_window(file: Path) -> int:
    """Open the window and wait until it is closed."""
    say(f"Opening {file}")
    status = outreach("open", str(file))
    if status < 0:
        raise Trouble(
            f"The window ended without a word (signal {-status}). The file is as it was last saved."
            " If no window came up at all, check that the display can be used; "
            "“outreach today FILE” and the other commands work without one."
        )
    return status


def work_in_terminal(file: Path) -> int:
    """Print what to do and write every page, as the window would."""
    say(f"There is no display here, so no window opens. This is {file} in the terminal.")
    briefs, pack = OUTPUT / "briefs", OUTPUT / "kestria-pack.pdf"
    briefs.mkdir(exist_ok=True)
    steps: dict[str, list[str]] = {
        "Today": ["today", str(file)],
        "The sequence": ["list", str(file), "step"],
        "What is not covered yet": ["coverage", str(file)],
        "A brief for every partner": [
            *("brief", str(file), "--all", "--edition", "handout", "-o", f"{briefs}{os.sep}")
        ],
        "The pack": ["pack", str(file), "-o", str(pack)],
    }
    for title, arguments in steps.items():
        say(f"\n{title}\n{'-' * len(title)}")
        status = outreach(*arguments)
        if status:
            return status
    say(f"\nThe briefs are in {briefs}{os.sep} and the pack is {pack}")
    say(
        f"With a display, the same command opens the window. All commands: {program('outreach')} -h"
    )
    return 0


def test(arguments: Sequence[str]) -> int:
    """Run every check, fastest first; stop at the first that fails and return its exit status."""
    prepare(test=True)
    python = str(program("python"))
    checks = {
        "ruff check": [python, "-m", "ruff", "check", "--quiet", "--output-format=concise"],
        "ruff format": [python, "-m", "ruff", "format", "--check", "--quiet"],
        "mypy": [python, "-m", "mypy"],
        # Its cache does not see that a module has come to be.
        "import rules": [str(program("lint-imports")), "--no-logo", "--no-cache"],
    }
    for name, command in checks.items():
        began = time.monotonic()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        passed = "failed" if done.returncode else "passed"
        say(f"{name:<14} {passed} {time.monotonic() - began:6.1f} s")
        if done.returncode:
            say(done.stdout + done.stderr)
            return done.returncode
    say("pytest")
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    command = [python, "-m", "pytest", "-n", "2", "-q", *arguments]
    return subprocess.call(command, cwd=ROOT, env=environment)


def prepare(*, window: bool = False, test: bool = False) -> None:
    """Have everything in place that a window, the tests, or a command needs."""
    install_packages(
        missing_packages(window=window, test=test),
        apt=bool(shutil.which("apt-get")),
        root=hasattr(os, "geteuid") and os.geteuid() == 0,
    )
    set_up("development" if test else "runtime")


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments ask and return the exit status."""
    try:
        check_python(sys.version_info[:2])
        if not arguments:
            return main_job()
        if arguments[0] in ("-h", "--help"):
            say((__doc__ or "").strip())
            return 0
        if arguments[0] == "test":
            return test(arguments[1:])
        prepare(window=arguments[0] == "open")
        return outreach(*arguments)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
