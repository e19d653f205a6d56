"""What rows come to, in as much room as there is; what is not known yet is never an older figure."""

from decimal import Decimal

import polars as pl

from kw_tui.tui import figures
from kw_tui.tui.lines import plain
from kw_tui.tui.widgets.fields import Field, signed_sum
from kw_tui.tui.widgets.totals import AtMost, Partial, Totals, sums_of, totals_line
from kw_tui.vocabulary.texts import Text

FIELDS = (
    signed_sum("revenue", Text("Umsatz", "Revenue")),
    signed_sum("db", Text("DB", "contribution")),
    Field("ratio", Text("Quote", "ratio"), 5, figures.ratio, "right"),
    Field("orders", Text("Aufträge", "orders"), 5, figures.count, "right", adds_up=True),
)
SUMS = {"revenue": Decimal(4_200_000), "db": Decimal(-31_000), "orders": 1204}


def told(totals: Totals, width: int = 200, lang: str = "de") -> str:
    return plain([totals_line(totals, FIELDS, lang, "EUR", width)])


def test_sums_are_those_of_the_places_and_unknown_is_not_zero() -> None:
    frame = pl.DataFrame({"revenue": [Decimal(1), Decimal(2), None], "db": [None, None, None], "name": ["a", "b", "c"]})
    frame = frame.with_columns(pl.col("db").cast(pl.Decimal(18, 4)))
    assert sums_of(frame, None, ["revenue", "db", "name", "gone"]) == {"revenue": Partial(Decimal(3), 2), "db": None}
    assert sums_of(frame, pl.Series([0, 2], dtype=pl.UInt32), ["revenue"]) == {"revenue": Partial(Decimal(1), 1)}
    assert sums_of(frame, pl.Series([0, 1], dtype=pl.UInt32), ["revenue"]) == {"revenue": Decimal(3)}


def test_of_a_sum_that_lacks_what_is_not_known_it_is_told_of_how_many_it_is() -> None:
    partly = Totals(12, 12, sums={"revenue": Decimal(500), "db": Partial(Decimal(-40), 4)})
    assert told(partly) == "12 von 12 · Umsatz 500 EUR · DB −40 EUR (bei 4 bekannt)"


def test_the_line_tells_counts_sums_and_marks() -> None:
    assert told(Totals(212, 1_204_331, sums=SUMS)) == (
        "212 von 1.204.331 · Umsatz 4,2 Mio. EUR · DB −31 TEUR · Aufträge 1.204"
    )
    marked = Totals(212, 300, 3, 1, sums=SUMS, marked_sums={"revenue": Decimal(12_000), "db": None})
    assert told(marked, lang="en").endswith(" · ● 3 marked, 1 not shown · revenue 12 k EUR · contribution –")


def test_sums_on_their_way_are_dots() -> None:
    assert told(Totals(0, 3, sums=None)) == "0 von 3"
    assert told(Totals(2, 3, sums=None)) == "2 von 3 · Umsatz … · DB … · Aufträge …"


def test_where_there_is_no_room_whole_sums_are_left_out() -> None:
    totals = Totals(212, 300, 3, 0, sums=SUMS, marked_sums=SUMS)
    assert told(totals, 54) == "212 von 300 · ● 3 markiert · Umsatz 4,2 Mio. EUR"
    assert told(totals, 10) == "212 von 300 · ● 3 markiert"


def test_a_brief_line_tells_of_marks_alone_where_all_rows_are_shown() -> None:
    def brief(totals: Totals, width: int = 200) -> str:
        return plain([totals_line(totals, FIELDS, "de", "EUR", width, is_brief=True)])

    marked = Totals(300, 300, 3, 0, sums=SUMS, marked_sums={"revenue": Decimal(12_000)})
    assert brief(marked) == "● 3 markiert · Umsatz 12 TEUR"
    assert brief(marked, 14) == "● 3 markiert"
    assert brief(Totals(12, 300, sums={})) == "12 von 300"


def test_a_sum_of_figures_that_are_too_high_says_so() -> None:
    frame = pl.DataFrame(
        {"db1": [Decimal(5), None, Decimal(2)], "revenue": [1, 2, 3], "cost_coverage": [0.5, 0.0, 1.0]}
    )
    sums = sums_of(frame, None, ["db1", "revenue"])
    assert sums == {"db1": AtMost(Partial(Decimal(7), 2)), "revenue": 6}
    assert sums_of(frame, pl.Series([2], dtype=pl.UInt32), ["db1"]) == {"db1": Decimal(2)}
    fields = (signed_sum("revenue", Text("Umsatz", "Revenue")), signed_sum("db1", Text("DB I", "DB I")))
    line = plain([totals_line(Totals(3, 3, sums=sums), fields, "de", "EUR", 200)])
    assert line == "3 von 3 · Umsatz 6 · ≤ Kosten lückenhaft · DB I ≤7 EUR (bei 2 bekannt)"
