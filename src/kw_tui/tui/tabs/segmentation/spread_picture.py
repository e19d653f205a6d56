"""How value is spread over the customers: the whale curve and the Pareto curve."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from kw_tui.tui import figures
from kw_tui.tui.pictures.picture import Axis, Cursor, Curve, Mark, Told
from kw_tui.tui.pictures.writing import both, short, whole
from kw_tui.tui.words import NOBODY
from kw_tui.vocabulary.texts import Lang, Text

if TYPE_CHECKING:
    from kw_tui.workbench import Spread

WHALE, PARETO = "relevant_contribution", "revenue"
OF_CURVE: dict[str, tuple[Text, Text]] = {
    WHALE: (Text("Walkurve", "Whale curve"), Text("relevanter DB", "relevant contribution")),
    PARETO: (Text("Paretokurve", "Pareto curve"), Text("Umsatz", "revenue")),
}
OF_WHOLE: dict[str, Text] = {
    WHALE: Text("des relevanten DB", "of relevant contribution"),
    PARETO: Text("des Umsatzes", "of revenue"),
}
OF_CUSTOMERS = Text("der Kunden", "of customers")
SHARE = Text("Anteil der Kunden", "share of customers")
OPENS = Text("<picture.open> Kunde", "<picture.open> customer")
NO_SALES = Text("keine Umsätze im Zeitraum", "no sales in the period")
LEFT_OUT = Text("ohne {n} Kunden, deren Kosten nicht bekannt sind", "without {n} customers whose cost is not known")
NOT_KNOWN = Text("nicht bekannt: Umsätze oder Kosten fehlen", "not known: sales or costs are missing")


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
        rows=_spread_rows(curve, cumulated, currency),
        xs=tuple(xs),
        ys=tuple(ys),
        x=Axis(Text("Anteil der Kunden, die besten zuerst", "share of customers, the best first"), whole),
        y=Axis(
            Text("{what}, {unit}", "{what}, {unit}").format(what=cumulated, unit=unit), whole if is_share else short
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
            return [Told("", f"{whole(0.0, lang)} {OF_CUSTOMERS.in_(lang)}", "title")]
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


def _spread_rows(curve: Sequence[dict[str, Any]], cumulated: Text, currency: str) -> Callable[[Lang], list[list[str]]]:
    def rows(lang: Lang) -> list[list[str]]:
        heads = [SHARE.in_(lang), cumulated.in_(lang), currency, Text("Kunde", "customer").in_(lang)]
        return [heads, *(
            [figures.ratio(row["customers_share"], lang), figures.ratio(row["cumulated_share"], lang),
             figures.amount(row["cumulated"], lang), f"{row['customer_id']} {row['name'] or NOBODY.in_(lang)}"]
            for row in curve
        )]  # fmt: skip

    return rows


def _spread_marks(spread: "Spread", measure: str) -> tuple[Mark, ...]:
    marks = []
    if spread.top is not None:
        marks.append(Mark(0.2, both(lambda lang: f" Top 20 %: {whole(spread.top, lang)} ")))
    if measure == WHALE and spread.peak is not None and spread.peak_customers is not None and spread.peak_customers < 1:
        peak = Text("Gipfel", "peak")
        marks.append(Mark(spread.peak_customers, both(lambda lang: f" {peak.in_(lang)} {whole(spread.peak, lang)} ")))
    return tuple(marks)


def spread_notes(spread: "Spread", measure: str, currency: str) -> tuple[Text, ...]:
    """Return the figures beside the curve: its peak, what the best hold, what the rest takes back."""

    def share(value: float | None) -> Text:
        return both(lambda lang: whole(value, lang))

    peak = Text("Gipfel {peak} nach {at}", "peak {peak} after {at}")
    top = Text("Top 20 %: {top}", "top 20 %: {top}")
    gini = Text("Gini {gini}", "Gini {gini}")
    tail = Text("Rest zehrt {money} auf", "tail erodes {money}")
    has_peak = measure == WHALE and spread.peak is not None
    notes = [peak.format(peak=share(spread.peak), at=share(spread.peak_customers))] if has_peak else []
    if spread.eroded:
        notes.append(tail.format(money=both(lambda lang: figures.short(spread.eroded, lang, currency))))
    notes += [top.format(top=share(spread.top))] if spread.top is not None else []
    notes += [gini.format(gini=both(lambda lang: figures.score(spread.gini, lang)))] if spread.gini is not None else []
    notes += [LEFT_OUT.format(n=both(lambda lang: figures.count(spread.unknown, lang)))] if spread.unknown else []
    return tuple(notes)
