"""Dialogs that pass: they are taken down once they were answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtWidgets import QDialog

D = TypeVar("D", bound=QDialog)


@contextmanager
def passing(dialog: D) -> Iterator[D]:
    """Have ``dialog`` taken down after the block, whatever comes of it.

    What has a parent lives as long as that does: a window would keep every dialog ever shown.
    """
    try:
        yield dialog
    finally:
        dialog.deleteLater()
