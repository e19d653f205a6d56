"""Maps of the portfolio as sheets of text: recency against frequency, and value against potential. Pure."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kw_tui.core.metrics.fields import FOUR, NINE, STRATEGIES, PortfolioField
from kw_tui.tui import figures
from kw_tui.tui.lines import BLANK, Line, Role, Run, clipped, filled, wrapped
from kw_tui.tui.widgets.charts import HEIGHTS
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

RFM_TITLE = Text("R gegen F", "R by F")
FIELDS_TITLE = Text("Wert gegen Potenzial", "Value by potential")
CUSTOMERS = Text("Kunden: Aktualität R ↓, Häufigkeit F →", "Customers: recency R ↓, frequency F →")
SHARE = Text("Anteil am Umsatz", "Share of revenue")
LEGEND = Text(
    "Höchste R: letzter Kauf am kürzesten her. Höchste F: die meisten Aufträge. █ ist das größte Feld.",
    "Highest R: the latest order. Highest F: the most orders. █ is the largest field.",
)
NO_POINTS = Text("Kein Kunde hat Punkte: keine Umsätze im Zeitraum", "No customer has points: no sales in the period")
NO_FIELDS = Text(
    "Kein Kunde steht in einem Feld: Wert oder Potenzial ist nicht bekannt",
    "No customer stands in a field: value or potential is not known",
)
TOLD = Text("{n} Kunden · {share} Umsatz", "{n} customers · {share} revenue")
TOLD_SHORT = Text("{n} Kd. · {share}", "{n} cust. · {share}")
VALUE, POTENTIAL = Text("Wert", "Value"), Text("Potenzial", "Potential")
LOW, MEDIUM, HIGH = Text("niedrig", "low"), Text("mittel", "medium"), Text("hoch", "high")
LEVELS = {2: (LOW, HIGH), 3: (LOW, MEDIUM, HIGH)}
LABEL, WIDEST_CELL, LEVEL, ROOMY = 6, 10, 8, 26
Cells = dict[tuple[int, int], Any]


def heat_lines(found: "pl.DataFrame", lang: Lang, width: int) -> list[Line]:
    """Return customers and shares of revenue by points of recency and frequency, the latest at the top."""
    if found.is_empty():
        return [((NO_POINTS.in_(lang), "dim"),)]
    rows = found.to_dicts()
    latest, most = (range(max(row[axis] for row in rows), 0, -1) for axis in ("r", "f"))
    cell = min(WIDEST_CELL, (width - LABEL) // len(most))
    heading: Line = ((" " * LABEL + "".join(f"F{f} ".rjust(cell) for f in reversed(most)), "dim"),)
    lines: list[Line] = []
    for title, name, write in (
        (CUSTOMERS, "customers", figures.count),
        (SHARE, "revenue_share", lambda value, lang: figures.ratio(value, lang, 0)),
    ):
        cells = {(row["r"], row["f"]): row[name] for row in rows}
        lines += [((title.in_(lang), "title"),), heading]
        lines += [_heat(r, list(reversed(most)), cells, write, cell, lang) for r in latest]
        lines.append(BLANK)
    return [*lines, ((LEGEND.in_(lang), "dim"),)]


def _heat(r: int, columns: list[int], cells: Cells, write: Callable[..., str], width: int, lang: Lang) -> Line:
    largest = max((value or 0 for value in cells.values()), default=0)
    line: list[Run] = [(f"R{r}".ljust(LABEL), "strong")]
    for f in columns:
        value = cells.get((r, f))
        shade = HEIGHTS[max(1, round(8 * max(value, 0) / largest))] if value is not None and largest > 0 else " "
        face = "· " if value is None else f"{write(value, lang)}{shade}"
        line.append((face.rjust(width), "dim" if value is None else "accent" if value == largest else ""))
    return tuple(line)


def field_lines(segments: "pl.DataFrame", lang: Lang, width: int) -> list[Line]:
    """Return the fields of the portfolio where they stand: how many, their money, and what is usually done there."""
    import polars as pl

    rows = {row["segment"]: row for row in segments.filter(pl.col("segmentation") == "portfolio_field").to_dicts()}
    grid = next((grid for grid in (FOUR, NINE) if any(one.id in rows for one in grid)), None)
    if grid is None:
        return [((NO_FIELDS.in_(lang), "dim"),)]
    size = max(one.value for one in grid) + 1
    cell = (width - LEVEL) // size - 2
    lines: list[Line] = [_levels(size, cell, lang)]
    for value in range(size - 1, -1, -1):
        row = sorted((one for one in grid if one.value == value), key=lambda one: one.potential)
        written = [_field(one, rows.get(one.id), cell, lang) for one in row]
        label = _level(value, size, lang)
        lines.append(((" " * LEVEL + ("┼" + "─" * (cell + 1)) * size, "dim"),))
        for place, parts in enumerate(zip(*written, strict=True)):
            lines.append(_across(label if place == 0 else "", parts, cell))
    return lines


def _across(label: str, parts: tuple[Run, ...], cell: int) -> Line:
    line: list[Run] = [(filled(label, LEVEL), "strong")]
    for text, role in parts:
        line += [("│ ", "dim"), (filled(text, cell), role)]
    return tuple(line)


def _field(field: PortfolioField, row: dict[str, Any] | None, cell: int, lang: Lang) -> tuple[Run, ...]:
    """What a field tells, as many lines for each: one of four has a name, one of nine is called by its strategy.

    That takes two lines where a field is narrow.
    """
    height, is_named = 1 if cell >= ROOMY else 2, field in FOUR
    strategy = [*wrapped(STRATEGIES[field.strategy].in_(lang), cell), ""][:height]
    said: tuple[Run, ...] = tuple((line, "dim" if is_named else "strong") for line in strategy)
    head, below = (((field.label.in_(lang), "strong"),), said) if is_named else (said, ())
    if row is None:
        return (*head, (Text("keine Kunden", "no customers").in_(lang), "dim"), ("", ""), *below)
    count, share = figures.count(row["customers"], lang), figures.ratio(row["revenue_share"], lang, 0)
    money = figures.short(row["relevant_contribution"], lang, "")
    is_loss = row["relevant_contribution"] is not None and row["relevant_contribution"] < 0
    role: Role = "negative" if is_loss else ""
    told = TOLD if cell >= ROOMY else TOLD_SHORT
    worth = Text("relev. DB {money}", "relevant {money}").format(money=money)
    return (*head, (told.format(n=count, share=share).in_(lang), ""), (worth.in_(lang), role), *below)


def _levels(size: int, cell: int, lang: Lang) -> Line:
    title = filled(clipped(f"{VALUE.in_(lang)} ↓", LEVEL), LEVEL)
    names = [f"  {POTENTIAL.in_(lang)} {_level(level, size, lang)}" for level in range(size)]
    return ((title + "".join(filled(name, cell + 2) for name in names), "dim"),)


def _level(level: int, size: int, lang: Lang) -> str:
    return LEVELS[size][level].in_(lang)
