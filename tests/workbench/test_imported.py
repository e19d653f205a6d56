"""What is known of a file that was read: its rows and sums, whichever way they were staged or converted."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kw_tui.storage.staged import Staged
from kw_tui.workbench.imported import Imported
from kw_tui.workbench.opened import Asked
from kw_tui.workbench.reading import read_file

LEDGER = "Kundennummer;Rechnungsnummer;Rechnungsdatum;Nettobetrag\nK1;R1;31.01.2024;10,00\n;R2;31.01.2024;2,50\n"


@pytest.fixture
def one(tmp_path: Path) -> Imported:
    path = tmp_path / "a.csv"
    path.write_text(LEDGER, "utf-8")
    return read_file(path, Asked("sales_line"), tmp_path)


def test_sums_are_those_of_the_file_unless_they_were_converted(one: Imported) -> None:
    assert (one.net_sum, one.without_customer_sum) == (10, Decimal("2.5"))
    converted = replace(one, converted_sum=Decimal(9), converted_without_customer=Decimal(0))
    assert (converted.net_sum, converted.without_customer_sum) == (9, 0)


def test_of_many_lines_none_may_have_been_accepted(one: Imported) -> None:
    nothing = replace(one, staged=Staged((), 8)).accepted.collect()
    assert nothing.is_empty()
    assert nothing.schema == one.table.schema
    assert one.accepted.collect().height == 1
