"""A merge that is being looked through: what it would do, and the answers given so far.

Nothing is written to the file before it is finished; until then this is all there is of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from outreach.base.digest import sha256
from outreach.base.errors import Refusal
from outreach.document import outcomes
from outreach.merge.bringing import MOST_ERASURES
from outreach.merge.decisions import Answer, Decision
from outreach.merge.report import Report


class Given(NamedTuple):
    """An answer, and what it was an answer to."""

    take: Answer
    question: str
    """Stands for everything that could be chosen from; see :func:`question`."""


@dataclass(slots=True)
class Review:
    """What a merge would do, and what was decided about it."""

    source: Path
    """The colleague's copy."""
    digest: str
    """SHA-256 of its contents when it was compared."""
    report: Report
    given: dict[str, Given] = field(default_factory=dict)
    """Answers by the decision's id."""
    agreed: bool = False
    """Whether erasing many records was agreed to."""

    @property
    def asks_to_erase(self) -> bool:
        """Whether so much would be erased that it has to be agreed to."""
        return len(self.report.for_good) > MOST_ERASURES

    @property
    def to_decide(self) -> list[Decision]:
        """What has no answer yet."""
        return [decision for decision in self.report.decisions if decision.id not in self.given]

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers as :func:`outreach.merge.bringing.merge` takes them."""
        return {id: given.take for id, given in self.given.items()}

    def answer(self, decision: Decision, take: Answer) -> None:
        """Give an answer, or another one."""
        self.given[decision.id] = Given(take, question(decision))

    def take_back(self, decision: Decision) -> None:
        """Have the decision undecided again."""
        self.given.pop(decision.id, None)

    def take_over(self, given: Mapping[str, Given]) -> int:
        """Take over the answers that were given earlier and still fit.

        Returns:
            How many do not fit any more, because something else is to be decided now.
        """
        now = {decision.id: question(decision) for decision in self.report.decisions}
        fit = {id: one for id, one in given.items() if now.get(id) == one.question}
        self.given |= fit
        return len(given) - len(fit)


def digest_of(source: Path) -> str:
    """Return what stands for the contents of a copy.

    Raises:
        Refusal: when it cannot be read.
    """
    try:
        return sha256(source.read_bytes())
    except OSError as error:
        raise Refusal(outcomes.unreadable(source.name, error.strerror).sentence) from error


def question(decision: Decision) -> str:
    """Return what stands for all that can be chosen from, so that an answer fits no other."""
    options = (
        f"{option.take} {option.value!r} {option.author} {option.at.timestamp()}"
        for option in decision.options
    )
    return sha256("\n".join((decision.about, *options)))[:16]
