import time

import pytest

from kw_tui.storage.readers.dialect import Dialect, detect, split


def test_known_names_settle_the_delimiter_even_above_broken_rows() -> None:
    found = detect(["Liste", "Kundennummer;Rechnungsdatum;Netto", "a,b", "c,d", "e,f"])
    assert found == Dialect(";", ("Kundennummer", "Rechnungsdatum", "Netto"), 2, 3)


@pytest.mark.parametrize("row", ["1;31.01.2024;5,00;", "1;31.01.2024;5,00"])
def test_a_delimiter_at_the_end_of_rows_or_header_is_allowed_for(row: str) -> None:
    assert detect(["Kundennummer;Rechnungsdatum;Netto", row, row]).fields == len(row.split(";"))
    assert detect(["Kundennummer;Rechnungsdatum;Netto;", row, row]).fields == len(row.split(";"))


def test_rows_of_quoted_prose_do_not_mislead() -> None:
    found = detect(["no,text", '1,"first, second', 'third"', '2,"a, b, c, d', 'e, f"', "3,x"])
    assert (found.delimiter, found.fields) == (",", 2)


def test_one_column_is_a_file_too() -> None:
    assert detect(["Kundennummer", "00123", "00124"]) == Dialect(";", ("Kundennummer",), 1, 2)


def test_figures_in_the_first_row_mean_that_there_is_no_header() -> None:
    assert detect(["4711;5,00;x", "4712;6,00;y"]).header_line is None
    assert detect(["Nr;Wert;Text", "4712;6,00;y"]).header_line == 1


def test_rough_splitting_respects_quotes() -> None:
    assert split('a;"b;c";d', ";") == ["a", "b;c", "d"]
    assert split("  a   b ", " ") == ["a", "b"]


def test_columns_named_alike_are_told_apart_and_listed() -> None:
    found = detect(["Kundennr;Netto;Netto;Netto (2);;Netto", "1;2,00;3,00;4,00;x;5,00"])
    assert found.headers == ("Kundennr", "Netto", "Netto (3)", "Netto (2)", "column 5", "Netto (4)")
    assert found.doubles == ("Netto (3)", "Netto (4)")


def test_a_hundred_thousand_equal_headers_are_named_at_once() -> None:
    began = time.perf_counter()
    found = detect([";".join(["Kundennummer"] * 100_000), ";".join(["x"] * 100_000)])
    assert len(set(found.headers)) == 100_000
    assert time.perf_counter() - began < 15
