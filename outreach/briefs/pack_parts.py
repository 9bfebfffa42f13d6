"""From the records to what a pack holds beside its briefs."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from outreach.base.language import figure
from outreach.briefs.handout import answer_text, code, topic
from outreach.briefs.labels import Labels
from outreach.briefs.parts_content import (
    BalanceRow,
    Map,
    Moment,
    Node,
    PackPart,
    PartnerTime,
    PutsIn,
    RegisterEntry,
    Shared,
    Slip,
    Team,
    Tie,
)
from outreach.network.kinds import Organisation
from outreach.network.ties import holds
from outreach.planning import steps
from outreach.planning.balance import days_of, exchange
from outreach.planning.coverage import has_proof, is_current
from outreach.snapshot import Snapshot
from outreach.vocabulary import JOINED

_MOST_NODES = 36
"""So many names go round a map on one page."""
_TALKING = ("contacted", "in_conversation")


def in_sequence(snapshot: Snapshot) -> list[str]:
    """Return all partners in the order in which they are approached, the others by name."""
    placed = steps.by_sequence(snapshot)
    order = dict.fromkeys(
        step.organisation
        for sequence in snapshot.sequences
        for step in placed.get(sequence, ())
        if step.organisation
    )
    everybody = sorted(snapshot.organisations.values(), key=lambda o: (o.name.casefold(), o.id))
    return list(order | dict.fromkeys(each.id for each in everybody))


def shared(snapshot: Snapshot, partners: Sequence[str], parts: Collection[PackPart]) -> Shared:
    """Compose what anybody may see: who has joined, and nothing about who has not."""
    chosen = [snapshot.organisations[id] for id in partners]
    joined = [each for each in snapshot.organisations.values() if each.status in JOINED]
    return Shared(
        map=_joined_map(joined) if PackPart.MAP in parts and joined else None,
        contributions=_contributions(snapshot, joined) if PackPart.CONTRIBUTIONS in parts else (),
        sign_in=tuple(each.name for each in chosen) if PackPart.SIGN_IN in parts else (),
        slips=tuple(_slip(snapshot, each) for each in chosen) if PackPart.SLIPS in parts else (),
    )


def team(
    snapshot: Snapshot,
    partners: Sequence[str],
    parts: Collection[PackPart],
    today: dt.date,
    say: Labels,
) -> Team:
    """Compose what only the team may see, of the partners of a pack."""
    chosen = [snapshot.organisations[id] for id in partners]
    return Team(
        map=_map(snapshot, today, say) if PackPart.MAP in parts else None,
        timeline=_timeline(snapshot, chosen) if PackPart.TIMELINE in parts else (),
        register=_register(snapshot, partners, today, say) if PackPart.REGISTER in parts else (),
        balance=_balance(snapshot, chosen, say) if PackPart.BALANCE in parts else (),
    )


def _joined_map(joined: Sequence[Organisation]) -> Map:
    nodes = tuple(Node(each.name, "joined") for each in joined[:_MOST_NODES])
    return Map(nodes, (), len(joined) - len(nodes))


def _map(snapshot: Snapshot, today: dt.date, say: Labels) -> Map:
    """Return partners and ties that hold on ``today``; a person's is one of where they work."""
    found: dict[tuple[str, str], str] = {}
    count: Counter[str] = Counter()
    for tie in snapshot.relationships.values():
        ends = [snapshot.places(end) for end in (tie.source, tie.target)]
        if not all(ends) or ends[0] == ends[1] or not holds(tie, today):
            continue
        one, other = ends[0][0], ends[1][0]
        said = tie.KIND.by_name["type"].words(tie.type)
        words = f"{snapshot.name(tie.source)} – {said} – {snapshot.name(tie.target)}"
        found.setdefault((one, other), words)
        count.update((one, other))
    everybody = sorted(snapshot.organisations, key=lambda id: -count[id])
    kept = {id: place for place, id in enumerate(everybody[:_MOST_NODES])}
    return Map(
        tuple(Node(snapshot.name(id), _standing(snapshot.organisations[id])) for id in kept),
        tuple(
            Tie(kept[one], kept[other], words)
            for (one, other), words in found.items()
            if one in kept and other in kept
        ),
        len(everybody) - len(kept),
    )


def _standing(partner: Organisation) -> str:
    if partner.status in JOINED:
        return "joined"
    return "talking" if partner.status in _TALKING else "other"


def _contributions(snapshot: Snapshot, partners: Iterable[Organisation]) -> tuple[PutsIn, ...]:
    found = []
    for partner in partners:
        things = tuple(each.title for each in snapshot.dossier(partner.id).contributions)
        if things:
            found.append(PutsIn(partner.name, things))
    return tuple(found)


def _slip(snapshot: Snapshot, partner: Organisation) -> Slip:
    asks = [value.ask for value in snapshot.dossier(partner.id).value_propositions if value.ask]
    return Slip(code(partner.id), partner.name, asks[0] if asks else "")


def _timeline(snapshot: Snapshot, partners: Iterable[Organisation]) -> tuple[PartnerTime, ...]:
    found = []
    for partner in partners:
        moments = tuple(
            Moment(
                step.done_on or steps.due_on(snapshot, step), step.ask or "", step.status == "done"
            )
            for step in snapshot.dossier(partner.id).steps
        )
        if moments:
            found.append(PartnerTime(partner.name, moments))
    return tuple(found)


def _register(
    snapshot: Snapshot, partners: Sequence[str], today: dt.date, say: Labels
) -> tuple[RegisterEntry, ...]:
    found = []
    for partner in partners:
        dossier = snapshot.dossier(partner)
        for objection in dossier.objections:
            answers = [each for each in dossier.answers if each.objection == objection.id]
            responses = [snapshot.responses[each.response] for each in answers]
            speakers = [
                snapshot.name(answer.spokesperson or response.spokesperson)
                for answer, response in zip(answers, responses, strict=True)
            ]
            current = any(is_current(each, today) and has_proof(each) for each in responses)
            weight = [
                say.blocking if objection.blocking else "",
                objection.KIND.by_name["status"].words(objection.status),
            ]
            found.append(
                RegisterEntry(
                    topic(objection.category),
                    snapshot.name(partner),
                    objection.statement,
                    ", ".join(filter(None, weight)),
                    "\n".join(map(answer_text, responses)),
                    ", ".join(dict.fromkeys(filter(None, speakers))),
                    not current,
                )
            )
    return tuple(sorted(found, key=lambda entry: entry.topic))


def _balance(
    snapshot: Snapshot, partners: Iterable[Organisation], say: Labels
) -> tuple[BalanceRow, ...]:
    found = [
        exchange(snapshot, partner.id)
        for partner in partners
        if snapshot.dossier(partner.id).value_propositions
    ]
    rows = [
        BalanceRow(
            one.name, "\n".join(one.gives), "\n".join(one.gets),
            figure(one.cost), figure(one.offset), figure(one.net),
        )
        for one in found
    ]  # fmt: skip
    if rows:
        values = (v for one in found for v in snapshot.dossier(one.organisation).value_propositions)
        rows.append(BalanceRow(say.in_all, "", "", *map(figure, days_of(values))))
    return tuple(rows)
