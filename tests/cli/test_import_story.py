from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from kw_tui.cli.import_story import FAULTS_SHOWN, account, story
from kw_tui.vocabulary.sources import SALES_LINE
from kw_tui.vocabulary.texts import Text
from kw_tui.workbench import Imported, Workbench
from kw_tui.workbench.imported import InCurrency, Unknown
from tests.cli.conftest import LEDGER

BAD = """0006;X;R8;30.02.2026;A;1;10,00;5,00
0006;X;R8;31.02.2026;A;1;10,00;5,00
0006;X;R8
"""


@pytest.fixture
def imported(tmp_path: Path) -> Imported:
    """The small ledger with three lines that are rejected."""
    path = tmp_path / "umsatz.csv"
    path.write_text(LEDGER + BAD, encoding="utf-8")
    return Workbench.open_or_new(tmp_path / "s.kw.toml").import_files([path], dry_run=True)[0]


def lines(one: Imported, lang: str = "de", saved: Path | None = None) -> list[str]:
    title, *told = story(one, lang, "EUR", saved).splitlines()  # type: ignore[arg-type]
    assert title == f"{one.path}: {SALES_LINE.label.in_(lang)}"  # type: ignore[arg-type]
    assert all(line.startswith("  ") for line in told)
    return [" ".join(line.split()) for line in told]


def faulty(one: Imported, **columns: list[object]) -> Imported:
    severity = {"severity": ["error"] * len(columns["code"])}
    return replace(one, faults=pl.DataFrame(columns | severity, schema=one.faults.schema))


def test_counts_sums_faults_and_columns_are_told(imported: Imported) -> None:
    told = lines(imported)
    assert told[:4] == ["Zeilen 11", "Kopfzeilen 1", "angenommen 7", "abgewiesen 3"]
    assert told[4:6] == ["Summe 4.044,46 EUR", "Summe abgewiesen 20,00 EUR"]
    assert told[6:8] == [
        '2 × kein lesbares Datum, Rechnungsdatum (zuerst Zeile 9: "30.02.2026") - Datum berichtigen',
        '1 × zu wenige Felder (Zeile 11: "0006;X;R8") - Zeile ergänzen',
    ]
    assert told[-1].startswith("Zugeordnet: Kundennummer = Kundennummer, Rechnungsnummer = Rechnungsnummer")


def test_the_same_in_english(imported: Imported) -> None:
    told = lines(imported, "en")
    assert '2 × not a readable date, Invoice date (first line 9: "30.02.2026") - correct the date' in told
    assert told[-1].startswith("Mapped: Customer no. = Kundennummer")


def test_every_fault_is_counted_though_few_are_listed(imported: Imported) -> None:
    count = FAULTS_SHOWN + 3
    many = faulty(
        imported,
        code=["bad-number"] * count,
        field=["net_amount"] * count,
        count=[1_234_567, *[1] * (count - 1)],
        line_first=list(range(2, count + 2)),
        value=["x"] * count,
    )
    told = lines(many)
    assert len([line for line in told if "keine lesbare Zahl" in line]) == FAULTS_SHOWN
    assert any(line.startswith("1.234.567 × keine lesbare Zahl, Nettobetrag (zuerst Zeile 2") for line in told)
    assert "und 3 weitere Arten von Fehlern" in told


def test_what_stood_there_is_short_and_safe(imported: Imported) -> None:
    one = faulty(
        imported,
        code=["stray-quote", "from-elsewhere", "missing-required"],
        field=[None, "no_such_field", "customer_id"],
        count=[1, 1, 1],
        line_first=[2, 3, 4],
        value=["\x1b[31m" + "x" * 500, "\u202e", None],
    )
    told = "\n".join(lines(one))
    assert 'Text (Zeile 2: "·[31m' + "x" * 35 + '…") -' in told
    assert '1 × from-elsewhere (Zeile 3: "¿") -' in told
    assert "1 × Pflichtfeld leer, Kundennummer (Zeile 4) -" in told


def test_where_rejected_lines_are_or_how_to_get_them(imported: Imported) -> None:
    assert "Abgewiesene Zeilen zum Berichtigen sichern: --rejects DATEI" in lines(imported)
    assert "Abgewiesene Zeilen zum Berichtigen: bad.csv" in lines(imported, saved=Path("bad.csv"))
    fine = replace(imported, reconciliation=replace(imported.reconciliation, rejected=0))
    assert not any("zum Berichtigen" in line for line in lines(fine))


