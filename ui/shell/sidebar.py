"""The side bar: which initiative this is, its pages, and whether everything is saved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from outreach.base.language import tr
from ui.shell.foot import Foot
from ui.shell.navigation import Navigation
from ui.theme import measure
from ui.theme.appearance import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Clamped
from ui.widgets.marks import IconMark
from ui.widgets.markup import plain

WIDE, NARROW = 224, 56


class Sidebar(QWidget):
    """Wide with words, or narrow with icons only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin wide."""
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        measure.margins(column, 10, 12, 10, 4)
        measure.spacing(column, 10)
        self._head = QHBoxLayout()
        measure.spacing(self._head, 8)
        self._pot = IconMark("soup", "pot", 26)
        self._name = Clamped("", "strong")
        self._head.addWidget(self._pot, 0, Qt.AlignmentFlag.AlignCenter)
        self._head.addWidget(self._name, 1)
        column.addLayout(self._head)
        self.finder = Button(tr("Find anything"), "search")
        self.finder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.finder.setAccessibleName(tr("Find anything"))
        column.addWidget(self.finder)
        self.navigation = Navigation()
        self.foot = Foot()
        column.addWidget(self.navigation, 1)
        column.addWidget(self.foot)
        # The keyboard begins at the pages, not at a button.
        QWidget.setTabOrder(self.navigation, self.finder)
        self._narrow = False
        self.set_narrow(False)

    def set_name(self, name: str) -> None:
        """Show the name of the initiative."""
        self._name.set_text(name)
        self._pot.setToolTip(plain(name))

    def is_narrow(self) -> bool:
        """Tell whether only icons are shown."""
        return self._narrow

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only, or words again."""
        self._narrow = narrow
        measure.fixed_width(self, NARROW if narrow else WIDE)
        measure.margins(self._head, 0 if narrow else 11, 0, 0, 0)
        self._name.setVisible(not narrow)
        keys = QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText)
        find = tr("Find anything")
        self.finder.setText("" if narrow else f"{find}  {keys}")
        if not narrow and self.finder.sizeHint().width() > self.minimumWidth() - theme().em(20):
            # The tooltip names the keys where both do not fit beside each other.
            self.finder.setText(find)
        self.finder.setToolTip(plain(tr("Find anything ({keys})", keys=keys)))
        self.navigation.set_narrow(narrow)
        self.foot.set_narrow(narrow)
