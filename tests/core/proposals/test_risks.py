from datetime import date

import pytest

from kw_tui.core.proposals.risks import RISKS, blocking_risks, risk_ids
from kw_tui.vocabulary.settings import Settings
from tests.core.portfolio_frames import AS_OF, customer, portfolio


def risks(**changes: object) -> list[str]:
    row = portfolio(customer("1", **changes))
    return list(row.select(risk_ids(Settings(), AS_OF)).collect().to_series()[0])


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
