"""Commands about colleagues' copies: compare, merge, decisions, decide."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outreach.cli.arguments import add_command, reading, writing
from outreach.cli.output import counted, result
from outreach.document.backups import Backups
from outreach.merge import bringing
from outreach.merge import decisions as deciding
from outreach.merge.decisions import Decision
from outreach.merge.report import Erasure, Fit, Report

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
        result(arguments, [_decision_data(decision) for decision in found], words)
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
        "authors": list(report.authors),
        "fits": [_fit_data(fit) for fit in report.fits],
        "decisions": [_decision_data(decision) for decision in report.decisions],
        "erasures": [_erasure_data(erasure) for erasure in report.erasures],
    }
    if not report:
        result(arguments, data, f"“{report.name}” holds nothing that is not here already.")
        return
    lines = [f"{counted(report.edits, 'edit')} by {', '.join(report.authors)} {done}."]
    lines += map(_fit_words, report.fits)
    lines += [f"Erased: a record of the kind {e.kind}, by {e.author}." for e in report.erasures]
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


def _fit_data(fit: Fit) -> dict[str, Any]:
    fields = [
        {
            "field": f.field,
            "label": f.label,
            "before": f.before,
            "after": f.after,
            "author": f.author,
            "at": f.at.isoformat(),
        }
        for f in fit.fields
    ]
    return {
        "id": fit.id,
        "kind": fit.kind,
        "name": fit.name,
        "done": fit.done,
        "author": fit.author,
        "at": fit.at.isoformat(),
        "fields": fields,
    }


def _decision_data(decision: Decision) -> dict[str, Any]:
    options = [
        {
            "take": option.take,
            "value": option.value,
            "words": option.words,
            "author": option.author,
            "at": option.at.isoformat(),
            "in_force": option.in_force,
        }
        for option in decision.options
    ]
    return {
        "id": decision.id,
        "about": str(decision.about),
        "kind": decision.kind,
        "record": decision.record,
        "name": decision.name,
        "field": decision.field,
        "label": decision.label,
        "before": decision.before,
        "options": options,
        "both": decision.both,
    }


def _erasure_data(erasure: Erasure) -> dict[str, Any]:
    return {
        "kind": erasure.kind,
        "id": erasure.id,
        "author": erasure.author,
        "at": erasure.at.isoformat(),
        "label": erasure.label,
    }
