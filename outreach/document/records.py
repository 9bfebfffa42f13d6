"""How a kind of record is declared: once, as a class, from which everything else is derived.

    class Need(Record, kind="need", label="Need", plural="Needs", title="statement",
               help="A problem the partner itself has."):
        organisation: str = ref("organisation", "Organisation", required=True)
        statement: str = text("Need", required=True, long=True, search=Search.TEXT)

The class is the type of the records that are read from the file (``need.statement`` is a str),
and ``Need.KIND`` says what tables, log, forms, lists, import, merge and redaction need to know.
A name without a value reads as ``None`` (or an empty tuple for words and links).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, ClassVar, TypeVar

from outreach.base.errors import Refusal
from outreach.base.language import ENGLISH, Terms, speaking, spoken, tr
from outreach.base.words import either
from outreach.document.declared import Declared
from outreach.document.fields import (
    Choice,
    Date,
    Field,
    Flag,
    Integer,
    Links,
    Number,
    Ref,
    Scale,
    Search,
    Text,
    Words,
)
from outreach.document.pictures import Picture

K = TypeVar("K")


class Kind(Declared):
    """A kind of record: its name in the file, the words people see, and its fields in order."""

    name: str
    label: str = spoken()
    plural: str = spoken()
    help: str = spoken()
    title: tuple[str, ...]
    """The fields that together name a record to a person."""
    fields: tuple[Field, ...]
    record: type[Record]
    link: Links | None = None
    """Set for the table of a :class:`Links` field; its owner is then the first column."""

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """Fields by name."""
        return {f.name: f for f in self.fields}

    @cached_property
    def columns(self) -> tuple[Field, ...]:
        """The fields that are columns of the kind's own table."""
        return tuple(f for f in self.fields if not isinstance(f, Links))

    @cached_property
    def links(self) -> tuple[Links, ...]:
        """The fields that are tables of their own."""
        return tuple(f for f in self.fields if isinstance(f, Links))

    @cached_property
    def defaults(self) -> Mapping[str, Any]:
        """The value form of every field when nothing is set."""
        return {f.name: f.load(None) for f in self.fields}

    def link_table(self, links: Links) -> str:
        """Return the name of the table that holds ``links`` of this kind."""
        return f"{self.name}_{links.name}"


class Record:
    """A record as it is in the file at one moment. It never changes; edits make new ones."""

    KIND: ClassVar[Kind]
    id: str
    reference: str | None

    def __init_subclass__(
        cls,
        *,
        kind: str,
        label: str,
        plural: str,
        title: str | tuple[str, ...],
        help: str,
    ) -> None:
        """Collect the declared fields of the class into its :class:`Kind`."""
        names = [name for name in cls.__annotations__ if isinstance(vars(cls).get(name), Field)]
        found = [vars(cls)[name].but(name=name) for name in names]
        for name in names:
            delattr(cls, name)
        cls.KIND = Kind(
            name=kind,
            label=label,
            plural=plural,
            help=help,
            title=(title,) if isinstance(title, str) else title,
            fields=(*found, REFERENCE),
            record=cls,
        )

    def __init__(self, *, id: str, **values: Any) -> None:
        """Build a record from ``values`` in value form; fields not named are not set."""
        unknown = values.keys() - self.KIND.by_name.keys()
        if unknown:
            raise TypeError(f"{self.KIND.name} has no field {sorted(unknown)}")
        self.__dict__.update(self.KIND.defaults, id=id, **values)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: records are values."""
        raise AttributeError(f"{type(self).__name__} is read-only; change it through an edit")

    def __eq__(self, other: object) -> bool:
        """Two records are equal when kind, id and every value are."""
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        """Hash by id."""
        return hash(self.id)

    def __repr__(self) -> str:
        """Show the kind, the id and what is set."""
        values = {k: v for k, v in self.__dict__.items() if k != "id" and v not in (None, ())}
        return f"{type(self).__name__}({self.id!r}, {values!r})"

    @property
    def values(self) -> dict[str, Any]:
        """Every field's value by name, without the id."""
        return {name: self.__dict__[name] for name in self.KIND.by_name}

    @classmethod
    def loaded(cls, values: dict[str, Any]) -> Any:
        """Build a record around every value, checked before; for reading many rows quickly."""
        record = object.__new__(cls)
        object.__setattr__(record, "__dict__", values)
        return record


REFERENCE = Text(
    name="reference",
    label="Reference",
    help="The record’s key in another system; an import finds it again by this.",
)


