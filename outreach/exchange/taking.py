"""Carries out a proposal as one edit, which one undo takes back."""

from __future__ import annotations

from collections.abc import Collection

from outreach.base.errors import Refusal
from outreach.base.language import plural, tr
from outreach.base.progress import Progress
from outreach.base.sweeping import without_sweeping
from outreach.document.document import Document, EditUnderWay
from outreach.document.edits import Changes
from outreach.document.fields import Links
from outreach.exchange.incoming import Line, Proposal
from outreach.exchange.progress import telling


@without_sweeping()
def bring_in(
    document: Document,
    proposal: Proposal,
    *,
    go_on: bool = False,
    without: Collection[int] = (),
    progress: Progress | None = None,
) -> Changes:
    """Write what ``proposal`` says, all or nothing.

    Args:
        document: The plan that it was made for.
        proposal: What :func:`outreach.exchange.proposal.propose` found.
        go_on: Leave out what is refused, and bring in the rest.
        without: Places of lines, counted from 0, that are left out.
        progress: Is told how far it is.

    Raises:
        Refusal: records are refused and ``go_on`` is not given, or the plan was changed since the
            proposal was made; nothing was changed.
        NotSaved: when the file cannot be written.
    """
    if proposal.refused and not go_on:
        raise Refusal(_refusal(proposal))
    if document.state() != proposal.state:
        raise Refusal(
            tr(
                "The plan was changed meanwhile, so “{source}” was not brought in "
                "and nothing was changed. Look through it again.",
                source=proposal.source,
            )
        )
    left_out = set(without)
    lines = [line for n, line in enumerate(proposal.lines) if line.writes and n not in left_out]
    skipped = {proposal.lines[n].id for n in left_out if not proposal.lines[n].before}
    with document.edit(
        tr("Brought in “{source}”", source=proposal.source)[:200], kind="import"
    ) as edit:
        for line in telling(lines, len(lines), progress):
            _write(edit, line, skipped)
    return edit.changes


def _write(edit: EditUnderWay, line: Line, skipped: set[str]) -> None:
    """Write one record; what was left out at the person's wish is not referred to."""
    values = dict(line.after)
    if skipped:
        for name, value in line.after.items():
            if isinstance(value, tuple):
                values[name] = tuple(id for id in value if id not in skipped)
            elif value in skipped:
                if line.kind.by_name[name].required:
                    skipped.add(line.id)
                    return
                del values[name]
    if line.back:
        columns = {name: value for name, value in values.items() if not _links(line, name)}
        edit.write_row(line.kind.name, line.id, columns)
        edit.set(line.id, **{name: value for name, value in values.items() if _links(line, name)})
    elif line.outcome == "added":
        edit.add(line.kind.name, id=line.id, **values)
    else:
        edit.set(line.id, **values)


def _links(line: Line, name: str) -> bool:
    return isinstance(line.kind.by_name[name], Links)


def _refusal(proposal: Proposal) -> str:
    """Name every line that does not fit: somebody is to put them right."""
    refused = proposal.refused
    said = plural(
        "{n} record does not fit, so “{source}” was not brought in and nothing was "
        "changed. Put this right, or go on without:",
        "{n} records do not fit, so “{source}” was not brought in and nothing was "
        "changed. Put this right, or go on without:",
        len(refused),
        source=proposal.source,
    )
    return "\n".join((said, *(f"- {line.where}: {line.why}" for line in refused)))
