"""A look into a file before it is imported: its layout and why, its columns, its first and its problem rows."""

from pathlib import Path

import pytest

from kw_tui.core.intake.checks import RECORD_SCHEMA
from kw_tui.vocabulary.import_options import ImportOptions
from kw_tui.workbench import Step
from kw_tui.workbench.importing import AS_FOUND as AS_WISHED
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
    for part in ("every character is valid", "every line has 5 fields", "mark “,”: 2 values", "days: 31.01.2026"):
        assert part in told
    odd = evidence(look(HEADER + "Kü;R1;31.01.2024;1,50;rot\nK1;R2\n", encoding="cp1252"))
    assert "umlauts as Windows" in odd
    assert "5 fields a line, one line has another number" in odd


def test_problem_rows_are_shown_before_anything_is_imported(look) -> None:
    found = look(HEADER + "K1;R1;31.01.2024;1,50;x\nK1;R2;30.02.2024;1l8;x\n")
    assert found.problems.select("line_first", "field", "code").rows() == [
        (3, "invoice_date", "bad-date"),
        (3, "net_amount", "bad-number"),
    ]


def test_one_line_and_one_value_are_told_as_one(look) -> None:
    found = look(HEADER + "K1;R1;31.01.2024;1,50;rot\nK1;R2\n")
    told = " | ".join(text.de for text in found.evidence)
    assert "5 Felder je Zeile, eine Zeile weicht ab" in told
    assert "Dezimalzeichen „,“: ein Wert belegt es" in told
    assert "every line has one field" in evidence(look("Eins\nzwei\ndrei\n"))


def test_lines_that_are_no_records_are_problems_too(look) -> None:
    good = "K1;R1;31.01.2024;1,50;x\n"
    found = look(f'{HEADER}{good}K1;R2\nK1;R3;30.02.2024;1,50;x\nK1;R4;31.01.2024;1,50;"x\n{good}')
    told = found.problems.select("line_first", "code", "severity", "header").rows()
    assert told == [
        (3, "short-row", "error", None),
        (4, "bad-date", "error", "Rechnungsdatum"),
        (5, "unclosed-quote", "error", None),
    ]
    assert found.problems["raw"][0] == "K1;R2"
    assert dict(found.problems.schema) == RECORD_SCHEMA


def test_they_are_shown_where_columns_are_missing_too(look) -> None:
    found = look("Rechnungsnummer;Nettobetrag\nR1;1,50\nR2\n", Asked("sales_line"))
    assert found.missing
    assert found.problems["code"].to_list() == ["short-row"]


@pytest.mark.parametrize("totals", ["Summe;;;3,00;\n", "Summe;;;3,00\n"])
def test_a_totals_row_is_no_problem_before_all_is_added_up(look, totals: str) -> None:
    lines = "K1;R1;31.01.2024;1,50;x\nK2;R2;31.01.2024;1,50;x\n"
    assert look(HEADER + lines + totals).problems.is_empty()


def test_no_more_problems_than_can_be_looked_at(look) -> None:
    assert look(HEADER + "K1;R1;31.01.2024;1,50;x\n" * 900 + "K1;R2\n" * 300).problems.height == 200


def test_a_file_without_a_known_column_can_be_looked_at(look) -> None:
    found = look("# Title\n\nsome prose\nmore of it\n")
    assert (found.table.id, found.mapping) == ("sales_line", {})
    assert "net_amount" in found.missing


def test_columns_are_shown_under_the_fields_their_values_prove(look) -> None:
    header = "Kundennummer;Rechnungsnummer;Rechnungsdatum;Menge;Einzelpreis;Nettobetrag;Rabatt\n"
    lines = (f"K{n};R{n};31.01.2024;{n + 2};10,00;{10 * (n + 2) - 3},00;3,00\n" for n in range(60))
    found = look(header + "".join(lines))
    assert found.mapping["discount_amount"] == "Rabatt"
    assert "discount_pct" not in found.mapping
    assert any("Rabatt: is an amount, not a percentage" in note.en for note in found.notes)


def test_what_the_values_leave_open_is_said_before_the_import(look) -> None:
    header = "Kundennummer;Rechnungsnummer;Rechnungsdatum;Menge;Betrag;EK\n"
    lines = (f"K{n};R{n};31.01.2024;{n % 7 + 1};{17 * n % 90 + 1},10;{5 * n % 40 + 2},30\n" for n in range(60))
    doubts = [doubt.en for doubt in look(header + "".join(lines)).doubts]
    assert any("Betrag: read as net" in doubt for doubt in doubts)


def test_whoever_is_told_the_progress_may_stop_a_look_and_nothing_is_left(bench, tmp_path, monkeypatch) -> None:
    class Stopped(Exception):
        pass

    def progress(step: Step, done: int, total: int) -> None:
        told.append((step, done <= total))
        if len(told) == stops[0]:
            raise Stopped

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "staging"))
    (tmp_path / "staging").mkdir()
    path = tmp_path / "export.csv"
    path.write_text(HEADER + "K1;Rü;31.01.2024;1,50;x\n" * 90_000, "cp1252")
    told: list[tuple[Step, bool]] = []
    stops = [0]
    assert bench.preview(path, AS_WISHED, progress).lines == 90_001
    assert {*told} == {(Step.READ, True), (Step.CHECK, True)}
    passes = len(told)
    for stops[0] in (1, passes // 2, passes):
        told.clear()
        with pytest.raises(Stopped):
            bench.preview(path, AS_WISHED, progress)
        assert list((tmp_path / "staging").iterdir()) == []


def test_what_no_value_answers_is_asked_until_it_is_said(look) -> None:
    text = "Customer No,Invoice No,Invoice Date,Net Amount\nK1,R1,03/04/2024,10\n"
    assert [ask.option for ask in look(text).asks] == ["dates"]
    assert "days" not in evidence(look(text))
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
