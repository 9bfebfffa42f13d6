"""Asks where something new is to go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_where(parent: QWidget, question: str, start: Path, kind: str, ending: str) -> Path | None:
    """Return the path that a person chose; None when they chose none.

    Args:
        parent: The window below.
        question: The dialog's title.
        start: The folder and the name that are offered.
        kind: What such files are, in words, such as ``Recipes``.
        ending: What their names end in, such as ``.json``; it is added where it is missing.
    """
    # Nothing is ever overwritten, so there is nothing for the dialog to ask about.
    chosen, _ = QFileDialog.getSaveFileName(
        parent,
        question,
        str(start),
        f"{kind} (*{ending})",
        options=QFileDialog.Option.DontConfirmOverwrite,
    )
    if not chosen:
        return None
    return Path(chosen if chosen.lower().endswith(ending) else f"{chosen}{ending}")
