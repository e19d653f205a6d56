import json
from pathlib import Path

import polars as pl

from kw_tui.cli.commands.auditing import with_units
from tests.cli.conftest import Call


def test_the_findings_are_listed_with_value_and_limit(kw: Call, fresh: Path) -> None:
    ended = kw("conditions", "-s", fresh, "--format", "csv")
    assert ended.code == 0
    assert ended.out.splitlines()[0] == "customer_id,finding,value,limit"


def test_figures_of_a_screen_have_their_units() -> None:
    rows = pl.DataFrame(
        {
            "finding": ["leakage", "stale_price", "waived_bonus"],
            "value": [0.05, 24.0, 1234.6],
            "limit": [0.1, 12.0, None],
        }
    )
    told = with_units(rows, "de", "EUR")
    assert told["value"].to_list() == ["5,0 %", "24 Monate", "1.235 EUR"]
    assert told["limit"].to_list() == ["10,0 %", "12 Monate", None]
    assert with_units(rows.select("value"), "de", "EUR")["value"].to_list() == [0.05, 24.0, 1234.6]


def test_totals_are_those_of_the_findings_and_unknown_where_nobody_could_be_checked(kw: Call, session: Path) -> None:
    told = json.loads(kw("conditions", "-s", session, "--totals", "--format", "json", "--period", "all").out)
    found = json.loads(kw("conditions", "-s", session, "--format", "json", "--period", "all").out)
    for row in told:
        assert (row["customers"] or 0) == sum(one["finding"] == row["finding"] for one in found)
        if row["checked"] == 0:
            assert (row["customers"], row["revenue"], row["amount"]) == (None, None, None)
    assert {row["finding"] for row in told if row["checked"] == 0} >= {"waived_cash_discount", "free_service_habit"}
    assert kw("conditions", "-s", session, "--totals", "--brackets").code == 2


def test_brackets_hold_every_customer_with_sales(kw: Call, session: Path) -> None:
    told = json.loads(kw("conditions", "-s", session, "--brackets", "--format", "json").out)
    customers = json.loads(kw("customers", "-s", session, "--format", "json").out)
    sized = [one for one in customers if one["revenue_bracket"] is not None]
    assert sum(row["customers"] for row in told) == len(sized) > 0
    assert {row["revenue_bracket"] for row in told} == {one["revenue_bracket"] for one in sized}


def test_brackets_are_named_in_the_language_asked_for(kw: Call, session: Path) -> None:
    german = kw("conditions", "-s", session, "--brackets", "--lang", "de").out.splitlines()[0]
    assert "Rabatt im Median" in german
    assert "Median discount" in kw("conditions", "-s", session, "--brackets").out.splitlines()[0]
