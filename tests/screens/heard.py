"""What a screen reader hears of a window, through the interface that it asks as well."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QTabWidget, QWidget

_TAB = Qt.FocusPolicy.TabFocus.value
_ROLES_OF_FRAMES = (
    QAccessible.Role.NoRole,
    QAccessible.Role.Client,
    QAccessible.Role.Pane,
    QAccessible.Role.Grouping,
)


def role(widget: QWidget) -> QAccessible.Role:
    """Return what a screen reader takes ``widget`` for."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found.role()


def heard(widget: QWidget) -> str:
    """Return what is heard of ``widget``: its name, and what is said about it."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    said = (found.text(QAccessible.Text.Name), found.text(QAccessible.Text.Description))
    return ". ".join(filter(None, said))


def takes_keyboard(root: QWidget) -> list[QWidget]:
    """Return everything visible below ``root`` to which Tab leads."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy().value & _TAB
        and widget.focusProxy() is None
    ]


def unnamed(root: QWidget) -> Iterator[str]:
    """Yield what takes the keyboard and of which nothing, or not what it is, is heard."""
    for widget in takes_keyboard(root):
        own = widget.accessibleName() or getattr(widget, "text", str)()
        if not own or not heard(widget):
            yield f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}: no name"


def taken_for_frames(root: QWidget) -> Iterator[str]:
    """Yield painted words that a screen reader would take for a frame around others."""
    for widget in root.findChildren(QWidget):
        words = getattr(widget, "text", None)
        alone = widget.isVisible() and not widget.findChildren(QWidget)
        if not alone or isinstance(widget, QAbstractScrollArea | QTabWidget) or words is None:
            continue
        if words() and role(widget) in _ROLES_OF_FRAMES:
            yield f"{type(widget).__name__} “{words()}”"
