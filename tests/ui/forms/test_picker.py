"""Which record is meant by what is typed."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.forms.choices import Option
from ui.forms.picker import Picker

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
