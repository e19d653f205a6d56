from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from kw_tui.vocabulary.errors import UsageError
from kw_tui.workbench import Workbench
from tests.workbench.ledgers import NOW, earner, loser

HEADER = "Kundennummer;Kundenname;Rechnungsnummer;Rechnungsdatum;Nettobetrag;Wareneinsatz;Warengruppe"
GROUPS = ("Dübel", "Werkzeug", "")


@pytest.fixture(scope="module")
def grouped(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    lines = [*loser("L1"), *loser("L2", 50, 49), *(line for n in range(8) for line in earner(f"E{n}", 500 + 200 * n))]
    rows = [
        f"{who};Firma {who};R{place:05};{day:%d.%m.%Y};{net:.2f};{goods:.2f};{GROUPS[place % 3]}".replace(
            ".00;", ",00;"
        )
        for place, (who, day, net, goods) in enumerate(lines)
    ]
    folder = tmp_path_factory.mktemp("grouped")
    (folder / "umsatz.csv").write_bytes("\r\n".join([HEADER, *rows, ""]).encode("cp1252"))
    made = Workbench.open_or_new(folder / "s.kw.toml", clock=lambda: NOW)
    made.import_files([folder / "umsatz.csv"])
    return made


def test_the_groups_are_those_of_the_period_by_revenue(grouped: Workbench) -> None:
    found = grouped.product_groups()
    assert set(found["product_group"]) == {"Dübel", "Werkzeug"}
    assert found["revenue"].is_sorted(descending=True)
    assert found["customers"].max() == 10


def test_revenue_of_all_groups_is_that_of_the_customer(grouped: Workbench) -> None:
    sums = grouped._group_revenue().group_by("customer_id").agg(pl.col("revenue").sum()).sort("customer_id")
    portfolio = grouped.portfolio().select("customer_id", "revenue").sort("customer_id")
    assert sums["revenue"].to_list() == portfolio["revenue"].to_list()


def test_the_queue_of_a_group_is_ranked_by_its_money(grouped: Workbench) -> None:
    whole, found = grouped.queue(), grouped.queue_of_group("Dübel")
    assert found.height
    assert found["at_stake"].is_sorted(descending=True)
    assert set(found["customer_id"]) <= set(whole["customer_id"])
    both = found.join(whole, on="customer_id", suffix="_whole")
    assert (both["at_stake"] <= both["at_stake_whole"]).all()
    assert (both["rank_overall"] == both["rank_whole"]).all()


def test_an_export_has_the_conditions(grouped: Workbench) -> None:
    found = grouped.queue_with_conditions("Dübel")
    assert found.drop("conditions").equals(grouped.queue_of_group("Dübel"))
    assert found["conditions"].list.len().min() > 0
    assert grouped.queue_with_conditions().drop("conditions").equals(grouped.queue())


def test_a_period_has_its_own_groups(grouped: Workbench) -> None:
    other = Workbench.open(grouped.path, period="2024-11-01..2025-10-31", clock=lambda: NOW)
    total = other.product_groups()["revenue"].sum()
    assert total != grouped.product_groups()["revenue"].sum()
    assert isinstance(total, Decimal)
    assert other.period.last == date(2025, 10, 31)


def test_an_unknown_group_is_refused_with_those_that_may_be_meant(grouped: Workbench) -> None:
    with pytest.raises(UsageError) as refused:
        grouped.queue_of_group("Dubel")
    assert refused.value.hint.en == "did you mean Dübel?"
    with pytest.raises(UsageError) as refused:
        grouped.queue_of_group("nichts davon")
    assert "Werkzeug" in refused.value.hint.en


def test_without_groups_there_is_none(bench: Workbench) -> None:
    assert bench.product_groups().is_empty()
    with pytest.raises(UsageError) as refused:
        bench.queue_of_group("Dübel")
    assert refused.value.hint.en == "the sales tell no product groups"


def test_how_it_is_shared_names_the_group(grouped: Workbench) -> None:
    assert "Dübel" in grouped.sharing("Dübel").de
