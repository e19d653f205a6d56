"""Past measures looked back at in a session: every figure against arithmetic done by hand, and what it costs."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from kw_tui.workbench import Workbench
from kw_tui.workbench.effects import Effects
from tests.workbench.ledgers import NOW

HEADER = "Kundennummer;Kundenname;Rechnungsnummer;Rechnungsdatum;Artikelnummer;Menge;Nettobetrag;Wareneinsatz"
APRIL = date(2026, 4, 1)
Line = tuple[str, date, str, int, str, str]


def months(first: date, last: date) -> list[date]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 10) for n in range(count)]


def monthly(customer: str, first: date, last: date, price: str, goods: str = "9", count: int = 10) -> list[Line]:
    """Ten of A a month at a price each, at goods of so much each."""
    net, cost = Decimal(price) * count, Decimal(goods) * count
    return [(customer, day, "A", count, f"{net:.2f}", f"{cost:.2f}") for day in months(first, last)]


def ledger(path: Path, lines: Sequence[Line]) -> Path:
    rows = [
        f"{customer};Firma {customer};R{number:05};{day:%d.%m.%Y};{product};{quantity};"
        f"{net.replace('.', ',')};{goods.replace('.', ',')}"
        for number, (customer, day, product, quantity, net, goods) in enumerate(lines, 1)
    ]
    path.write_bytes("\r\n".join([HEADER, *rows, ""]).encode("cp1252"))
    return path


def everyone() -> list[Line]:
    """Before April at 10.00 each. Since: done at 10.50; idle still at 10.00; gone buys no more; big keeps all going."""
    before = (date(2024, 4, 1), date(2026, 3, 1))
    since = (APRIL, date(2026, 10, 1))
    lines = [line for name in ("done", "idle", "gone", "new") for line in monthly(name, *before, "10")]
    lines += monthly("done", *since, "10.50", count=8)
    lines += monthly("idle", *since, "10")
    lines += monthly("big", date(2024, 4, 1), date(2026, 10, 1), "1000", "500")
    return lines


@pytest.fixture
def looked_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workbench:
    monkeypatch.setenv("KW_USER", "anna")
    bench = Workbench.open_or_new(tmp_path / "s.kw.toml", clock=lambda: NOW)
    bench.import_files([ledger(tmp_path / "umsatz.csv", everyone())])
    bench.decide_all(["done", "idle", "gone"], "reprice", step=0.05, effective=APRIL, reason="agreed")
    return bench


def row(bench: Workbench, customer: str) -> dict[str, Any]:
    return bench.afterwards().filter(customer_id=customer).row(0, named=True)


def test_a_step_that_was_carried_out(looked_back: Workbench) -> None:
    """193 days to October 11th, at 10.50 instead of 10.00, 8 pieces instead of 10; an order costs 15."""
    found = row(looked_back, "done")
    assert looked_back.as_of == date(2026, 10, 11)
    assert (found["days"], found["compared_with"], found["effective_date"]) == (193, "year_before", APRIL)
    assert (found["asked_step"], found["realised_step"], found["coverage"]) == (0.05, pytest.approx(0.05), 1.0)
    assert found["volume_change"] == pytest.approx(-0.2)
    year = 365.25 / 193
    assert float(found["revenue_before"]) == pytest.approx(7 * 100 * year, abs=0.001)
    assert float(found["revenue_after"]) == pytest.approx(7 * 84 * year, abs=0.001)
    assert float(found["contribution_change"]) == pytest.approx((7 * 12 - 7 * 10) * year, abs=0.001)
    assert float(found["cost_to_serve_after"]) == pytest.approx(7 * 15 * year, abs=0.001)
    assert found["revenue_year"] == Decimal(1200)
    assert (found["asked_amount"], found["realised_amount"]) == (Decimal(60), Decimal(48))
    assert found["volume_lost"] == Decimal(240)
    assert (found["status"], found["outcome"], found["why"]) == ("active", "realised", None)


def test_who_left_is_lost_and_was_worth_its_year(looked_back: Workbench) -> None:
    """Last order on March 10th, 215 days ago. A year: 1,200 less goods of 1,080 and 90 % of 12 orders at 15."""
    found = row(looked_back, "gone")
    assert (found["status"], found["outcome"], found["volume_change"]) == ("lost", "lost", -1.0)
    assert found["realised_step"] is None
    assert found["contribution_lost"] == Decimal(1200 - 1080) - Decimal("0.9") * 12 * 15
    assert (found["revenue_after"], found["revenue_year"]) == (Decimal(0), Decimal(1200))


def test_the_totals_add_what_was_asked_and_what_came(looked_back: Workbench) -> None:
    (found,) = looked_back.afterwards_totals().to_dicts()
    assert (found["steps_past"], found["settled"], found["lost_count"]) == (3, 3, 1)
    assert (found["asked_amount"], found["realised_amount"]) == (Decimal(180), Decimal(48))
    by = looked_back.afterwards_totals(by="who")
    assert by["who"].to_list() == ["anna"]


@pytest.fixture
def long_ago(tmp_path: Path, looked_back: Workbench) -> Workbench:
    """The same, decided in January, so that the waiting time is over."""
    looked_back.undo()
    january = Workbench.open(looked_back.path, clock=lambda: datetime(2026, 1, 15, 9, tzinfo=UTC))
    january.decide_all(["done", "idle", "gone"], "reprice", step=0.05, effective=APRIL, reason="agreed")
    return Workbench.open(looked_back.path, clock=lambda: NOW)


def test_what_was_not_carried_out_is_proposed_again_and_says_why(long_ago: Workbench) -> None:
    found, item = row(long_ago, "idle"), long_ago.customer("idle").proposal
    assert item is not None
    assert (found["outcome"], found["realised_step"], found["next"]) == ("not_carried_out", 0.0, "reprice")
    said = [one for one in item["conditions"] if one["id"] == "reprice_not_carried_out"]
    assert [(one["value"], one["limit"], one["holds"]) for one in said] == [(0.0, 0.05, True)]


def test_only_a_step_that_came_is_a_rung_passed(long_ago: Workbench) -> None:
    """Neither cured: of whom the step came the ladder has seen it tried, of whom it did not it has not."""
    days = {one["customer_id"]: one["reprice_since"] for one in long_ago._state_frame().collect().to_dicts()}
    assert days == {"done": date(2026, 1, 15), "gone": date(2026, 1, 15), "idle": None}
    tried = {
        customer: long_ago.customer(customer).verdicts.filter(id="reprice_passed")["holds"].any()
        for customer in ("done", "idle")
    }
    assert tried == {"done": True, "idle": False}


def test_what_waits_is_not_next(looked_back: Workbench) -> None:
    assert row(looked_back, "idle")["next"] is None


def test_a_row_rests_on_its_own_measure_so_that_undoing_reads_nothing(
    looked_back: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_back.decide("new", "reprice", step=0.05, effective=APRIL, reason="agreed")
    whole = looked_back.afterwards()
    assert whole.height == 4

    def never(*_: object) -> pl.DataFrame:
        raise AssertionError("the ledger is read again")

    monkeypatch.setattr(Effects, "_measured", never)
    looked_back.decide("big", "reprice", step=0.02, reason="agreed")  # takes effect later
    looked_back.undo()
    looked_back.undo()
    assert looked_back.afterwards().equals(whole.filter(pl.col("customer_id") != "new"))
    looked_back.redo()
    assert looked_back.afterwards().equals(whole)


def test_nothing_is_read_where_nothing_has_taken_effect(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Effects, "_measured", lambda *_: pytest.fail("the ledger is read"))
    bench.decide("L1", "reprice", step=0.05, reason="agreed")
    assert bench.queue().height
    assert bench.afterwards().is_empty()
    assert bench.afterwards_totals().row(0, named=True)["steps_past"] == 0


def test_the_next_start_finds_it_on_disk(looked_back: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    found = looked_back.afterwards()
    monkeypatch.setattr(Effects, "_lines", lambda *_: pytest.fail("the ledger is read"))
    assert Workbench.open(looked_back.path, clock=lambda: NOW).afterwards().equals(found)


def test_costs_that_have_not_come_yet_are_no_saving(looked_back: Workbench, tmp_path: Path) -> None:
    """Activities end in June, so that the days since April are told in part: neither cost nor relevant contribution."""
    told = tmp_path / "aktivitaeten.csv"
    lines = [
        f"{name};10.{month:02}.{year};Besuch;1" for name in ("done", "idle") for year, month in ((2025, 5), (2026, 6))
    ]
    told.write_text("\n".join(["Kundennummer;Datum;Art;Anzahl", *lines, ""]), encoding="utf-8")
    looked_back.import_files([told])
    found = row(looked_back, "done")
    assert (found["cost_to_serve_after"], found["relevant_change"]) == (None, None)
    assert found["cost_to_serve_before"] is not None
    assert found["contribution_change"] is not None


def test_a_customers_story_tells_its_own_measures(looked_back: Workbench) -> None:
    assert looked_back.customer("done").afterwards["outcome"].to_list() == ["realised"]
    assert looked_back.customer("big").afterwards.is_empty()
