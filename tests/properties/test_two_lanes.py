"""A cell means the same whether thousands of plain lines stand above it or none: a quick way to read lines that are
like all others never changes what is read.
"""

import tempfile
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kw_tui.vocabulary.import_options import ImportOptions
from kw_tui.workbench.reading import read_file
from tests.properties.test_dialects import RELAXED
from tests.properties.writing import require_same

TODAY = date(2026, 11, 22)
HEADER = "Kundennummer;Rechnungsnummer;Rechnungsdatum;Nettobetrag;Menge;Bezeichnung\n"
PLAIN = ("1001", "R0", "31.01.2024", "1,50", "2", "Dübel")
MANY = 400
TOGETHER = 8
AMOUNTS = (
    *("5", "+5", "-5", "5-", "(5)", "\u22125", " 5", "5 ", "\u00a05", "5,", ",5", "5,0", "5,000", "5,00000", "05,00"),
    *(
        "5.00",
        "1.234",
        "1.234,5",
        "12.34",
        "1,234.50",
        "1'234,50",
        "1 234,50",
        "5,00 EUR",
        "€5,00",
        "5%",
        "5e3",
        "5,1E3",
        "1E400",
    ),
    *(
        "--5",
        "+-5",
        "5--",
        "(5",
        "5,00,00",
        "1.2.3",
        "0x10",
        "5_0",
        "1_0,00",
        "inf",
        "nan",
        "NaN",
        "-",
        "",
        "n/a",
        "NULL",
    ),
    *(
        "#NV",
        "#DIV/0!",
        "\u0665",
        "\uff15,\uff10\uff10",
        "99999999999,99",
        "100000000000",
        "9223372036854775808",
        "9" * 40,
    ),
    *(
        "5,00-EUR",
        "12,-",
        '="5,00"',
        "'5,00",
        "1l8",
        "5,00\u200b",
        "\ufeff5",
        "5,99995",
        "0,00005",
        "-0",
        "-0,00",
        "1.234,",
    ),
)
DAYS = (
    *("1.2.2024", "01.02.24", "32.01.2024", "30.02.2024", "29.02.2024", "00.00.0000", "2024-02-01", "2024-2-1"),
    *("20240201", "45323", "45323,5", "1/2/2024", "13/2/2024", "2/13/2024", "01.02.2024 13:45", "01.02.2024T00:00:00"),
    *("2024-02-01T10:00:00Z", "2024-02-01 10:00", "1.2.24 9:00", "31.12.99", "01.01.70", "29.02.2023", "31.04.2024"),
    *(
        " 01.02.2024",
        "01.02.2024 ",
        "\u00a001.02.2024",
        "+1.02.2024",
        "-1.02.2024",
        "01.02.12024",
        "01.02.0024",
        "01.02.1899",
    ),
    *(
        "31.12.2027",
        "01.01.2028",
        "",
        "-",
        "#WERT!",
        "heute",
        "01,02,2024",
        "1. 2. 2024",
        "01.02.2024x",
        "\u0660\u0661.02.2024",
    ),
)
IDS = (
    "0012",
    '="0012"',
    " 0012",
    "0012 ",
    "12.0",
    "12,0",
    "K-1",
    "",
    "-",
    "NULL",
    "#NV",
    "'0012",
    "\u00a07",
    "Summe",
    "Total",
)
TEXTS = ("", " ", "x", " x ", '"', "Summe", "\u0085", "=1+1", "a\u200fb")
Line = tuple[str, ...]


def read(lines: list[Line]) -> tuple[list[dict[str, object]], list[dict[str, object]], list[tuple[object, ...]]]:
    """Accepted and anonymous rows by invoice, and faults by their distance from the end."""
    text = HEADER + "".join(";".join(line) + "\n" for line in lines)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.csv"
        path.write_text(text, encoding="utf-8", newline="")
        stated = ImportOptions(decimal=",", dates="dmy")
        imported = read_file(path, "sales_line", None, Path(folder), stated, today=TODAY)
        kept = [frame.collect().to_dicts() for frame in (imported.accepted, imported.without_customer)]
    account = imported.reconciliation
    assert account.is_balanced
    assert account.lines == len(lines) + 1
    value = pl.col("value").fill_null("")
    faults = imported.rejects.select(pl.col("line_first") - len(lines), "field", "code", "severity", value).rows()
    accepted, anonymous = ([row for row in rows if row["invoice_no"] != PLAIN[1]] for rows in kept)
    return accepted, anonymous, sorted(faults, key=str)


def require_same_in_both(odd: list[Line]) -> None:
    alone, among = read([PLAIN, *odd]), read([PLAIN] * MANY + odd)
    for few, many, what in zip(alone, among, ("accepted", "without customer", "faults"), strict=True):
        require_same(many, few, f"{what} among plain lines")


def line(number: int, cells: dict[int, str]) -> Line:
    plain = (PLAIN[0], f"X{number}", *PLAIN[2:])
    return tuple(cells.get(place, cell) for place, cell in enumerate(plain))


KNOWN = [
    (place, cells[first : first + TOGETHER])
    for place, cells in ((0, IDS), (2, DAYS), (3, AMOUNTS), (4, AMOUNTS), (5, TEXTS))
    for first in range(0, len(cells), TOGETHER)
]


@pytest.mark.parametrize(("place", "cells"), KNOWN)
def test_known_cells_mean_the_same_in_both(place: int, cells: tuple[str, ...]) -> None:
    require_same_in_both([line(number, {place: cell}) for number, cell in enumerate(cells)])


FIGURES = st.text(alphabet="0123456789.,-+()€'eE% \u00a0_x", max_size=8)
PLACES = {
    0: st.sampled_from(IDS) | FIGURES,
    2: st.sampled_from(DAYS) | st.text(alphabet="0123./-: T", max_size=11),
    3: st.sampled_from(AMOUNTS) | FIGURES,
    4: st.sampled_from(AMOUNTS) | FIGURES,
    5: st.sampled_from(TEXTS),
}


@settings(max_examples=40, deadline=None, suppress_health_check=RELAXED)
@given(st.lists(st.fixed_dictionaries({}, optional=PLACES), min_size=1, max_size=4))
def test_any_cells_mean_the_same_in_both(odd: list[dict[int, str]]) -> None:
    require_same_in_both([line(number, cells) for number, cells in enumerate(odd)])
