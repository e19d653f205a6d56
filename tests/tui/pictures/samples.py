"""Made-up pictures of every kind."""

from collections.abc import Sequence
from decimal import Decimal

from kw_tui.tui import figures
from kw_tui.tui.pictures.picture import (
    Axis,
    Bar,
    Bars,
    Cell,
    Columns,
    Cursor,
    Curve,
    Density,
    Heat,
    Mark,
    Part,
    Picture,
    Series,
    Slot,
    Step,
    Told,
    Waterfall,
)
from kw_tui.vocabulary.texts import Lang, Text

AXIS = Axis(Text("Größe", "size"), figures.amount)
TITLE = Text("Bild [b]\x1b[31m", "Picture")
Values = Sequence[float | None]


def tells(cursor: Cursor, _lang: Lang) -> list[Told]:
    return [Told("at", f"{cursor.x}/{cursor.y}")]


def rows(_lang: Lang) -> list[list[str]]:
    return [["a", "b"], ["x", "1"], ["y", "23"]]


def curve(values: Values, **more: object) -> Curve:
    xs = tuple(float(place) for place in range(len(values)))
    base = {"marks": (Mark(xs[-1] / 2 if xs else 0.0, Text("Mitte", "middle")),)}
    return Curve(id="curve", title=TITLE, tells=tells, rows=rows, xs=xs, ys=tuple(values), x=AXIS, y=AXIS,
                 **(base | more))  # type: ignore[arg-type]  # fmt: skip


def columns(*series: Values) -> Columns:
    fills = ("solid", "dotted")
    return Columns(
        id="columns", title=TITLE, tells=tells, rows=rows, y=AXIS, names=lambda place: f"{place + 1:02}/26",
        series=tuple(Series(Text("S", "s"), tuple(one), fills[at % 2]) for at, one in enumerate(series)),
    )  # type: ignore[arg-type]  # fmt: skip


def waterfall(values: Values) -> Waterfall:
    steps = tuple(Step(Text(f"Schritt {at} 漢字", "step"), one, at % 3 == 0) for at, one in enumerate(values))
    shown = (lambda at, lang: figures.amount(values[at], lang), lambda at, _lang: f"{at} %")
    return Waterfall(id="waterfall", title=TITLE, tells=tells, rows=rows, steps=steps, x=AXIS, shown=shown)


def bars(values: Values) -> Bars:
    made = tuple(
        Bar(Text(f"Kanal {at}", "c"), (Part(abs(one or 0.0), "█", "accent"), Part(2.0, "░", "dim")),
            lambda lang, one=one: figures.amount(one, lang), 3.0 if at % 2 else None, one is None)  # type: ignore[misc]
        for at, one in enumerate(values)
    )  # fmt: skip
    return Bars(id="bars", title=TITLE, tells=tells, rows=rows, bars=made, x=AXIS)


def heat(values: Values) -> Heat:
    grid = tuple(tuple(values) for _ in range(3)) if values else ()
    names = tuple(f"F{at}" for at in range(len(values)))
    return Heat(id="heat", title=TITLE, tells=tells, rows=rows, values=grid, across=names,
                down=("R3", "R2", "R1") if values else (), x=AXIS, y=AXIS, write=figures.amount)  # fmt: skip


def density(counts: Sequence[int], levels: int = 2) -> Density:
    """Customers on a diagonal; the slots of both axes are dealt to the levels in turn."""
    size = max(1, len(counts))
    slots = tuple(Slot(at * levels // size, float(at * 10 - 20), float(at * 10 - 10)) for at in range(len(counts)))
    cells = {
        (at, at): Cell(count, Decimal(count * 100), f"K{at}", "Müller") for at, count in enumerate(counts) if count
    }
    fields = {
        (x, y): (Text(f"Feld {x}{y}", "field"), Text("3 Kunden · 5 %", "3"), Text("3 · 5 %", "3"))
        for x in range(levels)
        for y in range(levels)
    }
    return Density(id="density", title=TITLE, tells=tells, rows=rows, across=slots, up=slots, cells=cells,
                   fields=fields, x=AXIS, y=AXIS, currency="EUR")  # fmt: skip


def every(values: Values) -> list[Picture]:
    """Each kind, made of the same values."""
    counts = [int(abs(value or 0.0)) % 50 for value in values]
    return [curve(values), curve(values, names=lambda place: f"{place}", level=1.0), columns(values),
            columns(values, values), waterfall(values), bars(values), heat(values),
            density(counts), density(counts, 3)]  # fmt: skip
