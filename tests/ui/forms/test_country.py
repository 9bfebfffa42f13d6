"""A country is given by its letters or by its name, and what is no country is said to be none."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from outreach.network.kinds import Organisation
from ui.forms.country import CountryEditor
from ui.forms.editors import editor_for


@pytest.fixture
def editor(qtbot: QtBot) -> CountryEditor:
    made = editor_for(Organisation.KIND.by_name["country"])
    qtbot.addWidget(made)
    assert isinstance(made, CountryEditor)
    made.set_value(None)
    return made


def note(editor: CountryEditor) -> str:
    return editor.control().accessibleDescription()


@pytest.mark.parametrize(
    ("words", "code"),
    [("Kenya", "KE"), ("ke", "KE"), ("deutschland", "DE"), ("Perú", "PE"), ("Tanzania", "TZ")],
)
def test_a_name_becomes_the_letters(editor: CountryEditor, words: str, code: str) -> None:
    editor.type_in(words)
    assert editor.commit()
    assert editor.value() == code and editor.words() == code
    assert "not known" not in note(editor)


def test_what_is_no_country_stays_and_that_is_said(editor: CountryEditor) -> None:
    editor.type_in("Kestria")
    assert editor.commit() and editor.value() == "Kestria"
    assert note(editor) == (
        "“Kestria” is not known as a country, so its public holidays are not known either."
    )
    editor.reset("KE")
    assert "not known" not in note(editor)


def test_what_a_file_says_already_is_left_as_it_is(editor: CountryEditor) -> None:
    editor.reset("Kenya")
    assert editor.commit() and editor.value() == "Kenya"
