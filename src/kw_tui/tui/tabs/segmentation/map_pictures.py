"""Where customers stand: by points of recency and frequency, and by value and potential."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from kw_tui.core.metrics.fields import FOUR, PORTFOLIO_FIELDS, STRATEGIES
from kw_tui.core.segmentation.value_map import level_of
from kw_tui.tui import figures
from kw_tui.tui.pictures.picture import Axis, Cell, Cursor, Density, Heat, Slot, Told
from kw_tui.tui.pictures.writing import both, short, whole
from kw_tui.tui.tabs.segmentation.map_sheets import TOLD as HELD
from kw_tui.tui.tabs.segmentation.spread_picture import OPENS
from kw_tui.vocabulary.settings.classes import MEASURES
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.workbench.value_map import ValueMap

RFM, RFM_REVENUE, VALUE_MAP = "rfm", "rfm_revenue", "value_map"
HELD_SHORT = Text("{n} · {share}", "{n} · {share}")
NAMES = {one.id: one.label if one in FOUR else STRATEGIES[one.strategy] for one in PORTFOLIO_FIELDS}
"""What each field is called; one of nine by what is usually done there."""
FILTERS = Text("<picture.open> filtert", "<picture.open> filters")
NO_POINTS = Text("kein Kunde hat Punkte: keine Umsätze im Zeitraum", "no customer has points: no sales in the period")
NO_FIELDS = Text(
    "kein Kunde steht in einem Feld: Wert oder Potenzial ist nicht bekannt",
    "no customer stands in a field: value or potential is not known",
)


# Recency against frequency


def rfm_map(found: "pl.DataFrame", currency: str, *, is_revenue: bool = False) -> Heat:
    """Customers, or their share of revenue, by points of recency and frequency, the latest at the top."""
    rows = {(row["r"], row["f"]): row for row in found.to_dicts()}
    down = list(range(max((r for r, _ in rows), default=0), 0, -1))
    across = list(range(1, max((f for _, f in rows), default=0) + 1))
    column = "revenue_share" if is_revenue else "customers"
    what = Text("Umsatzanteil", "share of revenue") if is_revenue else Text("Kunden", "customers")
    title = Text("RFM: {what} nach Aktualität und Häufigkeit", "RFM: {what} by recency and frequency")

    def at(cursor: Cursor) -> dict[str, Any] | None:
        return rows.get((down[cursor.y], across[cursor.x]))

    def tells(cursor: Cursor, lang: Lang) -> list[Told]:
        row = at(cursor)
        told = [Told("", f"R{down[cursor.y]} F{across[cursor.x]}", "title")]
        if row is None:
            return [*told, Told("", Text("niemand", "nobody").in_(lang), "dim")]
        return [
            *told,
            Told(Text("Kunden", "customers").in_(lang), figures.count(row["customers"], lang)),
            Told(Text("Umsatz", "revenue").in_(lang), f"{figures.amount(row['revenue'], lang)} {currency}".rstrip()),
            Told("", f"{figures.ratio(row['revenue_share'], lang)} {Text('vom Ganzen', 'of all').in_(lang)}", ""),
            Told(Text("M im Mittel", "mean M").in_(lang), figures.number(row["m_mean"], lang), ""),
        ]

    def table(lang: Lang) -> list[list[str]]:
        heads = ["R", "F", *(one.in_(lang) for one in (Text("Kunden", "customers"), Text("Umsatz", "revenue"))), "%"]
        return [heads, *(
            [str(r), str(f), figures.count(row["customers"], lang), figures.amount(row["revenue"], lang),
             figures.ratio(row["revenue_share"], lang)]
            for (r, f), row in sorted(rows.items(), reverse=True)
        )]  # fmt: skip

    def value(r: int, f: int) -> float | None:
        row = rows.get((r, f))
        return None if row is None or row[column] is None else float(row[column])

    return Heat(
        id=RFM_REVENUE if is_revenue else RFM,
        title=title.format(what=what),
        tells=tells,
        rows=table,
        values=tuple(tuple(value(r, f) for f in across) for r in down),
        across=tuple(f"F{f}" for f in across),
        down=tuple(f"R{r}" for r in down),
        x=Axis(Text("F Häufigkeit, rechts die meisten", "F frequency, most at the right"), figures.count),
        y=Axis(Text("R Aktualität, oben der jüngste Kauf", "R recency, latest order on top"), figures.count),
        write=whole if is_revenue else figures.count,
        start=_fullest(rows, column, down, across),
        opens=lambda cursor: None if at(cursor) is None else f"r={down[cursor.y]} f={across[cursor.x]}",
        empty=None if rows else NO_POINTS,
        hint=FILTERS,
    )


def _fullest(
    rows: dict[tuple[int, int], dict[str, Any]], column: str, down: Sequence[int], across: Sequence[int]
) -> Cursor:
    if not rows:
        return Cursor()
    r, f = max(rows, key=lambda key: (rows[key][column] or 0, key))
    return Cursor(across.index(f), down.index(r))


# Value against potential


def value_map(found: "ValueMap", segments: "pl.DataFrame", currency: str) -> Density:
    """Customers by value and potential, the fields parted by their limits."""
    cells = {(row["x"], row["y"]): Cell(row["customers"], row["revenue"], row["customer_id"], row["name"] or "")
             for row in found.cells.iter_rows(named=True)}  # fmt: skip
    slots = [tuple(Slot(one.level, one.low, one.high) for one in axis) for axis in (found.across, found.up)]
    measure = MEASURES[found.measure]
    title = Text("Wert gegen Potenzial: {measure}", "Value by potential: {measure}").format(measure=measure)
    return Density(
        id=VALUE_MAP,
        title=title,
        tells=lambda _cursor, _lang: (),
        rows=_map_rows(found, measure),
        across=slots[0],
        up=slots[1],
        cells=cells,
        fields=_field_names(segments),
        x=Axis(Text("Potenzial in {currency}", "Potential in {currency}").format(currency=currency), short),
        y=Axis(Text("{measure} in {currency}", "{measure} in {currency}")
               .format(measure=measure, currency=currency), short),
        currency=currency,
        start=_densest(found, slots),
        notes=_map_notes(found, currency),
        empty=None if cells else NO_FIELDS,
        hint=OPENS,
    )  # fmt: skip


def _densest(found: "ValueMap", slots: Sequence[Sequence[Slot]]) -> Cursor:
    if found.cells.is_empty():
        return Cursor()
    row = found.cells.sort("customers", "revenue", descending=True).row(0, named=True)
    return Cursor(row["x"], len(slots[1]) - 1 - row["y"])


def _field_names(segments: "pl.DataFrame") -> dict[tuple[int, int], tuple[Text, Text, Text]]:
    """What each field is called and holds, by the levels of potential and value; one of nine by its strategy."""
    import polars as pl

    rows = {row["segment"]: row for row in segments.filter(pl.col("segmentation") == "portfolio_field").to_dicts()}
    named = {}
    for field in PORTFOLIO_FIELDS:
        row = rows.get(field.id)
        if row is None:
            continue
        at = level_of(field.id, "potential"), level_of(field.id, "value")
        named[at] = (NAMES[field.id], _held(row, HELD), _held(row, HELD_SHORT))
    return named


def _held(row: dict[str, Any], said: Text) -> Text:
    count = both(lambda lang: figures.count(row["customers"], lang))
    return said.format(n=count, share=both(lambda lang: whole(row["revenue_share"], lang)))


def _map_notes(found: "ValueMap", currency: str) -> tuple[Text, ...]:
    labels = {"value": Text("Wert hoch ab {limit}", "value high from {limit}"),
              "potential": Text("Potenzial hoch ab {limit}", "potential high from {limit}")}  # fmt: skip
    notes = [labels[axis].format(limit=_exact(limits[-1], currency)) for axis, limits in found.limits.items() if limits]
    if found.unplaced:
        left = Text("{n} Kunden ohne bekannten Wert oder Potenzial", "{n} customers without known value or potential")
        notes.append(left.format(n=both(lambda lang: figures.count(found.unplaced, lang))))
    return tuple(notes)


def _exact(value: float, currency: str) -> Text:
    return both(lambda lang: f"{figures.amount(value, lang)} {currency}".rstrip())


def _map_rows(found: "ValueMap", measure: Text) -> Callable[[Lang], list[list[str]]]:
    """The places with most customers first."""

    def rows(lang: Lang) -> list[list[str]]:
        count, revenue = Text("Kunden", "customers").in_(lang), Text("Umsatz", "revenue").in_(lang)
        heads = [
            Text("Feld", "field").in_(lang),
            measure.in_(lang),
            Text("Potenzial", "potential").in_(lang),
            count,
            revenue,
        ]
        cells = found.cells.sort("customers", "revenue", descending=True).iter_rows(named=True)
        body = []
        for row in cells:
            up, across = found.up[row["y"]], found.across[row["x"]]
            name = NAMES[row["portfolio_field"]].in_(lang)
            ranges = (f"{figures.amount(one.low, lang)} – {figures.amount(one.high, lang)}" for one in (up, across))
            body.append([name, *ranges, figures.count(row["customers"], lang), figures.amount(row["revenue"], lang)])
        return [heads, *body]

    return rows
