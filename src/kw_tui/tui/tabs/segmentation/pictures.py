"""The pictures of the portfolio: how value is spread, where customers stand by RFM, and by value and potential."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from kw_tui.core.metrics.fields import FOUR, PORTFOLIO_FIELDS, STRATEGIES
from kw_tui.core.segmentation.value_map import level_of
from kw_tui.tui import figures
from kw_tui.tui.pictures.picture import Axis, Cell, Cursor, Curve, Density, Heat, Mark, Picture, Slot, Told
from kw_tui.tui.words import NOBODY
from kw_tui.vocabulary.settings.classes import MEASURES
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    import polars as pl

    from kw_tui.workbench import Spread
    from kw_tui.workbench.value_map import ValueMap

WHALE, PARETO, RFM, RFM_REVENUE, VALUE_MAP = "relevant_contribution", "revenue", "rfm", "rfm_revenue", "value_map"
FIRST_OF = {"rfm_segment": RFM, "portfolio_field": VALUE_MAP}
"""The picture a way of cutting the portfolio begins with; the others with the curve."""
LANGS: tuple[Lang, Lang] = ("de", "en")
OF_CURVE: dict[str, tuple[Text, Text]] = {
    WHALE: (Text("Walkurve", "Whale curve"), Text("relevanter DB", "relevant contribution")),
    PARETO: (Text("Paretokurve", "Pareto curve"), Text("Umsatz", "revenue")),
}
OF_WHOLE: dict[str, Text] = {
    WHALE: Text("des relevanten DB", "of relevant contribution"),
    PARETO: Text("des Umsatzes", "of revenue"),
}
OF_CUSTOMERS = Text("der Kunden", "of customers")
HELD_SHORT = Text("{n} · {share}", "{n} · {share}")
HELD = Text("{n} Kunden · {share} Umsatz", "{n} customers · {share} revenue")
NAMES = {one.id: one.label if one in FOUR else STRATEGIES[one.strategy] for one in PORTFOLIO_FIELDS}
"""What each field is called; one of nine by what is usually done there."""
OPENS = Text("<picture.open> Kunde", "<picture.open> customer")
FILTERS = Text("<picture.open> filtert", "<picture.open> filters")
NO_SALES = Text("keine Umsätze im Zeitraum", "no sales in the period")
NOT_KNOWN = Text("nicht bekannt: Umsätze oder Kosten fehlen", "not known: sales or costs are missing")
NO_POINTS = Text("kein Kunde hat Punkte: keine Umsätze im Zeitraum", "no customer has points: no sales in the period")
NO_FIELDS = Text(
    "kein Kunde steht in einem Feld: Wert oder Potenzial ist nicht bekannt",
    "no customer stands in a field: value or potential is not known",
)


class Portfolio(NamedTuple):
    """What the pictures are made of."""

    spreads: "dict[str, Spread]"
    rfm: "pl.DataFrame"
    map: "ValueMap"
    segments: "pl.DataFrame"
    currency: str


def portfolio_pictures(of: Portfolio) -> tuple[Picture, ...]:
    """Return all pictures, in the order they are turned through."""
    return (
        *(spread_curve(of.spreads[measure], measure, of.currency) for measure in OF_CURVE),
        rfm_map(of.rfm, of.currency),
        rfm_map(of.rfm, of.currency, is_revenue=True),
        value_map(of.map, of.segments, of.currency),
    )


def _both(write: Callable[[Lang], str]) -> Text:
    return Text(*(write(lang) for lang in LANGS))


def _whole(value: Any, lang: Lang) -> str:
    return figures.ratio(value, lang, 0)


def _short(value: Any, lang: Lang) -> str:
    return figures.short(value, lang, "")


# How value is spread


def spread_curve(spread: "Spread", measure: str, currency: str) -> Curve:
    """The whale curve or Pareto curve: cumulated share over share of customers; money where shares mean nothing."""
    title, label = OF_CURVE[measure]
    curve = spread.curve.to_dicts()
    is_share = bool(spread.points)
    column = "cumulated_share" if is_share else "cumulated"
    ys = [0.0, *(float(row[column]) for row in curve)]
    xs = [0.0, *(row["customers_share"] for row in curve)]
    cumulated = Text("kumulierter {measure}", "cumulated {measure}").format(measure=label)
    unit = Text("% vom Ganzen", "% of the total") if is_share else Text(currency, currency)
    named = Text("{title}: {label}", "{title}: {label}").format(title=title, label=label)
    return Curve(
        id=measure,
        title=named,
        tells=_spread_tells(curve, OF_WHOLE[measure], currency, is_share=is_share),
        rows=_spread_rows(curve, cumulated),
        xs=tuple(xs),
        ys=tuple(ys),
        x=Axis(Text("Anteil der Kunden, die besten zuerst", "share of customers, the best first"), _whole),
        y=Axis(
            Text("{what}, {unit}", "{what}, {unit}").format(what=cumulated, unit=unit), _whole if is_share else _short
        ),
        level=1.0 if is_share else None,
        even=tuple(xs) if measure == PARETO and is_share else (),
        marks=_spread_marks(spread, measure),
        opens=lambda cursor: curve[cursor.x - 1]["customer_id"] if cursor.x else None,
        start=Cursor(next((place for place, row in enumerate(curve, 1) if row["customers_share"] >= 0.2), 0)),
        notes=spread_notes(spread, measure, currency),
        empty=None if curve else (NO_SALES if measure == PARETO else NOT_KNOWN),
        hint=OPENS,
    )


def _spread_tells(
    curve: Sequence[dict[str, Any]], of: Text, currency: str, *, is_share: bool
) -> Callable[[Cursor, Lang], list[Told]]:
    def tells(cursor: Cursor, lang: Lang) -> list[Told]:
        if not cursor.x:
            return [Told("", f"{_whole(0.0, lang)} {OF_CUSTOMERS.in_(lang)}", "title")]
        row = curve[cursor.x - 1]
        total = f"{figures.amount(row['cumulated'], lang)} {currency}".rstrip()
        held = f"{figures.ratio(row['cumulated_share'], lang)} {of.in_(lang)}"
        name = f"{row['customer_id']} {row['name'] or NOBODY.in_(lang)}"
        return [
            Told("", f"{figures.ratio(row['customers_share'], lang)} {OF_CUSTOMERS.in_(lang)}", "title"),
            *([Told("", held, "strong")] if is_share else []),
            Told("", total, "negative" if row["cumulated"] < 0 else "" if is_share else "strong"),
            Told(Text("Kunde", "customer").in_(lang), name, "accent"),
            Told("", f"{figures.amount(row['amount'], lang)} {currency}".rstrip(),
                 "negative" if row["amount"] < 0 else ""),
        ]  # fmt: skip

    return tells


def _spread_rows(curve: Sequence[dict[str, Any]], cumulated: Text) -> Callable[[Lang], list[list[str]]]:
    def rows(lang: Lang) -> list[list[str]]:
        heads = [OF_CUSTOMERS.in_(lang), cumulated.in_(lang), "", Text("Kunde", "customer").in_(lang)]
        return [heads, *(
            [figures.ratio(row["customers_share"], lang), figures.ratio(row["cumulated_share"], lang),
             figures.amount(row["cumulated"], lang), f"{row['customer_id']} {row['name'] or NOBODY.in_(lang)}"]
            for row in curve
        )]  # fmt: skip

    return rows


def _spread_marks(spread: "Spread", measure: str) -> tuple[Mark, ...]:
    marks = []
    if spread.top is not None:
        marks.append(Mark(0.2, _both(lambda lang: f" Top 20 %: {_whole(spread.top, lang)} ")))
    if measure == WHALE and spread.peak is not None and spread.peak_customers is not None and spread.peak_customers < 1:
        peak = Text("Gipfel", "peak")
        marks.append(Mark(spread.peak_customers, _both(lambda lang: f" {peak.in_(lang)} {_whole(spread.peak, lang)} ")))
    return tuple(marks)


def spread_notes(spread: "Spread", measure: str, currency: str) -> tuple[Text, ...]:
    """Return the figures beside the curve: its peak, what the best hold, what the rest takes back."""

    def share(value: float | None) -> Text:
        return _both(lambda lang: _whole(value, lang))

    peak = Text("Gipfel {peak} nach {at}", "peak {peak} after {at}")
    top = Text("Top 20 %: {top}", "top 20 %: {top}")
    gini = Text("Gini {gini}", "Gini {gini}")
    tail = Text("Rest zehrt {money} auf", "tail erodes {money}")
    has_peak = measure == WHALE and spread.peak is not None
    notes = [peak.format(peak=share(spread.peak), at=share(spread.peak_customers))] if has_peak else []
    if spread.eroded:
        notes.append(tail.format(money=_both(lambda lang: figures.short(spread.eroded, lang, currency))))
    notes += [top.format(top=share(spread.top))] if spread.top is not None else []
    notes += [gini.format(gini=_both(lambda lang: figures.score(spread.gini, lang)))] if spread.gini is not None else []
    return tuple(notes)


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
        write=_whole if is_revenue else figures.count,
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
        x=Axis(Text("Potenzial in {currency}", "Potential in {currency}").format(currency=currency), _short),
        y=Axis(Text("{measure} in {currency}", "{measure} in {currency}")
               .format(measure=measure, currency=currency), _short),
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
    count = _both(lambda lang: figures.count(row["customers"], lang))
    return said.format(n=count, share=_both(lambda lang: _whole(row["revenue_share"], lang)))


def _map_notes(found: "ValueMap", currency: str) -> tuple[Text, ...]:
    labels = {"value": Text("Wert hoch ab {limit}", "value high from {limit}"),
              "potential": Text("Potenzial hoch ab {limit}", "potential high from {limit}")}  # fmt: skip
    notes = [labels[axis].format(limit=_exact(limits[-1], currency)) for axis, limits in found.limits.items() if limits]
    if found.unplaced:
        left = Text("{n} Kunden ohne bekannten Wert oder Potenzial", "{n} customers without known value or potential")
        notes.append(left.format(n=_both(lambda lang: figures.count(found.unplaced, lang))))
    return tuple(notes)


def _exact(value: float, currency: str) -> Text:
    return _both(lambda lang: f"{figures.amount(value, lang)} {currency}".rstrip())


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
            ranges = (f"{_short(one.low, lang)} – {_short(one.high, lang)}" for one in (up, across))
            body.append([name, *ranges, figures.count(row["customers"], lang), figures.amount(row["revenue"], lang)])
        return [heads, *body]

    return rows
