import csv
import json
from datetime import date
from pathlib import Path

import fastexcel
import polars as pl
import pytest

from kw_tui.workbench.deciding import HISTORY_SCHEMA
from kw_tui.workbench.exporting import EXPORTED
from tests.cli.conftest import Call


@pytest.fixture
def decided(kw: Call, session: Path) -> Path:
    for customer, reason in (("0002", '=HYPERLINK("x")'), ("0003", "zu teuer\x1b[2J")):
        assert kw("decide", customer, "reprice", "-s", session, "--step", "5", "--reason", reason).code == 0
    return session


def test_what_else_can_be_written_is_told(kw: Call, decided: Path) -> None:
    ended = kw("decisions", "-s", decided, "-o", "d.pdf")
    assert (ended.code, ended.err) == (2, "kw: Nothing can be written as .pdf - use .csv, .json, .parquet or .xlsx\n")
    assert kw("queue", "-s", decided, "-o", "d.pdf").err == ended.err


def test_a_workbook_comes_back_with_its_kinds(kw: Call, decided: Path) -> None:
    ended = kw("decisions", "-s", decided, "-o", "d.xlsx")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    read = fastexcel.read_excel("d.xlsx").load_sheet(0, dtypes={"customer_id": "string"}).to_polars()
    assert set(read.columns) == {*HISTORY_SCHEMA, *EXPORTED}
    assert read["customer_id"].to_list() == ["0003", "0002"]
    assert read["name"].to_list() == ["[/red]Ärger·]52:c", '=HYPERLINK("x")']
    assert read["reason"].to_list() == ["zu teuer·[2J", '=HYPERLINK("x")']
    assert read["action_words"].to_list() == ["Reprice"] * 2
    assert read["step"].to_list() == [0.05] * 2
    assert read["stands"].to_list() == [True] * 2
    day = read["effective_date"].drop_nulls()
    assert day.is_empty() or isinstance(day.cast(pl.Date)[0], date)


def test_csv_and_json_tell_the_same_and_no_cell_is_a_formula(kw: Call, decided: Path) -> None:
    assert kw("decisions", "-s", decided, "-o", "d.csv").code == 0
    assert kw("decisions", "-s", decided, "-o", "d.json").code == 0
    with Path("d.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    objects = json.loads(Path("d.json").read_text("utf-8"))
    assert [row["id"] for row in rows] == [one["id"] for one in objects]
    assert rows[1]["reason"] == '\'=HYPERLINK("x")'
    assert objects[1]["reason"] == '=HYPERLINK("x")'
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]


def test_rows_are_narrowed_as_in_other_lists(kw: Call, decided: Path) -> None:
    asked = ["--where", "customer_id = '0002'", "--columns", "customer_id,action_words"]
    assert kw("decisions", "-s", decided, "-o", "d.xlsx", *asked).code == 0
    read = fastexcel.read_excel("d.xlsx").load_sheet(0).to_polars()
    assert (read.columns, read.height) == (["customer_id", "action_words"], 1)
    ended = kw("decisions", "-s", decided, "--sort", "customer_id", "--limit", "1", "--format", "csv")
    assert ended.out.split("\n")[1].split(",")[2] == "0002"
    assert "Preis anpassen" in kw("decisions", "-s", decided, "--format", "csv", "--lang", "de").out


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (["-o", "a.ods"], "use .csv, .json, .parquet or .xlsx"),
        (["-o", "a.xlsx", "--format", "csv"], "use .csv, .json or .parquet"),
        (["-o", ".s.kw.cache/a.xlsx"], "belongs to the session"),
    ],
)
def test_what_cannot_be_written_is_misuse(kw: Call, decided: Path, asked: list[str], why: str) -> None:
    ended = kw("decisions", "-s", decided, *asked)
    assert (ended.code, ended.out) == (2, "")
    assert why in ended.err


def test_a_screen_shows_the_usual_columns(kw: Call, decided: Path) -> None:
    assert kw("decisions", "-s", decided).out.split("\n")[0].split()[:2] == ["When", "Who"]
