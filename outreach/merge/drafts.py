"""Merges that are under way, kept in the person's own data until they are finished or dropped.

Only the answers are kept, not the colleague's copy: it is compared again when the review is
taken up, and whatever still fits then counts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from outreach.base.errors import NotSaved
from outreach.base.ids import new_id
from outreach.base.language import tr
from outreach.document.fields import Stored
from outreach.merge.decisions import Answer, Written
from outreach.merge.left import files_of, place
from outreach.merge.review import Given

_STORED = (str, int, float, type(None))


@dataclass(frozen=True, slots=True)
class Draft:
    """What is kept of a merge that is under way."""

    document: str
    """The initiative's id."""
    file: Path
    """The file that the copy is to be brought into."""
    source: Path
    """The colleague's copy."""
    digest: str
    """SHA-256 of the copy's contents."""
    given: Mapping[str, Given]
    agreed: bool
    decisions: int
    """How many decisions there are in all."""


def keep(draft: Draft, folder: Path | None = None) -> None:
    """Keep ``draft`` in place of an earlier one of the same merge.

    Raises:
        NotSaved: when it cannot be written.
    """
    whole = folder or place()
    if whole is None:
        raise _no_room(tr("this computer does not say where your data is kept"))
    part = whole / f".{new_id()}.part"
    try:
        whole.mkdir(mode=0o700, parents=True, exist_ok=True)
        whole.chmod(0o700)
        part.write_text(json.dumps(_said(draft), ensure_ascii=False), "utf-8")
        part.chmod(0o600)
        part.replace(_path(whole, draft))
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise _no_room(error.strerror) from error


def forget(draft: Draft, folder: Path | None = None) -> None:
    """Keep nothing of the merge any more."""
    whole = folder or place()
    if whole is not None:
        with suppress(OSError):
            _path(whole, draft).unlink(missing_ok=True)


def kept(document: str, file: Path, folder: Path | None = None) -> list[Draft]:
    """Return the merges under way into ``file``, the last one first.

    Args:
        document: The initiative's id.
        file: The open file. What was kept for a file that is not there any more counts: it may
            have been renamed.
        folder: Where drafts are kept, by default in the person's own data.
    """
    drafts = filter(None, map(_read, files_of(document, folder)))
    return [draft for draft in drafts if _same(draft.file, file) or not draft.file.exists()]


def _path(whole: Path, draft: Draft) -> Path:
    return whole / f"{draft.document}-{draft.digest[:16]}.json"


def _same(one: Path, other: Path) -> bool:
    return os.path.normcase(one.resolve()) == os.path.normcase(other.resolve())


def _said(draft: Draft) -> dict[str, Any]:
    return {
        "document": draft.document,
        "file": str(draft.file.resolve()),
        "source": str(draft.source.resolve()),
        "digest": draft.digest,
        "agreed": draft.agreed,
        "decisions": draft.decisions,
        "given": {
            id: {"question": given.question, **_answer_said(given.take)}
            for id, given in draft.given.items()
        },
    }


def _answer_said(take: Answer) -> dict[str, Stored]:
    return {"written": take.value} if isinstance(take, Written) else {"take": take}


def _read(path: Path) -> Draft | None:
    """Return what a file holds; None when it makes no sense."""
    try:
        said = json.loads(path.read_text("utf-8"))
        given = {
            str(id): Given(_answer(one), str(one["question"])) for id, one in said["given"].items()
        }
        return Draft(
            str(said["document"]),
            Path(said["file"]),
            Path(said["source"]),
            str(said["digest"]),
            given,
            bool(said["agreed"]),
            int(said["decisions"]),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _answer(said: Mapping[str, Any]) -> Answer:
    if "take" in said:
        return str(said["take"])
    value = said["written"]
    if not isinstance(value, _STORED) or isinstance(value, bool):
        raise TypeError("no value of a field")
    return Written(value)


def _no_room(why: object) -> NotSaved:
    return NotSaved(
        tr(
            "Your answers could not be kept on this computer ({why}). They are "
            "in this window only: finish the merge before you close it.",
            why=why,
        )
    )
