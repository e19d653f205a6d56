import polars as pl

from kw_tui.core.proposals.condition import VERDICT, Condition
from kw_tui.core.proposals.rule import LET_GO_RUNG, RUNG_OF_ACTION, Rule
from kw_tui.vocabulary.table import Kind
from kw_tui.vocabulary.texts import Text


def above(id_: str, limit: float) -> Condition:
    return Condition(id_, Text("über", "above"), Kind.SCORE, pl.col("a"), pl.lit(limit), pl.col("a") > limit)


RULE = Rule("both", "service", Text("beide", "both"), (above("one", 1), above("two", 2)), pl.col("a"))


def test_a_rule_holds_if_all_its_conditions_do() -> None:
    frame = pl.DataFrame({"a": [3.0, 1.5, None]})
    assert frame.select(RULE.holds).to_series().to_list() == [True, False, False]


def test_every_condition_is_listed_in_order() -> None:
    listed = pl.DataFrame({"a": [1.5]}).select(RULE.verdicts.alias("c")).to_series()
    assert listed.dtype == pl.List(VERDICT)
    assert [(one["id"], one["holds"]) for one in listed[0]] == [("one", True), ("two", False)]


def test_no_rows_keep_the_type() -> None:
    empty = pl.DataFrame(schema={"a": pl.Float64})
    assert empty.select(RULE.verdicts.alias("c")).schema == {"c": pl.List(VERDICT)}


def test_the_ladder_ends_with_letting_go() -> None:
    assert max(RUNG_OF_ACTION.values()) == RUNG_OF_ACTION["let_go"] == LET_GO_RUNG
    assert RULE.rung == RUNG_OF_ACTION["channel"]
