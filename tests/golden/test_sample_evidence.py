"""The evidence of every finding in the sample data adds up, to the cent and to what the raw files say."""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from statistics import median
from typing import Any

import polars as pl
import pytest

from kw_tui.core.evidence.evidence import Evidence
from kw_tui.core.evidence.found import EVIDENCE
from kw_tui.storage.shipped import shipped
from kw_tui.workbench import Workbench
from tests.core.evidence.agreeing import agrees, by_id

HOME = shipped("sample_data")
STORIES: Mapping[str, Any] = tomllib.loads((HOME / "stories.toml").read_text(encoding="utf-8"))
FIRST, LAST = date(2025, 11, 1), date(2026, 10, 31)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    made = Workbench.open_or_new(tmp_path_factory.mktemp("sample") / "sample.kw.toml")
    made.import_files(sorted(HOME.glob("*.csv")))
    made.portfolio()
    return made


@pytest.fixture(scope="module")
def strict(bench: Workbench) -> Workbench:
    """The same with thresholds by which terms are waived all over."""
    return bench.as_if({"waived_limit": 0, "rate_order": 60, "bonus_threshold": 150_000})


def row_of(bench: Workbench, customer: str) -> dict[str, Any]:
    return bench.portfolio().row(by_predicate=pl.col("customer_id") == customer, named=True)


def told(bench: Workbench, customer: str, finding: str) -> dict[str, Evidence]:
    (shown,) = bench.shown(customer, finding)
    assert shown.is_found
    return by_id(shown.evidence)


def test_the_evidence_of_every_finding_adds_up(bench: Workbench) -> None:
    findings = bench.conditions()
    assert findings.height > 80
    for customer in findings["customer_id"].unique().sort():
        row, known = row_of(bench, customer), findings.filter(pl.col("customer_id") == customer)
        shown = bench.shown(customer)
        assert [one.finding.id for one in shown] == known["finding"].to_list()
        for one, (value, limit) in zip(shown, known.select("value", "limit").rows(), strict=True):
            assert (one.value, one.limit, one.is_found) == (value, limit, True)
            assert sum(agrees(each, row) for each in one.evidence) >= 2, (customer, one.finding.id)
            assert all(each.rows.height for each in one.evidence if each.id != "prices")


@pytest.mark.parametrize("finding", list(EVIDENCE))
def test_so_it_does_for_anybody_and_every_check(strict: Workbench, finding: str) -> None:
    portfolio = strict.portfolio().sort("customer_id")
    accused = portfolio.filter(pl.col(finding))["customer_id"].gather_every(40)
    others = portfolio.filter(~pl.col(finding) | pl.col(finding).is_null())["customer_id"].gather_every(150)
    for customer in [*accused, *others]:
        row = row_of(strict, customer)
        (shown,) = strict.shown(customer, finding)
        assert shown.is_found == bool(row[finding])
        for each in shown.evidence:
            agrees(each, row)


def raw(file: str) -> Iterator[dict[str, str]]:
    """The rows of a file, as Python's own reader sees them, with the line each begins at."""
    with (HOME / file).open(encoding="cp1252", newline="") as lines:
        if file == "umsatz.csv":
            next(lines)
            next(lines)
        reader = csv.DictReader(lines, delimiter=";")
        skipped, ends = (2 if file == "umsatz.csv" else 0), 1
        for row in reader:
            yield {**row, "line": str(ends + 1 + skipped)}
            ends = reader.line_num


def amount(text: str) -> Decimal:
    return Decimal((text or "0").replace(".", "").replace(",", "."))


def on(text: str) -> date:
    return datetime.strptime(text, "%d.%m.%Y").date()  # noqa: DTZ007


def sales(customer: str) -> list[dict[str, str]]:
    lines = [one for one in raw("umsatz.csv") if one["Kundennummer"] == customer]
    return [one for one in lines if FIRST <= on(one["Rechnungsdatum"]) <= LAST]


