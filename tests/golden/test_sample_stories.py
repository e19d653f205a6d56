"""The stories planted in the sample data are found, by customer, and nobody innocent is accused."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from kw_tui.core.lifetime.spend import GammaGamma
from kw_tui.storage.shipped import shipped
from kw_tui.workbench import Workbench

STORIES: Mapping[str, Any] = tomllib.loads((shipped("sample_data") / "stories.toml").read_text(encoding="utf-8"))
FILES = sorted(shipped("sample_data").glob("*.csv"))


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    made = Workbench.open_or_new(tmp_path_factory.mktemp("sample") / "sample.kw.toml")
    made.import_files(FILES)
    return made


def told(story: str) -> list[str]:
    return list(STORIES[story]["customers"])


def rows(frame: pl.DataFrame, story: str) -> pl.DataFrame:
    return frame.filter(pl.col("customer_id").is_in(told(story)))


def proposals(bench: Workbench, story: str) -> dict[str, str]:
    found = rows(bench.queue(), story)
    return dict(found.select("customer_id", "proposal").iter_rows())


def ids(frame: pl.DataFrame, condition: pl.Expr) -> set[str]:
    return set(frame.filter(condition)["customer_id"])


def test_every_line_is_accounted_for(bench: Workbench) -> None:
    totals = STORIES["totals"]
    sales = next(source for source in bench.session.sources if source.table == "sales_line")
    assert sales.accepted == totals["sales_accepted"]
    assert sales.rejected == totals["sales_rejected"]
    assert sales.without_customer == totals["sales_without_customer"]
    assert Decimal(sales.net_sum) == Decimal(totals["sales_accepted_net"])
    assert Decimal(sales.without_customer_sum) == Decimal(totals["sales_without_customer_net"])
    tables = {"customer": "kunden", "ticket": "tickets", "activity": "aktivitaeten", "concession": "kulanz",
              "price_condition": "konditionen", "prospect": "interessenten"}  # fmt: skip
    assert {table: bench.tables()[table] for table in tables} == {table: totals[file] for table, file in tables.items()}


def test_c_customers_with_better_terms_than_a(bench: Workbench) -> None:
    assert ids(bench.portfolio(), pl.col("c_better_than_a")) == set(told("c_better_than_a"))
    assert set(rows(bench.portfolio(), "c_better_than_a")["abc"]) == {"C"}
    assert proposals(bench, "c_better_than_a") == dict.fromkeys(told("c_better_than_a"), "reprice")


def test_squeezed_key_accounts(bench: Workbench) -> None:
    found = rows(bench.portfolio(), "squeezed_key_account")
    assert set(found["abc"]) == {"A"}
    assert set(found["kind"]) == {"squeezed_key_account"}
    assert (found["relevant_contribution"] > 0).all()
    assert set(proposals(bench, "squeezed_key_account").values()) <= {"reprice", "service"}
    assert rows(bench.queue(), "squeezed_key_account").height == found.height
    assert rows(bench.queue(), "squeezed_key_account")["step"].max() <= 0.04


def test_lossmakers_that_a_reprice_cures(bench: Workbench) -> None:
    found = rows(bench.queue(), "curable_lossmaker")
    assert proposals(bench, "curable_lossmaker") == dict.fromkeys(told("curable_lossmaker"), "reprice")
    assert (found["relevant_contribution"] < 0).all()
    assert found["needed_step"].is_between(0.10, 0.15).all()
    assert not found["alternatives"].list.contains("let_go").any()


def test_lossmakers_that_nothing_cures_are_the_only_ones_to_let_go(bench: Workbench) -> None:
    assert ids(bench.queue(), pl.col("proposal") == "let_go") == set(told("incurable_lossmaker"))
    found = rows(bench.queue(), "incurable_lossmaker")
    assert found["needed_step"].min() > 0.25
    why = bench.conditions_of_queue().filter(pl.col("customer_id").is_in(found["customer_id"].to_list()))
    assert why.height == found.height
    assert why["conditions"].explode().struct.field("holds").all()
    assert (found["profit_change"] == -found["relevant_contribution"]).all()


def test_what_binds_a_customer_blocks_letting_go(bench: Workbench) -> None:
    found = rows(bench.queue(), "incurable_but_blocked")
    assert set(found["rule"]) == {"reprice_bound"}
    assert found.height == len(told("incurable_but_blocked"))
    lost = rows(bench.portfolio(), "incurable_but_blocked")
    assert (lost["relevant_contribution"] < 0).all()
    assert (lost["relevant_contribution_prev"] < 0).all()


def test_service_eaters_keep_their_prices_and_lose_service(bench: Workbench) -> None:
    assert rows(bench.queue(), "service_eater").height == len(told("service_eater"))
    assert set(proposals(bench, "service_eater").values()) <= {"service", "channel"}


def test_hidden_potential_is_seen_and_nobody_there_is_touched(bench: Workbench) -> None:
    found = rows(bench.portfolio(), "hidden_potential")
    assert set(found["abc"]) == {"C"}
    assert set(found["kind"]) == {"developable"}
    assert (found["potential"] > 10 * found["revenue"]).all()
    assert proposals(bench, "hidden_potential") == {}


def test_a_new_need_of_undemanding_customers_is_flagged_and_they_are_left_alone(bench: Workbench) -> None:
    assert ids(bench.portfolio(), pl.col("new_need")) == set(told("undemanding_new_need"))
    assert proposals(bench, "undemanding_new_need") == {}


def test_free_services_that_became_a_habit(bench: Workbench) -> None:
    assert ids(bench.portfolio(), pl.col("free_service_habit")) == set(told("free_service_habit"))
    assert set(proposals(bench, "free_service_habit").values()) == {"service"}


def test_stale_prices(bench: Workbench) -> None:
    assert ids(bench.portfolio(), pl.col("stale_price")) == set(told("stale_price"))
    assert proposals(bench, "stale_price") == dict.fromkeys(told("stale_price"), "reprice")


def test_one_time_buyers(bench: Workbench) -> None:
    assert set(rows(bench.portfolio(), "one_time_buyer")["orders_all"]) == {1}
    assert rows(bench.portfolio(), "one_time_buyer")["regularity"].null_count() == len(told("one_time_buyer"))
    assert proposals(bench, "one_time_buyer") == {}


def test_clockwork_buyers_are_more_regular_than_irregular_ones(bench: Workbench) -> None:
    regular, irregular = (rows(bench.portfolio(), story)["regularity"] for story in ("clockwork", "irregular"))
    assert regular.min() > 5
    assert irregular.max() < 2


@pytest.mark.parametrize("story", ["new_customer", "innocent_small"])
def test_nobody_innocent_is_accused(bench: Workbench, story: str) -> None:
    assert proposals(bench, story) == {}
    assert not (rows(bench.portfolio(), story)["condition_findings"].fill_null(0) > 0).any()


def test_the_queue_is_ranked_by_the_money_it_shows(bench: Workbench) -> None:
    items = bench.queue()
    assert items["rank"].to_list() == list(range(1, items.height + 1))
    assert items["at_stake"].is_sorted(descending=True)


def test_the_generator_still_writes_these_files(tmp_path: Path) -> None:
    import subprocess
    import sys

    script = shipped("sample_data") / "generate.py"
    subprocess.run([sys.executable, "-B", script, tmp_path], check=True, capture_output=True)
    for file in [*FILES, shipped("sample_data") / "stories.toml"]:
        assert (tmp_path / file.name).read_bytes() == file.read_bytes(), file.name


def test_the_model_that_foretold_orders_held_out_best_values_them(bench: Workbench) -> None:
    """Of the sample the means tell next to nothing: orders of one customer resemble each other far more."""
    models = {row["name"]: row for row in bench.models().rows(named=True)}
    single, means = models["gamma_gamma_orders"], models["gamma_gamma"]
    assert single["error"] < 0.6 * means["error"]
    assert (single["used"], means["used"]) == (True, False)
    row = bench.portfolio().filter(pl.col("occasions_all") > 0).sample(1, seed=3).row(0, named=True)
    model = GammaGamma(single["p"], single["q"], single["gamma"])
    own = float(row["revenue_all"] - (row["cash_discount_all"] or 0) - (row["bonus_all"] or 0) - row["goods_all"])
    orders = row["occasions_all"]
    value = model.expected_value(np.array([orders]), np.array([own / orders])).item()
    assert float(row["order_value"]) == pytest.approx(value, abs=1e-4)
