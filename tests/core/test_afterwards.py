"""What came of measures, worked out by hand."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from kw_tui.core.afterwards.measures import due, measure_frame
from kw_tui.core.afterwards.outcome import OUTCOMES, STATUSES, WHY, with_outcome
from kw_tui.core.afterwards.prices import realised
from kw_tui.core.afterwards.rung import corrected, failed_steps
from kw_tui.core.afterwards.table import HISTORY, timed
from kw_tui.core.afterwards.totals import totals
from kw_tui.core.afterwards.windows import by_window, spans, with_windows
from kw_tui.core.decisions import Decision, State, fold
from kw_tui.vocabulary.settings import Settings

AS_OF = date(2026, 11, 1)
APRIL = date(2026, 4, 1)
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
COLUMNS = frozenset({"product_id", "unit", "quantity"})


def decided(
    id_: str, action: str = "reprice", customer: str = "1", when: str = "2026-01-15", **params: str
) -> Decision:
    return Decision(id_, customer, action, "anna", f"{when}T10:00:00+01:00", params)


def state(*entries: Decision) -> State:
    return fold(entries, NOW)


# Which measures


def test_a_measure_counts_from_the_day_it_took_effect() -> None:
    (one,) = due(state(decided("d1", step="0.05", effective="2026-04-01")), AS_OF, 60)
    assert (one.effective, one.decided, one.step, one.who) == (APRIL, date(2026, 1, 15), 0.05, "anna")


@pytest.mark.parametrize("written", [{}, {"effective": "soon"}, {"effective": "0001-01-01"}])
def test_without_a_readable_day_the_notice_runs_from_the_decision(written: dict[str, str]) -> None:
    (one,) = due(state(decided("d1", step="0.05", **written)), AS_OF, 60)
    assert one.effective == date(2026, 3, 16)


@pytest.mark.parametrize(
    ("params", "effective"),
    [({}, date(2026, 5, 9)), ({"effective": "2026-04-01"}, APRIL), ({"effective": "2026-02-01"}, date(2026, 3, 10))],
)
def test_what_needs_a_signature_takes_effect_no_earlier_than_it_is_signed(
    params: dict[str, str], effective: date
) -> None:
    waits = decided("d1", step="0.05", signature="step", **params)
    assert due(state(waits), AS_OF, 60) == ()
    signed = Decision("s1", "1", "sign", "bo", "2026-03-10T10:00:00+01:00", replaces="d1")
    (one,) = due(state(waits, signed), AS_OF, 60)
    assert (one.effective, one.decided) == (effective, date(2026, 1, 15))


def test_what_is_undone_replaced_still_to_come_or_no_measure_is_left_out() -> None:
    entries = [
        decided("d1", customer="1", effective="2026-04-01"),
        Decision("u1", "1", "undo", "anna", "2026-01-16T10:00:00+01:00", replaces="d1"),
        decided("d2", customer="2", effective="2026-04-01"),
        Decision("d3", "2", "service", "anna", "2026-01-16T10:00:00+01:00", {"effective": "2026-05-01"}, replaces="d2"),
        decided("d4", customer="3", effective="2026-11-01"),
        decided("d5", "keep", customer="4", effective="2026-04-01"),
        decided("d6", "let_go", customer="5", effective="2026-04-01"),
    ]
    assert [one.decision_id for one in due(state(*entries), AS_OF, 60)] == ["d3"]


def test_a_step_that_is_no_number_or_not_above_zero_is_none() -> None:
    entries = [decided(f"d{n}", customer=str(n), step=step) for n, step in enumerate(("x", "nan", "-0.05", "0"))]
    assert [one.step for one in due(state(*entries), AS_OF, 60)] == [None] * 4


# Which days


def windows(effective: date, first_order: date | None, as_of: date = AS_OF) -> dict[str, Any]:
    frame = pl.LazyFrame(
        {"effective_date": [effective], "first_order": [first_order]}, schema_overrides={"first_order": pl.Date}
    )
    return with_windows(frame, as_of).collect().row(0, named=True)


def test_the_days_since_are_held_against_the_same_days_of_the_year_before() -> None:
    found = windows(APRIL, date(2020, 1, 1))
    assert (found["after_first"], found["after_last"], found["days"]) == (APRIL, date(2026, 10, 31), 214)
    assert (found["before_first"], found["before_last"]) == (date(2025, 4, 1), date(2025, 10, 31))
    assert (found["year_first"], found["year_last"]) == (date(2025, 4, 1), date(2026, 3, 31))
    assert found["compared_with"] == "year_before"
    assert found["years"] == pytest.approx(214 / 365.25)


@pytest.mark.parametrize("first_order", [date(2025, 4, 2), None])
def test_who_bought_less_long_is_held_against_as_many_days_before(first_order: date | None) -> None:
    found = windows(APRIL, first_order)
    assert (found["before_first"], found["before_last"]) == (date(2025, 8, 30), date(2026, 3, 31))
    assert (found["before_last"] - found["before_first"]).days + 1 == found["days"] == 214
    assert found["compared_with"] == "just_before"


def test_after_a_year_no_more_days_are_added() -> None:
    found = windows(date(2025, 3, 1), date(2020, 1, 1))
    assert (found["after_last"], found["days"], found["years"]) == (date(2026, 2, 28), 365, 1.0)
    assert (found["before_first"], found["before_last"]) == (date(2024, 3, 1), date(2025, 2, 28))


def test_a_row_counts_in_every_window_of_every_measure_it_lies_in() -> None:
    both = (decided("d1", effective="2026-04-01"), decided("d2", "service", "1", effective="2026-05-01"))
    measures = due(state(*both), AS_OF, 60)
    history = pl.LazyFrame({"customer_id": ["1"], **dict.fromkeys(HISTORY)}).cast({"first_order": pl.Date})
    windows = spans(timed(measure_frame(measures), history, AS_OF))
    rows = pl.LazyFrame({"customer_id": ["1", "1", "2"], "day": [date(2026, 4, 15), date(2026, 11, 1), APRIL]})
    found = by_window(rows, windows, "day").collect()
    assert sorted(found["customer_id"]) == ["after d1", "before d2", "year d2"]
    assert found["day"].unique().to_list() == [date(2026, 4, 15)]


# Which step


def step_of(
    *lines: tuple[str, str, float | None, float, str],
    columns: frozenset[str] = COLUMNS,
    base: str = "year",
    **more: Any,
) -> Any:
    """What comes of the prices of a base.

    Lines are day, product (a unit may follow a slash), quantity, net amount and kind of paper.
    """
    rows = [
        {
            "customer_id": "1",
            "invoice_date": date.fromisoformat(day),
            "product_id": product.split("/")[0] or None,
            "unit": product.partition("/")[2] or None,
            "quantity": quantity,
            "net_amount": Decimal(str(net)),
            "is_sale": kind == "sale" and net > 0,
            **more,
        }
        for day, product, quantity, net, kind in lines
    ]
    types = {"net_amount": pl.Decimal(18, 4), "quantity": pl.Float64, "unit": pl.String}
    frame = pl.LazyFrame(rows, schema_overrides=types)
    measures = measure_frame(due(state(decided("d1", step="0.05", effective="2026-04-01")), AS_OF, 60))
    history = pl.LazyFrame(
        {"customer_id": ["1"], "first_order": [date(2020, 1, 1)], "last_order": [AS_OF], "gap_count": 1, "gap_sum": 9}
    )
    found = realised(frame, timed(measures, history, AS_OF), columns).collect()
    row = found.row(0, named=True) if found.height else None
    return row and {name.removesuffix(f"_{base}"): value for name, value in row.items()}


def test_the_step_is_that_of_all_products_bought_before_and_since() -> None:
    """A 10.00 -> 10.50, B 4.00 -> 4.00: (105 + 40) / (100 + 40) - 1; the new product C is 55 of 200 sold."""
    found = step_of(
        ("2026-02-01", "A", 20, 200, "sale"),
        ("2026-02-01", "B", 5, 20, "sale"),
        ("2026-05-01", "A", 10, 105, "sale"),
        ("2026-05-01", "B", 10, 40, "sale"),
        ("2026-05-01", "C", 1, 55, "sale"),
    )
    assert found["realised_step"] == pytest.approx(145 / 140 - 1)
    assert found["coverage"] == pytest.approx(145 / 200)


ROUNDS = (
    ("2025-06-01", "A", 10, 90, "sale"),
    ("2025-06-01", "B", 10, 30, "sale"),
    ("2025-09-01", "B", 10, 40, "sale"),
    ("2026-01-02", "A", 10, 100, "sale"),
    ("2026-03-02", "A", 10, 110, "sale"),
    ("2026-05-01", "A", 10, 115.5, "sale"),
    ("2026-05-01", "B", 10, 48, "sale"),
)
"""A: 10 x 10.00 and 10 x 11.00 of late are 10.50, no matter the 9.00 before; B, at 4.00 in autumn, not bought since."""


def test_before_is_the_mean_of_three_months() -> None:
    """11.55 / 10.50 of what is 115.50 of 163.50: the price round before which B was bought is left out."""
    found = step_of(*ROUNDS, base="recent")
    assert found["realised_step"] == pytest.approx(0.10)
    assert found["coverage"] == pytest.approx(115.5 / 163.5)


def test_by_the_year_what_was_not_bought_of_late_counts_at_its_last_day() -> None:
    found = step_of(*ROUNDS, base="year")
    assert found["realised_step"] == pytest.approx(163.5 / (105 + 40) - 1)
    assert found["coverage"] == 1.0


def test_a_returned_line_says_nothing_about_the_price_but_lowers_the_volume() -> None:
    """10 sold at 10.50 and 4 of them returned at 10.00: the step is 5 %, the volume 6 of 10."""
    found = step_of(
        ("2025-05-01", "A", 10, 100, "sale"),
        ("2026-03-01", "A", 1, 10, "sale"),
        ("2026-05-01", "A", 10, 105, "sale"),
        ("2026-06-01", "A", -4, -40, "credit"),
    )
    assert found["realised_step"] == pytest.approx(0.05)
    assert found["volume_change"] == pytest.approx(-0.4)


def test_a_return_whose_quantity_bears_no_sign_counts_as_one() -> None:
    found = step_of(
        ("2025-05-01", "A", 10, 100, "sale"),
        ("2026-05-01", "A", 10, 100, "sale"),
        ("2026-06-01", "A", 4, -40, "credit"),
    )
    assert found["volume_change"] == pytest.approx(-0.4)


def test_a_credit_note_without_quantity_is_no_lost_volume() -> None:
    found = step_of(
        ("2025-05-01", "A", 10, 100, "sale"),
        ("2026-05-01", "A", 10, 105, "sale"),
        ("2026-06-01", "A", None, -60, "credit"),
        ("2026-06-01", "", None, -60, "credit"),
    )
    assert (found["realised_step"], found["volume_change"]) == (pytest.approx(0.05), pytest.approx(0.0))


def test_a_product_sold_in_another_unit_is_another_product() -> None:
    """A by the piece at 1.00, since by the box at 95.00: not compared; B 2.00 -> 2.20 is, 22 of 117."""
    found = step_of(
        ("2026-02-01", "A/Stk", 100, 100, "sale"),
        ("2026-02-01", "B/Stk", 10, 20, "sale"),
        ("2026-05-01", "A/Ktn", 1, 95, "sale"),
        ("2026-05-01", "B/Stk", 10, 22, "sale"),
    )
    assert found["realised_step"] == pytest.approx(0.10)
    assert found["coverage"] == pytest.approx(22 / 117)


def test_volume_is_told_at_the_prices_of_before() -> None:
    """Before: 10 A at 10 and 5 of the dropped B at 4 = 120. Since: 8 A at 11 -> 80, new C 22 / 1.1 -> 20: 100."""
    found = step_of(
        ("2025-05-01", "A", 10, 100, "sale"),
        ("2025-05-01", "B", 5, 20, "sale"),
        ("2026-03-01", "A", 1, 10, "sale"),
        ("2026-05-01", "A", 8, 88, "sale"),
        ("2026-05-01", "C", 1, 22, "sale"),
    )
    assert found["realised_step"] == pytest.approx(0.10)
    assert found["volume_change"] == pytest.approx(100 / 120 - 1)


def test_who_bought_nothing_since_has_lost_all_volume_and_tells_no_step() -> None:
    found = step_of(("2025-05-01", "A", 10, 100, "sale"), ("2026-03-01", "A", 10, 100, "sale"))
    assert (found["realised_step"], found["volume_change"], found["has_prices"]) == (None, -1.0, None)


def test_nothing_in_common_and_no_quantities_are_told_apart() -> None:
    others = step_of(("2026-02-01", "A", 1, 10, "sale"), ("2026-05-01", "B", 1, 11, "sale"))
    assert (others["has_prices"], others["coverage"], others["realised_step"]) == (True, 0.0, None)
    amounts = (("2026-02-01", "A", None, 10, "sale"), ("2026-05-01", "A", None, 11, "sale"))
    bare = step_of(*amounts, columns=frozenset({"product_id"}))
    assert (bare["has_prices"], bare["realised_step"], bare["volume_change"]) == (False, None, None)


def test_the_price_of_a_unit_stands_in_for_a_quantity() -> None:
    """200 at 10 less 20 % is 8.00 each, 210 at 10 less 16 % is 8.40."""
    lines = [("2026-02-01", "A", None, 200, "sale"), ("2026-05-01", "A", None, 210, "sale")]
    columns = frozenset({"product_id", "unit_price", "discount_pct"})
    before = step_of(*lines, columns=columns, unit_price=Decimal(10), discount_pct=Decimal(20))
    assert before["realised_step"] == pytest.approx(0.0)
    dearer = step_of(
        ("2026-02-01", "A", 25, 200, "sale"), ("2026-05-01", "A", None, 210, "sale"),
        columns=columns | {"quantity"}, unit_price=Decimal(10), discount_pct=Decimal(16),
    )  # fmt: skip
    assert dearer["realised_step"] == pytest.approx(0.05)


def test_lines_of_other_days_do_not_count() -> None:
    assert step_of(("2025-03-31", "A", 1, 10, "sale"), ("2026-11-01", "A", 1, 10, "sale")) is None


# What came of it

STEPS = ("realised_step", "coverage", "volume_change")
MEASURED: dict[str, Any] = {
    "decision_id": "d1", "customer_id": "1", "action": "reprice", "who": "anna", "asked_step": 0.05,
    "effective_date": APRIL, "days": 214, "last_order": date(2026, 10, 20), "gap_count": 10.0, "gap_sum": 300.0,
    "realised_step": 0.04, "coverage": 0.8, "volume_change": -0.1, "has_prices": True,
    **{f"{name}_{window}": value for window in ("before", "after", "year") for name, value in
       (("revenue", 1000), ("db1", 300), ("relevant_contribution", 200), ("cost_to_serve", 50))},
}  # fmt: skip


def outcome(settings: Settings | None = None, **changes: Any) -> dict[str, Any]:
    return outcomes(changes, settings=settings).row(0, named=True)


def outcomes(*rows: dict[str, Any], settings: Settings | None = None) -> pl.DataFrame:
    money = ("revenue", "db1", "relevant_contribution", "cost_to_serve")
    types: dict[str, Any] = {
        "class": pl.String, "asked_step": pl.Float64, "last_order": pl.Date, "gap_count": pl.Float64,
        "gap_sum": pl.Float64,
        **{f"{name}_{base}": pl.Float64 for base in ("recent", "year") for name in STEPS},
        **{f"{name}_{window}": pl.Decimal(18, 4) for name in money for window in ("before", "after", "year")},
    }  # fmt: skip
    full = [{"class": "B"} | MEASURED | one for one in rows]
    full = [one | {f"{name}_{base}": one[name] for base in ("recent", "year") for name in STEPS} for one in full]
    full = [{name: value for name, value in one.items() if name not in STEPS} for one in full]
    cast = [{name: _typed(value, types.get(name)) for name, value in one.items()} for one in full]
    return with_outcome(pl.LazyFrame(cast, schema_overrides=types), settings or Settings(), AS_OF).collect()


def _typed(value: Any, kind: Any) -> Any:
    return Decimal(str(value)) if isinstance(kind, pl.Decimal) and value is not None else value


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"realised_step": 0.025}, ("active", "realised", None)),
        ({"realised_step": 0.0249}, ("active", "partly", None)),
        ({"realised_step": 0.01}, ("active", "partly", None)),
        ({"realised_step": 0.003}, ("active", "not_carried_out", None)),
        ({"realised_step": -0.02}, ("active", "not_carried_out", None)),
        ({"asked_step": None}, ("active", "not_comparable", "no_step")),
        ({"realised_step": None, "has_prices": False}, ("active", "not_comparable", "no_prices")),
        ({"realised_step": None, "has_prices": None}, ("active", "not_comparable", "no_prices")),
        ({"realised_step": None}, ("active", "not_comparable", "nothing_in_common")),
        ({"coverage": 0.09}, ("active", "not_comparable", "little_in_common")),
        ({"days": 59}, ("waiting", "too_early", "too_short")),
        ({"days": 59, "last_order": date(2025, 1, 1)}, ("waiting", "too_early", "too_short")),
        # 215 days without an order: more than 180 and than 3 x 30, not than 3 x 90
        ({"last_order": date(2026, 3, 31)}, ("lost", "lost", None)),
        ({"last_order": date(2026, 3, 31), "gap_sum": 900.0}, ("waiting", "too_early", "no_order_yet")),
        ({"last_order": date(2026, 3, 31), "gap_count": 0.0, "gap_sum": 0.0}, ("lost", "lost", None)),
        ({"last_order": date(2026, 4, 1)}, ("active", "realised", None)),
        ({"action": "service", "cost_to_serve_after": 40}, ("active", "cheaper", None)),
        ({"action": "service"}, ("active", "not_cheaper", None)),
        ({"action": "channel", "cost_to_serve_after": None}, ("active", "not_comparable", "no_costs")),
    ],
)
def test_status_outcome_and_why(changes: dict[str, Any], told: tuple[str, str, str | None]) -> None:
    found = outcome(**changes)
    assert (found["status"], found["outcome"], found["why"]) == told
    assert told[0] in STATUSES
    assert told[1] in OUTCOMES
    assert told[2] is None or told[2] in WHY


def test_the_limits_are_settings() -> None:
    assert outcome(Settings({"after_realised": 0.9}))["outcome"] == "partly"
    assert outcome(Settings({"after_carried_out": 0.9, "after_realised": 0.9}))["outcome"] == "not_carried_out"
    assert outcome(Settings({"after_least_days": 300}))["outcome"] == "too_early"
    assert outcome(Settings({"after_coverage": 0.9}))["why"] == "little_in_common"
    gone = {"last_order": date(2026, 3, 31)}
    assert outcome(Settings({"lost_days": 300}), **gone)["status"] == "waiting"
    assert outcome(Settings({"lost_gaps": 10}), **gone)["status"] == "waiting"


def test_three_months_tell_the_step_where_they_compare_enough() -> None:
    """By three months 1 % of 12 % of the revenue, by the year 4 % of 80 %."""
    recent = {"realised_step": 0.01, "coverage": 0.12, "volume_change": -0.07}
    year = {f"{name}_year": MEASURED[name] for name in STEPS}
    both = pl.LazyFrame([{**outcomes(recent).row(0, named=True), **year}]).drop(
        *STEPS, "status", "outcome", "why", "price_base"
    )
    by_three = with_outcome(both, Settings(), AS_OF).collect().row(0, named=True)
    assert [by_three[name] for name in (*STEPS, "price_base")] == [0.01, 0.12, -0.07, "recent"]
    by_year = with_outcome(both, Settings({"after_coverage": 0.2}), AS_OF).collect().row(0, named=True)
    assert [by_year[name] for name in (*STEPS, "price_base")] == [0.04, 0.8, -0.1, "year"]


def test_steps_in_money_are_of_the_year_before() -> None:
    """5 % of 1,000 asked; 4 % of the 900 that are left of the volume; 100 of volume given up."""
    found = outcome(revenue_after=940, db1_after=310, relevant_contribution_after=230)
    assert found["asked_amount"] == Decimal("50.0000")
    assert found["realised_amount"] == Decimal("36.0000")
    assert found["volume_lost"] == Decimal("100.0000")
    changes = [found[name] for name in ("revenue_change", "contribution_change", "relevant_change")]
    assert changes == [Decimal(-60), Decimal(10), Decimal(30)]
    assert found["contribution_lost"] is None


def test_who_is_lost_realised_nothing_and_was_worth_its_year() -> None:
    gone = {"last_order": date(2026, 3, 31), "realised_step": None, "volume_change": -1.0}
    found = outcome(**gone)
    assert (found["asked_amount"], found["realised_amount"]) == (Decimal(50), Decimal(0))
    assert (found["contribution_lost"], found["volume_lost"]) == (Decimal(200), None)
    assert outcome(**gone, relevant_contribution_year=None)["contribution_lost"] == Decimal(300)


def test_what_is_not_known_stays_unknown() -> None:
    found = outcome(db1_before=None, realised_step=None, volume_change=None)
    assert (found["contribution_change"], found["realised_amount"], found["volume_lost"]) == (None, None, None)


# Totals

PAST = [
    {"decision_id": "a"},
    {"decision_id": "b", "realised_step": 0.001, "who": "ben"},
    {"decision_id": "c", "last_order": date(2026, 3, 31), "realised_step": None, "volume_change": -1.0, "class": None},
    {"decision_id": "d", "days": 10},
    {"decision_id": "e", "realised_step": None, "who": "ben"},
    {"decision_id": "f", "action": "service"},
]


def test_totals_count_what_is_settled_and_tell_the_rest() -> None:
    (found,) = totals(outcomes(*PAST).lazy()).collect().to_dicts()
    assert (found["steps_past"], found["settled"]) == (5, 3)
    assert (found["asked_amount"], found["realised_amount"]) == (Decimal(150), Decimal("36.9"))
    assert (found["realised_count"], found["partly_count"], found["not_carried_out_count"]) == (1, 0, 1)
    assert (found["lost_count"], found["contribution_lost"]) == (1, Decimal(200))
    assert found["volume_lost"] == Decimal(200)
    assert (found["too_early_count"], found["asked_too_early"]) == (1, Decimal(50))
    assert (found["not_comparable_count"], found["asked_not_comparable"]) == (1, Decimal(50))


@pytest.mark.parametrize(("by", "groups"), [("who", ["anna", "ben"]), ("class", ["B", None])])
def test_totals_by_person_or_class_add_up(by: str, groups: list[str | None]) -> None:
    whole, parts = totals(outcomes(*PAST).lazy()).collect(), totals(outcomes(*PAST).lazy(), by).collect()
    assert parts[by].to_list() == groups
    assert parts.drop(by).sum().equals(whole.select(pl.all().sum()))


# The ladder


def test_a_step_that_was_not_carried_out_is_no_rung_passed() -> None:
    now = state(decided("d1", effective="2026-04-01"))
    (row,) = corrected(now, {"d1": (0.05, 0.003)}).collect().to_dicts()
    assert (row["reprice_since"], row["reprice_asked"], row["reprice_realised"]) == (None, 0.05, 0.003)
    (kept,) = corrected(now, {}).collect().to_dicts()
    assert (kept["reprice_since"], kept["reprice_asked"]) == (date(2026, 1, 15), None)


def test_an_earlier_step_that_came_and_a_later_one_keep_their_rung() -> None:
    both = state(decided("d1", when="2025-01-15"), decided("d2"))
    (row,) = corrected(both, {"d2": (0.05, 0.0)}).collect().to_dicts()
    assert (row["reprice_since"], row["reprice_asked"]) == (date(2025, 1, 15), 0.05)
    (row,) = corrected(both, {"d1": (0.05, 0.0)}).collect().to_dicts()
    assert (row["reprice_since"], row["reprice_asked"]) == (date(2026, 1, 15), None)


def test_a_step_that_was_signed_keeps_its_rung_from_the_signature() -> None:
    signed = Decision("s1", "1", "sign", "bo", "2025-03-10T10:00:00+01:00", replaces="d1")
    both = state(decided("d1", when="2025-01-15", signature="step"), signed, decided("d2"))
    (row,) = corrected(both, {"d2": (0.05, 0.0)}).collect().to_dicts()
    assert row["reprice_since"] == date(2025, 3, 10)


def test_only_steps_not_carried_out_fail() -> None:
    found = outcomes({"decision_id": "a"}, {"decision_id": "b", "realised_step": 0.003})
    assert failed_steps(found) == {"b": (0.05, 0.003)}
