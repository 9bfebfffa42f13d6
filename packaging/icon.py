"""Draws the program's icon in the forms that Windows and macOS want: ``icon.py FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parent.parent
SIZE = 1024


def draw(path: Path) -> None:
    """Draw the icon into a PNG file."""
    application = QGuiApplication(sys.argv[:1])
    picture = QImage(SIZE, SIZE, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(ROOT / "resources" / "icons" / "app.svg")).render(painter)
    painter.end()
    picture.save(str(path))
    del application


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    draw(folder / "icon.png")
    with Image.open(folder / "icon.png") as icon:
        icon.save(folder / "icon.ico", sizes=[(n, n) for n in (16, 24, 32, 48, 64, 128, 256)])
        icon.save(folder / "icon.icns")
