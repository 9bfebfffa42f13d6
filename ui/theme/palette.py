"""The palette that Qt's own drawing takes its colours from."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from ui.theme.tokens import Tokens

Role = QPalette.ColorRole
Group = QPalette.ColorGroup

_ROLES: dict[QPalette.ColorRole, str] = {
    Role.Window: "window",
    Role.WindowText: "text",
    Role.Base: "surface",
    Role.AlternateBase: "subtle",
    Role.Text: "text",
    Role.PlaceholderText: "text3",
    Role.Button: "surface",
    Role.ButtonText: "text",
    Role.BrightText: "on_accent",
    Role.Highlight: "accent",
    Role.HighlightedText: "on_accent",
    Role.Accent: "accent",
    Role.Link: "accent_text",
    Role.LinkVisited: "accent_text",
    Role.ToolTipBase: "text",
    Role.ToolTipText: "surface",
    Role.Light: "surface",
    Role.Midlight: "subtle",
    Role.Mid: "border",
    Role.Dark: "border_strong",
    Role.Shadow: "border_strong",
}


def palette(tokens: Tokens) -> QPalette:
    """Return the palette that says ``tokens`` in Qt's terms."""
    found = QPalette()
    for role, name in _ROLES.items():
        found.setColor(role, QColor(tokens.get(name)))
    for role in (Role.Text, Role.WindowText, Role.ButtonText):
        found.setColor(Group.Disabled, role, QColor(tokens.text3))
    return found
