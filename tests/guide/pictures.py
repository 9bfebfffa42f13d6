"""Takes the guide's pictures of the running program: ``python -m tests.guide.pictures FOLDER``.

The window is 1280 by 800, light, its text as large as designed. The clock stands still and only
the bundled fonts are there, so the same program gives the same pictures.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageStat

from tests.guide.pages import GUIDE
from tests.screens import program

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from ui.window import Window

PICTURES = GUIDE / "pictures"
COLOURS = 128
"""In each picture; more cannot be told from fewer, and take more room."""
BLOCK = 16
"""Pixels of each side of a block in which two pictures are compared."""


def take_apart(folder: Path) -> None:
    """Take them in a process of its own, for the clock stands still in it."""
    subprocess.run([sys.executable, "-m", __name__, str(folder)], check=True, cwd=GUIDE.parents[1])


def difference(one: Path, other: Path) -> int:
    """Return by how much of 255 the block that differs most does, on average over its pixels.

    Blocks are compared and no pixels, since another machine may soften the edge of a letter
    otherwise; a word that changed is more than that.
    """
    with Image.open(one) as first, Image.open(other) as second:
        apart = ImageChops.difference(first.convert("RGB"), second.convert("RGB"))
        if first.size != second.size:
            return 255
    return max(most for _, most in ImageStat.Stat(apart.reduce(BLOCK)).extrema)


def main(folder: Path) -> None:
    """Take all, into ``folder``."""
    with tempfile.TemporaryDirectory() as name:
        at = Path(name)
        os.environ["OUTREACH_DATA"] = str(at / "data")
        app = program.start(fonts=at)
        from tests.screens import looks, views

        look = looks.Look()
        look.put_on(app)
        window = views.open_window(_plan(at), at / "settings.ini")
        window.shell.resize(*look.size)
        folder.mkdir(exist_ok=True)
        for picture, shot in _shots(window):
            _save(shot, folder / f"{picture}.png")
    sys.stdout.flush()
    # Nothing is taken down that nobody looks at any more.
    os._exit(0)


def _plan(folder: Path) -> Path:
    """Make the sample, and a colleague's copy of it in which three things are otherwise."""
    from outreach.exchange import samples
    from outreach.initiative import open_file, the_initiative
    from outreach.network.kinds import Organisation
    from tests.screens.clock import NOON
    from tests.screens.plans import FROM_A_COLLEAGUE

    plan = folder / "kestria.db"
    samples.make("kestria", plan, "Ines").close()
    copy = folder / f"kestria {FROM_A_COLLEAGUE}.db"
    shutil.copy(plan, copy)
    said = {
        plan: ("Ines", "in_conversation", "Two operators.", "Buses where people are."),
        copy: ("Fatou", "committed", "Two operators, a third later.", "Clinics where people are."),
    }
    for path, (author, status, about, pitch) in said.items():
        with open_file(path, author=author).opened() as document:
            partner = next(o for o in document.all(Organisation) if o.name == "Solacell")
            with document.edit("Judged how far they are") as edit:
                edit.set(partner.id, status=status, about=about)
            with document.edit("Wrote the pitch anew") as edit:
                edit.set(the_initiative(document).id, pitch=pitch)
    # The window says when the file was written.
    os.utime(plan, (NOON / 1000, NOON / 1000))
    return plan


def _shots(window: Window) -> Iterator[tuple[str, QPixmap]]:
    from outreach.network.kinds import Organisation
    from tests.screens import views

    assert window.session is not None
    partner = next(o for o in window.session.document.all(Organisation) if o.name == "Solacell")
    for place in ("today", "map", "sequence", "objections", "briefs", "partners"):
        window.shell.show_page(place)
        page = window.shell.page(place)
        assert page is not None
        if place in ("briefs", "partners", "map"):
            page.show_record(partner.id)
        views.come_to_rest(page)
        yield place, window.shell.grab()
    yield "contact", _contact(window, partner.id)
    yield "merge", _merge(window)


def _contact(window: Window, partner: str) -> QPixmap:
    """Return the form for contacts, filled in."""
    from tests.screens import views
    from tests.screens.clock import DAY
    from ui.dialogs.log_contact import LogContact

    assert window.session is not None
    dialog = LogContact(window.session, partner, window.shell, today=lambda: DAY)
    dialog.editor("summary").set_value("Would join if the regulator says in writing that it may.")
    objection = dialog.also("objection")
    objection.words.set_value("Who answers for it when the raw records leave us?")
    objection.editors["category"].set_value("privacy")
    shot = views.over(window, dialog)
    dialog.deleteLater()
    return shot


def _merge(window: Window) -> QPixmap:
    """Return the review of the colleague's copy, at its first question."""
    from tests.screens import views
    from tests.screens.plans import FROM_A_COLLEAGUE
    from ui.pages.merge.page import MergePage

    assert window.session is not None and window.merging is not None
    window.merging.bring_in(window.session.path.with_name(f"kestria {FROM_A_COLLEAGUE}.db"))
    page = window.shell.page("merge")
    assert isinstance(page, MergePage)
    while not page.reviewing.up_to_date:
        views.settle()
    page.deciding.list.decisions.select(page.deciding.decisions()[0].id)
    views.come_to_rest(page)
    return window.shell.grab()


def _save(shot: QPixmap, path: Path) -> None:
    """Write a picture of few colours."""
    from PySide6.QtCore import QBuffer, QByteArray

    bytes_ = QByteArray()
    buffer = QBuffer(bytes_)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    shot.save(buffer, "PNG", 90)
    with Image.open(BytesIO(bytes_.data())) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
