"""Segments side by side: a line a figure, a column a segment. Pure."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, NamedTuple

from kw_tui.tui import figures
from kw_tui.tui.lines import BLANK, Line, Role, Run, filled, wrapped
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

TITLE = Text("Segmente nebeneinander", "Segments side by side")
MEDIANS = Text("Der mittlere Kunde (Median)", "The customer in the middle (median)")
LEAST, MOST = 2, 4
LABEL = 24
MEDIAN = "median_"


class Figure(NamedTuple):
    """A line of the comparison."""

    id: str
    label: Text
    write: Callable[..., str]


SUMS = (
    Figure("customers", Text("Kunden", "Customers"), figures.count),
    Figure("customers_share", Text("Anteil der Kunden", "Share of customers"), figures.ratio),
    Figure("revenue", Text("Umsatz", "Revenue"), figures.amount),
    Figure("revenue_share", Text("Anteil am Umsatz", "Share of revenue"), figures.ratio),
    Figure("db1", Text("DB I", "DB I"), figures.amount),
    Figure("db4", Text("DB IV", "DB IV"), figures.amount),
    Figure("relevant_contribution", Text("Relevanter DB", "Relevant contribution"), figures.amount),
    Figure("relevant_ratio", Text("… in % vom Umsatz", "… as % of revenue"), figures.ratio),
)
OF_ONE = (
    Figure("median_revenue", Text("Umsatz", "Revenue"), figures.amount),
    Figure("median_db1_ratio", Text("DB I in %", "DB I ratio"), figures.ratio),
    Figure("median_relevant_ratio", Text("Relevanter DB in %", "Relevant ratio"), figures.ratio),
    Figure("median_orders", Text("Aufträge", "Orders"), figures.number),
    Figure("median_recency_days", Text("Tage seit Kauf", "Days since order"), figures.number),
    Figure("median_discount_rate", Text("Rabatt", "Discount"), figures.ratio),
    Figure("median_regularity", Text("Regelmäßigkeit k", "Regularity k"), figures.score),
    Figure("median_service_share", Text("Serviceanteil", "Service share"), figures.ratio),
    Figure("median_clv", Text("CLV", "CLV"), figures.amount),
    Figure("median_potential", Text("Potenzial", "Potential"), figures.amount),
)


def compared_lines(
    found: "pl.DataFrame", labels: list[Text], assumed: Collection[str], lang: Lang, width: int
) -> list[Line]:
    """Return the comparison; `labels` are what the rows of `found` are called, in their order.

    Figures that rest on settings nobody has confirmed, the `assumed` ones, bear their mark.
    """
    rows = found.to_dicts()
    cell = min(24, (width - LABEL) // max(1, len(rows)))
    lines = _heads([label.in_(lang) for label in labels], cell)
    lines += [_line(one, rows, assumed, cell, lang) for one in SUMS]
    lines += [BLANK, ((MEDIANS.in_(lang), "title"),)]
    return lines + [_line(one, rows, assumed, cell, lang) for one in OF_ONE]


def _heads(names: list[str], cell: int) -> list[Line]:
    """Names of segments over their columns, long ones in up to three lines."""
    written = [wrapped(name, cell - 2)[:3] for name in names]
    height = max(map(len, written), default=0)
    lines: list[Line] = []
    for place in range(height):
        parts = ("" if place >= len(one) else one[place] for one in written)
        lines.append(((" " * LABEL, ""), *((filled(part, cell, right=True), "strong") for part in parts)))
    return lines


def _line(figure: Figure, rows: list[dict[str, Any]], assumed: Collection[str], cell: int, lang: Lang) -> Line:
    mark = f" {figures.ASSUMED}" if figure.id.removeprefix(MEDIAN) in assumed else ""
    line: list[Run] = [(filled(f"{figure.label.in_(lang)}{mark}", LABEL), "dim")]
    for row in rows:
        value = row[figure.id]
        role: Role = "negative" if value is not None and value < 0 else ""
        line.append((filled(figure.write(value, lang), cell, right=True), role))
    return tuple(line)
