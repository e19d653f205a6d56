"""Amounts whose sign stands beside them, or in the kind of paper."""

import pytest

from kw_tui.core.intake.settling import Given
from kw_tui.core.intake.signs import Signs
from kw_tui.vocabulary.import_options import Side
from tests.core.intake.sales_frames import amounts, canonical, lines, said, settled


@pytest.mark.parametrize(
    ("marks", "net"),
    [
        (["debit", "debit", "credit"], [100, 50, -10]),
        (["credit", "credit", "debit"], [100, 50, -10]),
        (["plus", "plus", "minus"], [100, 50, -10]),
        ([None, None, "minus"], [100, 50, -10]),
        (["minus", "plus", "plus"], [-100, 50, 10]),
    ],
)
def test_the_side_that_weighs_more_is_the_sale(marks: list[str | None], net: list[int]) -> None:
    frame = lines(net_amount=["100", "50", "10"], quantity=["2", "1", "1"], freight=["3", "3", "3"], sign=marks)
    found = canonical(frame)
    assert amounts(found, "net_amount") == net
    assert [value > 0 for value in found["quantity"]] == [value > 0 for value in net]
    assert amounts(found, "freight") == [3, 3, 3]
    assert found["code:net_amount"].to_list() == [None] * 3
    assert "signs taken from the mark" in said(settled(frame).notes)


def test_sides_of_like_size_are_asked() -> None:
    close = lines(net_amount=["100", "90"], sign=["debit", "credit"])
    (question,) = settled(close).questions
    assert (question.option, question.question.en.endswith("is debit the sale?")) == ("sale", True)
    assert settled(lines(net_amount=["100", "10"], sign=["debit", "credit"])).questions == ()


@pytest.mark.parametrize(("side", "net"), [("debit", [100, -90]), ("credit", [-100, 90])])
def test_the_side_that_is_said_is_the_sale(side: Side, net: list[int]) -> None:
    given = Given(sale=side)
    marked = lines(net_amount=["100", "90"], sign=["debit", "credit"])
    booked = lines(debit_amount=["100", None], credit_amount=[None, "90"])
    for frame in (marked, booked):
        assert settled(frame, given_of=given).questions == ()
        assert amounts(canonical(frame, given_of=given), "net_amount") == net


def test_credit_memos_that_are_positive_become_negative() -> None:
    frame = lines(
        net_amount=["100", "50", "10", "5"],
        quantity=["1", "2", "1", "1"],
        cost_amount=["60", "30", "6", "3"],
        freight=["1", "1", "1", "1"],
        doc_type=["invoice", "invoice", "credit", "credit_cancel"],
    )
    found = canonical(frame)
    assert amounts(found, "net_amount") == [100, 50, -10, 5]
    assert amounts(found, "quantity") == [1, 2, -1, 1]
    assert amounts(found, "cost_amount") == [60, 30, -6, 3]
    assert amounts(found, "freight") == [1, 1, 1, 1]
    assert found["doc_type"].to_list() == ["invoice", "invoice", "credit", "cancel"]
    assert "1 lines read as negative" in said(settled(frame).notes)


def test_credit_memos_that_are_negative_stay_as_they_are() -> None:
    frame = lines(net_amount=["100", "-10", "2"], doc_type=["invoice", "credit", "invoice"])
    assert amounts(canonical(frame), "net_amount") == [100, -10, 2]
    assert settled(frame).signs.changes_nothing
    mixed = lines(net_amount=["100", "10", "10", "10", "-4"], doc_type=["invoice", *["credit"] * 4])
    assert amounts(canonical(mixed), "net_amount") == [100, -10, -10, -10, 4]
    assert "1 of 4 credit lines are negative already" in said(settled(mixed).asks)


def test_a_flag_says_credit_too() -> None:
    found = canonical(lines(net_amount=["100", "10", "5"], is_credit=[False, True, None]))
    assert amounts(found, "net_amount") == [100, -10, 5]
    assert found["doc_type"].to_list() == ["invoice", "credit", "invoice"]


def test_columns_of_opposite_sign_are_turned_throughout() -> None:
    frame = lines(
        net_amount=["100", "50", "-10"],
        quantity=["-1", "-2", "1"],
        cost_amount=["-60", "-30", "6"],
        bonus=["-2", "0", "0"],
    )
    found = canonical(frame)
    assert amounts(found, "quantity") == [1, 2, -1]
    assert amounts(found, "cost_amount") == [60, 30, -6]
    assert amounts(found, "bonus") == [2, 0, 0]
    assert "Quantity has the opposite sign" in said(settled(frame).notes)


def test_opposite_signs_and_positive_credits_at_once() -> None:
    frame = lines(
        net_amount=["100", "50", "10"], quantity=["-1", "-2", "-1"], doc_type=["invoice", "invoice", "credit"]
    )
    assert amounts(canonical(frame), "quantity") == [1, 2, -1]


def test_signs_go_with_columns_that_become_other_fields() -> None:
    signs = Signs(negated=frozenset({"net_amount", "unit_cost", "list_price"}), against=frozenset({"cost_amount"}))
    moved = signs.after({"net_amount": "gross_amount", "unit_cost": "cost_amount", "list_price": None})
    assert moved.negated == {"gross_amount", "cost_amount"}
    assert moved.against == {"cost_amount"}
    assert signs.after({"cost_amount": "unit_cost"}).against == {"unit_cost"}


def test_a_rate_of_opposite_sign_is_turned_too() -> None:
    frame = lines(quantity=["2", "1"], list_price=["100", "10"], discount_pct=["-10", "-50"])
    assert amounts(canonical(frame), "net_amount") == [180, 5]
    assert "Discount % has the opposite sign" in said(settled(frame).notes)


@pytest.mark.parametrize(
    ("paid", "sale", "is_asked"),
    [("457", "credit", True), ("357", "credit", True), ("338", "debit", True), ("10", "debit", False)],
)
def test_columns_of_like_size_are_asked_and_the_side_of_the_sale_is_said(paid: str, sale: str, is_asked: bool) -> None:
    found = settled(lines(debit_amount=["119", "238", None], credit_amount=[None, None, paid]))
    assert f"{sale} is a sale" in said(found.notes)
    assert [(ask.option, f"is {sale} the sale" in ask.question.en) for ask in found.questions] == [
        ("sale", True)
    ] * is_asked


def test_sides_that_do_not_give_the_amount_are_not_asked() -> None:
    frame = lines(net_amount=["1", "2"], debit_amount=["1", None], credit_amount=[None, "2"])
    assert (settled(frame).notes, settled(frame).asks) == ((), ())
