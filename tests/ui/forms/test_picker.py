"""Which record is meant by what is typed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.forms.choices import Option
from ui.forms.picker import Picker
from ui.theme.apply import dress

NAMES = ("Télmara", "Solacell", "Tavano Mobile", "Tavano Water", "José", "Jose")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Télmara", "Télmara"),
        ("TELMARA", "Télmara"),
        ("te\u0301lmara", "Télmara"),
        ("sola", "Solacell"),
        ("Tavano", None),
        ("tavano w", "Tavano Water"),
        ("José", "José"),
        ("Jose", "Jose"),
        ("jose", None),
        ("nobody", None),
    ],
)
def test_capitals_and_accents_tell_names_apart_only_where_they_have_to(
    qtbot: QtBot, typed: str, meant: str | None
) -> None:
    picker = Picker(lambda: [Option(name, name) for name in NAMES])
    qtbot.addWidget(picker)
    assert picker.id_of(typed) == meant


@pytest.mark.parametrize("number", [1, 2, 9])
def test_a_list_that_fits_shows_every_choice_whole(qtbot: QtBot, number: int) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dress(window)
    window.resize(400, 600)
    picker = Picker(lambda: [Option(name, f"Partner {name}") for name in "abcdefghi"[:number]])
    picker.setParent(window)
    window.show()
    picker.open()
    qtbot.waitUntil(picker.is_open)
    assert picker._popup.verticalScrollBar().maximum() == 0
    picker._popup.hide()
