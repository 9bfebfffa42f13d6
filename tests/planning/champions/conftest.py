from __future__ import annotations

import pytest

from tests.planning.champions.people import Network


@pytest.fixture
def network() -> Network:
    """A partner with somebody who decides, to which people and ties are added."""
    return Network()
