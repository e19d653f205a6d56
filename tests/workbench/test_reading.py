"""A file goes in; canonical rows, an account of every line, and the reasons for what was refused come out."""

import csv
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kw_tui.core.intake import checks
from kw_tui.vocabulary.errors import OpenQuestionError, SourceError
from kw_tui.vocabulary.import_options import DEFAULT, ImportOptions, Whole
from kw_tui.workbench import opened
from kw_tui.workbench.imported import Imported
from kw_tui.workbench.opened import Asked, open_file
from kw_tui.workbench.previewing import preview
from kw_tui.workbench.progress import Step
from kw_tui.workbench.reading import read_file, read_opened
from tests.storage.small_disk import small_disk

HEADER = "Kundennummer;Rechnungsnummer;Rechnungsdatum;Nettobetrag\n"
Import = Callable[..., Imported]


@pytest.fixture
def bring_in(tmp_path: Path) -> Import:
    def bring_in(
        text: str, table: str | None = None, mapping: dict[str, str] | None = None, options: ImportOptions = DEFAULT
    ) -> Imported:
        path = tmp_path / "export.csv"
        path.write_bytes(text.encode("cp1252"))
        return read_file(path, Asked(table, mapping or {}, options), tmp_path)

    return bring_in


def prices(*rows: str) -> str:
    return "\n".join(["Kundennummer;Rechnungsdatum;Menge;Einzelpreis;Rabatt %", *rows, ""])


def faults(imported: Imported) -> list[tuple]:
    return imported.rejects.select("line_first", "field", "code", "severity").rows()


def said(imported: Imported) -> str:
    return "\n".join(note.in_("en") for note in imported.notes)


def test_a_ledger_becomes_canonical_rows(bring_in: Import) -> None:
    imported = bring_in(HEADER + "007;R1;31.01.2024;1.234,50\n008;G1;01.02.2024;12,50-\n")
    assert imported.table.id == "sales_line"
    assert imported.accepted.collect().rows() == [
        ("007", "R1", date(2024, 1, 31), Decimal("1234.50")),
        ("008", "G1", date(2024, 2, 1), Decimal("-12.50")),
    ]
    assert imported.accepted.collect_schema() == {name: imported.table.schema[name] for name in imported.mapping}
    assert imported.reconciliation.net_sum == Decimal("1222.00")
    assert imported.reconciliation.is_balanced


def test_lines_without_a_customer_are_set_apart_with_their_sum(bring_in: Import) -> None:
    account = bring_in(HEADER + "1;R1;31.01.2024;10,00\n;R2;31.01.2024;5,50\n").reconciliation
    assert (account.accepted, account.without_customer, account.rejected) == (1, 1, 0)
    assert account.without_customer_sum == Decimal("5.50")


def test_what_cannot_be_read_is_rejected_with_line_column_and_reason(bring_in: Import) -> None:
    imported = bring_in(
        HEADER + "1;R1;30.02.2024;10,00\n1;R2;31.01.2024;1l8,40\n1;;;#WERT!\n1;R4\n2;R3;31.01.2024;5,00\n"
    )
    assert faults(imported) == [
        (2, "invoice_date", "bad-date", "error"),
        (3, "net_amount", "bad-number", "error"),
        (4, "invoice_no", "missing-required", "error"),
        (4, "invoice_date", "missing-required", "error"),
        (4, "net_amount", "excel-error", "error"),
        (5, None, "short-row", "error"),
    ]
    first = imported.rejects.row(0, named=True)
    assert (first["header"], first["column"], first["value"]) == ("Rechnungsdatum", 3, "30.02.2024")
    assert first["raw"] == "1;R1;30.02.2024;10,00"
    account = imported.reconciliation
    assert (account.accepted, account.rejected) == (1, 4)
    assert account.rejected_sum == Decimal("10.00")


