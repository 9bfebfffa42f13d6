"""Commands about colleagues' copies: compare, merge, decisions, decide."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.arguments import add_command, reading, writing
from outreach.cli.output import counted, result
from outreach.document.backups import Backups
from outreach.merge import bringing
from outreach.merge import decisions as deciding
from outreach.merge.decisions import Decision
from outreach.merge.report import Fit, Report

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands


def register(commands: Commands) -> None:
    """Add the commands."""
    compares = add_command(commands, "compare", compare, "what merging a copy would do")
    compares.add_argument("theirs", metavar="THEIRS", type=Path, help="the colleague's copy")
    merges = add_command(commands, "merge", merge, "bring a colleague's copy in, as one edit")
    merges.add_argument("theirs", metavar="THEIRS", type=Path, help="the copy; it is only read")
    merges.add_argument("--dry-run", action="store_true", help="only say what it would do")
    merges.add_argument(
        "--erase-many", action="store_true", help="agree to erasing many records for ever"
    )
    add_command(commands, "decisions", decisions, "what copies disagree on")
    decides = add_command(commands, "decide", decide, "answer one of the decisions")
    decides.add_argument("decision", metavar="ID", help="the decision, as “decisions” names it")
    decides.add_argument(
        "--take",
        required=True,
        metavar="ANSWER",
        help="mine, theirs, both, keep, delete, or the value itself",
    )


def compare(arguments: argparse.Namespace) -> int:
    """Say what a merge would do."""
    with reading(arguments) as document:
        _tell(arguments, bringing.compare(document, arguments.theirs), "would come in")
    return 0


def merge(arguments: argparse.Namespace) -> int:
    """Bring a copy in."""
    if arguments.dry_run:
        return compare(arguments)
    with writing(arguments) as document:
        report = bringing.merge(
            document, arguments.theirs, erase_many=arguments.erase_many, backups=Backups()
        )
        _tell(arguments, report, "came in")
    return 0


def decisions(arguments: argparse.Namespace) -> int:
    """List what waits for a decision."""
    with reading(arguments) as document:
        found = deciding.decisions(document)
        words = "\n".join(map(_decision_words, found)) or "Nothing waits for a decision."
        result(arguments, found, words)
    return 0


def decide(arguments: argparse.Namespace) -> int:
    """Put an answer on record."""
    with writing(arguments) as document:
        deciding.decide(document, arguments.decision, arguments.take)
        left = len(deciding.decisions(document))
        words = f"Decided. {counted(left, 'decision')} left." if left else "Decided. None is left."
        result(arguments, {"left": left}, words)
    return 0


def _tell(arguments: argparse.Namespace, report: Report, done: str) -> None:
    data = {
        "edits": report.edits,
        "authors": report.authors,
        "fits": report.fits,
        "decisions": report.decisions,
        "around": report.around,
        "only_here": report.only_here,
        "erasures": report.erasures,
        "scrubbed": report.scrubbed,
    }
    if not report:
        result(arguments, data, f"“{report.name}” holds nothing that is not here already.")
        return
    lines = [f"{counted(report.edits, 'edit')} by {', '.join(report.authors)} {done}."]
    lines += map(_fit_words, report.fits)
    lines += [f"Erased: a record of the kind {e.kind}, by {e.author}." for e in report.erasures]
    lines += [f"Text erased: of a {e.kind}, by {e.author}." for e in report.scrubbed]
    if report.decisions:
        lines += ["To decide:", *map(_decision_words, report.decisions)]
    result(arguments, data, "\n".join(lines))


def _fit_words(fit: Fit) -> str:
    lines = [f"{fit.name}: {fit.done} by {fit.author}"]
    lines += [
        f"  {f.label}: {f.before or '(not set)'} → {f.after or '(not set)'}" for f in fit.fields
    ]
    return "\n".join(lines)


def _decision_words(decision: Decision) -> str:
    lines = [f"{decision.name}, {decision.label} ({decision.id})"]
    if decision.before:
        lines.append(f"  before: {decision.before}")
    for option in decision.options:
        force = ", in force" if option.in_force else ""
        lines.append(f"  {option.take}: {option.words or '(not set)'} ({option.author}{force})")
    return "\n".join(lines)
