"""Evidence from files as people have them: terms not applied, customers little known, texts that mean harm."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from kw_tui.core.evidence.evidence import Evidence
from kw_tui.core.evidence.found import EVIDENCE
from kw_tui.core.metrics.order_terms import ORDER_TERMS
from kw_tui.core.metrics.trace import below
from kw_tui.vocabulary.errors import DecisionError, UsageError
from kw_tui.workbench import Workbench
from tests.core.evidence.agreeing import agrees, by_id
from tests.workbench.all_tables import PEOPLE, made_of_all_tables
from tests.workbench.ledgers import NOW

SALES = (
    "Kundennummer;Kunde;Rechnungsnummer;Rechnungsdatum;Belegart;Artikelnummer;Artikelbezeichnung;Menge;Listenpreis;"
    "Nettobetrag;Wareneinsatz;Skonto;Bonus;Bezahlt am"
)
LINES = (
    # small orders: two without surcharge, one with, one large, one over two days
    "S1;Klein;R1;03.02.2026;Rechnung;A;Schraube;1;20,00;20,00;10,00;0,00;0,00;20.02.2026",
    "S1;Klein;R2;04.03.2026;Rechnung;A;Schraube;1;10,00;10,00;5,00;0,00;0,00;20.03.2026",
    "S1;Klein;R3;05.04.2026;Rechnung;A;Schraube;1;10,00;10,00;5,00;0,00;0,00;20.04.2026",
    "S1;Klein;R3;05.04.2026;Rechnung;Z;Mindermengenzuschlag;1;15,00;15,00;0,00;0,00;0,00;20.04.2026",
    "S1;Klein;R4;06.05.2026;Rechnung;A;Schraube;20;10,00;200,00;120,00;0,00;0,00;20.05.2026",
    "S1;Klein;R5;07.06.2026;Rechnung;A;Schraube;1;8,00;8,00;5,00;0,00;0,00;20.06.2026",
    "S1;Klein;R5;08.06.2026;Rechnung;A;Schraube;1;8,00;8,00;5,00;0,00;0,00;20.06.2026",
    "S1;Klein;R0;01.11.2024;Rechnung;A;Schraube;1;20,00;20,00;10,00;0,00;0,00;20.11.2024",
    # cash discount: after 10 days in time, after 40 late on both lines, one line without
    "S2;Spaet;R6;02.02.2026;Rechnung;B;Bohrer;10;100,00;1.000,00;500,00;20,00;0,00;12.02.2026",
    "S2;Spaet;R7;02.03.2026;Rechnung;B;Bohrer;10;100,00;900,00;500,00;18,00;0,00;11.04.2026",
    "S2;Spaet;R7;02.03.2026;Rechnung;C;Kiste;10;100,00;600,00;500,00;12,50;0,00;11.04.2026",
    "S2;Spaet;R7;02.03.2026;Rechnung;D;Band;1;100,00;100,00;50,00;0,00;0,00;11.04.2026",
    "S2;Spaet;R8;02.03.2024;Rechnung;B;Bohrer;10;100,00;900,00;500,00;18,00;9,00;11.04.2024",
    # a bonus
    "S3;Bonus;R9;02.03.2026;Rechnung;B;Bohrer;10;100,00;900,00;500,00;0,00;90,00;11.04.2026",
    "S3;Bonus;R10;02.04.2026;Rechnung;B;Bohrer;10;100,00;600,00;500,00;0,00;60,00;11.04.2026",
    "S3;Bonus;R11;02.02.2024;Rechnung;B;Bohrer;10;100,00;600,00;500,00;0,00;60,00;11.04.2024",
    # only credit notes
    "S4;Gutschrift;G1;02.04.2026;Gutschrift;B;Bohrer;-1;100,00;-60,00;-50,00;0,00;0,00;",
    "S4;Gutschrift;G2;02.05.2025;Gutschrift;B;Bohrer;-1;100,00;-60,00;-50,00;0,00;0,00;",
    # texts that mean harm, and a product without a number
    '"S5";"=HYPERLINK(""x"")";"[/R]12";02.04.2026;Rechnung;"@A1";"\x1b]52;c;x\x07[red]";1;100,00;60,00;50,00;1,00;0,00;'
    "02.09.2026",
    "S5;x;R13;31.10.2026;Rechnung;;;1;100,00;100,00;50,00;0,00;0,00;",
)
CUSTOMERS = ("Kundennummer;Name;Letzte Preisänderung", "S1;Klein;", "S3;Bonus;01.05.2020", "S6;Nie;01.05.2020")
CONCESSIONS = (
    "Kundennummer;Datum;Art;Listenwert;Kosten;Gewährt von;Grund;Befristet bis",
    *(f"S2;0{month}.0{month}.2026;Express;{10 * month},00;;Ute;;31.03.2026" for month in (2, 3, 4, 5)),
    "S2;01.06.2026;Muster;;7,25;Ute;;31.05.2026",
    *(f"S5;0{month}.05.2026;=cmd|x;5,00;2,00;[b]Bo;\x1b[31mweil\u202e;" for month in (1, 2, 3)),
    *(f"S6;0{month}.05.2026;Muster;;;;;" for month in (1, 2, 3)),
)
SETTINGS = {"waived_limit": 0, "rate_order": 15, "bonus_threshold": 5000, "cash_discount_days": 14}
EVERYBODY = ("S1", "S2", "S3", "S4", "S5", "S6")


def written(folder: Path, name: str, lines: Iterable[str]) -> Path:
    (folder / name).write_text("\r\n".join([*lines, ""]), encoding="utf-8")
    return folder / name


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    folder = tmp_path_factory.mktemp("terms")
    files = [
        written(folder, "umsatz.csv", [SALES, *LINES]),
        written(folder, "kunden.csv", CUSTOMERS),
        written(folder, "kulanz.csv", CONCESSIONS),
    ]
    made = Workbench.open_or_new(folder / "terms.kw.toml", clock=lambda: NOW)
    made.import_files(files)
    made.set(**SETTINGS)
    return made


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    return made_of_all_tables(tmp_path_factory.mktemp("full"))


def row_of(bench: Workbench, customer: str) -> dict[str, Any]:
    return bench.portfolio().row(by_predicate=pl.col("customer_id") == customer, named=True)


def told(bench: Workbench, customer: str, finding: str) -> dict[str, Evidence]:
    (shown,) = bench.shown(customer, finding)
    return by_id(shown.evidence)


def test_small_orders_are_those_without_surcharge_of_one_day_below_the_minimum(bench: Workbench) -> None:
    row, found = row_of(bench, "S1"), told(bench, "S1", "waived_small_orders")["small_orders"]
    assert found.rows["invoice_no"].to_list() == ["R1", "R2"]
    assert found.rows["handling"].to_list() == [Decimal(15), Decimal(15)]
    earned = [20 * row["db1_ratio"], 10 * row["db1_ratio"]]
    assert [float(one) for one in found.rows["earned"]] == pytest.approx(earned, abs=1e-3)
    assert found.rows["adds"].sum() == row["small_order_cost"]
    assert "15,00" in found.how.de
    (line,) = found.behind(0).to_dicts()
    assert (line["part_amount"], line["file"], line["line"]) == (Decimal(20), "umsatz.csv", 2)


def test_late_discounts_tell_how_late(bench: Workbench) -> None:
    found = told(bench, "S2", "waived_cash_discount")["late_discounts"]
    (order,) = found.rows.to_dicts()
    assert (order["invoice_no"], order["paid_date"]) == ("R7", date(2026, 4, 11))
    assert (order["discount_days"], order["days_late"]) == (40, 26)
    assert (order["amount"], order["cash_discount"]) == (Decimal(1600), Decimal("30.50"))
    assert found.behind(0)["part_cash_discount"].to_list() == [Decimal(18), Decimal("12.5"), Decimal(0)]
    assert found.behind(0)["line"].to_list() == [11, 12, 13]


def test_a_bonus_stands_beside_its_threshold(bench: Workbench) -> None:
    (row,) = told(bench, "S3", "waived_bonus")["bonus"].rows.to_dicts()
    assert (row["bonus"], row["revenue_invoiced"]) == (Decimal(150), Decimal(1500))
    assert row["bonus_threshold"] == 5000
    assert row["missing"] == 5000 - row["revenue_a_year"]
    assert told(bench.as_if({"bonus_threshold": 0}), "S3", "waived_bonus")["bonus"].rows.is_empty()


def test_a_habit_names_who_gave_it_and_what_could_be_done(bench: Workbench) -> None:
    found = told(bench, "S2", "free_service_habit")
    assert found["kinds"].rows.select("kind", "times", "list_value").rows() == [("Express", 4, Decimal(140))]
    assert found["granted"].rows["granted_by"].to_list() == ["Ute"] * 4
    ways = {one["choice"]: one for one in found["ways"].rows.to_dicts()}
    assert ways["bill"]["effect"] == ways["name"]["named"] == 140
    assert ways["stop"]["effect"] is None, "the cost is not known, which is not 0"
    assert ways["name"]["effect"] == 0


def test_what_has_expired_counts_with_its_list_value_else_its_cost(bench: Workbench) -> None:
    rows = told(bench, "S2", "waived_concession")["expired"].rows
    assert rows["date"].to_list() == [date(2026, 4, 4), date(2026, 5, 5), date(2026, 6, 1)]
    assert rows["days_past"].to_list() == [4, 35, 1]
    assert rows["adds"].sum() == row_of(bench, "S2")["concession_expired"]


@pytest.mark.parametrize("period", ["12m", "all", "2026-01-01..2026-04-30"])
def test_everything_agrees_for_everybody_in_any_period(bench: Workbench, full: Workbench, period: str) -> None:
    compared = 0
    for made, customers in ((bench, EVERYBODY), (full, [f"K{number:02}" for number in range(PEOPLE)])):
        seen = Workbench.open(made.path, clock=lambda: NOW, period=period).as_if({**SETTINGS, "abc_a_customers": 0.4})
        for customer in customers:
            row = row_of(seen, customer)
            for finding in EVIDENCE:
                (shown,) = seen.shown(customer, finding)
                assert shown.is_found == bool(row[finding])
                compared += sum(agrees(one, row) for one in shown.evidence)
    assert compared > 600


@pytest.mark.parametrize("customer", ["S4", "S6"])
def test_who_only_returned_or_never_bought_has_no_rows_of_sales(bench: Workbench, customer: str) -> None:
    for finding in ("c_better_than_a", "waived_small_orders", "waived_cash_discount"):
        (shown,) = bench.shown(customer, finding)
        assert not shown.is_found
        assert all(one.rows.is_empty() for one in shown.evidence)


def test_only_found_ones_are_shown_unless_one_is_asked_for(bench: Workbench) -> None:
    ids = [one.finding.id for one in bench.shown("S2")]
    assert "waived_cash_discount" in ids
    assert "waived_bonus" not in ids
    assert bench.shown("S4") == ()


def test_texts_of_files_are_kept_as_they_are(bench: Workbench) -> None:
    found = told(bench, "S5", "free_service_habit")["granted"].rows
    assert found["reason"].to_list() == ["\x1b[31mweil\u202e"] * 3
    (order,) = told(bench, "S5", "waived_cash_discount")["late_discounts"].rows.to_dicts()
    assert order["invoice_no"] == "[/R]12"


def test_unknown_findings_tables_and_customers_are_refused(bench: Workbench) -> None:
    with pytest.raises(UsageError) as told_:
        bench.shown("S1", "leak")
    assert "leakage" in told_.value.line("en")
    with pytest.raises(DecisionError):
        bench.shown("nobody")
    (shown,) = bench.shown("S2", "free_service_habit")
    assert shown.table(None).id == "kinds"
    assert shown.table("ways").id == "ways"
    with pytest.raises(UsageError) as told_:
        shown.table("way")
    assert "granted" in told_.value.line("en")


def test_the_facts_of_orders_open_to_their_orders(bench: Workbench) -> None:
    for customer in EVERYBODY:
        row = row_of(bench, customer)
        for fact in ORDER_TERMS:
            rows = bench.evidence(customer, fact)
            assert (rows is None) == (row[fact] is None)
            if rows is not None:
                assert rows.total == row[fact]
                made = rows.frame["adds"].sum() if rows.made == "sum" else rows.frame.height
                assert made == row[fact], (customer, fact)
    found = bench.evidence("S1", "small_order_amount")
    assert found is not None
    assert found.frame["invoice_no"].to_list() == ["R1", "R2"]
    assert found.columns[-1].id == "adds"


def test_every_fact_that_is_said_to_have_rows_has_them(bench: Workbench, full: Workbench) -> None:
    for made, customer in ((bench, "S2"), (bench, "S1"), (full, "K04")):
        tree = [one for metric in made.metrics() for one in below(made.trace(customer, metric.id))]
        for one in {each.id: each for each in tree if each.has_rows}.values():
            assert one.value is None or made.evidence(customer, one.id) is not None, one.id


def test_the_same_question_has_the_same_answer(full: Workbench) -> None:
    again = Workbench.open(full.path, clock=lambda: NOW)
    for customer in ("K00", "K04"):
        for finding in EVIDENCE:
            (one,), (other,) = full.shown(customer, finding), again.shown(customer, finding)
            for mine, its in zip(one.evidence, other.evidence, strict=True):
                assert mine.rows.equals(its.rows)
                assert mine.lines.equals(its.lines)
                assert mine.how == its.how


def test_prices_of_invoices_only_stand_beside_what_the_master_says(bench: Workbench) -> None:
    by_master = told(bench, "S3", "stale_price")
    assert list(by_master) == ["master", "prices"]
    assert by_master["master"].rows["price_age_months"].to_list() == [78]
    assert by_master["prices"].how.de.startswith("Nur zum Vergleich")
    alone = told(bench, "S1", "stale_price")
    assert list(alone) == ["prices"]
    assert alone["prices"].how.en.startswith("Products bought again")


def test_a_price_is_unchanged_since_the_invoice_that_first_bears_it(bench: Workbench) -> None:
    (row,) = told(bench, "S1", "stale_price")["prices"].rows.to_dicts()
    last = row["since_invoice"]
    lines = told(bench, "S1", "stale_price")["prices"].behind(0)
    assert last in set(lines["invoice_no"])
    assert lines.filter(pl.col("invoice_no") == last)["invoice_date"][0] == row["price_since"]
    assert lines["part_priced_amount"].sum() == row["priced_amount"]


def test_each_unit_of_a_product_has_its_own_price(tmp_path: Path) -> None:
    head = "Kundennummer;Rechnungsnummer;Rechnungsdatum;Artikelnummer;Menge;Einheit;Nettobetrag"
    lines = (
        "K;R1;01.02.2024;A;10;St;100,00", "K;R1;01.02.2024;A;1;Kt;90,00", "K;R1;01.02.2024;A;5;;40,00",
        "K;R2;01.03.2026;A;10;St;100,00", "K;R2;01.03.2026;A;1;Kt;95,00", "K;R2;01.03.2026;A;5;;40,00",
    )  # fmt: skip
    file = tmp_path / "units.csv"
    file.write_text("\n".join((head, *lines)), "utf-8")
    made = Workbench.open_or_new(tmp_path / "units.kw.toml", clock=lambda: NOW)
    made.import_files([file])
    (found,) = made.shown("K", "stale_price")
    prices = next(one for one in found.evidence if one.id == "prices")
    first, second = date(2024, 2, 1), date(2026, 3, 1)
    told = prices.rows.select("unit", "price", "price_since", "since_invoice", "is_changed", "priced_amount").rows()
    assert told == [
        ("St", Decimal(10), first, "R1", False, Decimal(100)),
        (None, Decimal(8), first, "R1", False, Decimal(40)),
        ("Kt", Decimal(95), second, "R2", True, Decimal(95)),
    ]
    assert [prices.behind(row)["unit"].to_list() for row in range(3)] == [["St"] * 2, [None] * 2, ["Kt"]]