def test_a_bad_cell_of_a_side_column_costs_the_cell_not_the_line(bring_in: Import) -> None:
    imported = bring_in("Kundennummer;Rechnungsdatum;Netto;Menge\n1;31.01.2024;10,00;viele\n")
    assert faults(imported) == [(2, "quantity", "bad-number", "warning")]
    assert imported.reconciliation.rejected == 0
    assert imported.accepted.collect()["quantity"].to_list() == [None]


def test_a_bad_cell_of_money_costs_the_line(bring_in: Import) -> None:
    imported = bring_in("Kundennummer;Rechnungsdatum;Netto;Skonto\n1;31.01.2024;10,00;viel\n")
    assert faults(imported) == [(2, "cash_discount", "bad-number", "error")]
    assert imported.reconciliation.rejected == 1


@pytest.mark.parametrize(
    "row", ["Summe;;;15,50", "Gesamt:;;;15,50", ";;Total;15,50", "Summe;15,50", "Endsumme;;31.01.2024;15,50"]
)
def test_a_totals_row_is_the_control_total(bring_in: Import, row: str) -> None:
    imported = bring_in(HEADER + f"1;R1;31.01.2024;10,00\n;R2;31.01.2024;5,50\n{row}\n")
    account = imported.reconciliation
    assert (account.totals, account.rejected, account.control_total) == (1, 0, Decimal("15.50"))
    assert "control total agrees: 15.50" in said(imported)


def test_subtotals_match_what_stands_above_them(bring_in: Import) -> None:
    first = "1;R1;31.01.2024;10,00\nZwischensumme;;;10,00\n"
    second = "2;R2;31.01.2024;5,50\nZwischensumme;;;5,50\n"
    account = bring_in(HEADER + first + second + "Gesamtsumme;;;15,50\n").reconciliation
    assert (account.accepted, account.totals, account.control_total) == (2, 3, Decimal("15.50"))


@pytest.mark.parametrize(
    "rows",
    [
        ("Gesamt;R;31.03.2024;15,50",),
        ("1;Summe;31.03.2024;15,50",),
        ("1;Übertrag;31.03.2024;15,50", "1;Übertrag;31.03.2024;15,50"),
        ("Gesamtergebnis;R;31.03.2024;15,50",),
    ],
)
def test_a_totals_row_may_be_complete_with_date_and_customer(bring_in: Import, rows: tuple[str, ...]) -> None:
    lines = ("1;R1;31.01.2024;10,00", "2;R2;31.01.2024;5,50", *rows, "")
    account = bring_in(HEADER + "\n".join(lines)).reconciliation
    assert (account.accepted, account.totals, account.net_sum) == (2, len(rows), Decimal("15.50"))


def test_subtotals_by_customer_stand_in_place_of_its_number(bring_in: Import) -> None:
    first = "1001;R1;31.01.2024;10,00\n1001;R2;31.01.2024;20,00\nSumme 1001;-;31.01.2024;30,00\n"
    second = "1002;R3;31.01.2024;7,00\n1002 Summe;-;31.01.2024;7,00\nErgebnis;-;31.01.2024;37,00\n"
    account = bring_in(HEADER + first + second).reconciliation
    assert (account.accepted, account.totals, account.net_sum) == (3, 3, Decimal(37))


def test_a_complete_totals_row_far_below_the_sample_is_found_in_the_fast_lane(
    bring_in: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened, "SAMPLE_ROWS", 50)
    account = bring_in(HEADER + "1;R1;31.01.2024;10,00\n" * 300 + "Gesamt;R;31.03.2024;3.000,00\n").reconciliation
    assert (account.accepted, account.totals, account.net_sum) == (300, 1, Decimal(3000))


def test_a_name_like_a_label_is_no_totals_row(bring_in: Import) -> None:
    text = "Kundennummer;Kundenname;Rechnungsdatum;Nettobetrag;Artikelbezeichnung\n1;Total;31.01.2024;10,00;Summe\n"
    assert bring_in(text).reconciliation.accepted == 1


def test_a_totals_row_that_does_not_match_is_rejected_and_compared(bring_in: Import) -> None:
    imported = bring_in(HEADER + "1;R1;31.01.2024;10,00\nSumme;;;16,50\n")
    assert faults(imported) == [(3, None, "totals-row", "error")]
    assert imported.reconciliation.control_difference == Decimal("-6.50")
    assert "differs: read minus control total = -6.50" in said(imported)


