"""Files that a DATEV library publishes as its examples, from the bytes to the lines of the ledger."""

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from kw_tui.core.intake import datev
from kw_tui.storage.readers.datev import is_datev, read_datev
from kw_tui.storage.readers.raw import RawText
from kw_tui.vocabulary.errors import SourceError
from tests.golden.shared_data import SHARED, needs_real_files

pytestmark = needs_real_files
EXAMPLES = SHARED / "datev" / "examples"


def taken(raw: RawText) -> pl.DataFrame:
    assert raw.datev is not None
    counted = datev.facts(raw.frame, raw.datev).collect().row(0, named=True)
    return datev.lines(raw.frame, datev.decide(counted, raw.datev), raw.sha256[:8]).collect()


def test_all_examples_are_known_by_their_mark() -> None:
    assert all(map(is_datev, EXAMPLES.glob("*.csv")))


def test_a_stack_of_postings(tmp_path: Path) -> None:
    raw = read_datev(EXAMPLES / "EXTF_Buchungsstapel.csv", tmp_path)
    assert (raw.encoding, raw.lines, len(raw.preamble), raw.header, raw.records) == ("cp1252", 4, 1, 1, 2)
    assert raw.datev is not None
    assert (raw.datev.fields, raw.datev.chart, raw.datev.account_length) == (120, "", 4)
    out = taken(raw)
    assert datev.set_aside(out.lazy()).collect().rows() == [("expense", 1, Decimal("24.9500"))]
    sale = out.filter(pl.col(datev.ASIDE).is_null()).row(0, named=True)
    assert (sale["line"], sale["customer_id"], sale["invoice_no"]) == (4, "10000", "RE201802-135")
    assert (sale["invoice_date"], sale["gross_amount"], sale["net_amount"]) == ("2018-02-22", "5950.00", "5000.00")
    assert sale["posting_text"] == "Honorar FiBu-Seminar"


def test_debtors_and_creditors(tmp_path: Path) -> None:
    raw = read_datev(EXAMPLES / "EXTF_Stammdaten.csv", tmp_path)
    assert (raw.lines, raw.records, raw.datev and raw.datev.fields) == (6, 4, 254)
    out = taken(raw)
    assert out["aside"].to_list() == [None, "creditor", "creditor", "creditor"]
    first = out.row(0, named=True)
    assert (first["customer_id"], first["name"]) == ("10000", "Sabine Mustermann")
    assert (first["postcode"], first["town"], first["country"]) == ("50999", "Köln", "DE")


def test_account_names_are_refused_with_what_to_export(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        read_datev(EXAMPLES / "EXTF_Kontenbeschriftungen.csv", tmp_path)
    assert "Kontenbeschriftungen" in caught.value.line("de")
