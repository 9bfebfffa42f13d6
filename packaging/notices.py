"""Whose work is inside the bundle: the licence texts that go with it, and a bill of materials.

Run by ``build.py`` with the Python of the environment that is bundled; the tests hold the packages
of the lock against ``ALLOWED``, so that nothing comes in whose licence the program cannot keep.
"""

from __future__ import annotations

import json
import re
import sys
import sysconfig
import tomllib
import uuid
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
LICENCES = HERE / "licences"

ALLOWED = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CC-BY-3.0-US", "ISC"),
        *("LGPL-3.0-only", "MIT", "MIT-CMU", "MPL-2.0", "OFL-1.1", "PSF-2.0", "Unicode-3.0"),
        *("Unlicense", "Zlib", "blessing", "bzip2-1.0.6"),
        "GPL-3.0-or-later WITH GCC-exception-3.1",
        "GPL-2.0-or-later WITH Bootloader-exception",
    }
)
"""SPDX names of the licences that a program under the MIT licence can be handed out with."""


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of somebody's work inside the bundle."""

    name: str
    version: str
    """Empty when it comes with another part."""
    licence: str
    """An SPDX expression; empty when nothing is known."""
    purpose: str
    texts: tuple[Path, ...]
    package: bool
    """Whether it is a Python package."""
    libraries: tuple[str, ...] = ()
    """Patterns of those of its shared libraries that lie beside no package."""


def locked(lock: Path) -> dict[str, str]:
    """Return the packages that a lock file names, with their versions; the last one wins."""
    pins = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", lock.read_text(encoding="utf-8"), re.M)
    return dict(pins)


def packages(lock: Path) -> list[Part]:
    """Return the packages of a lock file that are installed here."""
    by_hand: dict[str, str] = _told()["packages"]
    found = []
    for name in sorted(locked(lock)):
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            continue
        meta = installed.metadata
        said = [meta[field] for field in ("License-Expression", "License") if field in meta]
        licence = by_hand.get(name) or next(iter(said), "")
        purpose = str(meta.json.get("summary", ""))
        found.append(Part(name, installed.version, licence, purpose, _texts(installed), True))
    return found


def other_parts() -> list[Part]:
    """Return what the bundle holds besides Python packages."""
    parts = []
    for told in _told()["part"]:
        texts = [LICENCES / text for text in told.get("text", ())]
        version = ""
        if told["name"] == "Python":
            version = sys.version.split()[0]
            texts.append(Path(sysconfig.get_path("stdlib")) / "LICENSE.txt")
        part = Part(told["name"], version, told["licence"], told["for"], tuple(texts), False)
        parts.append(replace(part, libraries=tuple(told.get("libraries", ()))))
    return parts


def unnamed(folder: Path, parts: list[Part]) -> list[str]:
    """Return the loose shared libraries of a bundle made on Linux that no part names.

    Those in the folder of a package are the package's, and links lead there.
    """
    names = [pattern for part in parts for pattern in part.libraries]
    loose = (path for path in sorted((folder / "_internal").glob("*.so*")) if not path.is_symlink())
    return [path.name for path in loose if not any(fnmatch(path.name, name) for name in names)]


def allowed(expression: str) -> bool:
    """Return whether the program may be handed out with something under this SPDX expression.

    One side of an OR is enough; every side of an AND is needed.
    """
    return any(
        all(part.strip(" ()") in ALLOWED for part in side.split(" AND "))
        for side in expression.split(" OR ")
    )


def write_notices(parts: list[Part], path: Path) -> None:
    """Write who made what, and under which licence, with every licence text, into one text file."""
    lines = ["Outreach Planner is under the MIT licence. It holds the work of others:", ""]
    lines += [f"  {part.name} {part.version}".rstrip() + f"  ({part.licence})" for part in parts]
    for part in parts:
        title = f"{part.name} {part.version}".rstrip()
        lines += ["", "=" * 88, title, part.licence, part.purpose, "=" * 88, ""]
        for text in part.texts:
            lines += [text.read_text(encoding="utf-8", errors="replace").rstrip(), ""]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_bill_of_materials(parts: list[Part], version: str, made: str, path: Path) -> None:
    """Write a software bill of materials in the CycloneDX 1.6 form.

    Args:
        parts: What is inside.
        version: The version of the program.
        made: When the source was last changed, in ISO form: the same source gives the same bill.
        path: The file to write.
    """
    components = []
    for part in parts:
        component: dict[str, object] = {
            "type": "library",
            "name": part.name,
            "licenses": [{"expression": part.licence}],
            "description": part.purpose,
        }
        if part.version:
            component["version"] = part.version
        if part.package:
            component["purl"] = f"pkg:pypi/{part.name}@{part.version}"
        components.append(component)
    known = json.dumps(components, sort_keys=True)
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, version + made + known)}",
        "version": 1,
        "metadata": {
            "timestamp": made,
            "component": {"type": "application", "name": "Outreach Planner", "version": version},
        },
        "components": components,
    }
    path.write_text(json.dumps(bill, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _told() -> dict[str, Any]:
    return tomllib.loads((LICENCES / "parts.toml").read_text(encoding="utf-8"))


def _texts(installed: Distribution) -> tuple[Path, ...]:
    named = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)
    return tuple(
        sorted(
            Path(str(installed.locate_file(file)))
            for file in installed.files or ()
            if ".dist-info" in str(file) and named.search(str(file).split(".dist-info", 1)[1])
        )
    )


def main(arguments: list[str]) -> None:
    """Write both files: ``notices.py LOCK VERSION MADE FOLDER``."""
    lock, version, made, folder = arguments
    parts = packages(Path(lock)) + other_parts()
    refused = [f"{part.name} ({part.licence})" for part in parts if not allowed(part.licence)]
    if refused:
        sys.exit(f"The program cannot be handed out with: {', '.join(refused)}")
    if strange := unnamed(Path(folder), parts):
        sys.exit(f"Nothing says whose work this is, and under which licence: {', '.join(strange)}")
    write_notices(parts, Path(folder) / "THIRD-PARTY.txt")
    write_bill_of_materials(parts, version, made, Path(folder) / "bill-of-materials.cdx.json")


if __name__ == "__main__":
    main(sys.argv[1:])
