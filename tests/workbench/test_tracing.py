from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from kw_tui.core.like_for_like.paid import COMPARED
from kw_tui.core.metrics.new_need import RECENT
from kw_tui.core.metrics.trace import NATURES, Traced, below
from kw_tui.core.reduction.reduce import FACTS
from kw_tui.vocabulary.errors import DecisionError, UsageError
from kw_tui.vocabulary.sources import CUSTOMER
from kw_tui.workbench import Workbench
from tests.workbench.all_tables import PEOPLE, made_of_all_tables

IDS = [f"K{number:02}" for number in range(PEOPLE)]
SOME = (IDS[0], IDS[3], IDS[-1])
"""Of all tables, of another scale of effort, and one who never bought."""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    return made_of_all_tables(tmp_path_factory.mktemp("full"))


def row_of(bench: Workbench, customer: str) -> dict[str, Any]:
    return bench.portfolio().row(by_predicate=_is(customer), named=True)


def _is(customer: str) -> Any:
    return pl.col("customer_id") == customer


@pytest.mark.parametrize("customer", SOME)
def test_every_input_of_every_figure_is_told_in_words_with_the_value_of_the_portfolio(
    full: Workbench, customer: str
) -> None:
    row, metrics = row_of(full, customer), {metric.id: metric for metric in full.metrics()}
    for metric_id in metrics:
        for one in below(full.trace(customer, metric_id)):
            check_words(one)
            if one.nature in {"metric", "fact", "master", "model", "claim"} and one.id in row:
                assert one.value == row[one.id], (metric_id, one.id)
            if one.nature == "metric":
                assert {each.id for each in one.inputs} >= metrics[one.id].inputs | set(metrics[one.id].settings)


def check_words(one: Traced) -> None:
    for text in (one.label, one.meaning, NATURES[one.nature]):
        assert text.de, one.id
        assert text.en, one.id
    assert one.id not in {one.label.de, one.label.en} or one.id in CUSTOMER or one.nature == "master"
    assert one.value is not None or one.reason is not None, one.id
    if one.kind.name == "CATEGORY" and one.value is not None and "_" in str(one.value):
        assert one.said is not None, (one.id, one.value)


@pytest.mark.parametrize(
    ("period", "customers"), [("12m", (IDS[0], IDS[-1])), ("all", IDS[3:4]), ("2025-03-01..2025-11-30", IDS[7:8])]
)
def test_the_rows_behind_a_fact_come_to_the_fact(full: Workbench, period: str, customers: Sequence[str]) -> None:
    seen = Workbench.open(full.path, period=period)
    shown = 0
    for customer in customers:
        row = row_of(seen, customer)
        for fact, known in counted(row):
            found = seen.evidence(customer, fact)
            assert found is not None, fact
            shown += found.frame.height
            if isinstance(known, float):
                assert found.total == pytest.approx(known, rel=1e-9, abs=1e-9), (customer, fact)
            else:
                assert found.total == known, (customer, fact)
    assert shown > 300


