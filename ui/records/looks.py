"""Which icon and which tone stand for what is known of a partner and of what belongs to it."""

from __future__ import annotations

from collections.abc import Mapping

from outreach.vocabulary import SETTLED
from ui.theme.tokens import Tone

STAGE_TONES: Mapping[str, Tone] = {
    "contacted": "info",
    "in_conversation": "info",
    "committed": "pot",
    "contributing": "ok",
    "declined": "danger",
    "parked": "warn",
}
"""Tone of a partner's stage; neutral for those that are not named."""

CONTRIBUTION_TONES: Mapping[str, Tone] = {"asked": "info", "promised": "pot", "in": "ok"}
CHAMPION_TONES: Mapping[str, Tone] = {"active": "ok", "asked": "info", "qualified": "info"}
PROMISE_TONES: Mapping[str, Tone] = {"open": "pot", "kept": "ok", "broken": "danger"}

_SECTOR_ICONS = {
    "government": "landmark",
    "private": "building-2",
    "ngo": "users-round",
    "academia": "school",
    "civil_society": "megaphone",
    "donor": "coins",
    "philanthropy": "heart-handshake",
    "industry_body": "handshake",
    "local_utility": "droplets",
    "wholesaler": "droplets",
}
_ROLE_ICONS = {"regulator": "scale"}

_CHANNEL_ICONS = {
    "call": "phone",
    "email": "mail",
    "letter": "mail",
    "message": "message-circle",
    "briefing": "file-text",
    "one-page note": "file-text",
    "visit": "map-pin",
}

CONFIDENCE_ICONS = {"stated": "circle-check"}
"""They said so: a tick. What is only inferred or guessed, or not judged, is a dashed circle."""

NOT_CONFIRMED_ICON = "circle-dashed"


def stage_tone(stage: str | None) -> Tone:
    """Return the tone of a partner's stage."""
    return STAGE_TONES.get(stage or "", "neutral")


def partner_icon(sector: str | None, role: str | None) -> str:
    """Return the icon of a partner: by its role where that says more, else by its sector."""
    return _ROLE_ICONS.get(role or "") or _SECTOR_ICONS.get(sector or "", "building-2")


def channel_icon(channel: str | None) -> str:
    """Return the icon of a way to meet."""
    return _CHANNEL_ICONS.get(channel or "", "users-round")


def need_icon(confidence: str | None) -> str:
    """Return the mark of a need: a tick when they said so themselves."""
    return CONFIDENCE_ICONS.get(confidence or "", NOT_CONFIRMED_ICON)


def objection_tone(status: str | None) -> Tone:
    """Return the tone of an objection: calm when nobody needs to act on it."""
    return "ok" if status in SETTLED else "warn"
