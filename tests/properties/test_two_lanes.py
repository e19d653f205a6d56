"""A cell means the same whether hundreds of plain lines stand above it or none: reading lines quickly because they are
like all others never changes what is read.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kw_tui.vocabulary.import_options import ImportOptions
from tests.properties.reading import read_ledger
from tests.properties.test_dialects import RELAXED
from tests.properties.writing import require_same

HEADER = "Kundennummer;Rechnungsnummer;Rechnungsdatum;Nettobetrag;Menge;Bezeichnung\n"
HEAVY = ("1001", "R0", "31.01.2024", "1,50", "9999999999", "Dübel")
"""Some odd quantities are negative. Were most of what is sold, they would be taken for a sign written the other way."""
PLAIN = ("1001", "R0", "31.01.2024", "1,50", "2", "Dübel")
CUSTOMER, INVOICE, DAY, AMOUNT, QUANTITY, NAME = range(6)
MANY, TOGETHER = 400, 16
PLAIN_DAYS = ("31.01.2024", "2024-01-31", "20240131", "31/01/2024", "31.1.2024")
PLAIN_AMOUNTS = ("1,50", "2", "1,5", "1.234,50")
AMOUNTS = (
    *("5", "+5", "-5", "5-", "(5)", "\u22125", " 5", "5 ", "\u00a05", "5,", ",5", "5,0", "5,000", "5,00000", "05,00"),
    *("5.00", "1.234", "1.234,5", "12.34", "1,234.50", "1'234,50", "1 234,50", "5,00 EUR", "€5,00", "5%", "5e3"),
    *("5,1E3", "1E400", "--5", "+-5", "5--", "(5", "5,00,00", "1.2.3", "0x10", "5_0", "1_0,00", "inf", "nan", "NaN"),
    *(
        "-",
        "",
        "n/a",
        "NULL",
        "#NV",
        "#DIV/0!",
        "\u0665",
        "\uff15,\uff10\uff10",
        "\u0661.\u0662\u0663\u0664,\u0665\u0660",
    ),
    *("99999999999,99", "100000000000", "9223372036854775808", "9" * 40, "12,-", '="5,00"', "'5,00", "1l8"),
    *("5,00\u200b", "\ufeff5", "5,99995", "0,00005", "-0", "-0,00", "1.234,", "1.23,45", "12.345,6", "0.123,45"),
)
DAYS = (
    *("1.2.2024", "01.02.24", "32.01.2024", "30.02.2024", "29.02.2024", "00.00.0000", "2024-02-01", "2024-2-1"),
    *("20240201", "45323", "45323,5", "1/2/2024", "13/2/2024", "2/13/2024", "01.02.2024 13:45", "01.02.2024T00:00:00"),
    *("2024-02-01T10:00:00Z", "2024-02-01 10:00", "1.2.24 9:00", "31.12.99", "01.01.70", "29.02.2023", "31.04.2024"),
    *(" 01.02.2024", "01.02.2024 ", "\u00a001.02.2024", "+1.02.2024", "-1.02.2024", "01.02.12024", "01.02.0024"),
    *("01.02.1899", "31.12.2027", "01.01.2028", "", "-", "#WERT!", "heute", "01,02,2024", "1. 2. 2024", "01.02.2024x"),
    *("\u0660\u0661.02.2024", "2024 02 01", "202402 1", "2024021", "120240201", "2024-02-31", " 2024-02-01", "1.2.024"),
)
IDS = (
    *("0012", '="0012"', " 0012", "0012 ", "12.0", "12,0", "K-1", "", "-", "NULL", "#NV", "'0012", "\u00a07", "Summe"),
    *("Total", "=1+1", "\u0665", "12.0 ", "0", "-1"),
)
TEXTS = ("", " ", "x", " x ", '"', "Summe", "\u0085", "=1+1", "a\u200fb")
Line = tuple[str, ...]


def read(lines: list[Line]) -> tuple[list[dict[str, object]], ...]:
    """Accepted and anonymous rows, and faults by their distance from the end."""
    text = HEADER + "".join(";".join(line) + "\n" for line in lines)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.csv"
        path.write_text(text, encoding="utf-8", newline="")
        stated = ImportOptions(decimal=",", dates="dmy")
        imported = read_ledger(path, Path(folder), stated)
        kept = [frame.collect().to_dicts() for frame in (imported.accepted, imported.without_customer)]
    account = imported.reconciliation
    assert account.is_balanced
    assert account.lines == len(lines) + 1
    line, value = (pl.col("line_first") - len(lines)).alias("line"), pl.col("value").fill_null("")
    faults = imported.rejects.select(line, "field", "code", "severity", value).to_dicts()
    accepted, anonymous = ([row for row in rows if row["invoice_no"] != PLAIN[INVOICE]] for rows in kept)
    return accepted, anonymous, sorted(faults, key=str)


def require_same_in_both(plain: Line, odd: list[Line]) -> None:
    """Read odd lines behind many plain ones, and behind two."""
    few_lines, many_lines = [HEAVY, plain, *odd], [HEAVY, *[plain] * MANY, *odd]
    for few, many, what in zip(read(few_lines), read(many_lines), ("accepted", "anonymous", "faults"), strict=True):
        require_same(many, few, f"{what} among plain lines")


def changed(line: Line, cells: dict[int, str]) -> Line:
    return tuple(cells.get(place, cell) for place, cell in enumerate(line))


def known() -> Iterator[tuple[dict[int, str], int, tuple[str, ...]]]:
    """What all lines have, and the cells to try in one place, some at a time."""
    amounts, days = [{AMOUNT: cell} for cell in PLAIN_AMOUNTS], [{DAY: cell} for cell in PLAIN_DAYS]
    tried = ((CUSTOMER, IDS, [{}]), (DAY, DAYS, days), (AMOUNT, AMOUNTS, amounts), (QUANTITY, AMOUNTS, [{}]))
    for place, cells, plains in (*tried, (NAME, TEXTS, [{}])):
        for plain in plains:
            for first in range(0, len(cells), TOGETHER):
                yield plain, place, cells[first : first + TOGETHER]


@pytest.mark.parametrize(("plain", "place", "cells"), known())
def test_known_cells_mean_the_same_in_both(plain: dict[int, str], place: int, cells: tuple[str, ...]) -> None:
    line = changed(PLAIN, plain)
    odd = [changed(line, {INVOICE: f"X{number}", place: cell}) for number, cell in enumerate(cells)]
    require_same_in_both(line, odd)


FIGURES = st.text(alphabet="0123456789.,-+()€'eE% \u00a0_x", max_size=8)
PLACES = {
    CUSTOMER: st.sampled_from(IDS) | FIGURES,
    DAY: st.sampled_from(DAYS) | st.text(alphabet="0123./-: T", max_size=11),
    AMOUNT: st.sampled_from(AMOUNTS) | FIGURES,
    QUANTITY: st.sampled_from(AMOUNTS) | FIGURES,
    NAME: st.sampled_from(TEXTS),
}
ODD = st.lists(st.fixed_dictionaries({}, optional=PLACES), min_size=1, max_size=8)


@settings(max_examples=20, deadline=None, suppress_health_check=RELAXED)
@given(ODD, st.sampled_from(PLAIN_DAYS), st.sampled_from(PLAIN_AMOUNTS))
def test_any_cells_mean_the_same_in_both(odd: list[dict[int, str]], day: str, amount: str) -> None:
    line = changed(PLAIN, {DAY: day, AMOUNT: amount})
    odd_lines = [changed(line, {INVOICE: f"X{number}", **cells}) for number, cells in enumerate(odd)]
    require_same_in_both(line, odd_lines)
