"""Everything is short enough to be read at one go."""

from __future__ import annotations

import ast
from pathlib import Path

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60


def test_no_module_is_longer_than_four_hundred_lines(
    root: Path, modules: dict[str, ast.Module]
) -> None:
    lengths = {path: len((root / path).read_text("utf-8").splitlines()) for path in modules}
    assert {path: n for path, n in lengths.items() if n > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_sixty_lines(modules: dict[str, ast.Module]) -> None:
    lengths = {
        f"{path}: {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path, module in modules.items()
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST_FUNCTION} == {}
