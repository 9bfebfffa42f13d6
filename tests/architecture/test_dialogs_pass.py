"""Whatever asks with a dialog has it taken down afterwards: else the window keeps it for good."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.passing import passing

KEEP_NOTHING = {"ui/app.py:_last_resort", "ui/app.py:run", "ui/opening/waiting.py:held"}
"""The program itself, what it says when there is no window that could keep anything, and a wait
without a dialog."""


def _asking(path: str, module: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef):
            calls = [call for call in ast.walk(node) if isinstance(call, ast.Call)]
            if any(isinstance(c.func, ast.Attribute) and c.func.attr == "exec" for c in calls):
                yield f"{path}:{node.name}", node


def test_every_dialog_that_is_waited_for_is_taken_down(modules: dict[str, ast.Module]) -> None:
    kept = [
        where
        for path, module in modules.items()
        if path.startswith("ui/")
        for where, function in _asking(path, module)
        if not {"passing", "deleteLater"} & set(_named(function))
    ]
    assert set(kept) == KEEP_NOTHING


def _named(function: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def test_a_dialog_is_gone_when_it_was_answered(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with passing(QDialog(window)) as dialog:
        assert window.findChildren(QDialog) == [dialog]
    qtbot.waitUntil(lambda: window.findChildren(QDialog) == [])
