from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from kw_tui.core.batch.preview import EXAMPLES, notes, reasons, total, totals
from kw_tui.vocabulary.table import MONEY

SCHEMA = {
    "customer_id": pl.String, "name": pl.String, "abc": pl.String, "revenue": MONEY, "at_stake": MONEY,
    "relevant_contribution": MONEY, "step": pl.Float64, "effect": MONEY, "effect_tolerated": MONEY,
    "break_even_loss": pl.Float64, "excluded": pl.String, "claimed_by": pl.String, "limited_class": pl.Boolean,
    "limited_list": pl.Boolean, "contract_later": pl.Boolean, "other_proposal": pl.Boolean,
}  # fmt: skip


def row(id_: str, abc: str | None = "C", **given: Any) -> dict[str, Any]:
    flags = dict.fromkeys(("limited_class", "limited_list", "contract_later", "other_proposal"), False)
    base = {"customer_id": id_, "abc": abc, "revenue": Decimal(1000), "relevant_contribution": Decimal(200)}
    base |= {"step": 0.05, "effect": Decimal(50), "effect_tolerated": Decimal(0), "break_even_loss": 0.2}
    return dict.fromkeys(SCHEMA) | base | flags | given


def frame(*rows: dict[str, Any]) -> pl.LazyFrame:
    return pl.LazyFrame(list(rows), schema=SCHEMA)


def test_money_is_summed_by_class_without_those_left_out() -> None:
    rows = frame(row("1"), row("2", break_even_loss=0.4), row("3", "A"), row("4", None), row("5", excluded="claimed"))
    by_class = totals(rows).collect()
    assert by_class["abc"].to_list() == ["A", "C", None]
    assert by_class["customers"].to_list() == [1, 2, 1]
    assert by_class["effect"].to_list() == [50, 100, 50]
    assert by_class["break_even_median"].to_list() == pytest.approx([0.2, 0.3, 0.2])
    all_ = total(rows).collect().row(0, named=True)
    assert (all_["customers"], all_["revenue"], all_["effect"]) == (4, 4000, 200)
    assert all_["break_even_all"] == pytest.approx(200 / (200 + 800))


def test_at_the_loss_that_is_tolerated_by_all_together_nothing_is_won() -> None:
    rows = [row("1", relevant_contribution=Decimal(-100)), row("2", relevant_contribution=Decimal(600))]
    loss = total(frame(*rows)).collect()["break_even_all"].item()
    after = sum((1 - loss) * (one["relevant_contribution"] + one["effect"]) for one in map(_floats, rows))
    assert after == pytest.approx(500)


def _floats(one: dict[str, Any]) -> dict[str, float]:
    return {name: float(one[name]) for name in ("relevant_contribution", "effect")}


def test_nothing_is_known_of_nobody() -> None:
    all_ = total(frame(row("1", excluded="at_list"))).collect().row(0, named=True)
    assert all_["customers"] == 0
    assert [all_[name] for name in ("revenue", "effect", "break_even_median", "break_even_all")] == [None] * 4


def test_those_left_out_stand_by_reason_with_examples() -> None:
    rows = [row(str(n), name=f"N{n}", excluded="at_list") for n in range(5)]
    rows += [row("x", excluded="claimed", claimed_by="bert"), row("y", excluded="claimed", claimed_by="cara")]
    found = reasons(frame(*rows, row("z"))).collect()
    assert found.select("excluded", "claimed_by", "customers").rows() == [
        ("at_list", None, 5), ("claimed", "bert", 1), ("claimed", "cara", 1),
    ]  # fmt: skip
    assert found["examples"].to_list() == [["N0", "N1", "N2"][:EXAMPLES], ["x"], ["y"]]


def test_notes_tell_of_those_that_can_be_decided() -> None:
    rows = frame(row("1", limited_list=True), row("2", limited_list=True, contract_later=True),
                 row("3", limited_list=True, excluded="at_list"))  # fmt: skip
    assert notes(rows).collect().select("note", "customers").rows() == [("limited_list", 2), ("contract_later", 1)]
