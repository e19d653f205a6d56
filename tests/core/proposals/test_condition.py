import polars as pl

from kw_tui.core.proposals.condition import VERDICT, Condition, named
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text


def test_the_unknown_never_holds_and_is_shown_as_unknown() -> None:
    low = Condition("low", Text("unter", "below"), Kind.RATIO, pl.col("a"), pl.lit(2), pl.col("a") < 2)
    verdicts = pl.DataFrame({"a": [1.0, 3.0, None]}).select(low.verdict.alias("verdict")).to_series()
    assert verdicts.dtype == VERDICT
    assert verdicts.to_list() == [
        {"id": "low", "value": 1.0, "limit": 2.0, "holds": True},
        {"id": "low", "value": 3.0, "limit": 2.0, "holds": False},
        {"id": "low", "value": None, "limit": 2.0, "holds": False},
    ]


def test_the_names_whose_flag_holds_are_told_in_order() -> None:
    flags = {"first": pl.col("a"), "second": pl.col("b"), "third": ~pl.col("a")}
    rows = pl.DataFrame({"a": [True, False, True], "b": [True, False, False]})
    told = rows.select(told=named(flags))["told"]
    assert told.dtype == pl.List(pl.String)
    assert told.to_list() == [["first", "second"], ["third"], ["first"]]
    assert named(flags).pipe(lambda each: rows.clear().select(each)).height == 0
