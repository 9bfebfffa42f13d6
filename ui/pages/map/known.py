"""What the map shows, worked out of a plan at one moment; of a large plan that takes a while."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from outreach.base.language import plural
from outreach.planning.deference import Influence, influence, moved_by
from outreach.planning.ways import Ways
from outreach.snapshot import Snapshot
from ui.models.rows import Row
from ui.pages.map import content


class Known(NamedTuple):
    """Everybody on the map, how they are shown, and the ways to them."""

    snapshot: Snapshot
    network: Influence
    moved: dict[str, int]
    """How many partners each of them moves."""
    ways: Ways
    shown: dict[str, content.Node]
    rows: list[Row]
    """The same as a list."""

    def first_choice(self) -> str:
        """Return the goal of the plan, else whoever moves most partners."""
        for sequence in self.snapshot.sequences.values():
            if sequence.goals:
                return sequence.goals[0]
        return max(self.network.nodes, key=lambda id: self.moved[id], default="")

    def reason(self, begin: str) -> str:
        """Say how many partners whoever a way begins with moves, against all others."""
        mine = self.moved.get(begin, 0)
        if not mine:
            return ""
        said = plural(
            "Winning {name} moves {n} partner.",
            "Winning {name} moves {n} partners.",
            mine,
            name=self.snapshot.name(begin),
        )
        most = max((count for id, count in self.moved.items() if id != begin), default=0)
        return (
            f"{said} "
            + plural("No one else moves more than {n}.", "No one else moves more than {n}.", most)
            if 0 < most < mine
            else said
        )


def known(snapshot: Snapshot, today: dt.date, mode: str) -> Known:
    """Work out the map of a plan.

    Args:
        snapshot: The plan.
        today: The day to go by.
        mode: What it is looked at for.
    """
    network = influence(snapshot, today)
    shown = content.nodes(snapshot, network, mode)
    moved = {id: len(them) for id, them in moved_by(snapshot, network).items()}
    ways = Ways(snapshot, today)
    return Known(snapshot, network, moved, ways, shown, content.rows(shown, network))
