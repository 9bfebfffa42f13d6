from __future__ import annotations

import shutil
from pathlib import Path

from outreach.document.document import Document
from outreach.initiative import open_file
from outreach.merge.bringing import merge
from outreach.merge.decisions import decisions
from outreach.network.kinds import MapPlace, Organisation
from outreach.snapshot import take
from ui.pages.map.drawing import pinned_places
from ui.pages.map.placing import put


def move(document: Document, partner: str, x: float, y: float) -> None:
    with document.edit("Moved") as edit:
        put(edit, document.all(MapPlace), partner, x, y)


def test_two_who_move_the_same_partner_are_asked_nothing_and_the_newest_place_counts(
    document: Document, tmp_path: Path
) -> None:
    with document.edit("Added") as edit:
        partner = edit.add(Organisation, name="Telmara")
    move(document, partner, 1, 2)
    copy = tmp_path / "ben.db"
    shutil.copy(document.path, copy)
    move(document, partner, 30, 40)
    with open_file(copy, author="Ben").opened() as theirs:
        move(theirs, partner, 500, 600)
        merge(document, theirs.path)
        merge(theirs, document.path)
        places = [pinned_places(take(one).map_places.values()) for one in (document, theirs)]
    assert decisions(document) == []
    assert places[0] == places[1] == {partner: (500, 600)}
    move(document, partner, 7, 8)
    (place,) = document.all(MapPlace)
    assert (place.x, place.y) == (7, 8)
