#!/usr/bin/env python3
"""Makes what people install, from the source here, and tries it out.

One command:

    python3 packaging/build.py            the bundle, on Debian the .deb, the wheel; each tried
    python3 packaging/build.py --no-try   without trying

Everything goes into ``output/bundle``. On Windows and macOS the bundle is made by the same command;
``windows/outreach.iss`` and ``macos/image.sh`` make the installer and the disk image from it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

import deb
import smoke

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
OUTPUT = ROOT / "output" / "bundle"
LOCK = HERE / "bundle.lock"
BIN = "Scripts" if os.name == "nt" else "bin"


def run(command: Sequence[str | Path], environment: dict[str, str] | None = None) -> str:
    """Run a program, and stop with what it said when it fails; return its output."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        sys.exit(f"{Path(command[0]).name} failed:\n{done.stdout[-4000:]}")
    return done.stdout


def environment_for_bundling(folder: Path) -> Path:
    """Make an environment with exactly what the lock names, and return its Python."""
    python = folder / BIN / ("python.exe" if os.name == "nt" else "python")
    ready = folder / "ready"
    wanted = LOCK.read_text(encoding="utf-8")
    if not ready.is_file() or ready.read_text(encoding="utf-8") != wanted:
        venv.create(folder, clear=True, with_pip=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--no-input", "--no-deps"]
        run([*pip, "--only-binary", ":all:", "--require-hashes", "--requirement", str(LOCK)])
        ready.write_text(wanted, encoding="utf-8")
    return python


def version() -> str:
    """Return the version of the program, as the source says it."""
    told: dict[str, str] = {}
    exec((ROOT / "outreach" / "__init__.py").read_text(encoding="utf-8"), told)
    return told["__version__"]


def changed() -> dt.datetime:
    """Return when the source was last changed; the same source makes the same bundle."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        asked = ["git", "log", "-1", "--format=%ct"]
        answer = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
        given = answer.stdout.strip() or "0"
    return dt.datetime.fromtimestamp(int(given), dt.UTC)


def bundle(python: Path, when: dt.datetime) -> Path:
    """Make the folder with everything in it, and return it."""
    environment = dict(os.environ, SOURCE_DATE_EPOCH=str(int(when.timestamp())), PYTHONHASHSEED="0")
    work = OUTPUT / "work"
    work.mkdir(parents=True, exist_ok=True)
    run([python, HERE / "icon.py", work], dict(environment, QT_QPA_PLATFORM="offscreen"))
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(OUTPUT), "--workpath", str(work / "bundle")]
    run([*command, HERE / "outreach.spec"], environment)
    folder = OUTPUT / "outreach-planner"
    if sys.platform == "linux":
        strip(folder / "_internal")
    shutil.copy2(ROOT / "LICENSE", folder / "LICENSE")
    run([python, HERE / "notices.py", HERE / "runtime.lock", version(), when.isoformat(), folder])
    return folder


def strip(inside: Path) -> None:
    """Take what only debuggers read out of Python's own libraries.

    Those that come in wheels are left as they are: they are small already, and some of them were
    put together in such a way that they cannot be loaded afterwards.
    """
    own = [*inside.glob("libpython3*"), *inside.glob("python3*/lib-dynload/*.so")]
    run(["strip", "--strip-unneeded", *(path for path in own if not path.is_symlink())])


def wheel(when: dt.datetime) -> Path:
    """Make the wheel, and return it."""
    folder = OUTPUT / "wheel"
    shutil.rmtree(folder, ignore_errors=True)
    builder = OUTPUT / "builder"
    python = builder / BIN / "python"
    if not python.exists():
        venv.create(builder, clear=True, with_pip=True)
    environment = dict(os.environ, SOURCE_DATE_EPOCH=str(int(when.timestamp())))
    run([python, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, ROOT], environment)
    return next(folder.glob("*.whl"))


def size(folder: Path) -> float:
    """Return the megabytes of the files under a folder."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6


def main() -> None:
    """Make everything that this system can make."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--no-try", action="store_true", help="do not try what was made")
    asked = parser.parse_args()
    OUTPUT.mkdir(parents=True, exist_ok=True)
    when = changed()
    folder = bundle(environment_for_bundling(OUTPUT / "environment"), when)
    print(f"Bundle  {size(folder):6.1f} MB  {folder}")
    if shutil.which("dpkg-deb"):
        package = deb.build(folder, version(), when, OUTPUT)
        print(f".deb    {package.stat().st_size / 1e6:6.1f} MB  {package}")
    made = wheel(when)
    print(f"Wheel   {made.stat().st_size / 1e6:6.1f} MB  {made}")
    if not asked.no_try:
        smoke.check(folder / ("outreach.exe" if os.name == "nt" else "outreach"))


if __name__ == "__main__":
    main()
