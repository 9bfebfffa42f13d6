"""How something is put on paper: of which partners, in which edition, on what."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, replace
from enum import Enum

from outreach.briefs import compose
from outreach.briefs.content import Brief, Edition, Pack
from outreach.briefs.labels import Language
from outreach.briefs.parts_content import PackPart
from outreach.snapshot import Snapshot


class Design(Enum):
    """How a brief is put on its pages."""

    BROADSHEET = "broadsheet"
    MODULAR = "modular"
    LETTER = "letter"


def usual_design(snapshot: Snapshot) -> Design:
    """Return the design that the initiative prints in, unless another is asked for."""
    return Design(snapshot.initiative.design or Design.BROADSHEET)


def usual_language(snapshot: Snapshot) -> Language:
    """Return the language that the initiative prints in, unless another is asked for."""
    return Language(snapshot.initiative.paper_language or Language.ENGLISH.value)


@dataclass(frozen=True, slots=True)
class How:
    """What is asked for; with the records of one moment it gives one content."""

    partners: tuple[str, ...]
    """Ids in the order of the briefs."""
    edition: Edition
    today: dt.date
    bound: bool = False
    """A pack rather than one brief."""
    paper: str = "A4"
    prepared_for: str = ""
    parts: tuple[PackPart, ...] = (PackPart.BRIEFS,)
    language: Language = Language.ENGLISH
    """Of what the pages say of their own accord."""
    design: Design = Design.BROADSHEET

    def content(self, snapshot: Snapshot) -> Brief | Pack:
        """Compose what is asked for.

        Raises:
            NotFound: when one of the partners is not there.
        """
        if not self.bound:
            return compose.brief(
                snapshot, self.partners[0], self.edition, self.today, self.language
            )
        return compose.pack(
            snapshot,
            self.edition,
            self.today,
            self.partners,
            self.prepared_for,
            self.parts,
            self.language,
        )

    def without_missing(self, snapshot: Snapshot) -> How:
        """Return it without the partners that are not there any more."""
        kept = tuple(id for id in self.partners if id in snapshot.organisations)
        return replace(self, partners=kept)

    def to_text(self) -> str:
        """Return it as it is kept in a file; whom it is for is kept elsewhere."""
        told = asdict(self) | {
            "edition": self.edition.value,
            "today": self.today.isoformat(),
            "language": self.language.value,
            "design": self.design.value,
        }
        del told["prepared_for"]
        return json.dumps(told)

    @classmethod
    def from_text(cls, text: str, prepared_for: str = "") -> How:
        """Return what :meth:`to_text` gave.

        Raises:
            ValueError, KeyError, TypeError: when it is not that.
        """
        told = json.loads(text)
        return cls(
            partners=tuple(map(str, told["partners"])),
            edition=Edition(told["edition"]),
            today=dt.date.fromisoformat(told["today"]),
            bound=bool(told["bound"]),
            paper=str(told["paper"]),
            prepared_for=prepared_for,
            parts=tuple(map(PackPart, told["parts"])),
            language=Language(told["language"]),
            design=Design(told["design"]),
        )