def test_guesses_bear_a_question_mark(imported: Imported) -> None:
    guessed = replace(imported, guesses=frozenset({"quantity"}))
    assert "Menge = Menge (?)" in lines(guessed)[-1]
    assert lines(guessed)[-1].count("?") == 1
    assert account(guessed)["guesses"] == ["quantity"]


def test_notes_are_told(imported: Imported) -> None:
    noted = replace(imported, notes=(Text("zwei\x07", "two"),))
    assert "Hinweis: zwei·" in lines(noted)
    assert "Note: two" in lines(noted, "en")


def test_what_was_set_aside_is_told_by_reason(imported: Imported) -> None:
    groups = pl.DataFrame({"aside": ["payment", "odd-one"], "count": [1200, 1], "sum": [None, None]})
    apart = replace(imported, reconciliation=replace(imported.reconciliation, aside=groups))
    told = lines(apart)
    place = told.index("beiseitegelegt 1.201")
    assert told[place + 1 : place + 3] == ["1.200 × Zahlung", "1 × odd-one"]
    assert [group["count"] for group in account(apart)["aside"]] == [1200, 1]


def test_amounts_are_in_the_currency_of_the_file_and_never_rounded(imported: Imported) -> None:
    exact = replace(imported.reconciliation, net_sum=Decimal("4044.4612"))
    assert "Summe 4.044,4612 CHF" in lines(replace(imported, currency="CHF", reconciliation=exact))


def test_customers_the_master_does_not_know_are_told_beside_the_lines_they_are_part_of(imported: Imported) -> None:
    one = faulty(imported, code=["unknown-customer"], field=["customer_id"], count=[1200], line_first=[3], value=["K9"])
    one = replace(one, faults=one.faults.with_columns(severity=pl.lit("warning")))
    one = replace(one, unknown=Unknown(1200, 17, 3, "K9", Decimal("12.5")))
    told = lines(one)
    assert told[told.index("angenommen 7") + 1] == "1.200 × Kunde nicht im Kundenstamm (Kunden: 17)"
    assert told[told.index("Summe 4.044,46 EUR") + 1] == "davon unbekannt 12,50 EUR"
    assert (
        '1.200 × Kundennummer unbekannt, Kundennummer (die Zeile zählt) (zuerst Zeile 3: "K9")'
        " - Nummer berichtigen, oder den Kundenstamm importieren"
    ) in told
    assert account(one)["unknown_customer"] == {
        "lines": 1200, "customers": 17, "first": 3, "value": "K9", "total": Decimal("12.5"),
    }  # fmt: skip
    assert account(imported)["unknown_customer"] is None


def test_converted_sums_bear_the_currency_of_the_session_and_the_others_that_of_the_file(imported: Imported) -> None:
    dollars = (InCurrency("USD", 7, 2, Decimal("4044.46")),)
    one = replace(imported, currency="EUR", currencies=dollars, converted_sum=Decimal("3640.01"))
    one = replace(one, converted_without_customer=Decimal("9.5"))
    assert lines(one)[4:7] == ["Summe 3.640,01 EUR", "Summe ohne Kunde 9,50 EUR", "Summe abgewiesen 20,00 USD"]
    assert account(one)["converted"] == {"accepted": Decimal("3640.01"), "without_customer": Decimal("9.5")}
    assert account(one)["sums"]["accepted"] == Decimal("4044.46")
    mixed = replace(one, currencies=(*dollars, InCurrency("EUR", 1, 3, Decimal(1))))
    assert "Summe abgewiesen 20,00" in lines(mixed)


def test_the_account_has_what_there_is_to_know(imported: Imported) -> None:
    told = account(imported)
    assert (told["accepted"], told["rejected"], told["sheet"], told["options"]) == (7, 3, None, {})
    assert [(fault["code"], fault["field"], fault["count"]) for fault in told["faults"]] == [
        ("bad-date", "invoice_date", 2),
        ("short-row", None, 1),
    ]
    assert [reject["line_first"] for reject in told["rejects"]] == [9, 10, 11]
    assert told["aside"] == []
    assert (told["currency"], told["converted"], told["replaces"]) == (None, None, None)
