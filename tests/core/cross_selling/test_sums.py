from tests.core.cross_selling.carts import carts, sums


def test_products_of_a_group_are_one_row() -> None:
    (row,) = sums(carts({"K1": {"A": 10}, "K2": {}}).vstack(carts({"K1": {"A": 5}}))).rows(named=True)
    assert row == {"customer_id": "K1", "product_group": "A", "revenue": 15.0, "goods": 9.0, "is_bought": True}


def test_returns_alone_are_not_bought() -> None:
    assert sums(carts({"K1": {"A": -5}}))["is_bought"].to_list() == [False]


def test_goods_are_unknown_where_those_of_a_product_are() -> None:
    both = carts({"K1": {"A": 10}}).vstack(carts({"K1": {"A": 5}}, goods=None))
    assert sums(both)["goods"].to_list() == [None]
