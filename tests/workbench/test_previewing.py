"""A look into a file before it is imported: its layout and why, its columns, its first and its problem rows."""

from pathlib import Path

import pytest

from kw_tui.vocabulary.import_options import ImportOptions
from kw_tui.workbench.opened import Asked
from kw_tui.workbench.previewing import Preview, preview

HEADER = "Kundennummer;Rechnungsnummer;Rechnungsdatum;Nettobetrag;Farbe\n"

AS_FOUND = Asked()


@pytest.fixture
def look(tmp_path: Path):
    def look(text: str, asked: Asked = AS_FOUND, encoding: str = "utf-8") -> Preview:
        path = tmp_path / "export.csv"
        path.write_text(text, encoding)
        return preview(path, asked, tmp_path)

    return look


def evidence(found: Preview) -> str:
    return " | ".join(text.en for text in found.evidence)


def test_the_layout_of_a_file(look) -> None:
    found = look("Umsatzliste\n\n" + HEADER + "K1;R1;31.01.2024;1,50;rot\n")
    assert (found.format, found.encoding, found.delimiter, found.is_quoted) == ("text", "utf-8", ";", False)
    assert (found.lines, found.header_line, found.preamble) == (4, 3, ("Umsatzliste",))
    assert (found.table.id, found.missing) == ("sales_line", ())
    assert found.mapping["net_amount"] == "Nettobetrag"
    assert set(found.confidence) == set(found.mapping)
    assert found.unused == ("Farbe",)


def test_first_rows_are_shown_as_they_are_written(look) -> None:
    found = look(HEADER + "".join(f"00{n};R{n};31.01.2024;1,50;rot\n" for n in range(80)))
    assert found.rows.columns == list(found.headers)
    assert found.rows.height == 50
    assert found.rows.row(0) == ("000", "R0", "31.01.2024", "1,50", "rot")


def test_it_is_said_why_a_file_is_read_as_it_is(look) -> None:
    told = evidence(look(HEADER + "K1;R1;31.01.2024;1,50;rot\nK1;R2;31.01.2024;2,50;rot\n"))
    for part in ("every character is valid", "every line has 5 fields", "mark ,: 2 values", "days: 31.01.2026"):
        assert part in told
    odd = evidence(look(HEADER + "Kü;R1;31.01.2024;1,50;rot\nK1;R2\n", encoding="cp1252"))
    assert "umlauts as Windows" in odd
    assert "1 lines have another number" in odd


def test_problem_rows_are_shown_before_anything_is_imported(look) -> None:
    found = look(HEADER + "K1;R1;31.01.2024;1,50;x\nK1;R2;30.02.2024;1l8;x\n")
    assert found.problems.select("line_first", "field", "code").rows() == [
        (3, "invoice_date", "bad-date"),
        (3, "net_amount", "bad-number"),
    ]


def test_what_no_value_answers_is_asked_until_it_is_said(look) -> None:
    text = "Customer No,Invoice No,Invoice Date,Net Amount\nK1,R1,03/04/2024,10\n"
    assert [ask.option for ask in look(text).asks] == ["dates"]
    said = look(text, Asked(options=ImportOptions(dates="mdy")))
    assert said.asks == ()
    assert "month/day" in evidence(said)


def test_a_missing_column_is_named_and_not_an_error(look) -> None:
    found = look("Kundennummer;Nettobetrag;Rechnungsnummer\nK1;1,50;R1\n", Asked("sales_line"))
    assert found.missing == ("invoice_date",)
    assert found.problems.is_empty()


def test_a_person_may_settle_table_and_columns(look) -> None:
    found = look(HEADER + "K1;R1;31.01.2024;1,50;rot\n", Asked(mapping={"product_group": "Farbe"}))
    assert found.mapping["product_group"] == "Farbe"
    assert found.unused == ()
    assert look("Kundennummer;Ort\nK1;Ulm\n", Asked("customer")).table.id == "customer"
