"""ABC classes by a measure, in three methods, and their sub-classes 1 to 3 by a second measure (SPEC 3)."""

import polars as pl

from kw_tui.core.metrics.metric import NO_SALES, Metric, at_place, has_sales
from kw_tui.core.metrics.potential import yearly
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.settings.classes import MEASURES
from kw_tui.vocabulary.table import MONEY, Kind
from kw_tui.vocabulary.texts import Text

METHOD_SETTINGS = {
    "customers": ("abc_a_customers", "abc_c_customers"),
    "cumulated": ("abc_a_cumulated", "abc_b_cumulated"),
    "absolute": ("abc_a_limit", "abc_b_limit"),
}
CLASSES = ("A", "B", "C", "N")
SUB_CLASSES = 3
NOT_OF_A_PERIOD = ("clv", "potential")
"""Measures that look ahead: their amounts are not those of the period, and are not brought to a year."""
_NOT_KNOWN = Text(
    "keine Umsätze im Zeitraum, oder {measure} nicht bekannt", "no sales in the period, or {measure} not known"
)
_NOT_BOTH_KNOWN = Text(
    "keine Umsätze im Zeitraum, oder {measure} oder {second} nicht bekannt",
    "no sales in the period, or {measure} or {second} not known",
)
_METHODS: dict[str, Text] = {
    "customers": Text("bester Anteil der Kunden A, schlechtester C", "best share of customers A, worst C"),
    "cumulated": Text("A und B bis zu ihrem kumulierten Anteil", "A and B up to their cumulated share"),
    "absolute": Text(
        "A und B ab festen Jahresbeträgen, N mit dem ersten Kauf im Zeitraum",
        "A and B from fixed amounts a year, N with the first order in the period",
    ),
}
_MEANING = Text(
    "ABC-Klasse nach {measure} unter allen mit Umsatz: {method}; Gleiche die bessere, Werte bis 0 C.",
    "ABC class by {measure} among all with sales: {method}; ties get the better one, values up to 0 C.",
)


def classes(settings: Settings) -> tuple[Metric, ...]:
    """The class by the measure and method of the settings, and its sub-class."""
    measure, second = settings.choice("abc_measure"), settings.choice("abc_sub_measure")
    return (
        Metric(
            "abc",
            Text("Klasse", "Class"),
            Kind.CATEGORY,
            abc_class(measure, settings),
            _MEANING.format(measure=MEASURES[measure], method=_METHODS[settings.choice("abc_method")]),
            absent=NO_SALES if measure == "revenue" else _NOT_KNOWN.format(measure=MEASURES[measure]),
            settings=class_settings(settings),
        ),
        Metric(
            "abc_sub",
            Text("Unterklasse", "Sub-class"),
            Kind.CATEGORY,
            sub_class(pl.col(second)),
            Text(
                "Die Klasse, gedrittelt nach {second}: A1 ist das beste Drittel von A.",
                "The class cut in thirds by {second}: A1 is the best third of A.",
            ).format(second=MEASURES[second]),
            absent=_NOT_BOTH_KNOWN.format(measure=MEASURES[measure], second=MEASURES[second]),
            settings=("abc_sub_measure",),
        ),
    )


def class_settings(settings: Settings) -> tuple[str, ...]:
    """The settings a class rests on."""
    return ("abc_measure", "abc_method", *METHOD_SETTINGS[settings.choice("abc_method")])


def abc_class(measure: str, settings: Settings) -> pl.Expr:
    """'A', 'B' or 'C' by `measure` over all customers with sales ('N': new, in the absolute method); else null."""
    amount = pl.when(has_sales()).then(pl.col(measure))
    a_year = amount.cast(pl.Float64) if measure in NOT_OF_A_PERIOD else yearly(amount)
    return classed(amount, a_year, is_new(), settings)


