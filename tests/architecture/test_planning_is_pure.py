"""The same initiative on the same day always gets the same plan."""

from __future__ import annotations

import ast

CLOCKS = {"today", "now", "utcnow", "wall_clock", "time", "time_ns", "monotonic", "perf_counter"}


def test_planning_looks_at_no_clock(modules: dict[str, ast.Module]) -> None:
    looks = [
        f"{path}:{node.lineno}"
        for path, module in modules.items()
        if path.startswith("outreach/planning/")
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS)
            or (isinstance(node.func, ast.Name) and node.func.id in CLOCKS)
        )
    ]
    assert looks == []
