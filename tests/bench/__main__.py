"""Runs the measurements that are named, or all: ``python -m tests.bench [NAME …]``."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from outreach.base.data_folder import OVERRIDE
from tests.bench import table


def main(names: list[str]) -> int:
    """Measure and print; return 1 when a target is missed or a name is unknown."""
    known = sorted(
        path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py")
    )
    if unknown := set(names) - set(known):
        print(f"No measurement named {', '.join(sorted(unknown))}. There are: {', '.join(known)}.")
        return 1
    missed = False
    with TemporaryDirectory() as folder:
        # Safe copies of what is measured are nothing that the person who measures wants to keep.
        os.environ[OVERRIDE] = folder
        for name in names or known:
            rows = importlib.import_module(f"tests.bench.bench_{name}").rows()
            print(f"\n{name}\n{table(rows)}", flush=True)
            missed |= any(row.verdict == "MISSED" for row in rows)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
