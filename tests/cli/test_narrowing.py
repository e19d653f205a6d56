from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from kw_tui.cli.narrowing import Narrowing
from kw_tui.vocabulary.errors import UsageError

FRAME = pl.DataFrame(
    {
        "customer_id": ["1", "2", "3", "4"],
        "abc": ["A", "C", "C", None],
        "db1": [Decimal("10"), Decimal("-5"), Decimal("3"), None],
        "first_order": [date(2025, 1, 1), date(2026, 1, 1), None, date(2026, 5, 1)],
        "risks": [["a"], [], None, ["b"]],
        "is_new": [True, False, None, True],
    },
    schema_overrides={"db1": pl.Decimal(18, 4)},
)


def ids(**asked: object) -> list[str]:
    return Narrowing(**asked).narrow(FRAME)["customer_id"].to_list()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("where", "kept"),
    [
        ("abc = 'C' and db1 < 0", ["2"]),
        ("db1 is null", ["4"]),
        ("first_order >= '2026-01-01'", ["2", "4"]),
        ("abc in ('A', 'C')", ["1", "2", "3"]),
        ("first_order < DATE '2026-01-01'", ["1"]),
        ("first_order between '2026-01-01' and '2026-02-01'", ["2"]),
        ("abc like 'C%' and not db1 < 0", ["3"]),
        ("is_new", ["1", "4"]),
        ("is_new is false or is_new is null", ["2", "3"]),
        ('"db1" * 2 >= 6.0', ["1", "3"]),
        ("abc || 'x' = 'Cx' and extract(year from first_order) = 2026", ["2"]),
        ("customer_id <> 'select; -- it''s (\"text\")' and db1 > 5", ["1"]),
        ("db1 > (2 + 2)\n and true", ["1"]),
        ("db1 between -5 and 3.0", ["2", "3"]),
    ],
)
def test_where_takes_sql_over_column_ids(where: str, kept: list[str]) -> None:
    assert ids(where=where) == kept


@pytest.mark.parametrize("where", ["db1 <", "db1", "1=1; drop table rows", "(", "nofunction(db1) > 1", ""])
def test_a_condition_that_does_not_work_is_one_line(where: str) -> None:
    with pytest.raises(UsageError) as caught:
        ids(where=where)
    line = caught.value.line("en")
    assert "--where" in line
    assert len(line) < 400
    assert "\n" not in line


@pytest.mark.parametrize("asked", [{"where": "dB_1 < 0"}, {"sort": "db11"}, {"sort": "-db"}])
def test_an_unknown_column_names_its_neighbours(asked: dict[str, str]) -> None:
    with pytest.raises(UsageError) as caught:
        ids(**asked)
    assert "did you mean db1?" in caught.value.line("en")
    assert caught.value.exit_code == 2


HOSTILE = (
    "1=0) UNION ALL BY NAME select column_1 as customer_id from read_csv('/etc/passwd') where (true",
    "1=1) UNION ALL SELECT * FROM rows WHERE (1=1",
    "abc in (select column_1 from read_csv('/etc/passwd'))",
    "abc in (\u017felect column_1 from read_csv('/etc/passwd'))",
    "db1 > (SeLeCt 1)",
    "exists (select 1)",
    "abc in (values ('C'))",
    "abc in (table rows)",
    "abc = E'\\'' or abc in (select 'C') or abc = ''",
    "abc = $$'$$ or abc in (select 'C') or abc = $$'$$",
    "db1 < 0 -- ' or",
    "db1 < 0 /* ' */ or abc in (select 'C') /* ' */",
    "db1 < 0; select 1",
    "db1 < 0;",
    "db1 < 0 order by 1",
    "db1 < 0 limit 1",
    "db1 < 0, true",
    "db1 < 0 as x",
    "unnest(risks) = 'a'",
    "COLUMNS('.*') = '1'",
    "rows.db1 < 0",
)


@pytest.mark.parametrize("where", HOSTILE)
def test_a_condition_reaches_nothing_but_the_row(where: str) -> None:
    with pytest.raises(UsageError, match="--where") as caught:
        ids(where=where)
    assert "root:" not in caught.value.line("en")


@pytest.mark.parametrize(
    ("where", "says"),
    [
        (" or ".join(["db1=1"] * 8000), "longer than 2000 characters"),
        ("1=1" + " or 1" * 320, "more than 200 operators"),
        ("+".join(["1"] * 400) + ">0", "more than 200 operators"),
        ("(" * 900 + "true" + ")" * 900, "too many brackets"),
        ("not " * 190 + "is_new", "--where"),
    ],
)
def test_a_condition_without_end_is_refused_at_once(where: str, says: str) -> None:
    with pytest.raises(UsageError, match=says) as caught:
        ids(where=where)
    assert len(caught.value.line("en")) < 400


def test_a_column_like_no_other_lists_some() -> None:
    with pytest.raises(UsageError) as caught:
        ids(sort="zzz")
    assert "there are customer_id, abc" in caught.value.line("en")


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ({"sort": "db1"}, ["2", "3", "1", "4"]),
        ({"sort": "-db1"}, ["1", "3", "2", "4"]),
        ({"sort": "db1", "desc": True}, ["1", "3", "2", "4"]),
        ({"sort": "abc,-db1"}, ["1", "3", "2", "4"]),
        ({"sort": "-db1", "limit": 2}, ["1", "3"]),
        ({"limit": 0}, []),
    ],
)
def test_sorting_puts_the_unknown_last(asked: dict[str, object], order: list[str]) -> None:
    assert ids(**asked) == order


def test_columns_are_the_usual_ones_unless_asked_for() -> None:
    assert Narrowing().chosen(FRAME, ("db1", "gone")) == ["db1"]
    assert Narrowing().chosen(FRAME, ()) == FRAME.columns
    assert Narrowing(columns="abc, db1").chosen(FRAME, ("db1",)) == ["abc", "db1"]
    assert Narrowing(columns="all").chosen(FRAME, ("db1",)) == FRAME.columns
    with pytest.raises(UsageError):
        Narrowing(columns=" , ").chosen(FRAME, ())
