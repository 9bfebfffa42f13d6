"""The language of the window: chosen before the pages are loaded, which say their words once."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from outreach.base import language

SYSTEM = ""
"""Stands for the system's language."""

_TERRITORIES = {"ar": "ar_AE"}
"""Of the Arabic locales one that writes the digits which stand in the program's sentences."""


def speak(application: QApplication, wanted: str) -> None:
    """Speak ``wanted`` from now on, or the system's language: words, buttons, days and direction.

    Modules of the window that were loaded before keep the words that they have.
    """
    spoken = wanted or _of_system()
    language.choose(spoken)
    locale = QLocale(_TERRITORIES.get(spoken, spoken))
    if wanted == SYSTEM and QLocale.system().language() == locale.language():
        locale = QLocale.system()
    QLocale.setDefault(locale)
    if spoken != language.ENGLISH:
        buttons = QTranslator(application)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if buttons.load(f"qtbase_{spoken}", folder) or buttons.load(f"qtbase_{spoken}_BR", folder):
            application.installTranslator(buttons)
    mirrored = locale.textDirection() == Qt.LayoutDirection.RightToLeft
    direction = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
    application.setLayoutDirection(direction)


def _of_system() -> str:
    """Return the first of the system's languages that there is a catalogue for."""
    codes = (name.replace("_", "-").split("-")[0] for name in QLocale.system().uiLanguages())
    return next((code for code in codes if code in language.LANGUAGES), language.ENGLISH)
