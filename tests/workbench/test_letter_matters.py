from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from kw_tui.core.decisions import Decision, fold
from kw_tui.core.letters.matter import Example, Sender
from kw_tui.vocabulary.settings import Settings
from kw_tui.workbench import Workbench
from kw_tui.workbench.letter_matters import Case, Cases, decision_of, matter
from tests.workbench.ledgers import NOW

TODAY = NOW.date()
PLANNED = date(2026, 12, 31)
REPRICE = {
    "proposal": "reprice", "rule": "reprice_stale", "step": 0.05, "effective_date": PLANNED, "channel_to": "web",
    "state": "open",
}  # fmt: skip


def decided(action: str = "reprice", **fields: Any) -> Decision:
    return Decision("d1", "1", action, "anna", "2026-11-01T10:00:00+01:00", **fields)


def case(decision: Decision | None = None, proposal: Any = REPRICE, **changes: Any) -> Case:
    row = {"customer_id": "1", "name": "A", **changes.pop("row", {})}
    return Case(row, proposal, decision, (), row, changes.pop("examples", ()), changes.pop("free", {}))


def told(one: Case, kind: Any = "price") -> Any:
    return matter(one, kind, TODAY, Sender(), "EUR", Settings())


@pytest.mark.parametrize(
    ("decision", "proposal", "kind"),
    [
        (None, REPRICE, "price"),
        (decided("let_go"), REPRICE, "run_off"),
        (decided("keep"), REPRICE, None),
        (decided("snooze"), REPRICE, None),
        (decided("service"), None, "service"),
        (None, None, None),
    ],
)
def test_the_kind_is_that_of_the_decision_else_of_the_proposal(decision: Any, proposal: Any, kind: Any) -> None:
    assert case(decision, proposal).kind == kind


def test_only_what_was_decided_counts_as_decided() -> None:
    one = case(decided("reprice"))
    assert one.decided("price") is one.decision
    assert one.decided("run_off") is None


@pytest.mark.parametrize(
    ("entries", "as_of", "counts"),
    [
        ([], TODAY, False),
        ([decided()], TODAY, True),
        ([decided()], date(2027, 3, 1), False),
        ([decided("let_go")], date(2027, 3, 1), True),
        ([decided("snooze", params={"until": "2026-12-31"})], TODAY, False),
        ([decided(params={"signature": "step"})], TODAY, False),
    ],
)
def test_a_decision_that_has_had_its_time_or_waits_settles_nothing(
    entries: list[Decision], as_of: date, counts: bool
) -> None:
    assert (decision_of(fold(entries, NOW), "1", Settings(), as_of) is not None) is counts


def test_the_step_and_day_decided_stand_over_those_proposed() -> None:
    on = decided(params={"step": "0.03", "effective": "2027-03-01"})
    assert (told(case(on)).step, told(case(on)).effective) == (0.03, date(2027, 3, 1))
    assert (told(case()).step, told(case()).effective) == (0.05, PLANNED)
    assert told(case(decided(params={"effective": "soon"}))).effective == PLANNED


def test_another_letter_takes_neither_step_nor_rule_of_the_proposal() -> None:
    other = told(case(proposal=REPRICE | {"proposal": "service", "rule": "service_heavy"}))
    assert (other.step, other.rule, other.effective) == (None, None, PLANNED)


def test_a_habit_is_billed_and_anything_else_is_cut() -> None:
    habit = REPRICE | {"proposal": "service", "rule": "service_habit"}
    free, row = {"service": "Muster", "price": Decimal(5)}, {"cost_visit": Decimal(9), "free_service_habit": True}
    billed = told(case(proposal=habit, free=free, row=row), "service")
    assert (billed.billed, billed.billed_price, billed.reduced) == ("Muster", Decimal(5), ())
    heavy = told(case(proposal=habit | {"rule": "service_heavy"}, free=free, row=row), "service")
    assert (heavy.billed, heavy.billed_price, heavy.reduced) == (None, None, ("cost_visit",))
    assert told(case(proposal=None, free=free, row=row), "service").billed == "Muster"


def test_cases_are_the_same_whether_few_or_many_are_sought(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = bench.portfolio()["customer_id"].to_list()

    def found() -> dict[str, Case]:
        cases = Cases(bench.store, bench.settings, bench.as_of)
        return cases.of(bench.portfolio(), bench.queue(), bench.state(), [*ids, "nobody"])

    few = found()
    monkeypatch.setattr("kw_tui.workbench.letter_matters.FEW", 0)
    assert list(few) == ids
    assert found() == few


class Tables:
    """A store that holds a customer list with a header of its own, and two lines."""

    def __init__(self, header: str) -> None:
        self.header = header

    def scan(self, table: str) -> pl.LazyFrame:
        from kw_tui.vocabulary.sources import table_by_id

        if table == "customer":
            return pl.DataFrame({"customer_id": ["1", "1", "2"], self.header: ["Am Wall 3", "x", None]}).lazy()
        return pl.LazyFrame(schema=table_by_id(table).schema)

    def has(self, _: str) -> bool:
        return False


@pytest.mark.parametrize(("header", "is_street"), [("Straße", True), ("STRASSE ", True), ("Sparte", False)])
def test_a_street_in_the_customer_list_completes_the_address(header: str, is_street: bool) -> None:
    store: Any = Tables(header)
    facts = Cases(store, Settings(), TODAY)._facts(["1", "2"])
    assert facts == ({"1": {"customer_id": "1", "street": "Am Wall 3"}, "2": {"customer_id": "2", "street": None}}
                     if is_street else {})  # fmt: skip


def test_a_product_tells_its_price_where_quantities_are_known() -> None:
    one = case(examples=(Example("A", "kg", Decimal(2)),))
    assert told(one).examples == (Example("A", "kg", Decimal(2)),)
