"""The program's data files are found, or their absence is said in a sentence."""

from __future__ import annotations

import pytest

from outreach.base.assets import resource


def test_a_missing_data_file_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"“fonts/none\.ttf” is missing\. Install"):
        resource("fonts", "none.ttf")
