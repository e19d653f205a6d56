"""Who moved: classes of the period before against those of this one, as a matrix. Pure."""

from typing import TYPE_CHECKING, Any

from kw_tui.tui import figures
from kw_tui.tui.lines import BLANK, Line, Role, Run
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from decimal import Decimal

    import polars as pl

TITLE = Text("Wanderung", "Migration")
COUNTED = Text("Kunden: Klasse vorher ↓, jetzt →", "Customers: class before ↓, now →")
MONEY = Text("Umsatz jetzt gegen vorher", "Revenue now against before")
NOT_BUYING = Text("kein Kauf", "no sales")
ALL = Text("alle", "all")
LABEL, CELL = 10, 10


def migration_lines(moved: "pl.DataFrame", why_none: Text | None, lang: Lang) -> list[Line]:
    """Return both matrices: customers, and what revenue changed by; where there are none, why. Who stayed is dim."""
    if why_none is not None:
        return [((why_none.in_(lang), ""),)]
    cells: dict[tuple[str | None, str | None], dict[str, Any]] = {
        (row["abc_prev"], row["abc"]): row for row in moved.to_dicts()
    }
    before, now = (sorted({key[axis] for key in cells}, key=lambda one: (one is None, one or "")) for axis in (0, 1))
    counted: list[Line] = [((COUNTED.in_(lang), "title"),), _heading(now, lang)]
    money: list[Line] = [_heading(now, lang)]
    for start in before:
        rows = [cells.get((start, end)) for end in now]
        for lines, name in ((counted, "customers"), (money, "difference")):
            values = [None if row is None else row[name] for row in rows]
            total = sum(one for one in values if one is not None)
            lines.append(_line(start, [*zip(now, values, strict=True), ("*", total)], lang))
    return [*counted, BLANK, ((MONEY.in_(lang), "title"),), *money]


def _heading(now: list[str | None], lang: Lang) -> Line:
    faces = [*(NOT_BUYING.in_(lang) if one is None else one for one in now), ALL.in_(lang)]
    return ((" " * LABEL + "".join(face.rjust(CELL) for face in faces), "dim"),)


def _line(start: str | None, cells: list[tuple[str | None, Any]], lang: Lang) -> Line:
    line: list[Run] = [((NOT_BUYING.in_(lang) if start is None else start).ljust(LABEL), "strong")]
    for end, value in cells:
        is_loss = value is not None and value < 0
        role: Role = "dim" if value is None or end == start else "negative" if is_loss else ""
        line.append((_face(value, lang).rjust(CELL), role))
    return tuple(line)


def _face(value: "Decimal | int | None", lang: Lang) -> str:
    if value is None:
        return "·"
    return figures.count(value, lang) if isinstance(value, int) else figures.short(value, lang, "")
