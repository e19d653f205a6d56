import pytest

from kw_tui.storage.readers.workbooks.refusals import RefusedError
from kw_tui.storage.readers.workbooks.survey import MOST_CELLS, Survey, column_letters, column_number, require_near


@pytest.mark.parametrize(("letters", "number"), [("A", 1), ("Z", 26), ("AA", 27), ("ZZ", 702), ("XFD", 16_384)])
def test_columns_are_called_by_letters(letters: str, number: int) -> None:
    assert column_number(letters) == column_number(letters.encode()) == number
    assert column_letters(number) == letters


def test_styles_are_kept_by_column() -> None:
    found = Survey()
    for row in (3, 5):
        found.show(row, 2, 7)
    assert {key: list(rows) for key, rows in found.shown.items()} == {(2, 7): [3, 5]}


def test_the_rectangle_of_all_cells_is_limited() -> None:
    require_near(Survey(rows=1_048_576, columns=MOST_CELLS // 1_048_576))
    with pytest.raises(RefusedError) as caught:
        require_near(Survey(rows=1_048_576, columns=16_384))
    assert caught.value.fields == {"cell": "XFD1048576", "cells": 17_179_869_184, "limit": MOST_CELLS}