def test_a_customer_called_total_is_a_customer(bring_in: Import) -> None:
    account = bring_in(HEADER + "1;R1;31.01.2024;10,00\nTotal;R2;31.01.2024;10,00\n").reconciliation
    assert (account.accepted, account.totals, account.control_total) == (2, 0, None)


def test_missing_invoice_numbers_make_each_line_an_invoice(bring_in: Import) -> None:
    imported = bring_in("Kundennummer;Rechnungsdatum;Netto\n1;31.01.2024;10,00\n1;31.01.2024;5,00\n")
    assert imported.accepted.collect()["invoice_no"].n_unique() == 2
    assert "each line counts as an invoice" in said(imported)


def test_the_net_amount_can_be_derived(bring_in: Import) -> None:
    imported = bring_in(
        "Kundennummer;Rechnungsdatum;Menge;Einzelpreis;Rabatt %\n"
        "1;31.01.2024;3;1,55;12,5\n1;31.01.2024;2;2,00;\n1;31.01.2024;;2,00;\n1;31.01.2024;1;2,00;viel\n"
    )
    assert imported.accepted.collect()["net_amount"].to_list() == [Decimal("4.0688"), Decimal("4.0000")]
    assert {fault[:3] for fault in faults(imported)} == {
        (4, "net_amount", "missing-required"),
        (5, "discount_pct", "bad-number"),
    }


def first_lines(one: Imported) -> list[tuple[str | None, int]]:
    return [(each.name, each.first) for each in one.currencies]


def test_currencies_are_told_each_with_its_first_line(bring_in: Import) -> None:
    head, row = "Kundennummer;Rechnungsdatum;Netto;Währung\n", "1;31.01.2024;1,50;{}\n"
    rows = "".join(row.format(name) for name in ("EUR", "€", "USD", "", "usd"))
    assert first_lines(bring_in(head + rows)) == [("EUR", 2), ("USD", 4), (None, 5)]
    assert first_lines(bring_in(head + row.format("x")[:-1] + "1\n" + row.format(""))) == [("X1", 2), (None, 3)]
    assert bring_in(HEADER + "1;R1;31.01.2024;10,00\n").currencies == ()


def test_a_customer_number_stands_once_in_the_master(bring_in: Import) -> None:
    imported = bring_in("Kundennummer;Name;PLZ\n1;A;01234\n1;B;01234\n;C;01234\n", "customer")
    assert faults(imported) == [
        (3, "customer_id", "duplicate-key", "error"),
        (4, "customer_id", "missing-required", "error"),
    ]
    assert imported.accepted.collect()["postcode"].to_list() == ["01234"]


def test_unknown_document_types_are_kept_and_told_unknown_activities_are_other(bring_in: Import) -> None:
    imported = bring_in(
        "Kundennummer;Rechnungsdatum;Netto;Belegart\n1;31.01.2024;1,50;Gutschrift\n1;31.01.2024;1,50;Proforma\n"
    )
    assert imported.accepted.collect()["doc_type"].to_list() == ["credit", "Proforma"]
    assert "1 × unknown, treated as an invoice" in said(imported)
    imported = bring_in("Kundennummer;Datum;Art;Minuten\n1;31.01.2024;Besuch;5\n1;31.01.2024;Kaffee;5\n", "activity")
    assert imported.accepted.collect()["kind"].to_list() == ["visit", "other"]


@pytest.mark.parametrize(("rate", "net"), [("2,5", Decimal(1234)), ("2.5", Decimal("1.234"))])
def test_another_column_settles_the_decimal_mark(bring_in: Import, rate: str, net: Decimal) -> None:
    imported = bring_in(f"Kundennummer;Rechnungsdatum;Netto;Skonto\n1;31.01.2024;1.234;{rate}\n")
    assert imported.reconciliation.net_sum == net


