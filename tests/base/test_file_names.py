"""Whatever something is called, a file can be named after it on every system."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.base.file_names import fit_for_a_name


@given(st.text(max_size=400), st.integers(1, 200))
def test_a_file_of_that_name_can_be_made(text: str, most: int) -> None:
    name = fit_for_a_name(text, most)
    assert len(name.encode()) <= max(most, len("plan")) + 1
    assert not set(name) & set('<>:"/\\|?*\0')
    with TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(b"x")
        assert [path.name for path in Path(folder).iterdir()] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Alder Water District", "Alder Water District"),
        ('Lake: "Basin" / 2026?', "Lake Basin 2026"),
        ("...", "plan"),
        ("\u202eevil", "evil"),
        ("NUL", "NUL_"),
        (
            "स्वास्थ्य मंत्रालय " * 20,
            ("स्वास्थ्य मंत्रालय " * 20).encode()[:200].decode(errors="ignore").strip(),
        ),
    ],
)
def test_what_stands_in_the_way_is_left_out(text: str, name: str) -> None:
    assert fit_for_a_name(text) == name
