"""Amounts turn round as their signs were settled."""

from kw_tui.core.intake.turning import comes_back
from tests.core.intake.sales_frames import amounts, canonical, lines, said, settled


def test_a_sign_that_contradicts_its_mark_is_a_conflict() -> None:
    unsigned = canonical(lines(net_amount=["100", "50", "10", "-5"], sign=["debit", "debit", "credit", "debit"]))
    assert unsigned["code:net_amount"].to_list() == [None, None, None, "sign-conflict"]
    signed = lines(net_amount=["100", "-1", "-10", "10", "-5"], sign=["debit", "debit", "credit", "credit", "credit"])
    found = canonical(signed)
    assert amounts(found, "net_amount") == [100, -1, -10, 10, -5]
    assert found["code:net_amount"].to_list() == [None, "sign-conflict", None, "sign-conflict", None]
    assert "have their sign already" in said(settled(signed).notes)


def test_a_mark_that_is_missing_or_unknown_is_a_fault_of_its_own() -> None:
    frame = lines(net_amount=["100", "10", "7", "3", None], sign=["debit", "credit", None, "other", None])
    assert canonical(frame)["code:sign"].to_list() == [None, None, "missing-required", "bad-enum", None]
    one_sided = lines(net_amount=["100", "10"], sign=[None, "credit"])
    assert canonical(one_sided)["code:sign"].to_list() == [None, None]
    assert amounts(canonical(one_sided), "net_amount") == [100, -10]


def test_the_quantity_of_a_return_follows_its_amount() -> None:
    frame = lines(
        net_amount=["100", "50", "-20"],
        quantity=["1", "2", "2"],
        unit_price=["100", "25", "10"],
        cost_amount=["60", "30", "12"],
    )
    found = canonical(frame)
    assert amounts(found, "quantity") == [1, 2, -2]
    assert amounts(found, "cost_amount") == [60, 30, -12]


def test_units_that_come_back_while_their_amount_is_a_sale() -> None:
    frame = lines(net_amount=["10", "10", "-10", None], quantity=["3", "-1", "-1", "-1"])
    come_back = frame.select(comes_back(["net_amount", "quantity"])).collect().to_series()
    assert come_back.to_list() == [False, True, False, None]
    assert frame.select(comes_back(["net_amount"])).collect().item() is False