AMBIGUOUS = {
    "decimal": HEADER + "1;R1;31.01.2024;1.234\n2;R2;01.02.2024;12.345\n",
    "dates": HEADER + "1;R1;03/04/2024;1,50\n2;R2;05/06/2024;2,50\n",
    "discount": prices("1;31.01.2024;2;10,00;0,5", "1;31.01.2024;1;10,00;1"),
    "sale": HEADER.strip() + ";S/H\n1;R1;31.01.2024;100,00;S\n1;R2;31.01.2024;90,00;H\n",
}


@pytest.mark.parametrize(
    ("option", "flags"),
    [
        ("decimal", ("--decimal ,", "--decimal .")),
        ("dates", ("dmy", "mdy")),
        ("discount", ("percent", "fraction")),
        ("sale", ("debit", "credit")),
    ],
)
def test_what_no_value_tells_is_asked_not_guessed(bring_in: Import, option: str, flags: tuple[str, str]) -> None:
    with pytest.raises(SourceError) as refused:
        bring_in(AMBIGUOUS[option])
    for lang in ("de", "en"):
        said = refused.value.line(lang)
        assert "export.csv" in said
        assert f"--{option}" in said
        assert all(flag in said for flag in flags)


def test_whoever_answers_is_believed(bring_in: Import) -> None:
    for mark, net in ((",", Decimal(13579)), (".", Decimal("13.579"))):
        assert bring_in(AMBIGUOUS["decimal"], options=ImportOptions(decimal=mark)).reconciliation.net_sum == net
    for order, days in (("dmy", (date(2024, 4, 3), date(2024, 6, 5))), ("mdy", (date(2024, 3, 4), date(2024, 5, 6)))):
        rows = bring_in(AMBIGUOUS["dates"], options=ImportOptions(dates=order)).accepted.collect()
        assert tuple(rows["invoice_date"]) == days


@pytest.mark.parametrize(
    ("option", "answer", "net"),
    [
        ("discount", "percent", "29.80"),
        ("discount", "fraction", "10"),
        ("sale", "debit", "10"),
        ("sale", "credit", "-10"),
    ],
)
def test_an_answer_that_changes_sums_is_taken(bring_in: Import, option: str, answer: str, net: str) -> None:
    imported = bring_in(AMBIGUOUS[option], options=ImportOptions.of({option: answer}))
    assert imported.reconciliation.net_sum == Decimal(net)


def test_a_column_of_unusual_pricing_units_is_not_left_out_without_a_word(bring_in: Import) -> None:
    rows = "1;31.01.2024;50;10,00;25\n1;31.01.2024;24;12,00;12\n"
    imported = bring_in("Kundennummer;Rechnungsdatum;Menge;Einzelpreis;PE\n" + rows)
    assert "PE: not read as the pricing unit" in said(imported)
    assert imported.reconciliation.net_sum == Decimal(788)
    proven = bring_in(
        "Kundennummer;Rechnungsdatum;Menge;Listenpreis;PE;Netto\n1;31.01.2024;50;10,00;25;20,00\n"
        "1;31.01.2024;24;12,00;12;24,00\n"
    )
    assert proven.accepted.collect()["list_price"].to_list() == [Decimal("0.4"), Decimal(1)]


WHOLE = [f"1;R{number % 6};31.01.2024;{100 + number % 6},00" for number in range(12)]


def test_the_amount_of_an_invoice_on_each_of_its_lines_is_asked_about(bring_in: Import) -> None:
    text = HEADER.replace("Nettobetrag", "Rechnungsbetrag") + "\n".join(WHOLE)
    mapping = {"net_amount": "Rechnungsbetrag"}
    with pytest.raises(OpenQuestionError, match=r"the same on all lines of an invoice \(6 invoices\)"):
        bring_in(text, mapping=mapping)
    said_so = bring_in(text, mapping=mapping, options=ImportOptions(amounts="line"))
    assert said_so.reconciliation.net_sum == 2 * Decimal(615)
    with pytest.raises(SourceError, match="lacks Net amount"):
        bring_in(text, mapping=mapping, options=ImportOptions(amounts="invoice"))


