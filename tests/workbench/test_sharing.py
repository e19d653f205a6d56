import polars as pl

from kw_tui.workbench.sharing import products_shared

SHARED = {
    "product": [0, 2], "list_revenue": [300.0, 100.0], "discount_own": [0.1, 0.3], "discount_a": [0.2, 0.2],
    "a_customers": [3, 4], "adds_own": [0.075, 0.075], "adds_a": [0.15, 0.05],
}  # fmt: skip


def test_codes_become_ids_with_the_latest_name_of_the_lines() -> None:
    lines = pl.DataFrame({"product_id": ["a", "a", "c"], "product_name": ["old", "new", None]})
    products, shared = pl.Series(["a", "b", "c"]), pl.DataFrame(SHARED)
    own = products_shared(shared, "discount_own_shared", products, lines)
    assert own.select("product_id", "product_name", "adds").rows() == [("a", "new", 0.075), ("c", None, 0.075)]
    assert products_shared(shared, "discount_a_shared", products, lines)["adds"].to_list() == [0.15, 0.05]