class Model:
    """All kinds of a document together, checked against each other."""

    def __init__(self, records: Iterable[type[Record]]) -> None:
        """Gather the kinds of ``records`` and derive the tables of their links."""
        self.kinds: dict[str, Kind] = {r.KIND.name: r.KIND for r in records}
        self.tables: dict[str, Kind] = dict(self.kinds)
        for kind in self.kinds.values():
            for links in kind.links:
                # Declared in English like all others, whatever is spoken when this is loaded.
                with speaking(ENGLISH):
                    table = _link_kind(kind, links)
                self.tables[table.name] = table
        self.referring: dict[str, list[tuple[Kind, Ref]]] = {name: [] for name in self.kinds}
        for table in self.tables.values():
            for field in table.columns:
                if isinstance(field, Ref):
                    for target in field.kinds:
                        self.referring[target].append((table, field))

    @cached_property
    def which_kind(self) -> str:
        """SQL that finds in which table of a kind the record ``?1`` is."""
        looks = (f"SELECT '{name}' FROM \"{name}\" WHERE id=?1" for name in self.kinds)
        return " UNION ALL ".join(looks)

    def declared(self, kind: type[Record] | str) -> Kind:
        """Return a kind by its class or its name.

        Raises:
            Refusal: there is no kind of that name.
        """
        name = kind if isinstance(kind, str) else kind.KIND.name
        if name not in self.kinds:
            raise Refusal(tr("There is no kind of record named “{name}”.", name=name))
        return self.kinds[name]

    def one_of(self, kinds: Iterable[str]) -> str:
        """Say of which kinds a record can be: ``person or partner``."""
        return either(self.kinds[kind].label.lower() for kind in kinds)

    def owner(self, table: Kind) -> Kind:
        """Return the kind whose link ``table`` holds, or ``table`` itself for a kind proper."""
        return self.kinds[table.columns[0].name] if table.link else table


class _LinkRow(
    Record,
    kind="link",
    label="Link",
    plural="Links",
    title=(),
    help="A link between two records.",
):
    pass


def _link_kind(owner: Kind, links: Links) -> Kind:
    """Return the table of ``links``: an id, the owner, and the record that is linked to."""
    return Kind(
        name=owner.link_table(links),
        label=links.label,
        plural=links.label,
        help=f"{owner.label}: {links.label}",
        title=(),
        fields=(
            Ref(name=owner.name, label=owner.label, required=True, kinds=(owner.name,)),
            Ref(name=links.kind, label=links.label, required=True, kinds=(links.kind,)),
        ),
        record=_LinkRow,
        link=links,
    )


def _terms(words: Mapping[K, str]) -> Terms[K]:
    return words if isinstance(words, Terms) else Terms(words)


# The functions below declare fields in a class body. They return Any so that the annotation
# beside them (what reading the field gives) is what type checkers see.


def text(
    label: str,
    help: str = "",
    *,
    long: bool = False,
    required: bool = False,
    confidential: bool = False,
    personal: bool = False,
    search: Search = Search.NO,
    for_program: bool = False,
) -> Any:
    """Declare words: one line, or several when ``long``."""
    return Text(
        label=label,
        help=help,
        long=long,
        required=required,
        confidential=confidential,
        personal=personal,
        search=search,
        for_program=for_program,
    )


def picture(label: str, help: str = "") -> Any:
    """Declare a small picture, kept in the file itself."""
    return Picture(label=label, help=help)


def number(
    label: str,
    help: str = "",
    *,
    unit: str = "",
    low: float = 0.0,
    high: float = 1e9,
    confidential: bool = False,
) -> Any:
    """Declare an amount between ``low`` and ``high`` in ``unit``."""
    return Number(label=label, help=help, unit=unit, low=low, high=high, confidential=confidential)


def integer(
    label: str,
    help: str = "",
    *,
    low: int = 0,
    high: int = 1_000_000,
    unit: str = "",
    confidential: bool = False,
) -> Any:
    """Declare a whole number between ``low`` and ``high``."""
    return Integer(label=label, help=help, low=low, high=high, unit=unit, confidential=confidential)


def scale(
    label: str,
    help: str,
    steps: Mapping[int, str],
    *,
    confidential: bool = True,
    personal: bool = False,
) -> Any:
    """Declare a judgement on the scale ``steps`` (value to words); confidential by nature."""
    return Scale(
        label=label,
        help=help,
        low=min(steps),
        high=max(steps),
        steps=_terms(steps),
        confidential=confidential,
        personal=personal,
    )


def choice(
    label: str,
    choices: Mapping[str, str],
    help: str = "",
    *,
    open: bool = False,
    required: bool = False,
    confidential: bool = False,
    personal: bool = False,
) -> Any:
    """Declare one of ``choices`` (stored value to words), or own words when ``open``."""
    return Choice(
        label=label,
        help=help,
        choices=_terms(choices),
        open=open,
        required=required,
        confidential=confidential,
        personal=personal,
    )


def flag(label: str, help: str = "", *, confidential: bool = False) -> Any:
    """Declare a yes or no."""
    return Flag(label=label, help=help, confidential=confidential)


def date(label: str, help: str = "", *, required: bool = False) -> Any:
    """Declare a day."""
    return Date(label=label, help=help, required=required)


def words(
    label: str,
    help: str = "",
    *,
    choices: Mapping[str, str] | None = None,
    personal: bool = False,
    search: Search = Search.NO,
) -> Any:
    """Declare several words or short phrases; ``choices`` are the usual ones."""
    return Words(
        label=label, help=help, choices=_terms(choices or {}), personal=personal, search=search
    )


def ref(
    kinds: str | tuple[str, ...],
    label: str,
    help: str = "",
    *,
    required: bool = False,
    confidential: bool = False,
) -> Any:
    """Declare a reference to one record of one of ``kinds``."""
    return Ref(
        kinds=(kinds,) if isinstance(kinds, str) else kinds,
        label=label,
        help=help,
        required=required,
        confidential=confidential,
    )


def links(kind: str, label: str, help: str = "", *, confidential: bool = False) -> Any:
    """Declare links to any number of records of ``kind``."""
    return Links(kind=kind, label=label, help=help, confidential=confidential)
