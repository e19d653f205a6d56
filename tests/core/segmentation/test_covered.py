import pytest

from kw_tui.core.segmentation.covered import covered
from tests.core.facts_frames import ledger, portfolio_of


def test_who_is_in_contact_by_channel_the_largest_first() -> None:
    portfolio = portfolio_of([
        ledger(10, channel="web", activity_visit=0, activity_call=0, activity_order=5, activity_order_minutes=30),
        ledger(10, channel="web", activity_visit=0, activity_call=2, activity_call_minutes=30),
        ledger(500, channel="field", activity_visit=4, activity_visit_minutes=120, activity_call=1),
    ])  # fmt: skip
    rows = {row["channel"]: row for row in covered(portfolio.lazy()).collect().to_dicts()}
    assert list(rows) == ["field", "web"]
    assert (rows["web"]["customers"], rows["web"]["reached"], rows["web"]["reached_share"]) == (2, 1, 0.5)
    assert rows["web"]["unreached"] == 1
    assert (rows["field"]["contacts"], rows["field"]["contacts_each"]) == (5, 5)
    assert rows["field"]["visit_hours"] == pytest.approx(2)
    assert rows["web"]["call_hours"] == rows["web"]["other_hours"] == pytest.approx(0.5)
    assert rows["web"]["hours"] == pytest.approx(1)


def test_what_no_activity_tells_is_unknown_and_not_zero() -> None:
    row = covered(portfolio_of([ledger(5), ledger(6)]).lazy()).collect().row(0, named=True)
    unknown = (
        "reached",
        "unreached",
        "reached_share",
        "contacts",
        "contacts_each",
        "visit_hours",
        "call_hours",
        "other_hours",
        "hours",
    )
    assert [row[name] for name in unknown] == [None] * 9
    assert row["customers"] == 2


def test_nobody_is_covered_where_nobody_is() -> None:
    assert covered(portfolio_of([]).lazy()).collect().is_empty()
