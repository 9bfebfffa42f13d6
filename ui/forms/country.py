"""The editor of a country: its name in words becomes its two letters."""

from __future__ import annotations

from functools import cache
from typing import Any

from PySide6.QtCore import QLocale

from outreach.base.folding import fold
from outreach.base.language import tr
from ui.forms.text import ShortTextEditor


class CountryEditor(ShortTextEditor):
    """Two letters, or the name of a country in English or in one of its own languages.

    What is no country stays as it was typed, and it is said that nothing is known of it.
    """

    takes_pauses = False

    def show_value(self, value: Any) -> None:
        """Show the letters, and say so where they are those of no country."""
        super().show_value(value)
        words = self.say(value)
        known = not words or fold(words) in _codes()
        self.show_note(
            ""
            if known
            else tr(
                "“{country}” is not known as a country, so its public holidays are not known "
                "either.",
                country=words,
            )
        )

    def understand(self, words: str) -> str:
        """Return the two letters of the country, or else ``words`` as they are."""
        return _codes().get(fold(words), words)


@cache
def _codes() -> dict[str, str]:
    """Return the two letters of every country by those letters and by its names, folded."""
    found: dict[str, str] = {}
    for locale in QLocale.matchingLocales(
        QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry
    ):
        territory = locale.territory()
        code = QLocale.territoryToCode(territory)
        if len(code) != 2 or not code.isalpha():
            continue
        found[fold(code)] = code
        for name in (QLocale.territoryToString(territory), locale.nativeTerritoryName()):
            found.setdefault(fold(name), code)
    return found
