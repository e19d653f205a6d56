import polars as pl

from kw_tui.core.intake.filling import filled_down


def test_the_first_line_of_a_document_speaks_for_its_others() -> None:
    cells = pl.LazyFrame(
        {
            "line": [4, 2, 3, 5, 6],
            "no": ["#2", "#1", "#1", "#3", "#3"],
            "mail": ["b@x", "a@x", None, "c@x", None],
            "firm": [None, "A", None, None, "C"],
            "price": ["1", "2", "3", "4", "5"],
        }
    )
    filled = filled_down(cells, "line", "no", ["mail", "firm"]).collect()
    assert filled.columns == ["line", "no", "mail", "firm", "price"]
    assert filled["mail"].to_list() == ["a@x", "a@x", "b@x", "c@x", "c@x"]
    assert filled["firm"].to_list() == ["A", "A", None, None, "C"]
    assert filled["price"].to_list() == ["2", "3", "1", "4", "5"]


def test_a_number_that_stands_once_is_repeated_too() -> None:
    cells = pl.LazyFrame({"line": [1, 2, 3], "no": ["R1", None, "R2"], "day": ["x", None, None]})
    filled = filled_down(cells, "line", "no", ["no", "day"]).collect()
    assert filled["no"].to_list() == ["R1", "R1", "R2"]
    assert filled["day"].to_list() == ["x", "x", None]
