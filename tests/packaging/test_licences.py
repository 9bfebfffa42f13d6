"""Whatever is handed out with the program may be, and its licence goes with it."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest

LOCK = Path(__file__).parents[2] / "packaging" / "runtime.lock"


def test_every_package_that_the_program_runs_with_may_be_handed_out(notices: ModuleType) -> None:
    refused = {
        part.name: part.licence
        for part in notices.packages(LOCK)
        if not notices.allowed(part.licence)
    }
    assert refused == {}


def test_so_may_everything_else_inside(notices: ModuleType) -> None:
    assert [part for part in notices.other_parts() if not notices.allowed(part.licence)] == []


def test_every_package_of_the_lock_for_this_system_is_looked_at(notices: ModuleType) -> None:
    looked_at = {part.name for part in notices.packages(LOCK)}
    assert set(notices.locked(LOCK)) - looked_at == set()


@pytest.mark.parametrize(
    ("expression", "may"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("LGPL-3.0-only OR GPL-3.0-only", True),
        ("MIT AND GPL-2.0-only", False),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", True),
        ("AGPL-3.0-only", False),
        ("", False),
        ("A licence nobody has read", False),
    ],
)
def test_a_licence_is_allowed_by_name_only(notices: ModuleType, expression: str, may: bool) -> None:
    assert notices.allowed(expression) is may


def test_a_library_in_the_bundle_that_no_part_names_is_found(
    notices: ModuleType, tmp_path: Path
) -> None:
    inside = tmp_path / "_internal"
    (inside / "numpy.libs").mkdir(parents=True)
    for name in ("libssl.so.3", "libreadline.so.8", "numpy.libs/libopenblas.so"):
        (inside / name).touch()
    (inside / "libopenblas.so").symlink_to("numpy.libs/libopenblas.so")
    assert notices.unnamed(tmp_path, notices.other_parts()) == ["libreadline.so.8"]


def test_the_notices_hold_every_licence_text(notices: ModuleType, tmp_path: Path) -> None:
    parts = notices.packages(LOCK) + notices.other_parts()
    notices.write_notices(parts, tmp_path / "all.txt")
    written = (tmp_path / "all.txt").read_text(encoding="utf-8")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in written
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in written
    silent = [part.name for part in parts if part.package and not part.texts]
    # Qt's packages carry no text; the part “Qt” does.
    assert silent == ["pyside6-essentials", "shiboken6"]


def test_the_same_parts_give_the_same_bill_of_materials(
    notices: ModuleType, tmp_path: Path
) -> None:
    parts = notices.packages(LOCK) + notices.other_parts()
    for name in ("one", "two"):
        notices.write_bill_of_materials(parts, "1.0", "2026-01-01T00:00:00+00:00", tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    bill = json.loads((tmp_path / "one").read_text(encoding="utf-8"))
    named = {part["name"]: part for part in bill["components"]}
    assert named["reportlab"]["purl"].startswith("pkg:pypi/reportlab@5.1")
    assert named["Qt"]["licenses"] == [{"expression": "LGPL-3.0-only"}]
