"""Words from a file never get into a tooltip or a message box as markup."""

from __future__ import annotations

import ast
from collections.abc import Iterator

SETTERS = ("setToolTip", "setInformativeText", "warning", "information", "critical", "question")
"""What takes words, and takes them for markup where they look like it."""


def _unsafe(node: ast.expr) -> bool:
    """Tell whether words may come from anywhere: from a variable that did not go through plain."""
    match node:
        case ast.Constant():
            return False
        case ast.IfExp(body=body, orelse=orelse):
            return _unsafe(body) or _unsafe(orelse)
        case ast.Call(func=ast.Name(id="plain")):
            return False
        case ast.Call(func=ast.Name(id="tr"), args=[ast.Constant()], keywords=[]):
            return False
        case ast.Name(id=name):
            return not name.isupper()
        case ast.Call(func=ast.Attribute(attr="toolTip")):
            return False
    return True


def _set(module: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(module):
        match node:
            case ast.Call(func=ast.Attribute(attr=name), args=[*_, _]) if name in SETTERS:
                yield node


def test_what_may_come_from_a_file_is_made_plain_first(modules: dict[str, ast.Module]) -> None:
    found = [
        f"{path}:{call.lineno}"
        for path, module in modules.items()
        if path.startswith("ui/")
        for call in _set(module)
        if _unsafe(call.args[-1])
    ]
    assert found == []
