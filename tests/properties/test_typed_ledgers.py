"""Amounts, days and ids come out exactly, however they were written, and the account of the file agrees."""

import re
import tempfile
from decimal import Decimal
from pathlib import Path

import polars as pl
from hypothesis import given, settings

from kw_tui.core.intake.currency import is_made
from kw_tui.core.intake.numbers import AMOUNTS
from kw_tui.workbench.reading import Imported
from tests.properties.reading import read_ledger
from tests.properties.test_dialects import RELAXED
from tests.properties.typed_ledgers import Ledger, ledgers
from tests.properties.writing import require_same


def check(ledger: Ledger) -> None:
    """Import a ledger and compare everything; AssertionError says what differs."""
    with tempfile.TemporaryDirectory() as folder:
        path, staging = Path(folder) / "ledger.csv", Path(folder) / "staging"
        staging.mkdir()
        path.write_bytes(ledger.file.content)
        imported = read_ledger(path, staging, ledger.file.stated)
        accepted, anonymous = imported.accepted.collect(), imported.without_customer.collect()
    sold = {number: line for number, line in ledger.lines.items() if line["customer_id"]}
    nameless = {number: line for number, line in ledger.lines.items() if not line["customer_id"]}
    if is_made(imported.mapping.get("currency", "")):  # told by the cells of amounts, no column of the file
        for line in ledger.lines.values():
            line["currency"] = None
        for number, name in named(imported, ledger).items():
            ledger.lines[number]["currency"] = name
    for frame, lines in ((accepted, sold), (anonymous, nameless)):
        found = sorted(frame.to_dicts(), key=lambda row: row["invoice_no"])
        wanted = [{field: line[field] for field in frame.columns} for _, line in sorted(lines.items())]
        require_same(found, wanted, "lines")
    check_account(imported, ledger)
    require_same(imported.reconciliation.net_sum, total(sold), "sum")
    require_same(imported.reconciliation.without_customer_sum, total(nameless), "sum without customer")


def named(imported: Imported, ledger: Ledger) -> dict[str, str]:
    """By invoice the currency that the cells of its amounts name; none where they name none."""
    headers = ledger.file.headers or ()
    invoice, *amounts = (
        headers.index(imported.mapping[field]) for field in ("invoice_no", *AMOUNTS) if field in imported.mapping
    )
    whole = (cells for _, cells in ledger.file.records if len(cells) >= len(headers))
    told = {cells[invoice].strip(): " ".join(cells[place] for place in amounts) for cells in whole}
    names = {number: re.search("CHF|EUR|€", cell) for number, cell in told.items()}
    return {number: found[0].replace("€", "EUR") for number, found in names.items() if found and number in ledger.lines}


def total(lines: dict[str, dict[str, object]]) -> Decimal:
    return sum((line["net_amount"] for line in lines.values()), Decimal(0))  # type: ignore[misc]


def check_account(imported: Imported, ledger: Ledger) -> None:
    account, counts = imported.reconciliation, ledger.file.counts
    assert account.is_balanced, "not balanced"
    errors = imported.rejects.filter(pl.col("severity") == "error")
    require_same(frozenset(errors["line_first"]), ledger.rejected, "rejected lines")
    require_same({name: getattr(account, name) for name in counts}, counts, "counts")
    require_same((account.rejected, account.totals), (len(ledger.rejected), ledger.totals), "rejected and totals")
    if ledger.control is not None or not ledger.totals:
        require_same(account.control_total, ledger.control, "control total")


# `python -m benches.fuzz` reads them by the thousand.
@settings(max_examples=50, deadline=None, suppress_health_check=RELAXED)
@given(ledgers())
def test_a_ledger_in_any_style_is_read_exactly(ledger: Ledger) -> None:
    check(ledger)
