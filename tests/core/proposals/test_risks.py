from datetime import date

import polars as pl
import pytest

from kw_tui.core.proposals.risks import BASIS, RISKS, basis_of_risks, blocking_risks, risk_ids
from kw_tui.vocabulary.settings import Settings
from tests.core.portfolio_frames import AS_OF, customer, portfolio


def risks(**changes: object) -> list[str]:
    return told(Settings(), **changes)


def told(settings: Settings, proposal: str = "let_go", **changes: object) -> list[str]:
    row = portfolio(customer("1", **changes)).with_columns(proposal=pl.lit(proposal))
    return list(row.select(risk_ids(settings, AS_OF)).collect().to_series()[0])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"contract_until": date(2026, 11, 1)}, ["contract"]),
        ({"contract_until": date(2026, 10, 31)}, []),
        ({"reference_customer": True}, ["reference"]),
        ({"group_id": "K-7"}, ["group"]),
        ({"first_order": date(2026, 2, 1)}, ["new_customer"]),
        ({"supply_share": 80}, ["dependence"]),
        ({"supply_share": 20}, []),
        ({"season_share": 0.5}, ["season"]),
        ({"season_share": 0.49}, []),
        ({"season_share": None}, []),
    ],
    ids=str,
)
def test_risks(changes: dict[str, object], expected: list[str]) -> None:
    assert risks(**changes) == expected


@pytest.mark.parametrize("form", ["e.K.", "Einzelunternehmen", "GbR", "OHG", "KG", "e. Kfm.", "Freiberufler"])
def test_people_and_partnerships_are_decided_by_a_person(form: str) -> None:
    assert risks(legal_form=form) == ["natural_person"]


@pytest.mark.parametrize("form", ["GmbH", "GmbH & Co. KG", "AG", "KGaA", None])
def test_companies_are_not(form: str | None) -> None:
    assert risks(legal_form=form) == []


def test_blocking_ones_are_counted() -> None:
    row = portfolio(customer("1", reference_customer=True, group_id="K", supply_share=90))
    assert row.select(blocking_risks(Settings(), AS_OF)).collect().item() == 2


def test_every_risk_gives_advice_in_both_languages() -> None:
    assert all(risk.label.de and risk.label.en and risk.advice.de and risk.advice.en for risk in RISKS)
    assert not {risk.id: risk for risk in RISKS}["natural_person"].is_blocking


@pytest.mark.parametrize(
    ("share", "proposal", "expected"),
    [
        (0.40, "let_go", ["dominance"]),
        (0.40, "reprice", ["dominance"]),
        (0.40, "service", ["dominance"]),
        (0.40, "channel", []),
        (0.39, "let_go", []),
        (0, "let_go", []),
    ],
)
def test_dominance_is_presumed_from_two_fifths_of_the_market(share: float, proposal: str, expected: list[str]) -> None:
    assert told(Settings({"own_market_share": share}), proposal) == expected


def test_what_is_about_the_law_is_marked_and_none_of_it_blocks() -> None:
    assert [risk.id for risk in RISKS if risk.is_legal] == ["dependence", "natural_person", "dominance"]
    assert not any(risk.is_blocking for risk in RISKS if risk.is_legal)


def test_every_risk_shows_what_it_rests_on() -> None:
    bound = customer(
        "bound",
        contract_until=date(2027, 12, 31),
        reference_customer=True,
        group_id="K-7",
        first_order=date(2026, 2, 1),
        supply_share=80,
        legal_form="GbR",
        season_share=0.62,
    )
    rows = portfolio(bound, customer("free")).with_columns(rank=pl.lit(1), proposal=pl.lit("reprice"))
    found = basis_of_risks(rows, Settings({"own_market_share": 0.45}), AS_OF).collect()
    assert found.columns == ["rank", "customer_id", *BASIS]
    assert found.filter(customer_id="bound").drop("rank", "customer_id").rows() == [
        ("contract", None, date(2027, 12, 31), None),
        ("reference", None, None, None),
        ("group", None, None, "K-7"),
        ("new_customer", None, date(2026, 2, 1), None),
        ("dependence", 0.8, None, None),
        ("natural_person", None, None, "GbR"),
        ("season", 0.62, None, None),
        ("dominance", 0.45, None, None),
    ]
    assert found.filter(customer_id="free")["risk"].to_list() == ["dominance"]
