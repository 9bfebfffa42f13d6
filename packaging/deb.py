"""Makes a Debian package from the bundle: the program, its menu entry, its kind of file."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

DEPENDS = (
    "libc6 (>= 2.34)",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libfreetype6",
    "libgl1",
    "libglib2.0-0t64 | libglib2.0-0",
    "libstdc++6",
    "libx11-xcb1",
    "libxcb-cursor0",
    "libxcb-glx0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
)
"""What Qt loads from the system; everything else is inside."""


def build(bundle: Path, version: str, when: dt.datetime, output: Path) -> Path:
    """Make the package and return it; the same bundle and time give the same bytes.

    Args:
        bundle: The folder that PyInstaller made.
        version: The program's version.
        when: What all files inside are dated.
        output: The folder to put the package into.
    """
    tree = output / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    lay_out(bundle, tree)
    size = sum(path.lstat().st_size for path in tree.rglob("*")) // 1024
    architecture = _said("dpkg", "--print-architecture")
    control = (HERE / "linux" / "control").read_text(encoding="utf-8")
    for word, value in {
        "VERSION": version,
        "ARCHITECTURE": architecture,
        "SIZE": str(size),
        "DEPENDS": ", ".join(DEPENDS),
    }.items():
        control = control.replace(f"@{word}@", value)
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(control, encoding="utf-8")
    (tree / "DEBIAN" / "md5sums").write_text(_sums(tree), encoding="utf-8")
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        os.utime(path, (when.timestamp(), when.timestamp()), follow_symlinks=False)
    package = output / f"outreach-planner_{version}_{architecture}.deb"
    environment = dict(os.environ, SOURCE_DATE_EPOCH=str(int(when.timestamp())))
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(package)]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    shutil.rmtree(tree)
    return package


def lay_out(bundle: Path, tree: Path) -> None:
    """Put every file where Debian wants it."""
    share = tree / "usr" / "share"
    shutil.copytree(bundle, tree / "usr" / "lib" / "outreach-planner", symlinks=True)
    (tree / "usr" / "bin").mkdir(parents=True)
    (tree / "usr" / "bin" / "outreach").symlink_to("../lib/outreach-planner/outreach")
    _put(HERE / "linux" / "outreach-planner.desktop", share / "applications")
    _put(
        ROOT / "resources" / "icons" / "app.svg",
        share / "icons" / "hicolor" / "scalable" / "apps",
        "outreach-planner.svg",
    )
    kinds = share / "mime" / "packages"
    kinds.mkdir(parents=True)
    told = (HERE / "linux" / "outreach-planner.xml").read_text(encoding="utf-8")
    (kinds / "outreach-planner.xml").write_text(
        told.replace("@APPLICATION_ID@", application_id()), encoding="utf-8"
    )
    papers = share / "doc" / "outreach-planner"
    papers.mkdir(parents=True)
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    others = (bundle / "THIRD-PARTY.txt").read_text(encoding="utf-8")
    (papers / "copyright").write_text(f"{licence}\n{others}", encoding="utf-8")
    with (
        (papers / "changelog.gz").open("wb") as file,
        gzip.GzipFile("", "wb", 9, file, mtime=0) as packed,
    ):
        packed.write((ROOT / "CHANGELOG.md").read_bytes())


def application_id() -> str:
    """Return what marks a file of this program, in hexadecimal, as the source says it."""
    told = (ROOT / "outreach" / "document" / "schema.py").read_text(encoding="utf-8")
    found = re.search(r"^APPLICATION_ID = 0x([0-9A-Fa-f_]+)", told, re.M)
    if not found:
        raise ValueError("outreach/document/schema.py says no APPLICATION_ID")
    return "0x" + found[1].replace("_", "").lower()


def _put(source: Path, folder: Path, name: str | None = None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, folder / (name or source.name))


def _sums(tree: Path) -> str:
    lines = []
    for path in sorted(tree.rglob("*")):
        inside = path.relative_to(tree)
        if path.is_file() and not path.is_symlink() and inside.parts[0] != "DEBIAN":
            digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
            lines.append(f"{digest}  {inside.as_posix()}\n")
    return "".join(lines)


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
