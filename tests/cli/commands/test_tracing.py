import csv
import io
import json
from pathlib import Path

import polars as pl
import pytest

from tests.cli.conftest import Call

ALL = ("--period", "all")


@pytest.mark.parametrize("customer", ["0001", "0002", "0004"])
def test_the_figures_are_those_of_the_list_of_customers(kw: Call, fresh: Path, customer: str) -> None:
    listed = json.loads(kw("customers", "-s", fresh, "--format", "json", *ALL).out)
    row = next(one for one in listed if one["customer_id"] == customer)
    told = json.loads(kw("trace", customer, "-s", fresh, "--format", "json", *ALL).out)
    assert len(told) > 90
    for one in told:
        assert one["value"] == row[one["id"]], one["id"]
        assert one["label"]
        assert one["meaning"]
        assert one["value"] is not None or one["reason"]


def test_a_tree_is_indented_and_says_what_it_means(kw: Call, session: Path) -> None:
    out = kw("trace", "0001", "db1", "-s", session, "--lang", "de", *ALL).out.splitlines()
    assert out[0] == "DB I (EUR): Nettoumsatz minus Wareneinsatz."
    assert out[1] == "Quelle Marketing-Controlling, SAP CO-PA, Wirtschaftslexikon; braucht Umsätze"
    assert [line.split()[0] for line in out[3:6]] == ["DB", "Umsatz", "Fakturiert"]
    assert [len(line) - len(line.lstrip()) for line in out[3:6]] == [0, 2, 4]
    assert out[5].split()[-1] == "1.261,96"
    assert "nicht in den importierten Tabellen" in next(line for line in out if "Skonto" in line)


def test_what_was_shown_is_not_shown_twice(kw: Call, session: Path) -> None:
    out = kw("trace", "0001", "relevant_ratio", "-s", session, *ALL).out
    assert out.count("Invoiced") == 1
    assert "(see above)" in out


def test_the_tree_as_objects(kw: Call, session: Path) -> None:
    told = json.loads(kw("trace", "0001", "db1", "-s", session, "--format", "json", *ALL).out)
    assert (told["id"], told["nature"], told["value"]) == ("db1", "metric", 561.96)
    revenue = told["inputs"][0]
    assert [one["id"] for one in revenue["inputs"]] == ["revenue_invoiced", "cash_discount", "bonus"]
    assert {one["nature"] for one in revenue["inputs"]} == {"fact"}


def test_the_rows_of_a_sum_and_what_they_come_to(kw: Call, session: Path) -> None:
    out = kw("trace", "0001", "goods", "--rows", "-s", session, "--lang", "de", *ALL).out.splitlines()
    assert out[-1] == "Summe von 2 Zeilen (Umsätze): 700,00"
    assert "zählt" in out[0]
    told = json.loads(kw("trace", "0001", "goods", "--rows", "-s", session, "--format", "json", *ALL).out)
    assert told["total"] == 700
    assert sum(row["adds"] for row in told["rows"]) == 700


def test_what_is_no_sum_of_rows_and_what_is_no_figure_is_one_line(kw: Call, session: Path) -> None:
    for asked in (("db1", "--rows"), ("db_1",)):
        ended = kw("trace", "0001", *asked, "-s", session)
        assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1), asked
    assert "there are rows of: revenue_invoiced, " in kw("trace", "0001", "db1", "--rows", "-s", session).err
    missing = kw("trace", "0999", "-s", session)
    assert (missing.code, "name ilike '%...%'" in missing.err) == (1, True)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_figures_as_csv_are_those_of_json(kw: Call, session: Path) -> None:
    asked = ("trace", "0001", "-s", session, *ALL)
    objects, rows = json.loads(kw(*asked, "--format", "json").out), rows_of(kw(*asked, "--format", "csv").out)
    assert [row["id"] for row in rows] == [one["id"] for one in objects]
    revenue = next(row for row in rows if row["id"] == "revenue")
    assert (revenue["value"], revenue["unit"], revenue["is_assumed"]) == ("1261.96", "EUR", "false")
    assert all(row["value"] or row["reason"] for row in rows)


def test_a_tree_as_csv_has_a_row_a_node_with_its_level(kw: Call, session: Path) -> None:
    rows = rows_of(kw("trace", "0001", "db1", "-s", session, "--format", "csv", *ALL).out)
    assert [(row["level"], row["id"], row["value"]) for row in rows[:3]] == [
        ("0", "db1", "561.96"), ("1", "revenue", "1261.96"), ("2", "revenue_invoiced", "1261.96"),
    ]  # fmt: skip
    ratio = rows_of(kw("trace", "0001", "relevant_ratio", "-s", session, "--format", "csv", *ALL).out)
    assert [row["id"] for row in ratio].count("revenue_invoiced") == 1


def test_the_rows_of_a_sum_are_written_to_a_file(kw: Call, session: Path, tmp_path: Path) -> None:
    asked = ("trace", "0001", "goods", "--rows", "-s", session, *ALL)
    assert kw(*asked, "-o", tmp_path / "rows.parquet").code == 0
    assert pl.read_parquet(tmp_path / "rows.parquet")["adds"].sum() == 700
    assert kw(*asked, "-o", tmp_path / "rows.txt").code == 0
    assert (tmp_path / "rows.txt").read_text().splitlines()[-1] == "Sum of 2 rows (Sales): 700.00"
    assert [row["adds"] for row in rows_of(kw(*asked, "--format", "csv").out)] == ["600", "100"]


def test_a_trace_does_not_write_over_the_session(kw: Call, session: Path) -> None:
    before = session.read_bytes()
    assert kw("trace", "0001", "-s", session, "-o", session).code == 2
    assert session.read_bytes() == before
