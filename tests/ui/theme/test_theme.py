from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import measure
from ui.theme.appearance import appearance, theme
from ui.theme.apply import apply, dress
from ui.theme.tokens import DARK, LIGHT, TONES, Tokens


def luminance(colour: str) -> float:
    parts = [c / 255 for c in QColor(colour).toTuple()[:3]]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_all_words_can_be_read_on_what_they_stand_on(tokens: Tokens) -> None:
    grounds = ("window", "sidebar", "surface", "subtle")
    pairs = [(ink, ground) for ink, ground in product(("text", "text2", "accent_text"), grounds)]
    pairs += [("on_accent", "accent"), ("on_accent", "accent_hover"), ("sel_text", "sel")]
    pairs += [("text3", "surface"), ("text3", "window")]
    chips = [tokens.tone(tone) for tone in TONES]
    found = [(tokens.get(a), tokens.get(b)) for a, b in pairs] + chips
    assert [pair for pair in found if contrast(*pair) < 4.5] == []


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_outlines_of_controls_and_the_focus_ring_can_be_seen(tokens: Tokens) -> None:
    for ground in (tokens.surface, tokens.window):
        assert contrast(tokens.border_strong, ground) >= 3
        assert contrast(tokens.accent, ground) >= 3


def test_a_switch_changes_colours_and_tells_everybody(qapp: QApplication, qtbot: object) -> None:
    heard: list[bool] = []
    look = appearance()
    look.changed.connect(lambda: heard.append(theme().dark))
    apply(qapp, "dark")
    assert theme().tokens is DARK and heard == [True]
    assert qapp.palette().window().color() == QColor(DARK.window)
    apply(qapp, "light")
    assert qapp.palette().window().color() == QColor(LIGHT.window)
    assert heard == [True, False]


def test_what_is_in_a_window_looks_like_it_after_a_switch_too(
    qapp: QApplication, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dress(window)
    line = QLineEdit(window)
    window.show()

    def height() -> int:
        return line.sizeHint().height()

    assert height() >= theme().em(30)
    apply(qapp, "light", 1.6)
    assert height() >= theme().em(30)


def test_what_is_out_of_sight_follows_when_it_comes_into_it(
    qapp: QApplication, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    part = QWidget(window)
    dress(part)
    light = part.styleSheet()
    apply(qapp, "dark")
    # Going through all that is not seen takes longer than anybody waits for a colour.
    assert part.styleSheet() == light
    part.show()
    assert part.styleSheet() == appearance().sheet != light
    apply(qapp, "light")
    assert part.styleSheet() == light


def test_applying_the_same_look_again_does_nothing(qapp: QApplication) -> None:
    heard: list[int] = []
    appearance().changed.connect(lambda: heard.append(1))
    apply(qapp, "light", 1.0)
    assert heard == []


def test_a_desktop_that_does_not_say_is_light(qapp: QApplication) -> None:
    apply(qapp, "system")
    assert not theme().dark and appearance().scheme == "system"


@pytest.mark.parametrize(("asked", "given"), [(0.1, 0.9), (1.4, 1.4), (9, 1.6)])
def test_the_text_size_is_kept_readable(qapp: QApplication, asked: float, given: float) -> None:
    assert apply(qapp, "light", asked).scale == given
    assert theme().base == pytest.approx(13.5 * given)


def test_measures_follow_the_text_size_while_the_window_is_open(
    qapp: QApplication, qtbot: object
) -> None:
    window = QWidget()
    layout = QVBoxLayout(window)
    pane = QWidget()
    layout.addWidget(pane)
    measure.margins(layout, 24, 16, 24, 16)
    measure.fixed_width(pane, 100)
    apply(qapp, "light", 1.5)
    assert layout.contentsMargins().left() == 36
    assert pane.minimumWidth() == pane.maximumWidth() == 150


def test_type_roles_are_multiples_of_the_text_size(qapp: QApplication) -> None:
    assert theme().font("title").pixelSize() == round(13.5 * 1.62)
    apply(qapp, "light", 1.6)
    assert theme().font("body").pixelSize() == round(13.5 * 1.6)
    assert QLabel("x").font().pixelSize() == round(13.5 * 1.6)
