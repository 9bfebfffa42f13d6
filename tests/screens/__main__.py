"""Takes the pictures: ``python -m tests.screens OUT [--page NAME …] [--plan NAME …]``."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.base.language import ENGLISH, LANGUAGES
from tests.screens import program

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication

    from tests.screens.looks import Look
    from ui.window import Window

QUICKLY = 90
"""How much PNG is squeezed: little, for that takes longer than the drawing."""


def main() -> int:
    """Take the pictures; return 1 when a window could not be made as small as asked."""
    asked = _arguments()
    app = program.start(asked.language)
    asked.out.mkdir(parents=True, exist_ok=True)
    too_large: dict[str, str] = {}
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, look, shot, size in _shots(app, asked, Path(folder)):
            path = asked.out / f"{name}-{look.name}.png"
            shot.save(str(path), "PNG", QUICKLY)
            count += 1
            if size != look.size:
                too_large.setdefault(look.name, f"{size[0]}x{size[1]}, first seen at {name}")
    print(f"{count} pictures in {asked.out}")
    for wanted, found in sorted(too_large.items()):
        print(f"Too large: {wanted} became {found}")
    sys.stdout.flush()
    os._exit(int(bool(too_large)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.screens")
    parser.add_argument("out", type=Path, help="the folder for the pictures")
    parser.add_argument("--page", nargs="*", default=[], help="only these pages")
    parser.add_argument("--plan", nargs="*", default=[], help="only these plans")
    parser.add_argument("--look", default="", help="only looks with this in their name")
    parser.add_argument("--language", default=ENGLISH, choices=LANGUAGES)
    parser.add_argument("--no-dialogs", action="store_true")
    return parser.parse_args()


Shot = tuple[str, "Look", "QPixmap", tuple[int, int]]


def _shots(app: QApplication, asked: argparse.Namespace, folder: Path) -> Iterator[Shot]:
    from tests.screens import looks, plans, views

    os.environ["OUTREACH_DATA"] = str(folder / "data")
    for plan in asked.plan or plans.PLANS:
        path = plans.make(plan, folder)
        for mirrored in looks.MIRRORED:
            wanted = [look for look in looks.looks(mirrored) if asked.look in look.name]
            if not wanted:
                continue
            looks.direct(app, mirrored)
            wanted[0].put_on(app)
            window = views.open_window(path, folder / "settings.ini")
            for look in wanted:
                look.put_on(app)
                window.shell.resize(*look.size)
                views.settle()
                for name, shot in _of_window(window, asked):
                    yield f"{plan}-{name}", look, shot, window.shell.size().toTuple()
            window.close_session()
            window.shell.deleteLater()
            views.settle()


def _of_window(window: Window, asked: argparse.Namespace) -> Iterator[tuple[str, QPixmap]]:
    from tests.screens import dialogs, views

    for name in views.views(window, tuple(asked.page)):
        yield name, window.shell.grab()
    if asked.page or asked.no_dialogs:
        return
    for name, make in dialogs.DIALOGS.items():
        dialog = make(window)
        yield f"dialog-{name}", views.over(window, dialog)
        dialog.deleteLater()


if __name__ == "__main__":
    sys.exit(main())