def classed(amount: pl.Expr, a_year: pl.Expr, is_new_one: pl.Expr, settings: Settings) -> pl.Expr:
    """The class of each amount that is not null among all of them; `a_year` is what fixed limits are held against."""
    if settings.choice("abc_method") == "absolute":
        best, middle = _by_limits(a_year, settings)
    else:
        methods = {"customers": _by_customers, "cumulated": _by_cumulated_share}
        best, middle = methods[settings.choice("abc_method")](amount, settings)
    # the first branch that holds gives the class, so "no better than 0" goes before the limits
    chosen = pl.when(amount <= 0).then(2).when(best).then(0).when(middle).then(1).otherwise(2)
    if settings.choice("abc_method") == "absolute":
        chosen = pl.when(is_new_one).then(3).otherwise(chosen)
    return at_place(CLASSES, pl.when(amount.is_not_null()).then(chosen))


def sub_class(second: pl.Expr) -> pl.Expr:
    """The class and the third of it by `second` (money), as 'A1'; ties upward. Null where class or measure is.

    Somebody is beyond a third if so many of the class have more: more than the one in the last place of that third.
    """
    value, chosen = _ordinal(second), pl.lit(None, pl.UInt32)
    for place, class_ in enumerate(CLASSES):
        is_own = pl.col("abc") == class_
        # nulls rather than a filter: the engine mistakes shared parts of a length of their own
        own = pl.when(is_own).then(value)
        members = own.count().cast(pl.Int64)
        lasts = [_last_of(own, -(-members * third // SUB_CLASSES)) for third in range(1, SUB_CLASSES)]
        beyond = pl.sum_horizontal((value < last).cast(pl.UInt32) for last in lasts)
        chosen = pl.when(is_own).then(place * SUB_CLASSES + beyond).otherwise(chosen)
    names = (f"{class_}{third}" for class_ in CLASSES for third in range(1, SUB_CLASSES + 1))
    return at_place(names, pl.when(second.is_not_null()).then(chosen))


def is_new() -> pl.Expr:
    """Whether the first order lies in the period; false where the period has no start to compare with."""
    return pl.col("first_order").is_between("period_first", "period_last").fill_null(value=False)


def head_count(customers: pl.Expr, share: float) -> pl.Expr:
    """How many customers a share of them is, rounded half up."""
    return (customers * share + 0.5 + 1e-9).floor().cast(pl.Int64)


def _by_customers(amount: pl.Expr, settings: Settings) -> tuple[pl.Expr, pl.Expr]:
    """Best share is A, worst share is C. Somebody is always the best, however few there are."""
    customers = amount.count().cast(pl.Int64)
    best = head_count(customers, settings.number("abc_a_customers"))
    worst = head_count(customers, settings.number("abc_c_customers"))
    if settings.number("abc_a_customers") > 0:
        best = pl.max_horizontal(best, 1)
    return _is_among(amount, best), _is_among(amount, customers - worst)


def _by_cumulated_share(amount: pl.Expr, settings: Settings) -> tuple[pl.Expr, pl.Expr]:
    """A up to a cumulated share of the sum, the customer's own included; the best customer is A in any case."""
    value = _ordinal(amount)
    carrying = value.filter(value > 0).sort(descending=True)
    share = carrying.cast(pl.Float64).cum_sum() / carrying.cast(pl.Float64).sum()
    best = carrying.filter(share <= settings.number("abc_a_cumulated")).min()
    middle = carrying.filter(share <= settings.number("abc_b_cumulated")).min()
    return value >= pl.coalesce(best, value.max()), value >= pl.coalesce(middle, value.max())


def _by_limits(a_year: pl.Expr, settings: Settings) -> tuple[pl.Expr, pl.Expr]:
    return a_year >= settings.number("abc_a_limit"), a_year >= settings.number("abc_b_limit")


def _is_among(amount: pl.Expr, places: pl.Expr) -> pl.Expr:
    """Whether an amount is at least the one in the last of these places: equal amounts are in together."""
    value = _ordinal(amount)
    return value >= _last_of(value, places)


def _last_of(value: pl.Expr, places: pl.Expr) -> pl.Expr:
    """The value in the last of the best so many places; null of none."""
    return value.top_k(places).min()


def _ordinal(amount: pl.Expr) -> pl.Expr:
    """Money as whole ten-thousandths: exact, and far quicker to sort than decimals."""
    return amount.cast(MONEY).to_physical().cast(pl.Int64)
