"""A small plan with two partners, opened as the window opens it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from outreach.cadence.kinds import Commitment, Touchpoint
from outreach.cause.kinds import Contribution, UseCase
from outreach.document.document import Document
from outreach.initiative import create
from outreach.network.kinds import Champion, Organisation, Person, Relationship
from outreach.persuasion.kinds import Need, Objection, ValueProposition
from ui.navigation import Navigator
from ui.pages.partners.page import PartnersPage
from ui.session import Session

Ids = dict[str, str]


def fill(document: Document) -> Ids:
    """Put two partners into a file, one of which has something of every kind."""
    with document.edit("Filled") as edit:
        ids = {
            "telmara": edit.add(
                Organisation, name="Telmara", status="committed", role="data_producer"
            ),
            "agency": edit.add(Organisation, name="agency for water", status="contacted"),
            "use": edit.add(UseCase, title="Dry taps"),
        }
        telmara = ids["telmara"]
        ids["nadia"] = edit.add(
            Person, name="Nadia Mensah", organisation=telmara, decision_role="decision_maker"
        )
        ids["samir"] = edit.add(Person, name="Dr Samir Haddad", organisation=telmara, seniority=5)
        ids["grace"] = edit.add(Person, name="Grace Addo", organisation=ids["agency"])
        ids["champion"] = edit.add(Champion, person=ids["samir"], status="active")
        ids["tie"] = edit.add(
            Relationship, source=ids["grace"], type="trusted_by", target=ids["nadia"]
        )
        ids["need"] = edit.add(
            Need, organisation=telmara, statement="Plan the switch-off", confidence="stated"
        )
        ids["offer"] = edit.add(
            ValueProposition,
            organisation=telmara,
            headline="Usage by district",
            need=ids["need"],
            use_case=ids["use"],
        )
        ids["objection"] = edit.add(Objection, organisation=telmara, statement="Too costly.")
        ids["contact"] = edit.add(
            Touchpoint,
            people=[ids["nadia"]],
            channel="call",
            summary="Wants a draft.",
            held_on=dt.date(2026, 11, 12),
        )
        ids["contribution"] = edit.add(Contribution, organisation=telmara, title="Counts")
        ids["promise"] = edit.add(Commitment, by=ids["nadia"], promise="Send the draft")
    return ids


@pytest.fixture
def ids() -> Ids:
    """The ids of what is in the file, by short names."""
    return {}


@pytest.fixture
def plan(tmp_path: Path, ids: Ids) -> Path:
    """The file, closed."""
    path = tmp_path / "plan.db"
    with create(path, "Lake Basin", author="Ines") as document:
        ids.update(fill(document))
    return path


@pytest.fixture
def session(plan: Path, qapp: object) -> Iterator[Session]:
    """The file, open."""
    opened = Session(plan, "Ines")
    yield opened
    opened.close()


@pytest.fixture
def navigator(qapp: object) -> Navigator:
    """What the page asks of the window."""
    return Navigator()


@pytest.fixture
def page(qtbot: QtBot, session: Session, navigator: Navigator) -> Iterator[PartnersPage]:
    """The page, shown at the size that it has in a window of the design's size."""
    page = PartnersPage(session, navigator)
    qtbot.addWidget(page)
    page.resize(1056, 770)
    page.show()
    yield page
    page.commit()


@pytest.fixture
def settled(qtbot: QtBot, session: Session) -> Callable[[], None]:
    """Wait until everything is in the file."""
    return lambda: qtbot.waitUntil(lambda: session.all_saved)
