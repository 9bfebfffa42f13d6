"""The library works on a machine that has no Qt."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(*sorted(name for name in sys.modules if name.startswith(("PySide6", "shiboken"))))
"""


def test_importing_the_whole_library_loads_no_qt(
    root: Path, modules: dict[str, ast.Module]
) -> None:
    names = [
        path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for path in modules
        if path.startswith("outreach/")
    ]
    loaded = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT, *names],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (loaded.stdout.strip(), loaded.stderr) == ("", "")
