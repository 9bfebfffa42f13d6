"""The colours of the program, each declared once, for a light and a dark window."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

Tone = Literal["neutral", "accent", "ok", "warn", "danger", "info", "pot"]
"""What a mark says: colour stands beside a word, never alone."""

TONES: tuple[Tone, ...] = get_args(Tone)


class Tokens(NamedTuple):
    """Every colour by its use, as ``#RRGGBB``."""

    window: str
    sidebar: str
    surface: str
    subtle: str
    hover: str
    border: str
    border_strong: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    accent_text: str
    sel: str
    sel_text: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    danger: str
    danger_soft: str
    info: str
    info_soft: str
    neutral_soft: str
    pot: str
    pot_soft: str
    pot_fill: str
    scroll: str

    def get(self, name: str) -> str:
        """Return the colour called ``name``.

        Raises:
            KeyError: there is no such colour.
        """
        if name not in NAMES:
            raise KeyError(f"there is no colour called {name}")
        return str(getattr(self, name))

    def tone(self, tone: str) -> tuple[str, str]:
        """Return the ink and the soft background of a tone."""
        if tone == "neutral":
            return self.text2, self.neutral_soft
        if tone == "accent":
            return self.accent_text, self.accent_soft
        return self.get(tone), self.get(f"{tone}_soft")


NAMES = frozenset(Tokens._fields)

LIGHT = Tokens(
    window="#F5F6F7",
    sidebar="#ECEFF1",
    surface="#FFFFFF",
    subtle="#F0F2F4",
    hover="#E6EAED",
    border="#DCE1E5",
    border_strong="#808B96",
    text="#1A2026",
    text2="#4C5761",
    text3="#626D78",
    accent="#0E6671",
    accent_hover="#0A525B",
    on_accent="#FFFFFF",
    accent_soft="#DDEFF1",
    accent_text="#0B5A63",
    sel="#D5EAED",
    sel_text="#0A3A41",
    ok="#256B39",
    ok_soft="#E1F2E6",
    warn="#7A5000",
    warn_soft="#FBEFD5",
    danger="#A8231B",
    danger_soft="#FBE5E3",
    info="#1F539E",
    info_soft="#E4EDFA",
    neutral_soft="#E9ECEF",
    pot="#8A4F0E",
    pot_soft="#F8EAD6",
    pot_fill="#E9C48E",
    scroll="#C3CAD0",
)

DARK = Tokens(
    window="#15181B",
    sidebar="#101315",
    surface="#1D2125",
    subtle="#242A2F",
    hover="#2B3238",
    border="#31383E",
    border_strong="#77828C",
    text="#E8EBEE",
    text2="#B1BAC3",
    text3="#929DA7",
    accent="#4DB6C1",
    accent_hover="#6FC9D2",
    on_accent="#04262A",
    accent_soft="#16363A",
    accent_text="#7FD3DB",
    sel="#1B4349",
    sel_text="#DDF5F7",
    ok="#74CC8B",
    ok_soft="#1A3322",
    warn="#E6B85C",
    warn_soft="#392D13",
    danger="#F48D84",
    danger_soft="#42201E",
    info="#8DB6F3",
    info_soft="#1B2C47",
    neutral_soft="#2A3036",
    pot="#E5AC64",
    pot_soft="#3A2A17",
    pot_fill="#8C5E25",
    scroll="#454D55",
)
