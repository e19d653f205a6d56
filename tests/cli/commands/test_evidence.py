"""The evidence of findings on the command line, with terms that were not applied and texts that mean harm."""

import csv
import io
import json
from pathlib import Path

import polars as pl
import pytest

from tests.cli.conftest import Call
from tests.workbench.test_evidence import CONCESSIONS, CUSTOMERS, LINES, SALES, SETTINGS, written


@pytest.fixture
def terms(kw: Call, tmp_path: Path) -> Path:
    """A session with terms that were not applied."""
    files = [
        written(tmp_path, "umsatz.csv", [SALES, *LINES]),
        written(tmp_path, "kunden.csv", CUSTOMERS),
        written(tmp_path, "kulanz.csv", CONCESSIONS),
    ]
    assert kw("import", *files, "-s", "terms").code == 0
    assert kw("set", "-s", "terms", *(f"{name}={value}" for name, value in SETTINGS.items())).code == 0
    return tmp_path / "terms.kw.toml"


def test_every_finding_is_told_with_its_rows_their_sum_and_how_they_are_made(kw: Call, terms: Path) -> None:
    german = kw("evidence", "S2", "-s", terms, "--lang", "de").out
    assert german.splitlines()[0] == "S2  Spaet"
    assert "Skonto nach Frist (waived_cash_discount): 30,50 Skonto im Jahr" in german
    assert "Aufträge mit Skonto, die später als 14 Tage nach der Rechnung bezahlt wurden." in german
    order = next(line for line in german.splitlines() if line.startswith("R7"))
    assert order.split()[:5] == ["R7", "02.03.2026", "11.04.2026", "40", "26"]
    assert "Skonto zu spät im Jahr: 30,50" in german
    assert "als kostenlos ausweisen" in german
    english = kw("evidence", "S2", "-s", terms, "--lang", "en").out
    assert "keep it, named free of charge" in english
    assert "(sum of: Value a year)" in english


def test_the_lines_behind_name_file_and_line_and_come_to_the_row(kw: Call, terms: Path) -> None:
    (told,) = json.loads(kw("evidence", "S2", "waived_cash_discount", "--rows", "-s", terms, "--format", "json").out)
    (late,) = told["evidence"]
    assert (told["is_found"], told["value"], late["totals"][0]["value"]) == (True, 30.5, 30.5)
    assert [(one["row"], one["file"], one["line"]) for one in late["lines"]] == [
        (0, "umsatz.csv", place) for place in (11, 12, 13)
    ]
    assert sum(one["part_cash_discount"] for one in late["lines"]) == late["rows"][0]["cash_discount"]
    table = kw("evidence", "S2", "waived_cash_discount", "--rows", "-s", terms).out
    assert "Lines behind (late_discounts)" in table
    assert [line.split()[0] for line in table.splitlines() if " umsatz.csv " in line] == ["1", "1", "1"]


def test_one_table_goes_to_a_file_in_any_format(kw: Call, terms: Path, tmp_path: Path) -> None:
    asked = ("evidence", "S2", "free_service_habit", "--table", "granted", "-s", terms)
    out = kw(*asked, "--format", "csv").out
    assert [row["granted_by"] for row in csv.DictReader(io.StringIO(out))] == ["Ute"] * 4
    assert kw(*asked, "--rows", "-o", tmp_path / "x.parquet").code == 0
    assert pl.read_parquet(tmp_path / "x.parquet")["file"].to_list() == ["kulanz.csv"] * 4
    assert kw(*asked, "-o", tmp_path / "x.txt", "--format", "table").code == 0
    assert "Free service as a habit" in (tmp_path / "x.txt").read_text(encoding="utf-8")


def test_all_findings_as_a_list_of_their_sums(kw: Call, terms: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(kw("evidence", "S2", "-s", terms, "--format", "csv").out)))
    (late,) = (row for row in rows if row["evidence"] == "late_discounts")
    assert (late["finding"], late["column"], late["total"], late["rows"]) == (
        "waived_cash_discount",
        "adds",
        "30.5",
        "1",
    )


def test_texts_of_files_do_no_harm(kw: Call, terms: Path) -> None:
    table = kw("evidence", "S5", "--rows", "-s", terms)
    assert not {"\x1b", "\x07", "\u202e"} & set(table.out + table.err)
    assert "[b]Bo" in table.out
    cells = kw("evidence", "S5", "free_service_habit", "--table", "granted", "--format", "csv", "-s", terms).out
    assert "'=cmd|x" in cells
    assert ",=cmd" not in cells


def test_what_was_not_found_says_so_and_nothing_is_no_error(kw: Call, terms: Path) -> None:
    innocent = kw("evidence", "S2", "waived_bonus", "-s", terms)
    assert (innocent.code, "no finding: Bonus not earned does not hold" in innocent.err) == (0, True)
    assert "there are no rows" in innocent.out
    nobody = kw("evidence", "S4", "-s", terms)
    assert (nobody.code, nobody.out.splitlines()) == (0, ["S4  Gutschrift"])
    assert "no findings about this customer" in nobody.err
    assert json.loads(kw("evidence", "S4", "-s", terms, "--format", "json").out) == []


def test_what_does_not_exist_is_one_line(kw: Call, terms: Path) -> None:
    for asked, code in ((("S2", "stale"), 2), (("S9",), 1), (("S2", "free_service_habit", "--table", "way"), 2)):
        ended = kw("evidence", *asked, "-s", terms)
        assert (ended.code, ended.out, ended.err.count("\n")) == (code, "", 1), asked
    assert "stale_price" in kw("evidence", "S2", "stale", "-s", terms).err


def test_the_list_of_findings_names_this_command(kw: Call, terms: Path) -> None:
    assert "kw evidence CUSTOMER" in kw("conditions", "-s", terms).err
    assert kw("conditions", "-s", terms, "--format", "csv").err == ""


def test_the_facts_of_orders_open_to_their_rows_where_a_figure_is_traced(kw: Call, terms: Path) -> None:
    told = json.loads(kw("trace", "S1", "small_order_count", "--rows", "-s", terms, "--format", "json").out)
    assert (told["made"], told["total"]) == ("count", 2)
    assert [row["invoice_no"] for row in told["rows"]] == ["R1", "R2"]
    out = kw("trace", "S2", "late_discount_amount", "--rows", "-s", terms, "--lang", "de").out.splitlines()
    assert out[-1] == "Summe von 1 Zeilen (Umsätze): 30,50"
