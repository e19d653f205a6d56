"""What a picture is: its kind, its axes, its figures, and what is told under a cursor. Nothing here draws."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from kw_tui.tui.lines import Role
from kw_tui.vocabulary.texts import Lang, Text

Write = Callable[[Any, Lang], str]
"""Writes a figure; of one that is not known, a dash."""


class Room(NamedTuple):
    """The cells and rows a picture is drawn in."""

    width: int
    height: int


class Cursor(NamedTuple):
    """Which figure is looked at: its place along each axis, from the left and from the top."""

    x: int = 0
    y: int = 0


FIRST = Cursor()


class Told(NamedTuple):
    """A figure under the cursor, and what it is called."""

    label: str
    value: str
    role: Role = ""


class Layout(NamedTuple):
    """Column and row on the screen of each place of a picture; several places may share one."""

    xs: tuple[int, ...]
    ys: tuple[int, ...]


Tells = Callable[[Cursor, Lang], Sequence[Told]]
Opens = Callable[[Cursor], str | None]
Rows = Callable[[Lang], Sequence[Sequence[str]]]
"""The figures of a picture as a table, its heads first."""


def nothing(_cursor: Cursor) -> str | None:
    """There is no customer behind a figure."""
    return None


@dataclass(frozen=True, slots=True)
class Axis:
    """What is measured, and how a mark on the axis is written; of what is counted there is no half."""

    label: Text
    write: Write
    is_counted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What all pictures have: `notes` are figures to be read beside, `empty` is said where nothing can be drawn."""

    id: str
    title: Text
    tells: Tells
    rows: Rows
    notes: tuple[Text, ...] = ()
    opens: Opens = nothing
    empty: Text | None = None
    start: Cursor = FIRST
    hint: Text | None = None
    """What Enter does here."""


class Mark(NamedTuple):
    """A place on the x axis that has a name, such as the break-even."""

    x: float
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve(Picture):
    """A line through points in the order of `xs`; where a value is not known the line is broken.

    `level` is a dotted level, `even` a dotted line beside; `names` name the places where they are no numbers.
    """

    xs: tuple[float, ...]
    ys: tuple[float | None, ...]
    x: Axis
    y: Axis
    level: float | None = None
    even: tuple[float, ...] = ()
    marks: tuple[Mark, ...] = ()
    names: Callable[[int], str] | None = None
    reach: tuple[float, float] | None = None


Fill = Literal["solid", "dotted"]


class Series(NamedTuple):
    """Columns of one look: solid blocks or dots, so that they are told apart without colour."""

    label: Text
    values: tuple[float | None, ...]
    fill: Fill = "solid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns(Picture):
    """Upright columns, one or more at each place; losses hang below the zero line."""

    series: tuple[Series, ...]
    y: Axis
    names: Callable[[int], str]


class Step(NamedTuple):
    """A step of a waterfall: a sum stands on zero, a deduction hangs where it is taken off."""

    label: Text
    amount: float | None
    is_sum: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall(Picture):
    """Steps one below the other, with two figures beside each."""

    steps: tuple[Step, ...]
    x: Axis
    shown: tuple[Callable[[int, Lang], str], ...]


class Part(NamedTuple):
    """A stretch of a bar."""

    value: float
    glyph: str
    role: Role = ""


class Bar(NamedTuple):
    """A bar: its parts from the left, where its limit stands, and the figure beside."""

    label: Text
    parts: tuple[Part, ...]
    shown: Callable[[Lang], str]
    limit: float | None = None
    is_unknown: bool = False


class Legend(NamedTuple):
    """What a glyph stands for."""

    glyph: str
    label: Text
    role: Role = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars(Picture):
    """Bars one below the other on one scale."""

    bars: tuple[Bar, ...]
    x: Axis
    legend: tuple[Legend, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat(Picture):
    """A grid of figures, shaded by size: `values[row][column]`, None where there is nobody."""

    values: tuple[tuple[float | None, ...], ...]
    across: tuple[str, ...]
    down: tuple[str, ...]
    x: Axis
    y: Axis
    write: Write


class Slot(NamedTuple):
    """A stretch of an axis of a map: the field it belongs to, and the amounts between which it lies."""

    level: int
    low: float
    high: float


class Cell(NamedTuple):
    """The customers of a place of a map."""

    customers: int
    revenue: Any
    top: str
    top_name: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Density(Picture):
    """Where many are: customers by two amounts, with the limits that part the fields.

    `cells` by slot of x and slot of y, both from the lowest; `fields` names what is between the limits, by the levels
    of x and y: its name, what it holds, and the same in short.
    """

    across: tuple[Slot, ...]
    up: tuple[Slot, ...]
    cells: dict[tuple[int, int], Cell]
    fields: dict[tuple[int, int], tuple[Text, Text, Text]]
    x: Axis
    y: Axis
    currency: str

    # what is worked out of its many cells is kept for the picture itself
    __eq__ = object.__eq__
    __hash__ = object.__hash__
