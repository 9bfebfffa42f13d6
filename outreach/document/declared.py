"""What a declaration is made of: names with values that are given once and never change."""

from __future__ import annotations

from typing import Any, NoReturn, dataclass_transform


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Declared:
    """Values under the names that a class lists; a name left out has the class's own value.

    Type checkers treat a class made of this as a frozen dataclass. It is none, because a dataclass
    writes methods and compiles them for each class anew, and the window waits for that.
    """

    def __init__(self, **values: Any) -> None:
        """Take ``values`` by name."""
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse: what is declared stays."""
        raise AttributeError(f"{type(self).__name__} is read-only")

    def __repr__(self) -> str:
        """Show what was given."""
        given = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"{type(self).__name__}({given})"
