"""A newcomer who opens a folder reads what lives there."""

from __future__ import annotations

import ast
from pathlib import Path, PurePosixPath


def test_every_folder_of_modules_is_a_package(modules: dict[str, ast.Module], root: Path) -> None:
    folders = {PurePosixPath(path).parent for path in modules}
    assert [str(one) for one in sorted(folders) if not (root / one / "__init__.py").exists()] == []


def test_every_package_and_module_says_what_it_is_for(modules: dict[str, ast.Module]) -> None:
    silent = [
        path
        for path, module in modules.items()
        if len((ast.get_docstring(module) or "").split()) < 4
    ]
    assert silent == []
