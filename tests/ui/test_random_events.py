from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.random_events import wander


@pytest.mark.qt_no_exception_capture
def test_whatever_is_clicked_and_typed_the_window_goes_on_and_knows_what_is_in_the_file(
    qapp: QApplication, tmp_path: Path
) -> None:
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    done, trouble = wander(tmp_path, events=150, seed=2)
    assert trouble == [], done[-12:]
    assert len(done) > 50
