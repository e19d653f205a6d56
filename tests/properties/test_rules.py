"""What must hold of every portfolio and every history, whatever the figures."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from kw_tui.core.decisions import Decision, fold
from kw_tui.core.proposals.break_even import tolerated_loss
from kw_tui.core.proposals.channel import CHANNELS, channel_level
from kw_tui.core.proposals.group_share import of_group
from kw_tui.core.proposals.price_step import (
    COMMUNICATION,
    communication,
    largest_step,
    needed_for_ratio,
    notice_days,
    price_step,
)
from kw_tui.core.proposals.risks import RISKS
from kw_tui.core.proposals.rule import MIGRATE_RUNG, REPRICE_RUNG, RUNG_OF_ACTION
from kw_tui.core.queue import explanations, queue
from kw_tui.vocabulary.session import add_months
from kw_tui.vocabulary.settings import Settings
from kw_tui.vocabulary.table import MONEY
from tests.core.portfolio_frames import AS_OF, customer, explained, no_state, optioned, portfolio, state_row, states

few = settings(max_examples=60, deadline=None)
MOST = 24
of_queues = settings(max_examples=20, deadline=None)
"""A queue takes as long for many customers as for one."""
SETTINGS = Settings()
BLOCKING = {risk.id for risk in RISKS if risk.is_blocking}

amounts = st.integers(0, 5000)
maybe_day = st.none() | st.dates(date(2024, 1, 1), date(2028, 1, 1))
maybe_flag = st.none() | st.booleans()
classes = st.sampled_from(["A1", "A2", "A3", "B1", "B2", "C1", "C3"])


@st.composite
def customers(draw: st.DrawFn, customer_id: str) -> dict[str, object]:
    size = draw(st.none() | classes)
    changes: dict[str, Any] = {
        "revenue": draw(st.integers(-500, 5000)),
        "goods": draw(amounts),
        "handling": draw(st.integers(0, 3000)),
        "abc": size and size[0],
        "abc_sub": size,
        "potential": draw(st.none() | st.integers(0, 20_000)),
        "first_order": draw(maybe_day),
        "contract_until": draw(maybe_day),
        "price_clause": draw(maybe_flag),
        "reference_customer": draw(maybe_flag),
        "group_id": draw(st.sampled_from([None, "", "K-1"])),
        "visits": draw(st.integers(0, 30)),
        "calls": draw(st.integers(0, 60)),
        "stale_price": draw(maybe_flag),
        "kind": draw(st.sampled_from([None, "squeezed_key_account"])),
        "regularity": draw(st.none() | st.floats(0, 20)),
    }
    if draw(st.booleans()):
        changes["relevant_contribution_prev"] = draw(st.none() | st.integers(-2000, 2000))
    if draw(st.booleans()):
        own = draw(st.floats(0, 0.9))
        changes |= {"discount_rate": own, "discount_of_a": draw(st.floats(0, own)), "c_better_than_a": True}
        changes |= {"list_revenue": 1000, "line_discount": round(1000 * own)}
    return customer(customer_id, **changes)


@st.composite
def portfolios(draw: st.DrawFn) -> list[dict[str, object]]:
    return [draw(customers(str(index))) for index in range(draw(st.integers(1, MOST)))]


@st.composite
def standings(draw: st.DrawFn) -> pl.LazyFrame:
    days = st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 1))
    rows = [state_row(str(index), reprice_since=draw(days), migrate_since=draw(days)) for index in range(MOST)]
    return states(*rows)


@of_queues
@given(portfolios(), standings())
def test_nobody_is_let_go_who_should_not_be(rows: list[dict[str, object]], state: pl.LazyFrame) -> None:
    found = queue(portfolio(*rows), state, SETTINGS, AS_OF).collect()
    by_id = {row["customer_id"]: row for row in rows}
    start = add_months(AS_OF, -12)
    for one in found.filter(proposal="let_go").to_dicts():
        row: dict[str, Any] = by_id[one["customer_id"]]
        assert row["relevant_contribution"] < 0
        assert row["relevant_contribution_prev"] < 0
        assert row["first_order"] <= start
        assert not BLOCKING & set(one["risks"])
        assert row["potential"] is None or row["potential"] < 5000
        assert not row["reference_customer"]
        assert not row["group_id"]
        assert row["contract_until"] is None or row["contract_until"] < AS_OF


@of_queues
@given(portfolios(), standings())
def test_nobody_is_let_go_at_the_first_rung(rows: list[dict[str, object]], state: pl.LazyFrame) -> None:
    """Each rung below was tried and had its time, or arithmetic says that it cannot cure."""
    found = queue(portfolio(*rows), state, SETTINGS, AS_OF)
    told = explanations(portfolio(*rows), state, SETTINGS, AS_OF).collect()
    days = {row["customer_id"]: row for row in state.collect().to_dicts()}
    last = AS_OF - timedelta(days=90)
    for one in found.filter(proposal="let_go").collect().to_dicts():
        own, since = told.filter(customer_id=one["customer_id"], rule="let_go"), days[one["customer_id"]]
        value = dict(own.select("id", "value").rows())
        assert (since["reprice_since"] or date.max) <= last or value["reprice_passed"] > 0.25
        assert (since["migrate_since"] or date.max) <= last or value["migrate_passed"] < 0
        assert all(day is None or day <= last for day in (since["reprice_since"], since["migrate_since"]))


@of_queues
@given(portfolios(), standings())
def test_options_stand_in_the_documented_order(rows: list[dict[str, object]], state: pl.LazyFrame) -> None:
    """Lowest rung not tried, then larger gain, then the order of rules; tried ones last. One is recommended."""
    found = optioned(portfolio(*rows), state)
    days = {row["customer_id"]: row for row in state.collect().to_dicts()}
    queued = queue(portfolio(*rows), state, SETTINGS, AS_OF).collect()
    same = ["rank", "customer_id", "proposal", "rule", "at_stake", "confidence", "profit_change", "step"]
    assert found.filter("is_recommended").select(same).equals(queued.select(same))
    last = AS_OF - timedelta(days=90)
    for customer_id, options in found.group_by("customer_id", maintain_order=True):
        since = days[str(customer_id[0])]
        keys = []
        for one in options.to_dicts():
            rung = RUNG_OF_ACTION[one["proposal"]]
            tried = {REPRICE_RUNG: since["reprice_since"], MIGRATE_RUNG: since["migrate_since"]}.get(rung)
            keys.append((tried is not None and tried <= last, rung, -one["profit_change"]))
        assert keys == sorted(keys)
        assert options["proposal"].is_unique().all()
        assert options["order"].to_list() == list(range(1, options.height + 1))
        first, *others = options["order_reason"].to_list()
        assert first == "again" if keys[0][0] else first in {"only", "lowest_rung", "larger_gain", "earlier_rule"}
        for (before, after), reason in zip(pairwise(keys), others, strict=True):
            differs = [one != two for one, two in zip(before, after, strict=True)]
            assert reason == ("tried", "higher_rung", "smaller_gain", "later_rule")[[*differs, True].index(True)]


@of_queues
@given(portfolios(), st.data())
def test_ranks_of_a_product_group_follow_its_money(rows: list[dict[str, object]], data: st.DataObject) -> None:
    bought = {str(row["customer_id"]): data.draw(st.integers(-100, 5000)) for row in rows}
    schema = {"customer_id": pl.String, "revenue": MONEY}
    told = pl.LazyFrame({"customer_id": list(bought), "revenue": list(map(Decimal, bought.values()))}, schema)
    whole = queue(portfolio(*rows), no_state(), SETTINGS, AS_OF)
    found, ranked = of_group(whole, told, portfolio(*rows)).collect(), whole.collect()
    assert found["rank"].to_list() == list(range(1, found.height + 1))
    assert found["at_stake"].is_sorted(descending=True)
    assert set(found["customer_id"]) == {one for one in ranked["customer_id"] if bought[one] > 0}
    assert (found["at_stake"] >= 0).all()


@of_queues
@given(portfolios(), standings())
def test_nobody_is_passed_over_for_whom_a_rule_holds(rows: list[dict[str, object]], state: pl.LazyFrame) -> None:
    told = explanations(portfolio(*rows), state, SETTINGS, AS_OF).collect()
    held = told.group_by("customer_id", "rule").agg(pl.col("holds").all()).filter("holds")
    assert set(queue(portfolio(*rows), state, SETTINGS, AS_OF).collect()["customer_id"]) == set(held["customer_id"])


@of_queues
@given(portfolios(), standings())
def test_every_proposal_can_be_carried_out(rows: list[dict[str, object]], state: pl.LazyFrame) -> None:
    found = explained(portfolio(*rows), state)
    by_id = {row["customer_id"]: row for row in rows}
    for one in found.to_dicts():
        row: dict[str, Any] = by_id[one["customer_id"]]
        assert row["first_order"] is not None
        assert row["first_order"] <= add_months(AS_OF, -12)
        assert all(condition["holds"] for condition in one["conditions"])
        assert one["proposal"] not in one["alternatives"]
        assert 0 <= one["confidence"] <= 1
        assert one["at_stake"] >= 0
        assert one["effective_date"] >= AS_OF + timedelta(days=14)
        if row["contract_until"] and not row["price_clause"]:
            assert one["effective_date"] > row["contract_until"]
        if one["proposal"] == "reprice":
            assert 0.005 <= one["step"] <= 0.15
            assert abs(one["step"] * 200 - round(one["step"] * 200)) < 1e-9
            assert one["steps"] >= 1
            assert one["break_even_loss"] is None or 0 < one["break_even_loss"] <= 1
        else:
            assert one["step"] is None


@of_queues
@given(portfolios())
def test_ranks_follow_the_money(rows: list[dict[str, object]]) -> None:
    found = queue(portfolio(*rows), no_state(), SETTINGS, AS_OF).collect()
    assert found["rank"].to_list() == list(range(1, found.height + 1))
    keys = [(-stake, customer_id) for stake, customer_id in found.select("at_stake", "customer_id").rows()]
    assert keys == sorted(keys)


@of_queues
@given(st.lists(st.integers(-2000, 4000), min_size=1, max_size=MOST))
def test_healthy_customers_without_findings_are_left_alone(handling: list[int]) -> None:
    rows = [customer(str(index), handling=max(cost, 0) % 290) for index, cost in enumerate(handling)]
    assert queue(portfolio(*rows), no_state(), SETTINGS, AS_OF).collect().is_empty()


# the five rules: each monotone in what drives it, all else fixed


def along(expr: pl.Expr, values: list[Any], dtype: Any = pl.Float64) -> list[Any]:
    return pl.DataFrame({"x": values}, schema={"x": dtype}).select(expr).to_series().to_list()


def climbs(values: list[Any]) -> bool:
    return values == sorted(values)


steps_asked = st.lists(st.integers(0, 10**9).map(lambda n: n / 10**9), min_size=2, max_size=20).map(sorted)
"""Steps that differ by more than what division of a float rounds away."""


@few
@given(steps_asked, st.sampled_from("ABC"))
def test_a_larger_step_is_told_more_personally(asked: list[float], abc: str) -> None:
    levels = [
        list(COMMUNICATION).index(one) for one in along(communication(pl.col("x"), pl.lit(abc), Settings()), asked)
    ]
    assert climbs(levels)


@few
@given(st.floats(0, 1))
def test_a_larger_customer_is_told_more_personally(step: float) -> None:
    found = along(communication(pl.lit(step), pl.col("x"), Settings()), ["C", "B", "A"], pl.String)
    assert climbs([list(COMMUNICATION).index(one) for one in found])


@few
@given(st.lists(st.floats(-100, 1e6), min_size=2, max_size=20).map(sorted), st.floats(0, 1e6), st.floats(0, 0.9))
def test_lower_relative_revenue_means_a_larger_step(revenues: list[float], cost: float, target: float) -> None:
    needed = along(needed_for_ratio(pl.col("x"), pl.lit(cost), target), revenues)
    assert climbs(needed[::-1])
    step = price_step(pl.col("x"), pl.lit(0.15), pl.lit(None, dtype=pl.Float64), SETTINGS)
    assert climbs(along(step, sorted(needed)))


@few
@given(st.floats(0, 10), st.none() | st.floats(0, 1))
def test_a_larger_customer_gets_smaller_steps(needed: float, room: float | None) -> None:
    given_room = pl.lit(room, dtype=pl.Float64)
    step = price_step(pl.lit(needed), largest_step(pl.col("x"), SETTINGS), given_room, SETTINGS)
    assert climbs(along(step, ["A", "B", "C"], pl.String))


@few
@given(st.lists(st.floats(0, 50), min_size=2, max_size=20).map(sorted), st.integers(0, 200), st.integers(0, 200))
def test_more_irregular_buying_takes_effect_sooner(ks: list[float], full: int, least: int) -> None:
    found = along(notice_days(pl.col("x"), SETTINGS.with_(notice_days=full, min_notice_days=least)), ks)
    assert climbs(found)
    assert found[0] >= least


@few
@given(st.none() | st.floats(0, 1e5), st.none() | st.floats(0, 10))
def test_a_smaller_customer_gets_a_cheaper_channel(potential: float | None, effort: float | None) -> None:
    fixed = pl.lit(potential, dtype=pl.Float64), pl.lit(effort, dtype=pl.Float64)
    levels = along(channel_level(pl.col("x"), *fixed, SETTINGS), ["C3", "C1", "B2", "A3", "A2", "A1"], pl.String)
    assert climbs(levels)
    assert all(0 <= level < len(CHANNELS) for level in levels)


@few
@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=20).map(sorted), st.floats(-100, 1e6), st.floats(0, 0.9))
def test_more_avoidable_cost_means_a_larger_step(costs: list[float], revenue: float, target: float) -> None:
    assert climbs(along(needed_for_ratio(pl.lit(revenue), pl.col("x"), target), costs))


@few
@given(st.lists(st.floats(0, 1), min_size=2, max_size=6).map(sorted), st.floats(-100, 1e6), st.floats(0, 1e6))
def test_a_higher_target_means_a_larger_step(targets: list[float], revenue: float, cost: float) -> None:
    found = [along(needed_for_ratio(pl.col("x"), pl.lit(cost), one), [revenue])[0] for one in targets]
    assert climbs(found)


@few
@given(st.floats(0, 10), st.lists(st.floats(0, 1), min_size=2, max_size=20).map(sorted), st.floats(0, 1))
def test_more_room_and_a_larger_limit_mean_a_larger_step(needed: float, ways: list[float], fixed: float) -> None:
    step = pl.lit(needed)
    assert climbs(along(price_step(step, pl.col("x"), pl.lit(fixed), SETTINGS), ways))
    assert climbs(along(price_step(step, pl.lit(fixed), pl.col("x"), SETTINGS), ways))


@few
@given(st.lists(st.floats(0, 1e5), min_size=2, max_size=20).map(sorted), classes, st.none() | st.floats(0, 10))
def test_more_potential_is_served_in_no_cheaper_channel(
    potential: list[float], size: str, effort: float | None
) -> None:
    level = channel_level(pl.lit(size), pl.col("x"), pl.lit(effort, dtype=pl.Float64), SETTINGS)
    assert climbs(along(level, potential))


@few
@given(st.lists(st.floats(0, 10), min_size=2, max_size=20).map(sorted), classes, st.none() | st.floats(0, 1e5))
def test_more_effort_is_served_in_no_dearer_channel(effort: list[float], size: str, potential: float | None) -> None:
    level = channel_level(pl.lit(size), pl.lit(potential, dtype=pl.Float64), pl.col("x"), SETTINGS)
    assert climbs(along(level, effort)[::-1])


@few
@given(
    st.none() | st.floats(0, 50), st.lists(st.integers(0, 200), min_size=2, max_size=6).map(sorted), st.integers(0, 200)
)
def test_longer_notices_take_effect_no_sooner(k: float | None, notices: list[int], fixed: int) -> None:
    def days(full: int, least: int) -> int:
        given_ = SETTINGS.with_(notice_days=full, min_notice_days=least)
        return int(along(notice_days(pl.col("x"), given_), [k])[0])

    assert climbs([days(one, fixed) for one in notices])
    assert climbs([days(fixed, one) for one in notices])


@few
@given(steps_asked, st.floats(-1, 1))
def test_a_larger_step_tolerates_more_loss_and_a_better_ratio_less(ways: list[float], fixed: float) -> None:
    assert climbs(along(tolerated_loss(pl.col("x"), pl.lit(fixed)), ways))
    ratios = sorted({round(2 * way - 1, 6) for way in ways})
    assert climbs(along(tolerated_loss(pl.lit(abs(fixed)), pl.col("x")), ratios)[::-1])


# histories


NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
settling = st.sampled_from(["let_go", "reprice", "service", "channel", "keep", "snooze", "skip", "claim", "release"])


@st.composite
def histories(draw: st.DrawFn) -> list[Decision]:
    entries: list[Decision] = []
    for index in range(draw(st.integers(1, 25))):
        when = (NOON + timedelta(minutes=index)).isoformat()
        earlier = [entry.id for entry in entries]
        action = draw(st.sampled_from(["undo", "redo"]) | settling) if earlier else draw(settling)
        about = draw(st.sampled_from(earlier)) if action in {"undo", "redo"} else None
        who, customer_id = draw(st.sampled_from(["ada", "bo"])), draw(st.sampled_from(["1", "2", "3"]))
        params = {"until": "2026-11-03"} if action in {"keep", "snooze"} and draw(st.booleans()) else {}
        entries.append(Decision(f"d{index}", customer_id, action, who, when, params=params, replaces=about))
    return entries


@few
@given(histories(), st.data(), st.integers(0, 3000))
def test_any_restart_in_between_gives_the_same_state(history: list[Decision], data: st.DataObject, later: int) -> None:
    now = NOON + timedelta(minutes=later)
    whole = fold(history, now)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(history)), max_size=5)))
    state = fold((), NOON)
    for first, last in zip([0, *cuts], [*cuts, len(history)], strict=True):
        written = [entry.to_mapping() for entry in (*state.history, *history[first:last])]
        state = fold([Decision.from_mapping(plain) for plain in written], now)
    assert state.frame().collect().equals(whole.frame().collect())
    assert (state.undoable(), state.redoable()) == (whole.undoable(), whole.redoable())


@few
@given(histories())
def test_undoing_what_is_undoable_and_redoing_it_changes_nothing(history: list[Decision]) -> None:
    state = fold(history, NOON + timedelta(hours=1))
    target = state.undoable()
    if target is None:
        return
    when = (NOON + timedelta(minutes=50)).isoformat()
    undone = state.then([Decision("u", target.customer_id, "undo", "ada", when, replaces=target.id)])
    assert undone.redoable() == target
    redone = undone.then([Decision("r", target.customer_id, "redo", "ada", when, replaces=target.id)])
    assert redone.frame().collect().equals(state.frame().collect())