def counted(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The facts of rows that are known, with their values."""
    for fact in (*FACTS, *RECENT):
        if fact not in CUSTOMER and row[fact] is not None:
            yield fact, row[fact]


def test_every_fact_of_these_tables_is_known_of_somebody(full: Workbench) -> None:
    known = {fact for customer in IDS for fact, _ in counted(row_of(full, customer))}
    assert {fact for fact in FACTS if fact not in CUSTOMER} - known == set()


def test_a_sum_is_told_with_its_table_its_days_and_what_each_row_adds(full: Workbench) -> None:
    found = full.evidence(IDS[0], "goods")
    assert found is not None
    assert (found.table.de, found.made) == ("Umsätze", "sum")
    assert (found.period.first, found.period.last) == (date(2025, 10, 21), date(2026, 10, 20))
    assert [one.id for one in found.columns][:2] == ["invoice_date", "invoice_no"]
    assert found.columns[-1].id == "adds"
    assert found.frame["adds"].sum() == found.total == row_of(full, IDS[0])["goods"]
    assert isinstance(found.total, Decimal)


def test_what_is_no_fact_of_rows_has_none(full: Workbench) -> None:
    assert full.evidence(IDS[0], "db1") is None
    assert full.evidence(IDS[0], "name") is None
    assert full.evidence(IDS[0], "abc_prev") is None


def test_the_list_holds_every_figure_once_with_its_value(full: Workbench) -> None:
    told = full.figures(IDS[2])
    row = row_of(full, IDS[2])
    assert [one.id for one in told] == [metric.id for metric in full.metrics()]
    assert all(one.value == row[one.id] for one in told)
    assert {one.id for one in told if one.is_assumed} == set(full.assumptions()) & {one.id for one in told}


def test_settings_stand_with_the_figure_that_reads_them(full: Workbench) -> None:
    cost = full.trace(IDS[0], "cost_visit")
    (rate,) = (one for one in cost.inputs if one.nature == "setting")
    assert (rate.id, rate.value, rate.is_assumed) == ("rate_visit", 120, True)
    assert cost.is_assumed


def test_an_unknown_figure_names_the_nearest_and_an_unknown_customer_is_refused(full: Workbench) -> None:
    with pytest.raises(UsageError) as told:
        full.trace(IDS[0], "db_1")
    assert "db1" in told.value.line("en")
    with pytest.raises(DecisionError):
        full.trace("nobody", "db1")
    with pytest.raises(DecisionError):
        full.figures("nobody")


def test_the_score_opens_to_its_criteria_with_points_and_weights(full: Workbench) -> None:
    score = full.trace(IDS[0], "score")
    points = next(one for one in score.inputs if one.id == "score_points")
    weight = next(one for one in score.inputs if one.id == "score_weight")
    known = [one for one in points.inputs if one.value is not None]
    assert {one.label.de for one in known} >= {"Größe", "Wettbewerb"}
    assert score.value == pytest.approx(points.value / weight.value)
    size = next(one for one in known if one.label.de == "Größe")
    assert (size.inputs[0].id, size.inputs[0].nature, size.inputs[0].value) == ("employees", "master", Decimal(3))


def test_own_columns_of_the_master_stand_behind_their_criterion(tmp_path: Path) -> None:
    made = made_of_all_tables(tmp_path)
    own = '\n[[scoring]]\ncriterion = "note"\ncolumn = "Note"\nweight = 1.0\nbands = [[0.0, 10.0], [1.0, 50.0]]\n'
    made.path.write_text(made.path.read_text(encoding="utf-8") + own, encoding="utf-8")
    score = Workbench.open(made.path).trace(IDS[1], "score")
    (criterion,) = score.inputs[0].inputs
    assert (criterion.value, criterion.inputs[0].label.de, str(criterion.inputs[0].value)) == (50.0, "Note", "1")
    assert score.value == 50.0


def test_a_like_for_like_discount_is_the_sum_of_its_products(tmp_path: Path) -> None:
    bench = made_of_all_tables(tmp_path)
    bench.set(abc_a_customers=0.4)
    compared = bench.portfolio().filter(pl.col("discount_own_shared").is_not_null())
    assert compared.height >= 3
    for row in compared.to_dicts():
        for name in COMPARED:
            found = bench.evidence(row["customer_id"], name)
            assert found is not None
            assert found.frame["adds"].sum() == pytest.approx(row[name], abs=2e-9)
            assert (found.made, found.total, found.period) == ("sum", row[name], bench.period)
            assert [one.id for one in found.columns][-4:] == ["discount_own", "discount_a", "a_customers", "adds"]
            lines = bench.store.customer_lines(row["customer_id"])
            assert set(found.frame["product_id"]) <= set(lines["product_id"])
    nobody = bench.portfolio().filter(pl.col("discount_own_shared").is_null())["customer_id"]
    assert all(bench.evidence(one, "discount_own_shared") is None for one in nobody)
    tree = bench.trace(compared["customer_id"][0], "discount_vs_a")
    assert {one.id for one in below(tree) if one.has_rows} >= set(COMPARED)
