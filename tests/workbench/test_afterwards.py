"""The table of past measures beside portfolio and queue."""

from datetime import date

import polars as pl

from kw_tui.core.afterwards.table import COLUMNS
from kw_tui.workbench import Workbench

APRIL = date(2026, 4, 1)


def test_each_row_names_customer_class_person_and_what_is_next(bench: Workbench) -> None:
    """A step taken long ago is over, so that the queue proposes something again; one of today still waits."""
    bench.decide("E1", "reprice", step=0.05, effective=APRIL, reason="agreed")
    up = bench.queue().filter(pl.col("state") == "open")["customer_id"]
    found = bench.afterwards()
    assert tuple(found.columns) == COLUMNS
    told = found.row(0, named=True)
    assert (told["customer_id"], told["name"], told["who"]) == ("E1", "Firma E1", "anna")
    assert told["class"] == bench.portfolio().filter(customer_id="E1")["abc"].item()
    assert told["next"] is None
    assert "E1" not in up


def test_the_latest_comes_first(bench: Workbench) -> None:
    bench.decide("E1", "reprice", step=0.05, effective=date(2026, 3, 1), reason="agreed")
    bench.decide("E2", "service", effective=APRIL, reason="agreed")
    assert bench.afterwards()["customer_id"].to_list() == ["E2", "E1"]


def test_totals_may_be_of_some_rows_alone(bench: Workbench) -> None:
    bench.decide_all(["E1", "E2"], "reprice", step=0.05, effective=APRIL, reason="agreed")
    some = bench.afterwards().filter(customer_id="E1")
    assert bench.afterwards_totals(some)["steps_past"].item() == 1
    assert bench.afterwards_totals(by="class")["steps_past"].sum() == 2


def test_a_ledger_without_products_tells_all_but_the_step(bench: Workbench) -> None:
    bench.decide("E1", "reprice", step=0.05, effective=APRIL, reason="agreed")
    told = bench.afterwards().row(0, named=True)
    assert (told["outcome"], told["why"], told["realised_step"]) == ("not_comparable", "no_prices", None)
    assert told["contribution_change"] is not None
