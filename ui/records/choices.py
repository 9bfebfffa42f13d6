"""The records of an open file that can be chosen in references and links."""

from __future__ import annotations

from collections.abc import Sequence

from ui.forms.choices import Choices, Option
from ui.records.names import names_of
from ui.session import Session


def choices(session: Session) -> Choices:
    """Return the records that can be chosen, by name."""

    def options(kinds: tuple[str, ...]) -> Sequence[Option]:
        names = names_of(session)
        found = []
        for kind in kinds:
            label = session.document.model.kinds[kind].label if len(kinds) > 1 else ""
            found += [Option(id, name, label) for id, name in names.all_of(kind)]
        return sorted(found, key=lambda option: option.name.casefold())

    return Choices(options=options, name=lambda id: names_of(session).name(id))
