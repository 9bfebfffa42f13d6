"""From the records to what is printed: a brief of either edition, or a pack of several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import replace

from outreach.base.language import speaking
from outreach.briefs.content import Brief, Edition, Handout, Pack, Pocket
from outreach.briefs.handout import handout, partner_of
from outreach.briefs.internal import internal
from outreach.briefs.labels import Language, labels
from outreach.briefs.logo import logo_of
from outreach.briefs.pack_parts import in_sequence, shared, team
from outreach.briefs.parts_content import PackPart
from outreach.snapshot import Snapshot

__all__ = ["brief", "by_name", "handout", "in_sequence", "internal", "pack"]


def brief(
    snapshot: Snapshot,
    organisation: str,
    edition: Edition,
    today: dt.date,
    language: Language = Language.ENGLISH,
) -> Brief:
    """Compose the brief of one partner in one edition.

    Raises:
        NotFound: when there is no such partner.
    """
    # What is wrong is said in the language of who asks, not in that of the page.
    partner_of(snapshot, organisation)
    with speaking(language.value):
        if edition is Edition.POCKET:
            return _pocket(handout(snapshot, organisation, today, language))
        compose = handout if edition is Edition.HANDOUT else internal
        return compose(snapshot, organisation, today, language)


def _pocket(content: Handout) -> Pocket:
    """Return what of a hand-out goes onto a card: all else is not there."""
    return Pocket(
        replace(
            content,
            description="",
            card=None,
            who_you_are="",
            you_need=(),
            we_offer=(),
            spokesperson=None,
            already_in=(),
            next_steps=(),
        )
    )


def by_name(snapshot: Snapshot) -> list[str]:
    """Return all partners in the order of their names."""
    everybody = snapshot.organisations.values()
    return [o.id for o in sorted(everybody, key=lambda o: (o.name.casefold(), o.id))]


def pack(
    snapshot: Snapshot,
    edition: Edition,
    today: dt.date,
    partners: Iterable[str] | None = None,
    prepared_for: str = "",
    parts: Collection[PackPart] = (PackPart.BRIEFS,),
    language: Language = Language.ENGLISH,
) -> Pack:
    """Compose a pack of briefs.

    Args:
        snapshot: The records.
        edition: Whom the briefs are for.
        today: The day the pack speaks for.
        partners: Ids in the order wanted; None for every partner by name.
        prepared_for: A name for the cover, or empty.
        parts: What the pack holds; what only the team may see is left out of other editions.
        language: What the pages say of their own accord is in it.

    Raises:
        NotFound: when one of ``partners`` is not there.
    """
    if partners is None:
        partners = by_name(snapshot)
    chosen = list(partners)
    bound = chosen if PackPart.BRIEFS in parts else []
    briefs = tuple(brief(snapshot, id, edition, today, language) for id in bound)
    internal_one = edition is Edition.INTERNAL
    say = labels(language)
    with speaking(language.value):
        return Pack(
            initiative=snapshot.initiative.name,
            pitch=snapshot.initiative.pitch or "",
            edition=edition,
            prepared_for=prepared_for,
            as_of=today,
            briefs=briefs,
            shared=shared(snapshot, chosen, parts),
            team=team(snapshot, chosen, parts, today, say) if internal_one else None,
            language=language,
            colour=snapshot.initiative.colour or "",
            logo=logo_of(snapshot.initiative.logo or ""),
        )
