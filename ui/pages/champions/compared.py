"""What the cards say of each candidate, and what is to be said of all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from outreach.base.language import tr
from outreach.base.words import listed, sentence_case
from outreach.planning.champions.assignment import Assignment
from outreach.planning.champions.cultivating import Prospect, worth_cultivating
from outreach.planning.champions.fit import Fit
from outreach.planning.coverage import gaps
from outreach.planning.deference import deferences
from outreach.snapshot import Snapshot
from outreach.vocabulary import CHAMPION_STATUS, TOPICS
from ui.models.rows import ChipText, Row, initials

DOTS = (
    ("relationship", tr("Trusted there")),
    ("topic", tr("Knows the subject")),
    ("distance", tr("Distance from decision")),
)
"""The criteria that are shown as dots beside seniority, and what each is called."""
HIGHEST = 5
MOST_NAMED = 4


class Compared(NamedTuple):
    """One candidate as the cards show them."""

    fit: Fit
    name: str
    title: str
    place: str
    chip: ChipText
    seniority: int | None
    dots: tuple[tuple[str, int, str], ...]
    """Label, 1 to 5, and why in words."""
    quote: str
    brings: tuple[str, ...]
    """Names of people who defer to them."""
    best_for: str


def followers(snapshot: Snapshot, today: dt.date) -> dict[str, list[str]]:
    """Return by person who defers to them on ``today``: people and partners, strongest first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for one in deferences(snapshot, today):
        found.setdefault(one.to, []).append((-one.strength, one.who))
    return {
        id: list(dict.fromkeys(who for _, who in sorted(pairs, key=lambda pair: pair[0])))
        for id, pairs in found.items()
    }


def compare(
    snapshot: Snapshot, today: dt.date, fits: Sequence[Fit], given: Assignment
) -> list[Compared]:
    """Return what is said of each candidate.

    Args:
        snapshot: The plan.
        today: The day to go by.
        fits: Ranked, best first.
        given: Who is best given which partner.
    """
    after = followers(snapshot, today)
    leads: dict[str, list[str]] = {}
    for lead in given.leads:
        leads.setdefault(lead.person or "", []).append(snapshot.name(lead.organisation))
    return [
        _compared(snapshot, fit, after, leads.get(fit.person, []), first=n == 0)
        for n, fit in enumerate(fits)
    ]


def _compared(
    snapshot: Snapshot,
    fit: Fit,
    after: Mapping[str, list[str]],
    leads: Sequence[str],
    *,
    first: bool,
) -> Compared:
    person = snapshot.people[fit.person]
    shares = {share.criterion: share for share in fit.shares}
    theirs = after.get(person.id, [])
    notes = [c.note for c in snapshot.champions.values() if c.person == person.id and c.note]
    return Compared(
        fit=fit,
        name=person.name,
        title=person.job_title or "",
        place=snapshot.name(person.organisation),
        chip=_chip(fit, first=first),
        seniority=person.seniority,
        dots=tuple(
            (label, 1 + round((HIGHEST - 1) * shares[name].value), shares[name].words)
            for name, label in DOTS
        ),
        quote=" ".join(notes[0].split()) if notes else "",
        brings=tuple(snapshot.name(id) for id in theirs if id in snapshot.people),
        best_for=_best_for(person.answers, leads),
    )


def _chip(fit: Fit, *, first: bool) -> ChipText:
    if fit.vetoes:
        return ChipText(tr("Must not speak there"), "danger", "triangle-alert")
    if fit.hindrances:
        return ChipText(tr("{score} of 100, not now", score=fit.score), "warn", "hourglass")
    if first:
        return ChipText(
            tr("Best fit for this question: {score}", score=fit.score), "ok", "circle-check"
        )
    return ChipText(tr("{score} of 100", score=fit.score))


def _best_for(topics: Sequence[str], leads: Sequence[str]) -> str:
    said = [tr("the approach to {partners}", partners=listed(leads[:MOST_NAMED]))] if leads else []
    if topics:
        said.append(
            tr(
                "objections about {topics}",
                topics=listed([TOPICS.get(topic, topic) for topic in topics]),
            )
        )
    return sentence_case(listed(said)) or tr("Nothing is on record yet.")


def surprise(shown: Sequence[Compared]) -> tuple[str, str]:
    """Say why the first ranks first although another is more senior; empty when none is.

    Returns:
        A lead, and the reason.
    """
    if len(shown) < 2 or shown[0].seniority is None or not shown[0].fit.available:
        return "", ""
    first = shown[0]
    ranks = [one.seniority for one in shown[1:] if one.seniority is not None]
    assert first.seniority is not None
    if not ranks or max(ranks) <= first.seniority:
        return "", ""
    least = all(rank > first.seniority for rank in ranks)
    most = next(one for one in shown[1:] if one.seniority == max(ranks))
    lead = (
        tr("{name} ranks first although they are the least senior.", name=first.name)
        if least
        else tr(
            "{name} ranks first although {senior} is more senior.",
            name=first.name,
            senior=most.name,
        )
    )
    theirs = {share.criterion: share for share in most.fit.shares}
    ahead = sorted(
        first.fit.shares, key=lambda share: theirs[share.criterion].points - share.points
    )
    better = [s for s in ahead if s.points > theirs[s.criterion].points][:2]
    return lead, " ".join(share.words for share in better)


def to_cultivate(snapshot: Snapshot, today: dt.date) -> list[tuple[Prospect, Row]]:
    """Return people who could become champions where one is missing, best first, as rows."""
    found = sorted(worth_cultivating(snapshot, today), key=lambda one: -one.score)
    return [(one, _prospect_row(one)) for one in found]


def _prospect_row(one: Prospect) -> Row:
    caption = " ".join([tr("With {partner}.", partner=one.partner), *one.missing[:1]])
    return Row(
        f"{one.person}/{one.organisation}",
        one.name,
        caption,
        (ChipText(tr("{score} of 100", score=one.score)),),
        initials=initials(one.name) or "?",
    )


def to_care_for(snapshot: Snapshot, today: dt.date, given: Assignment) -> list[Row]:
    """Return what is weak: too few people, champions who lapsed, partners that hang on one."""
    rows = [
        Row(short.partners[0], short.sentence, "", (ChipText(tr("Too few"), "warn"),))
        for short in given.shortages
        if short.partners
    ]
    rows += [
        Row(
            role.person,
            snapshot.name(role.person),
            tr("Was a champion with {audience}", audience=snapshot.name(role.audience))
            if role.audience
            else "",
            (ChipText(sentence_case(CHAMPION_STATUS["lapsed"]), "warn"),),
            initials=initials(snapshot.name(role.person)),
        )
        for role in snapshot.champions.values()
        if role.status == "lapsed"
    ]
    chips = {"lone_champion": tr("Only one champion"), "no_champion": tr("No champion")}
    for gap in gaps(snapshot, today):
        if gap.kind in chips and gap.subject in snapshot.organisations:
            chip = ChipText(chips[gap.kind], "warn")
            # The row is called by the partner's name, which the sentence would say again.
            caption = tr("Only {name} reaches them", name=gap.only) if gap.only else ""
            caption = caption or tr("No champion reaches them")
            rows.append(
                Row(
                    gap.subject,
                    gap.name,
                    caption,
                    (chip,),
                    icon="users-round",
                    spoken=gap.sentence,
                )
            )
    return list({row.id: row for row in rows}.values())