@pytest.mark.parametrize("amounts", ["line", "invoice", None])
def test_the_amount_of_an_invoice_gives_way_to_that_of_the_line(bring_in: Import, amounts: Whole | None) -> None:
    """Prices that add up to it prove it, whatever they are besides."""
    header = HEADER.replace("Nettobetrag\n", "Nettobetrag;Menge;Einzelpreis\n")
    rows = [f"{line};1;{40 if number < 6 else 60 + number % 6},00" for number, line in enumerate(WHOLE)]
    imported = bring_in(header + "\n".join(rows), options=ImportOptions(amounts=amounts))
    assert imported.reconciliation.net_sum == Decimal(615) * (2 if amounts == "line" else 1)
    assert ("amount of the whole invoice" in said(imported)) is (amounts != "line")


@pytest.mark.parametrize(("net", "rate"), [("398,00", "0.5"), ("200,00", "50")])
@pytest.mark.parametrize("header", ["Rabatt", "Rabatt %"])
def test_what_the_amounts_prove_of_discounts_below_one_is_not_asked(
    bring_in: Import, header: str, net: str, rate: str
) -> None:
    row = f"1;31.01.2024;2;200,00;0,5;{net}\n"
    imported = bring_in(f"Kundennummer;Rechnungsdatum;Menge;Listenpreis;{header};Nettobetrag\n" + row * 3)
    assert imported.accepted.collect()["discount_pct"].to_list() == [Decimal(rate)] * 3
    assert ("half a per cent" in said(imported)) is (rate == "0.5")


def test_a_given_column_goes_before_the_proposed_one_and_can_be_left_out(bring_in: Import) -> None:
    text = "Kundennummer;Rechnungsdatum;Netto;Zahlbetrag;Menge\n1;31.01.2024;1,50;1,40;2\n"
    imported = bring_in(text, None, {"net_amount": "Zahlbetrag", "quantity": ""})
    assert imported.reconciliation.net_sum == Decimal("1.40")
    assert "quantity" not in imported.mapping


def test_headers_that_look_like_fields_do_no_harm(bring_in: Import) -> None:
    imported = bring_in("line;Kundennummer;Rechnungsdatum;Netto;customer_id;bucket\n1;5;31.01.2024;3,50;7;x\n")
    assert imported.mapping["customer_id"] == "customer_id"
    assert imported.accepted.collect()["customer_id"].to_list() == ["7"]


def test_a_file_that_fits_no_table_says_what_is_missing(bring_in: Import) -> None:
    with pytest.raises(SourceError) as refused:
        bring_in("Foo;Bar\n1;2\n")
    assert "--map customer_id=COLUMN; found: Foo, Bar" in refused.value.line("en")


def test_preview_shows_layout_mapping_and_first_rows(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Liste\n" + HEADER + "1;R1;31.01.2024;10,00\n" * 80, encoding="cp1252")
    shown = preview(path, Asked(), tmp_path)
    assert (shown.table.id, shown.delimiter, shown.header_line, shown.preamble) == ("sales_line", ";", 2, ("Liste",))
    assert shown.rows.height == 50
    assert shown.confidence["net_amount"] == "exact"


def _is_too_wide(text: str, refusal: str) -> bool:
    """Whether a file is refused for a line that has indeed a filled cell more than the header has columns."""
    named = re.search(r"line (\d+) has one more filled cell", refusal)
    if named is None:
        return False
    cells = next(csv.reader(text.splitlines(keepends=True)[int(named[1]) - 1 :], delimiter=";"))
    return len(cells) == HEADER.count(";") + 2 and bool(cells[-1].strip())


CELLS = st.sampled_from(
    ["1", "", "R1", "31.01.2024", "30.02.2024", "10,00", "1.234,5", "-3,1", "x", '"', "Summe", "10,00;", "\n"]
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=20))
def test_every_line_and_every_amount_of_any_ledger_is_accounted_for(bring_in: Import, table: list[list[str]]) -> None:
    body = "".join(";".join(row) + "\n" for row in table)
    if not any(line.strip('; "') or line.count('"') % 2 for line in body.split("\n")):
        with pytest.raises(SourceError, match="no line of data"):
            bring_in(HEADER + body, "sales_line")
        return
    try:
        imported = bring_in(HEADER + body, "sales_line")
    except SourceError as error:
        if _is_too_wide(HEADER + body, error.message.en):
            return
        raise
    account = imported.reconciliation
    assert account.is_balanced
    assert account.lines == 1 + body.count("\n")
    assert imported.accepted.collect().height == account.accepted
    errors = imported.rejects.filter(imported.rejects["severity"] == "error")
    assert errors["line_first"].n_unique() == account.rejected


