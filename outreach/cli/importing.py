"""The command import: what other programs and other plans hold, as one edit."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outreach.base.errors import NotFound, Refusal
from outreach.cli.arguments import add_command, reading, writing
from outreach.cli.output import counted, note, result
from outreach.document.document import Document
from outreach.exchange import json_file, other_plan, source
from outreach.exchange.in_words import InWords
from outreach.exchange.incoming import Line, Outcome, Proposal
from outreach.exchange.mapping import Mapping
from outreach.exchange.proposal import propose
from outreach.exchange.table import Table
from outreach.exchange.taking import bring_in
from outreach.initiative import MODEL

if TYPE_CHECKING:
    from outreach.cli.arguments import Commands


def register(commands: Commands) -> None:
    """Add the command."""
    brings = add_command(commands, "import", import_, "bring in what another file holds")
    brings.add_argument(
        "source",
        metavar="SOURCE",
        type=Path,
        help="CSV, XLSX, vCard, JSON, or another plan (.db); told by what is in it",
    )
    brings.add_argument("--dry-run", action="store_true", help="only say what it would do")
    brings.add_argument(
        "--skip-refused", action="store_true", help="bring in the rest when some does not fit"
    )
    brings.add_argument(
        "--overwrite", action="store_true", help="let the source win over later changes here"
    )
    table = brings.add_argument_group("for tables")
    table.add_argument("--kind", metavar="KIND", help="the kind of record that a row is")
    table.add_argument(
        "--map",
        metavar="MAPPING.json",
        type=Path,
        help='what the columns mean: {"kind": "person", "columns": {"Firm": "organisation"}, '
        '"dates": "day first"}; "" leaves a column out, "+" puts it into the notes',
    )
    table.add_argument("--encoding", default="", help="where it is not found out rightly")
    table.add_argument("--delimiter", default="", help="what stands between the cells, likewise")
    plan = brings.add_argument_group("for another plan")
    plan.add_argument(
        "--only",
        metavar="KIND",
        action="append",
        help="what comes along with partners (default: person, need, relationship, tag); "
        "“organisation” alone for the partners themselves; can be repeated",
    )
    plan.add_argument(
        "--partner",
        metavar="NAME",
        action="append",
        help="this partner, by id or name; default: all; can be repeated",
    )
    plan.add_argument(
        "--confidential", action="store_true", help="with confidential fields and records"
    )


def import_(arguments: argparse.Namespace) -> int:
    """Bring a source in, or say what that would do."""
    opened = reading if arguments.dry_run else writing
    with opened(arguments) as document:
        found = None if source.is_plan(arguments.source) else _tables(arguments)
        proposal = (
            found.proposal(document, overwrite=arguments.overwrite)
            if found is not None
            else _partners_of(arguments, document)
        )
        data = _data(proposal)
        if found is not None:
            data["columns"] = [_means(table, means) for table, means in found.pairs]
        words = _words(document, proposal, arguments.dry_run)
        if not arguments.dry_run:
            changes = bring_in(document, proposal, go_on=arguments.skip_refused)
            data["edit"] = changes.edit or None
            if found is not None:
                found.remember()
    result(arguments, data, words)
    return 1 if proposal.refused and arguments.dry_run else 0


def _tables(arguments: argparse.Namespace) -> source.Source:
    """Read the tables, and say how that was done."""
    found = source.read(
        arguments.source, encoding=arguments.encoding, delimiter=arguments.delimiter
    )
    if arguments.kind is not None:
        source.choose(found, {"kind": arguments.kind})
    if arguments.map is not None:
        try:
            given = json_file.read_json(arguments.map)
        except OSError as error:
            raise Refusal(
                f"“{arguments.map}” could not be read ({error.strerror}); nothing was changed."
            ) from error
        source.choose(found, given)
    for table, means in found.pairs:
        if not means.kind:
            note(f"Left out, for its columns say nothing: {table.about}. Say it with --map.")
            continue
        kind = MODEL.kinds[means.kind].plural.lower()
        note(f"{found.form}: {table.about or found.form}; {kind}.")
        if not means.order_said:
            note(f"Dates such as 3/4/2026 were taken as {means.order}; --map says otherwise.")
    if found.pairs and not any(means.kind for _, means in found.pairs):
        raise Refusal(
            f"What stands over the columns of “{arguments.source.name}” says nothing of what they "
            "hold, so nothing was brought in. Say it with --kind and --map."
        )
    return found


def _means(table: Table, means: Mapping) -> dict[str, Any]:
    columns = dict(zip(table.headers, means.targets, strict=True))
    return {"sheet": table.name, "kind": means.kind, "columns": columns, "dates": means.order}


def _partners_of(arguments: argparse.Namespace, document: Document) -> Proposal:
    other = other_plan.read(arguments.source, document)
    along = other_plan.USUAL if arguments.only is None else arguments.only
    for kind in along:
        if kind not in (other_plan.PARTNER, *other_plan.ALONG):
            known = ", ".join(other_plan.ALONG)
            raise NotFound(f"“{kind}” cannot come along with partners. What can: {known}.")
    left = [kind for kind in along if other_plan.withheld(MODEL.kinds[kind])]
    if left and not arguments.confidential:
        kinds = " and ".join(MODEL.kinds[kind].plural.lower() for kind in left)
        note(f"Left out, for they are confidential: {kinds}; --confidential brings them along.")
    incoming = other.incoming(
        _partners(other, arguments.partner),
        along,
        confidential=arguments.confidential,
        tags=other_plan.tags_by_name(document),
    )
    return propose(document, other.name, incoming, overwrite=arguments.overwrite)


def _partners(other: other_plan.OtherPlan, wanted: list[str] | None) -> list[str] | None:
    if wanted is None:
        return None
    found = []
    for name in wanted:
        fitting = [id for id, called in other.partners if name in (id, called)]
        if len(fitting) != 1:
            many = "no partner is" if not fitting else f"{len(fitting)} partners are"
            raise NotFound(f"In “{other.name}” {many} called “{name}”. Nothing was brought in.")
        found += fitting
    return found


def _data(proposal: Proposal) -> dict[str, Any]:
    return {
        "added": proposal.count(Outcome.ADDED),
        "changed": proposal.count(Outcome.CHANGED),
        "left_alone": proposal.count(Outcome.SAME),
        "refused": proposal.count(Outcome.REFUSED),
        "lines": [
            {
                "place": line.place,
                "kind": line.kind.name,
                "id": line.id,
                "name": line.name,
                "outcome": line.outcome,
                "fields": line.after,
                "why": line.why,
            }
            for line in proposal.lines
        ],
    }


def _words(document: Document, proposal: Proposal, dry_run: bool) -> str:
    counts = proposal.counts
    would = "would be " if dry_run else ""
    said = ", ".join(f"{counts[outcome]:,} {would}{outcome}" for outcome in Outcome)
    lines = [f"“{proposal.source}”: {counted(len(proposal.lines), 'record')}: {said}."]
    if dry_run:
        words = InWords(document, proposal)
        lines += [line for one in proposal.lines for line in _line_words(words, one)]
    else:
        lines += [f"{line.where}: {line.why}" for line in proposal.refused]
    return "\n".join(lines)


def _line_words(words: InWords, line: Line) -> list[str]:
    if line.outcome is Outcome.SAME and not line.why:
        return []
    lines = [f"{line.where}: {line.outcome}"]
    if line.outcome is Outcome.CHANGED:
        lines += [
            f"  {said.label}: {said.before or '(not set)'} → {said.after or '(not set)'}"
            for said in words.fields(line)
        ]
    return [*lines, f"  {line.why}"] if line.why else lines
