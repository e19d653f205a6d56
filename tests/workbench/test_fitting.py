"""What a person says of a file is used, or refused: never passed over."""

import gzip
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from kw_tui.vocabulary.errors import UsageError
from kw_tui.vocabulary.import_options import ImportOptions
from kw_tui.workbench import Workbench
from kw_tui.workbench.importing import Wish
from tests.storage.readers.test_datev import FIRST, heading, posting, stack
from tests.workbench.ledgers import NOW

HEADERS = ("Kundennummer", "Rechnungsnummer", "Rechnungsdatum", "Nettobetrag")
LINE = ("K1", "R1", "31.01.2024", "1,50")
TEXT = ";".join(HEADERS) + "\n" + ";".join(LINE) + "\n"


def csv(path: Path) -> None:
    path.write_text(TEXT, "utf-8")


def packed(path: Path) -> None:
    path.write_bytes(gzip.compress(TEXT.encode()))


def workbook(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Umsatz")
        for row, cells in enumerate((HEADERS, LINE)):
            sheet.write_row(row, 0, cells)


def parquet(path: Path) -> None:
    pl.DataFrame([LINE], schema=HEADERS, orient="row").write_parquet(path)


def json_lines(path: Path) -> None:
    path.write_text(json.dumps(dict(zip(HEADERS, LINE, strict=True))) + "\n", "utf-8")


def database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(f"CREATE TABLE umsatz ({', '.join(HEADERS)})")
        connection.execute("INSERT INTO umsatz VALUES (?, ?, ?, ?)", LINE)


def page(path: Path) -> None:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (HEADERS, LINE))
    path.write_text(f"<html><meta charset=utf-8><table>{rows}</table></html>", "utf-8")


def datev(path: Path) -> None:
    path.write_bytes(stack(FIRST, heading(), posting()).encode("cp1252"))


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    return Workbench.open_or_new(tmp_path / "s.kw.toml", clock=lambda: NOW)


@pytest.mark.parametrize(
    ("make", "options"),
    [
        (csv, {"sheet": "Umsatz"}),
        (packed, {"sheet": "Umsatz"}),
        (datev, {"sheet": "1"}),
        (json_lines, {"sheet": "1"}),
        (parquet, {"sheet": "1"}),
        (workbook, {"delimiter": ";"}),
        (parquet, {"delimiter": ";"}),
        (json_lines, {"delimiter": ","}),
        (database, {"delimiter": ";"}),
        (page, {"delimiter": ";"}),
        (datev, {"delimiter": ","}),
        (workbook, {"encoding": "cp1252"}),
        (parquet, {"encoding": "utf-8"}),
        (parquet, {"header": "1"}),
        (database, {"header": "0"}),
        (json_lines, {"header": "1"}),
    ],
)
def test_what_does_not_fit_is_refused_by_name(
    bench: Workbench, tmp_path: Path, make: Callable[[Path], None], options: dict[str, str]
) -> None:
    path = tmp_path / "umsatz.dat"
    make(path)
    with pytest.raises(UsageError) as refused:
        bench.import_files([path], Wish(options=ImportOptions.of(options)), dry_run=True)
    for lang in ("de", "en"):
        assert str(path) in refused.value.line(lang)
        assert f"--{next(iter(options))}" in refused.value.line(lang)
    bench.import_files([path], dry_run=True)


@pytest.mark.parametrize(
    ("make", "options"),
    [
        (csv, {"delimiter": ";", "encoding": "utf-8", "header": "1"}),
        (packed, {"delimiter": ";", "encoding": "utf-8", "header": "1"}),
        (datev, {"delimiter": ";", "encoding": "cp1252"}),
        (json_lines, {"encoding": "utf-8"}),
        (workbook, {"sheet": "Umsatz", "header": "1"}),
        (database, {"sheet": "umsatz", "encoding": "cp1252"}),
        (page, {"sheet": "1", "encoding": "utf-8", "header": "1"}),
    ],
)
def test_what_fits_is_used(
    bench: Workbench, tmp_path: Path, make: Callable[[Path], None], options: dict[str, str]
) -> None:
    path = tmp_path / "umsatz.dat"
    make(path)
    (one,) = bench.import_files([path], Wish(options=ImportOptions.of(options)), dry_run=True)
    assert one.reconciliation.accepted == 1


def test_of_several_files_each_must_have_use_for_it(bench: Workbench, tmp_path: Path) -> None:
    csv(tmp_path / "a.csv")
    workbook(tmp_path / "b.xlsx")
    with pytest.raises(UsageError, match=r"b\.xlsx .*--encoding"):
        bench.import_files([tmp_path / "a.csv", tmp_path / "b.xlsx"], Wish(options=ImportOptions(encoding="utf-8")))
    assert not bench.session.sources