def test_an_amount_beyond_belief_costs_its_line(bring_in: Import) -> None:
    imported = bring_in(HEADER + "1;R1;31.01.2024;99.999.999.999.999,00\n" * 30 + "1;R1;31.01.2024;99.999.999.999,00\n")
    assert {fault[1:] for fault in faults(imported)} == {("net_amount", "bad-number", "error")}
    account = imported.reconciliation
    assert (account.accepted, account.rejected, account.net_sum) == (1, 30, Decimal(99_999_999_999))


def test_a_companys_own_revenue_may_be_larger(bring_in: Import) -> None:
    imported = bring_in("Kundennummer;Name;Jahresumsatz\n1;Wolfsburg AG;322.284.000.000,00\n", "customer")
    assert imported.accepted.collect()["annual_revenue"].to_list() == [Decimal(322_284_000_000)]


@pytest.mark.parametrize("discount", ["", "10,0", "99.999.999.999,0", "-99.999.999.999,0"])
def test_quantity_times_price_beyond_belief_is_a_bad_number(bring_in: Import, discount: str) -> None:
    row = f"1;31.01.2024;99.999.999.999,5;99.999.999.999,5;{discount}"
    imported = bring_in(prices(row, "1;31.01.2024;2,0;1,5;", "1;31.01.2024;;1,5;"))
    beyond = [(2, "discount_pct", "bad-number", "error")] if "999" in discount else []
    assert faults(imported) == [
        (2, "net_amount", "bad-number", "error"),
        *beyond,
        (4, "net_amount", "missing-required", "error"),
    ]
    assert imported.reconciliation.net_sum == Decimal(3)