def cents(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def listed(line: Mapping[str, str]) -> Decimal:
    return (amount(line["Menge"]) * amount(line["Listenpreis"])).quantize(Decimal("0.0001"))


def test_shared_products_by_hand(bench: Workbench) -> None:
    customer = STORIES["c_better_than_a"]["customers"][0]
    found = told(bench, customer, "c_better_than_a")["shared_products"]
    mine: dict[str, list[dict[str, str]]] = {}
    for line in sales(customer):
        mine.setdefault(line["Artikelnummer"], []).append(line)
    total = sum(listed(line) for lines in mine.values() for line in lines)
    for told_row in found.rows.to_dicts():
        lines = mine[told_row["product_id"]]
        list_value, net = sum(map(listed, lines)), sum(amount(one["Nettobetrag"]) for one in lines)
        assert told_row["list_revenue"] == list_value
        assert told_row["line_discount"] == list_value - net
        assert told_row["adds_own"] == pytest.approx(float((list_value - net) / total), abs=1e-12)
        assert {str(one) for one in found.behind(told_row["row"])["line"]} == {one["line"] for one in lines}
    a_customers = set(bench.portfolio().filter(pl.col("abc") == "A")["customer_id"])
    first = found.rows.row(0, named=True)
    usual = discounts(first["product_id"], a_customers)
    assert (len(usual), median(usual)) == (first["a_customers"], pytest.approx(first["discount_a"]))


def discounts(product: str, customers: set[str]) -> list[float]:
    """The discount each of the customers got on a product in the period."""
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for line in raw("umsatz.csv"):
        if line["Artikelnummer"] != product or line["Kundennummer"] not in customers:
            continue
        if FIRST <= on(line["Rechnungsdatum"]) <= LAST and amount(line["Nettobetrag"]) > 0:
            before = sums.get(line["Kundennummer"], (Decimal(0), Decimal(0)))
            sums[line["Kundennummer"]] = (before[0] + listed(line), before[1] + amount(line["Nettobetrag"]))
    return [float((one - net) / one) for one, net in sums.values()]


def test_a_stale_price_by_hand(bench: Workbench) -> None:
    customer = STORIES["stale_price"]["customers"][0]
    master = next(one for one in raw("kunden.csv") if one["Kundennummer"] == customer)
    found = told(bench, customer, "stale_price")
    row = found["master"].rows.row(0, named=True)
    assert row["last_price_change"] == on(master["Letzte Preisänderung"])
    assert found["master"].behind(0).select("file", "line").row(0) == ("kunden.csv", int(master["line"]))
    changed = row["last_price_change"]
    months = (2026 - changed.year) * 12 + 11 - changed.month - (changed.day > 1)
    assert row["price_age_months"] == months
    product = found["prices"].rows.row(0, named=True)
    prices = sorted(
        (on(one["Rechnungsdatum"]), amount(one["Nettobetrag"]) / amount(one["Menge"]))
        for one in raw("umsatz.csv")
        if one["Kundennummer"] == customer and one["Artikelnummer"] == product["product_id"]
        and amount(one["Nettobetrag"]) > 0
    )  # fmt: skip
    changes = [day for (_, before), (day, now) in pairwise(prices) if abs(now - before) > before * Decimal("0.005")]
    assert product["price_since"] == max([prices[0][0], *changes])


def test_a_habit_and_what_has_expired_by_hand(bench: Workbench) -> None:
    for customer in STORIES["free_service_habit"]["customers"]:
        mine = [one for one in raw("kulanz.csv") if one["Kundennummer"] == customer]
        mine = [one for one in mine if FIRST <= on(one["Datum"]) <= LAST]
        found = told(bench, customer, "free_service_habit")
        for kind in found["kinds"].rows.to_dicts():
            same = [one for one in mine if one["Art"] == kind["kind"]]
            assert (kind["times"], kind["list_value"]) == (len(same), sum(amount(one["Listenwert"]) for one in same))
            assert set(found["kinds"].behind(kind["row"])["line"]) == {int(one["line"]) for one in same}
        granted = found["granted"].rows.select("date", "granted_by", "reason").rows()
        kinds = set(found["kinds"].rows["kind"])
        by_hand = [(on(one["Datum"]), one["Gewährt von"], one["Grund"]) for one in mine if one["Art"] in kinds]
        assert sorted(granted) == sorted(by_hand)
        assert found["ways"].rows["choice"].to_list() == ["bill", "stop", "name"]
        assert found["ways"].rows["effect"].to_list()[0] == found["kinds"].rows["list_value"].sum()
        (expired,) = bench.shown(customer, "waived_concession")
        past = [one for one in mine if one["Befristet bis"] and on(one["Datum"]) > on(one["Befristet bis"])]
        assert expired.evidence[0].rows["list_value"].sum() == sum(amount(one["Listenwert"]) for one in past)


def test_products_of_a_leak_by_hand(bench: Workbench) -> None:
    customer = bench.conditions().filter(pl.col("finding") == "leakage")["customer_id"][0]
    found = told(bench, customer, "leakage")["products"]
    lines = sales(customer)
    worst = found.rows.row(0, named=True)
    mine = [one for one in lines if one["Artikelnummer"] == worst["product_id"]]
    net = sum(amount(one["Nettobetrag"]) - amount(one["Skonto"]) - amount(one["Bonus"]) for one in mine)
    goods = sum(amount(one["Wareneinsatz"]) for one in mine)
    assert (worst["revenue"], worst["goods"], worst["db1"]) == (net, goods, net - goods)
    assert found.rows["db1_ratio"].to_list() == sorted(found.rows["db1_ratio"].to_list())


def test_small_orders_and_a_bonus_by_hand(strict: Workbench) -> None:
    accused = strict.portfolio().filter(pl.col("waived_small_orders")).sort("customer_id")["customer_id"][0]
    row, found = row_of(strict, accused), told(strict, accused, "waived_small_orders")["small_orders"]
    by_invoice: dict[str, Decimal] = {}
    for line in sales(accused):
        by_invoice[line["Rechnungsnummer"]] = by_invoice.get(line["Rechnungsnummer"], Decimal(0)) + amount(
            line["Nettobetrag"]
        )
    small = {id_: net for id_, net in by_invoice.items() if 0 < net < row["minimum_order"]}
    assert dict(found.rows.select("invoice_no", "amount").rows()) == small
    cost = len(small) * 60 - float(sum(small.values())) * row["db1_ratio"]
    assert cents(found.rows["adds"].sum()) == cents(Decimal(str(cost / row["period_years"])))
    given = strict.portfolio().filter(pl.col("waived_bonus")).sort("customer_id")["customer_id"][0]
    bonus = told(strict, given, "waived_bonus")["bonus"].rows.row(0, named=True)
    assert bonus["bonus"] == sum(amount(one["Bonus"]) for one in sales(given))
    assert bonus["revenue_invoiced"] == sum(amount(one["Nettobetrag"]) for one in sales(given))


def test_every_line_names_its_file_and_place(bench: Workbench) -> None:
    customer = STORIES["c_better_than_a"]["customers"][1]
    lines = told(bench, customer, "discount_outlier")["groups"].lines
    assert set(lines["file"]) == {"umsatz.csv"}
    by_line = {one["line"]: one for one in raw("umsatz.csv") if one["Kundennummer"] == customer}
    for line in lines.to_dicts():
        said = by_line[str(line["line"])]
        assert (said["Rechnungsnummer"], amount(said["Nettobetrag"])) == (line["invoice_no"], line["net_amount"])
