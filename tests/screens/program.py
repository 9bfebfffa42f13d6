"""The program as pictures are taken of it: no screen, no chance, the machine decides nothing."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.base.language import ENGLISH
from tests.screens import clock

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

NO_FONTS = """<fontconfig>
<match target="pattern">
<edit name="hintstyle" mode="assign"><const>hintslight</const></edit>
</match>
</fontconfig>
"""
"""Says of fonts only how letters are fitted to pixels: not so much that their widths change."""


def start(language: str = ENGLISH, fonts: Path | None = None) -> QApplication:
    """Return the application, speaking ``language``; called before other modules are loaded.

    Args:
        language: its code.
        fonts: a folder in which a list of no fonts is written, for pictures in which there are
            no letters but those of the bundled fonts; the machine's fonts when it is not given.
    """
    clock.stop()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["LC_ALL"] = "C.UTF-8"
    if fonts is not None:
        none = fonts / "fonts.conf"
        none.write_text(NO_FONTS, encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(none)
    from PySide6.QtCore import QLocale, QLoggingCategory, qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    if language == ENGLISH:
        QLocale.setDefault(QLocale("en_GB"))
    # What the screen of the pictures cannot do, and what the machine's fonts cannot show.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    qInstallMessageHandler(_pass_on)
    app = QApplication(sys.argv[:1])
    if language != ENGLISH:
        from ui.language import speak

        speak(app, language)
    return app


def _pass_on(kind: object, where: object, message: str) -> None:
    if "plugin does not support" not in message:
        print(message, file=sys.stderr)
