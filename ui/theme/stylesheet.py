"""The one style sheet: what Qt's own widgets look like. Our own painting does the rest."""

from __future__ import annotations

from string import Template

from ui.theme.theme import ROLES, Theme

_SHEET = Template("""
QMainWindow, QDialog { background: $window; }
QLabel { background: transparent; }
QToolTip { background: $text; color: $surface; border: none; padding: ${e4}px ${e8}px; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {
  background: $surface; border: 1px solid $border_strong; border-radius: ${e6}px;
  padding: 0 ${e9}px; selection-background-color: $accent; selection-color: $on_accent;
  min-height: ${e30}px; placeholder-text-color: $text3;
}
QPlainTextEdit, QTextEdit { padding: ${e4}px ${e6}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {
  border: 2px solid $accent; padding-left: ${e9_1}px; padding-right: ${e9_1}px;
  min-height: ${e30_2}px;
}
QPlainTextEdit:focus, QTextEdit:focus { padding: ${e4_1}px ${e6_1}px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QLineEdit[readOnly="true"],
QPlainTextEdit[readOnly="true"] { background: $subtle; border-color: $border; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {
  border-color: $danger; }
QComboBox::drop-down { border: none; width: ${e28}px; }
QComboBox::down-arrow { image: none; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: none; padding: 0; background: transparent;
  min-height: 0; }
QComboBox QAbstractItemView, QAbstractItemView#popup { background: $surface; outline: none;
  border: 1px solid $border_strong; padding: ${e4}px; color: $text;
  selection-background-color: $sel; selection-color: $sel_text; }
/* Qt leaves three pixels above and below the choices of a completer, border and all. */
QAbstractItemView#popup { padding: 2px; }
QComboBox QAbstractItemView::item, QAbstractItemView#popup::item { min-height: ${e28}px;
  padding: 0 ${e6}px; border-radius: ${e4}px; }
QComboBox QAbstractItemView::item:selected, QAbstractItemView#popup::item:selected,
QAbstractItemView#popup::item:hover { background: $sel; color: $sel_text; }

QPushButton { background: $surface; border: 1px solid $border_strong; border-radius: ${e6}px;
  padding: 0 ${e14}px; min-height: ${e30}px; }
QPushButton:hover { background: $hover; }
QPushButton:focus { border: 2px solid $accent; padding: 0 ${e14_1}px; min-height: ${e30_2}px; }
QPushButton:default { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton:default:focus { border-color: $text; }
QPushButton:disabled { color: $text3; border-color: $border; }

QMenuBar { background: $sidebar; border-bottom: 1px solid $border; padding: ${e2}px ${e8}px; }
QMenuBar::item { padding: ${e4}px ${e10}px; border-radius: ${e4}px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $surface; border: 1px solid $border_strong; padding: ${e4}px; }
QMenu::item { padding: ${e6}px ${e28}px ${e6}px ${e10}px; border-radius: ${e4}px; }
QMenu::item:selected { background: $sel; color: $sel_text; }
QMenu::item:disabled { color: $text3; }
QMenu::icon { padding-left: ${e8}px; }
QMenu::separator { height: 1px; background: $border; margin: ${e4}px ${e8}px; }

QScrollArea, QAbstractScrollArea#plain { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: ${e10}px; margin: ${e2}px; }
QScrollBar:horizontal { height: ${e10}px; margin: ${e2}px; }
QScrollBar::handle { background: $scroll; border-radius: ${e3}px; }
QScrollBar::handle:vertical { min-height: ${e28}px; }
QScrollBar::handle:horizontal { min-width: ${e28}px; }
QScrollBar::handle:hover { background: $border_strong; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabWidget::tab-bar { left: ${e22}px; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $text2; padding: ${e8}px ${e2}px;
  margin-right: ${e14}px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { color: $accent_text; }
QTabBar:focus { border: 2px solid $accent; border-radius: ${e4}px; }
QTabBar QToolButton { background: $window; border: none; }

QSplitter::handle { background: $border; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $text2; border: none;
  border-bottom: 1px solid $border; padding: ${e10}px ${e12}px; font-weight: 600;
  font-size: ${chip}px; }
QProgressBar { background: $neutral_soft; border: none; border-radius: ${e3}px;
  max-height: ${e6}px; }
QProgressBar::chunk { background: $accent; border-radius: ${e3}px; }
QCalendarWidget QWidget { alternate-background-color: $subtle; }
QCalendarWidget QAbstractItemView { background: $surface; selection-background-color: $accent;
  selection-color: $on_accent; outline: none; }
QCalendarWidget QToolButton { background: transparent; border: none; padding: ${e4}px;
  border-radius: ${e4}px; }
QCalendarWidget QToolButton:hover { background: $hover; }
QCalendarWidget QSpinBox { min-height: 0; }
QWidget#qt_calendar_navigationbar { background: $surface; }

QFrame#card { background: $surface; border: 1px solid $border; border-radius: ${e8}px; }
QFrame#line { background: $border; border: none; }
QWidget#sidebar { background: $sidebar; border-right: 1px solid $border; }
QWidget#sidebar[mirrored="true"] { border-right: none; border-left: 1px solid $border; }
QWidget#surface { background: $surface; }
QWidget#subtle { background: $subtle; border-radius: ${e6}px; }
""")

_INKS = ("text2", "text3", "accent_text", "sel_text", "ok", "warn", "danger", "info", "pot")
_TEXT = Template('QLabel[role="$role"] { font-size: ${size}px; font-weight: $weight; }\n')
_INK = Template('QLabel[tone="$tone"] { color: $colour; }\n')


def stylesheet(theme: Theme) -> str:
    """Return the style sheet for ``theme``."""
    names = theme.tokens._asdict() | {"chip": str(theme.size("chip"))}
    for design in (2, 3, 4, 6, 8, 9, 10, 12, 14, 22, 28, 30):
        pixels = theme.em(design)
        names[f"e{design}"] = str(pixels)
        # A focused control has a border of 2 px instead of 1, and must not grow by that.
        names[f"e{design}_1"] = str(max(0, pixels - 1))
        names[f"e{design}_2"] = str(max(0, pixels - 2))
    roles = (
        _TEXT.substitute(role=role, size=theme.size(role), weight=weight.value)
        for role, (_, weight) in ROLES.items()
    )
    inks = (_INK.substitute(tone=name, colour=theme.tokens.get(name)) for name in _INKS)

    return _SHEET.substitute(names) + "".join(roles) + "".join(inks)
