import polars as pl
import pytest

from kw_tui.core.metrics.by_place import by_place


@pytest.mark.parametrize("ids", [["A", "B", "C"], ["C", "A", "B"]])
def test_who_is_told_of_lies_in_order_and_keeps_its_row(ids: list[str]) -> None:
    def told(customers: pl.DataFrame) -> pl.DataFrame:
        assert customers["customer_id"].to_list() == ["A", "B", "C"]
        return customers.select(place=pl.int_range(3), twice=pl.col("amount") * 2)

    frame = pl.LazyFrame({"customer_id": ids, "amount": [ord(id_) for id_ in ids]})
    found = by_place(frame, ("amount",), told, {"place": pl.Int64, "twice": pl.Int64}).collect(engine="in-memory")
    assert found["place"].to_list() == ["ABC".index(id_) for id_ in ids]
    assert found["twice"].to_list() == [2 * ord(id_) for id_ in ids]
    assert found.columns == ["customer_id", "amount", "place", "twice"]
