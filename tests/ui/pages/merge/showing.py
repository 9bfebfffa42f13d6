"""What is to be seen and heard on the review, held against what the command line says."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from ui.pages.merge.page import MergePage


def words_on(part: QWidget) -> str:
    """Return every word that is to be seen or heard on a part of the page."""
    labels = [label.text() for label in part.findChildren(QLabel) if not label.isHidden()]
    names = [widget.accessibleName() for widget in part.findChildren(QWidget)]
    return "\n".join([*labels, *names])


def alone(words: str) -> str:
    """Return words as they stand alone, with a capital."""
    return words[:1].upper() + words[1:]


def check_that_page_shows(page: MergePage, said: Any) -> None:
    """Check that the review has each decision and each clean change, in the words of ``said``."""
    rows = page.deciding.list.decisions.rows()
    assert list(rows.ids()) == [decision["id"] for decision in said["decisions"]]
    for n, decision in enumerate(said["decisions"]):
        assert rows.row_at(n).title == decision["name"]
        page.deciding.list.decisions.select(decision["id"])
        _check_decision(page, decision, said["around"][decision["id"]])
    page.deciding.list.turn.click()
    clean = page.deciding.list.clean.rows()
    everything = [*said["fits"], *said["erasures"], *said["only_here"]]
    assert len(clean.ids()) == len(everything)
    for n, one in enumerate(said["fits"]):
        page.deciding.list.clean.select(one["id"])
        assert clean.row_at(n).title == one["name"]
        shown = words_on(page.deciding.detail)
        assert one["done"] in shown
        for field in one["fields"]:
            assert {field["label"], field["after"] or "Not set"} <= set(shown.split("\n"))
    for n, one in enumerate(said["only_here"], len(said["fits"]) + len(said["erasures"])):
        assert clean.row_at(n).title == one["name"]
        assert "only in your file" in clean.row_at(n).caption


def _check_decision(page: MergePage, decision: Any, around: Any) -> None:
    pane = page.deciding.pane
    assert pane is not None and pane.decision.id == decision["id"]
    cards = list(pane.cards.cards.values())
    if decision["field"]:
        assert [card.text for card in cards] == [alone(o["words"]) for o in decision["options"]]
    else:
        assert [card.title for card in cards] == [o["words"] for o in decision["options"]]
    shown = words_on(pane)
    assert decision["name"] in shown and decision["label"] in shown
    assert alone(decision["before"]) in shown
    for going in around:
        assert going["label"] in shown and going["words"] in shown
