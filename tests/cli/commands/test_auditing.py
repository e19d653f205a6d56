import json
from pathlib import Path

from tests.cli.conftest import Call


def test_the_findings_are_listed_with_value_and_limit(kw: Call, fresh: Path) -> None:
    ended = kw("conditions", "-s", fresh, "--format", "csv")
    assert ended.code == 0
    assert ended.out.splitlines()[0] == "customer_id,finding,value,limit"


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