def test_documents_dated_far_ahead_are_rejected_agreed_days_are_not(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(
        "Kundennummer;Rechnungsdatum;Netto;Fällig am\n1;01.02.2027;1,50;01.02.2031\n"
        "1;03.02.2027;1,50;\n1;31.12.1899;1,50;\n"
    )
    imported = read_file(path, Asked(), tmp_path, today=date(2026, 1, 31))
    assert faults(imported) == [
        (3, "invoice_date", "date-out-of-range", "error"),
        (4, "invoice_date", "date-out-of-range", "error"),
    ]
    assert imported.accepted.collect()["due_date"].to_list() == [date(2031, 2, 1)]
    assert len(faults(read_file(path, Asked(), tmp_path))) == 1


def test_of_columns_with_one_name_the_first_counts_and_it_is_said(bring_in: Import) -> None:
    text = "Kundennummer;Rechnungsdatum;Netto;Netto;Netto;Menge;Menge\n1;31.01.2024;1,50;2,50;3,50;1;2\n"
    imported = bring_in(text)
    assert imported.mapping["net_amount"] == "Netto"
    assert not {"Netto (2)", "Netto (3)", "Menge (2)"} & set(imported.mapping.values())
    assert "more than once: Netto, Menge (the first" in said(imported)
    assert bring_in(text, None, {"net_amount": "Netto (2)"}).reconciliation.net_sum == Decimal("2.50")
    assert "more than once" not in said(bring_in(HEADER + "1;R1;31.01.2024;10,00\n"))


def test_columns_with_one_name_are_listed_as_unused(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Kundennummer;Rechnungsdatum;Netto;Netto\n1;31.01.2024;1,50;2,50\n")
    assert preview(path, Asked(), tmp_path).unused == ("Netto (2)",)


def test_a_file_written_to_while_its_lines_are_split_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "export.csv"
    path.write_text(HEADER + "1;R1;31.01.2024;10,00\n" * 3)
    split = checks.split

    def split_and_grow(*given: Any) -> checks.Split:
        with path.open("a") as file:
            file.write("1;R1;31.01.2024;10,00\n")
        return split(*given)

    monkeypatch.setattr(checks, "split", split_and_grow)
    with pytest.raises(SourceError, match="changed while it was being read"):
        read_file(path, Asked(), tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_full_temporary_folder_is_blamed_not_the_file(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "export.csv"
    rows = "".join(f"{number * 7919 % 99991};RÜ{number * 31337};31.01.2024;{number},37\n" for number in range(150_000))
    path.write_bytes((HEADER + rows).encode(encoding))
    with small_disk(tmp_path / "disk") as disk:
        (disk / "kw-import-1").mkdir()
        with pytest.raises(SourceError) as refused:
            read_file(path, Asked(), disk / "kw-import-1")
        assert f"no space left in the temporary folder {disk} - free some space" in refused.value.line("en")


@pytest.fixture
def together(tmp_path: Path) -> Callable[..., list[Imported]]:
    """Read files that share their columns, each with the help of the others."""

    def together(*texts: str, options: ImportOptions = DEFAULT) -> list[Imported]:
        several = []
        for number, text in enumerate(texts):
            path = tmp_path / f"{number}.csv"
            path.write_text(text, "utf-8")
            several.append(open_file(path, Asked("sales_line", options=options), tmp_path))
        return [read_opened(one, [other for other in several if other is not one], tmp_path) for one in several]

    return together


Together = Callable[..., list[Imported]]
ENGLISH = "Customer ID,Invoice No,Invoice Date,Net Amount\n"


def days(imported: Imported) -> set[date]:
    return set(imported.accepted.collect()["invoice_date"])


def test_other_files_settle_what_one_leaves_open_and_that_is_remembered(together: Together) -> None:
    unclear, clear = together(
        HEADER + "1;R1;03/04/2024;1.234\n" * 3, HEADER + "2;R2;31/01/2024;2,50\n" + "2;R3;01/02/2024;1,00\n"
    )
    assert (days(unclear), unclear.reconciliation.net_sum) == ({date(2024, 4, 3)}, Decimal(3702))
    assert (unclear.options.decimal, unclear.options.dates) == (",", "dmy")
    assert clear.options == ImportOptions()


def test_files_that_all_leave_it_open_are_asked_about(together: Together) -> None:
    with pytest.raises(SourceError, match="0.csv"):  # noqa: RUF043
        together(HEADER + "1;R1;31.01.2024;1.234\n", HEADER + "2;R2;31.01.2024;2.345\n")


def test_what_a_file_proves_itself_goes_before_what_others_prove(together: Together) -> None:
    german, english = together(HEADER + "1;R1;31/01/2024;1,50\n" * 3, HEADER + "2;R2;01/31/2024;1.50\n" * 5)
    assert (german.reconciliation.accepted, german.reconciliation.net_sum) == (3, Decimal("4.50"))
    assert (english.reconciliation.accepted, english.reconciliation.net_sum) == (5, Decimal("7.50"))
    assert days(german) == days(english) == {date(2024, 1, 31)}


def test_fractions_and_ids_of_one_file_are_not_read_by_the_lights_of_another(together: Together) -> None:
    """It would be read otherwise as soon as it is read again alone."""
    head, row = HEADER.replace("\n", ";Rabatt %\n"), "{};R1;31.01.2024;1,50;{}\n"
    said_of_both = ImportOptions(discount="fraction")
    one, other = together(
        head + row.format("17850.0", "0,2") * 3, head + row.format("K-1", "20") * 5, options=said_of_both
    )
    rows = one.accepted.collect()
    assert (set(rows["customer_id"]), set(rows["discount_pct"])) == ({"17850"}, {Decimal(20)})
    assert set(other.accepted.collect()["discount_pct"]) == {Decimal(20)}


@pytest.mark.parametrize(("proof", "day"), [("31/01/2024", date(2024, 4, 3)), ("01/31/2024", date(2024, 3, 4))])
@pytest.mark.parametrize("late", ["1.5E1", "7.00-"])
def test_what_other_files_settled_holds_for_late_odd_lines_too(
    together: Together, monkeypatch: pytest.MonkeyPatch, proof: str, day: date, late: str
) -> None:
    monkeypatch.setattr(opened, "SAMPLE_ROWS", 20)
    unclear = ENGLISH + "1,R1,03/04/2024,1.50\n" * 40 + f"1,R2,03/04/2024,{late}\n"
    one, _ = together(unclear, ENGLISH + f"2,R1,{proof},2.50\n" * 30)
    assert days(one) == {day}
    assert one.options.dates == ("dmy" if day.month == 4 else "mdy")
    assert one.reconciliation.accepted == 41


def test_a_question_that_only_late_lines_raise_is_asked(bring_in: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "SAMPLE_ROWS", 20)
    head = HEADER.replace("\n", ";Menge;Rabatt %\n")
    rows = "1;R1;31.01.2024;1.234;2;2,5\n" * 30
    assert bring_in(head + rows).reconciliation.net_sum == Decimal(30 * 1234)
    with pytest.raises(SourceError, match="1.234"):  # noqa: RUF043
        bring_in(head + rows + "1;R1;31.01.2024;1.234;2.5;2,5\n")


@pytest.mark.parametrize(
    ("columns", "plain", "late", "net"),
    [
        ("Menge;Einzelpreis", "2;1,50", "2;1.234,50", Decimal("2469.00")),
        ("Menge;Einzelpreis", "2;1,50", "2-;1,50", Decimal("-3.00")),
        ("Nettobetrag;Brutto", "100,00;119,00", "1.000,00;1.190,00", Decimal("1000.00")),
    ],
)
def test_late_lines_of_a_ledger_that_is_computed_are_read_in_their_own_way(
    bring_in: Import, monkeypatch: pytest.MonkeyPatch, columns: str, plain: str, late: str, net: Decimal
) -> None:
    """Such a file is read with care throughout, and by the light of all its lines."""
    monkeypatch.setattr(opened, "SAMPLE_ROWS", 20)
    head = f"Kundennummer;Rechnungsnummer;Rechnungsdatum;{columns}\n"
    imported = bring_in(head + f"1;R1;31.01.2024;{plain}\n" * 40 + f"1;R2;2024-02-01;{late}\n")
    assert imported.reconciliation.rejected == 0
    assert imported.accepted.collect().row(-1, named=True)["net_amount"] == net


def test_progress_tells_of_bytes_and_lines(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(HEADER + "1;R1;31.01.2024;10,00\n" * 3 + "1;R1;31.01.2024;10,00-\n")
    told: list[tuple[Step, int, int]] = []
    read_file(path, Asked(), tmp_path, lambda *given: told.append(given))
    assert {step for step, *_ in told} == {Step.READ, Step.CHECK}
    assert max(done for step, done, _ in told if step is Step.READ) == path.stat().st_size
    assert {total for step, _, total in told if step is Step.CHECK} == {5}
    assert max(done for step, done, _ in told if step is Step.CHECK) == 4


def test_a_currency_that_only_a_late_line_names_is_the_one_of_that_line(
    bring_in: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened, "SAMPLE_ROWS", 10)
    text = HEADER + "1;R1;31.01.2024;10,00\n" * 20 + "1;R2;31.01.2024;5,00 USD\n1;R3;31.01.2024;x\n"
    imported = bring_in(text)
    assert [(each.name, each.lines, each.total) for each in imported.currencies] == [
        (None, 20, Decimal(200)),
        ("USD", 1, Decimal(5)),
    ]
    assert faults(imported) == [(23, "net_amount", "bad-number", "error")]
    assert imported.reconciliation.is_balanced
