from __future__ import annotations

from pathlib import Path

import pytest

from ui.preferences import Preferences, login_name


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "settings.ini"


def test_what_was_chosen_is_there_the_next_time(place: Path) -> None:
    first = Preferences(place)
    first.author, first.scheme, first.scale, first.paper = "Inés; 50%", "dark", 1.4, "LETTER"
    first.geometry = b"\x01\x00\xd9"
    first.sync()
    again = Preferences(place)
    assert (again.author, again.scheme, again.scale) == ("Inés; 50%", "dark", 1.4)
    assert (again.paper, again.geometry) == ("LETTER", b"\x01\x00\xd9")


def test_nothing_chosen_means_the_usual(place: Path) -> None:
    fresh = Preferences(place)
    assert (fresh.author, fresh.scheme, fresh.scale, fresh.paper) == (
        login_name(),
        "system",
        1.0,
        "A4",
    )
    assert fresh.geometry == b"" and fresh.recent == []


def test_a_file_spoilt_by_hand_means_the_usual(place: Path) -> None:
    place.write_text(
        "[look]\nscheme=purple\ntext-scale=huge\n[briefs]\npaper=7\n[person]\nauthor=a, b\n"
    )
    spoilt = Preferences(place)
    assert (spoilt.scheme, spoilt.scale, spoilt.paper, spoilt.author) == (
        "system",
        1.0,
        "A4",
        login_name(),
    )


def test_the_latest_ten_files_are_kept_latest_first(place: Path, tmp_path: Path) -> None:
    preferences = Preferences(place)
    for n in (*range(12), 5):
        preferences.remember(tmp_path / f"{n}.db")
    found = [recent.path.stem for recent in preferences.recent]
    assert found == ["5", "11", "10", "9", "8", "7", "6", "4", "3", "2"]


def test_a_missing_file_is_shown_and_marked(place: Path, tmp_path: Path) -> None:
    preferences = Preferences(place)
    (tmp_path / "here.db").touch()
    preferences.remember(tmp_path / "gone.db")
    preferences.remember(tmp_path / "here.db")
    assert [(r.path.name, r.missing) for r in preferences.recent] == [
        ("here.db", False),
        ("gone.db", True),
    ]
    preferences.forget(tmp_path / "gone.db")
    preferences.sync()
    assert [r.path.name for r in Preferences(place).recent] == ["here.db"]
