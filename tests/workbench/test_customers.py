from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kw_tui.vocabulary.errors import DecisionError
from kw_tui.workbench import Workbench
from tests.workbench.ledgers import NOW, write_ledger

TICKETS = """Ticketnummer;Kundennummer;Erstellt am;Minuten
T1;0001;15.02.2026;30
T2;0001;15.02.2026;45
T3;0002;16.02.2026;5
"""


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    days = [date(2026, month, 3) for month in (1, 3, 7, 10)]
    ledger = write_ledger(tmp_path / "umsatz.csv", [("0001", day, 100.0, 60.0) for day in days])
    (tmp_path / "tickets.csv").write_text(TICKETS)
    bench = Workbench.open_or_new(tmp_path / "s.kw.toml", clock=lambda: NOW)
    bench.import_files([ledger, tmp_path / "tickets.csv"])
    return bench


def test_everything_dated_is_told_newest_first(bench: Workbench) -> None:
    bench.claim_potential("0001", Decimal(500), "neue Halle", date(2027, 1, 1))
    events = bench.timeline("0001").events
    assert events["event"].to_list() == ["potential", "last_order", "ticket", "ticket", "first_order"]
    assert events["text"].to_list() == ["neue Halle", None, "T2", "T1", None]
    assert events["amount"].to_list()[0] == 500
    assert events["minutes"].to_list()[2:4] == [45, 30]


def test_it_says_why_no_model_tells_whether_the_customer_is_still_there(bench: Workbench) -> None:
    timeline = bench.timeline("0001")
    assert timeline.months["orders"].to_list() == [1, 0, 1, 0, 0, 0, 1, 0, 0, 1]
    assert timeline.months["p_alive"].null_count() == 10
    assert timeline.why_no_model is not None


def test_with_a_model_the_last_month_is_what_the_portfolio_says(tmp_path: Path) -> None:
    lines = [
        (f"K{number:03}", date(2025, 1 + (number * step) % 12, 1 + number % 28), 50.0 + number, 20.0)
        for number in range(60)
        for step in range(1 + number % 5)
    ]
    bench = Workbench.open_or_new(tmp_path / "s.kw.toml", clock=lambda: NOW)
    bench.import_files([write_ledger(tmp_path / "umsatz.csv", lines)])
    alive = dict(bench.portfolio().select("customer_id", "p_alive").iter_rows())
    assert any(value is not None for value in alive.values())
    for customer in ("K004", "K013", "K059"):
        timeline = bench.timeline(customer)
        assert timeline.why_no_model is None
        assert timeline.months["p_alive"].to_list()[-1] == pytest.approx(alive[customer], abs=1e-12)


def test_an_unknown_customer_is_refused(bench: Workbench) -> None:
    with pytest.raises(DecisionError):
        bench.timeline("0999")


def test_the_story_tells_score_claim_and_change(bench: Workbench) -> None:
    story = bench.customer("0001")
    assert {one.id for one in story.scoring} >= {"size", "growth"}
    assert story.claim is None
    assert [one.value for one in story.parts["effort"][:2]] == [2, 75]
    changes = [now.amount - then.amount if None not in (now.amount, then.amount) else None  # type: ignore[operator]
               for now, then in zip(story.ladder, story.ladder_before, strict=True)]  # fmt: skip
    assert list(story.ladder_change) == changes
