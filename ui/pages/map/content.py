"""What the map says of each partner and person, by what it is looked at for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from outreach.base.language import plural, tr
from outreach.base.words import listed, sentence_case
from outreach.network.kinds import Organisation
from outreach.planning.deference import Influence
from outreach.snapshot import Snapshot
from outreach.vocabulary import CHAMPION_STATUS, CONTRIBUTION_STATUS, PIPELINE, SETTLED
from ui.models.rows import Row, initials
from ui.records.looks import CONTRIBUTION_TONES, STAGE_TONES, partner_icon, stage_tone
from ui.theme.tokens import Tone

MODES = (
    ("influence", tr("Influence")),
    ("objections", tr("Objections")),
    ("contributions", tr("Contributions")),
)
LINES = {
    "influence": tr(
        "Who listens to whom. An arrow points at the person or organisation that is deferred to."
    ),
    "objections": tr("Where objections are open, among those who listen to each other."),
    "contributions": tr("What everybody puts into the pot, among those who listen to each other."),
}
"""The line under the title, by mode."""


class Node(NamedTuple):
    """A partner or a person as the map shows them."""

    id: str
    name: str
    caption: str
    tone: Tone
    icon: str = ""
    """Of a partner; a person has letters instead."""
    letters: str = ""

    @property
    def is_person(self) -> bool:
        """Whether a pill is drawn rather than a box."""
        return not self.icon


Said = tuple[str, Tone]


def nodes(snapshot: Snapshot, found: Influence, mode: str) -> dict[str, Node]:
    """Return what is shown of everybody on the map."""
    say = _SAY[mode](snapshot)
    status = {c.person: c.status or "identified" for c in snapshot.champions.values()}
    shown = {}
    for id in found.nodes:
        partner = snapshot.organisations.get(id)
        if partner is not None:
            words, tone = say(partner)
            icon = partner_icon(partner.sector, partner.role)
            shown[id] = Node(id, partner.name, words, tone, icon)
        else:
            person = snapshot.people[id]
            role = status.get(id)
            active = role == "active"
            words = tr("Champion") if active else person.job_title or tr("Person")
            if role and not active:
                words = tr("Champion, {status}", status=CHAMPION_STATUS[role])
            tone = "accent" if active else "neutral"
            letters = initials(person.name) or "?"
            shown[id] = Node(id, person.name, words, tone, letters=letters)
    return shown


def _stages(_: Snapshot) -> Callable[[Organisation], Said]:
    def say(partner: Organisation) -> Said:
        words = PIPELINE.get(partner.status or "", tr("not started"))
        return sentence_case(words), stage_tone(partner.status)

    return say


def _objections(snapshot: Snapshot) -> Callable[[Organisation], Said]:
    still = [o for o in snapshot.objections.values() if o.status not in SETTLED]
    counted = Counter(one.organisation for one in still)
    blocking = Counter(one.organisation for one in still if one.blocking)

    def say(partner: Organisation) -> Said:
        count, blocks = counted[partner.id], blocking[partner.id]
        if not count:
            return tr("No open objection"), "neutral"
        if blocks:
            return plural(
                "{n} open, {blocking} blocking",
                "{n} open, {blocking} blocking",
                count,
                blocking=blocks,
            ), "danger"
        return plural("{n} open", "{n} open", count), "warn"

    return say


def _contributions(snapshot: Snapshot) -> Callable[[Organisation], Said]:
    by_partner: dict[str, Counter[str]] = {}
    for one in snapshot.contributions.values():
        by_partner.setdefault(one.organisation, Counter())[one.status or "hoped"] += 1

    def say(partner: Organisation) -> Said:
        counted = by_partner.get(partner.id, Counter())
        parts = [f"{counted[s]} {w}" for s, w in CONTRIBUTION_STATUS.items() if counted[s]]
        best = next((s for s in ("in", "promised", "asked") if counted[s]), "")
        return listed(parts) or tr("Nothing yet"), CONTRIBUTION_TONES.get(best, "neutral")

    return say


_SAY: dict[str, Callable[[Snapshot], Callable[[Organisation], Said]]] = {
    "influence": _stages,
    "objections": _objections,
    "contributions": _contributions,
}

LEGENDS: dict[str, tuple[tuple[str, Tone], ...]] = {
    "influence": tuple(
        (sentence_case(words), STAGE_TONES.get(stage, "neutral"))
        for stage, words in PIPELINE.items()
    ),
    "objections": (
        (tr("Blocking objections"), "danger"),
        (tr("Open objections"), "warn"),
        (tr("None open"), "neutral"),
    ),
    "contributions": (
        (tr("In the pot"), "ok"),
        (tr("Promised"), "pot"),
        (tr("Asked"), "info"),
        (tr("Not asked"), "neutral"),
    ),
}
"""What the colours mean, by mode."""


def rows(shown: dict[str, Node], found: Influence) -> list[Row]:
    """Return the map as a list: everybody, whom they defer to, and who defers to them."""
    up: dict[str, list[str]] = {}
    down: dict[str, list[str]] = {}
    for arrow in found.arrows:
        up.setdefault(arrow.who, []).append(f"{arrow.words} {shown[arrow.to].name}")
        down.setdefault(arrow.to, []).append(shown[arrow.who].name)
    listed_rows = []
    for node in shown.values():
        parts = (
            node.caption,
            listed(up.get(node.id, [])),
            tr("listened to by {names}", names=listed(down[node.id])) if node.id in down else "",
        )
        caption = " · ".join(part for part in parts if part)
        listed_rows.append(
            Row(
                node.id,
                node.name,
                caption,
                icon=node.icon,
                initials=node.letters,
                tone=node.tone,
            )
        )
    return listed_rows
