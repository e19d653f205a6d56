"""A file opened for import: its table, the column of each field, and what its first lines say."""

from pathlib import Path

import pytest

from kw_tui.core.intake.remembered import header_set_key
from kw_tui.vocabulary.errors import KwError
from kw_tui.vocabulary.import_options import ImportOptions
from kw_tui.workbench import opened
from kw_tui.workbench.opened import Asked, Opened, open_file

SALES = "Kundennummer;Rechnungsnummer;Rechnungsdatum;Nettobetrag;Farbe\nK1;R1;31.01.2024;1,50;rot\n"

AS_FOUND = Asked()


@pytest.fixture
def open_text(tmp_path: Path):
    def open_text(text: str, asked: Asked = AS_FOUND) -> Opened:
        path = tmp_path / "export.csv"
        path.write_text(text, "utf-8")
        return open_file(path, asked, tmp_path)

    return open_text


def test_the_columns_tell_the_table(open_text) -> None:
    one = open_text(SALES)
    assert one.table.id == "sales_line"
    assert one.pairs.headers["net_amount"] == "Nettobetrag"
    assert one.header_set == header_set_key(one.raw.headers, "sales_line")


def test_what_is_asked_goes_before_what_is_likely(open_text) -> None:
    one = open_text(SALES, Asked("sales_line", {"product_group": "Farbe", "invoice_no": ""}))
    assert one.pairs.headers["product_group"] == "Farbe"
    assert "invoice_no" not in one.pairs


def test_a_column_that_is_not_there_is_refused(open_text) -> None:
    with pytest.raises(KwError, match="Colour"):
        open_text(SALES, Asked(mapping={"product_group": "Colour"}))


def test_columns_settled_before_are_recalled_for_the_same_headers_alone(open_text) -> None:
    first = open_text(SALES, Asked(mapping={"product_group": "Farbe"}))
    known = {first.header_set: first.pairs.headers}
    assert open_text(SALES, Asked(remembered=known)).pairs.headers == first.pairs.headers
    other = open_text(SALES.replace("Rechnungsnummer", "Belegnummer"), Asked(remembered=known))
    assert "product_group" not in other.pairs


def test_of_columns_named_alike_the_first_is_used(open_text) -> None:
    one = open_text("Kundennummer;Rechnungsdatum;Nettobetrag;Nettobetrag\nK1;31.01.2024;1,50;9,00\n")
    assert one.pairs.headers["net_amount"] == "Nettobetrag"
    assert len(one.raw.doubles) == 1


def test_first_lines_and_all_lines(open_text, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "SAMPLE_ROWS", 2)
    one = open_text(SALES + "K2;R2;31.01.2024;2.50;x\nK3;R3;31.01.2024;3.50;x\n")
    assert (one.sample.height, one.is_whole) == (2, False)
    first, every = one.first_facts["net_amount"], one.facts["net_amount"]
    assert (first["comma"], first["dot"], every["dot"]) == (1, 1, 2)
    some = one.facts_of(one.cells.collect().tail(1).lazy())["net_amount"]
    assert (some["filled"], some["dot"]) == (1, 1)


def test_a_file_smaller_than_the_sample_is_looked_at_once(open_text) -> None:
    one = open_text(SALES)
    assert one.is_whole
    assert one.facts is one.first_facts


def test_what_is_said_of_numbers_and_days(open_text) -> None:
    said = open_text(SALES, Asked(options=ImportOptions(decimal=",", dates="dmy"))).said
    assert (said.delimiter, said.decimal, said.dates, said.typed) == (";", ",", "dmy", frozenset())


LEDGER = "Kundennummer;Rechnungsnummer;Rechnungsdatum;{head}\nK1;R1;31.01.2024;{first}\nK1;R2;31.01.2024;{second}\n"


def ledger(head: str, first: str, second: str) -> str:
    return LEDGER.format(head=head, first=first, second=second)


def test_a_currency_in_the_cells_is_a_column_of_its_own(open_text) -> None:
    one = open_text(ledger("Netto", "CHF 1,50", "2,50 €"))
    made = one.pairs.headers["currency"]
    assert one.cells.collect()[f"raw:{made}"].to_list() == ["CHF", "EUR"]
    assert one.source.shown(made) == "Netto"
    known = {one.header_set: one.pairs.headers}
    assert open_text(ledger("Netto", "CHF 1,50", "2,50 €"), Asked(remembered=known)).pairs.headers == one.pairs.headers


@pytest.mark.parametrize(
    ("text", "asked", "is_unnamed"),
    [
        (ledger("Netto", "1,50", "2,50"), Asked(), True),
        (ledger("Netto", "1,50", "2,50 $"), Asked(mapping={"currency": ""}), False),
        (ledger("Netto;Währung", "1,50;EUR", "2,50 $;USD"), Asked(), False),
    ],
)
def test_whether_a_later_cell_may_name_a_currency(open_text, text: str, asked: Asked, is_unnamed: bool) -> None:
    one = open_text(text, asked)
    assert one.is_unnamed is is_unnamed
    assert not any("¤" in header for header in one.pairs.headers.values())


def test_drafts_and_cancelled_documents_are_told(open_text) -> None:
    (note,) = open_text(ledger("Netto;Status", "1,50;Entwurf", "2,50;bezahlt")).notes
    assert "Status 'Entwurf': 1 lines (first line 2, together 1.50)" in note.in_("en")
    assert open_text(ledger("Netto;Status", "1,50;offen", "2,50;bezahlt")).notes == ()


def test_the_amounts_tell_a_tax_from_its_rate(open_text) -> None:
    one = open_text(ledger("Brutto;MwSt", "59,50;9,50", "59,50;9,50"))
    assert one.pairs.headers["tax_amount"] == "MwSt"
